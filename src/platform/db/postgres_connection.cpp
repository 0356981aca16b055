#include "platform/db/postgres_connection.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "kernel/waiting.hpp"

namespace yw::db {
namespace {

class PostgresRow final : public Row {
public:
    explicit PostgresRow(const PGresult* result) : result_(result) {}
    void at(int row) { row_ = row; }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override {
        return std::strtoll(PQgetvalue(result_, row_, column), nullptr, 10);
    }
    std::string_view view(int column) const override {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_ = 0;
};

/// Parameters as the text that libpq wants: NUL-terminated, null pointers for NULL.
class TextParameters {
public:
    TextParameters(const Sql& sql, Binds binds, const std::vector<std::string>& names)
        : texts_(names.size()), pointers_(names.size()) {
        if (binds.size() != names.size())
            throw DbError(fmt::format("{}: {} values for {} parameters", sql.name, binds.size(), names.size()));
        for (const Bind& bind : binds) {
            const auto found = std::find(names.begin(), names.end(), bind.name);
            if (found == names.end()) throw DbError(fmt::format("{}: no parameter :{}", sql.name, bind.name));
            set(static_cast<std::size_t>(found - names.begin()), bind.value);
        }
    }
    int size() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }

private:
    void set(std::size_t index, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value.state()))
            texts_[index] = std::to_string(*number);
        else if (const auto* text = std::get_if<std::string_view>(&value.state()))
            texts_[index] = *text;
        else
            return;
        pointers_[index] = texts_[index].c_str();
    }
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
};

/// What the server says: it works meanwhile, this thread does not.
template <class Ask>
PGresult* waited_for(const Ask& ask) {
    const Waiting waiting;
    return ask();
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& uri) : handle_(PQconnectdb(uri.c_str())) {
    if (!handle_ || PQstatus(handle_.get()) != CONNECTION_OK)
        throw DbError(fmt::format("postgres: {}", handle_ ? PQerrorMessage(handle_.get()) : "out of memory"));
    PQsetNoticeProcessor(
        handle_.get(), [](void*, const char*) {}, nullptr);
    script("SET client_encoding='UTF8'; SET timezone='UTC'; SET standard_conforming_strings=on;");
}

void PostgresConnection::check(const Answer& answer, std::string_view what) const {
    const auto status = answer ? PQresultStatus(answer.get()) : PGRES_FATAL_ERROR;
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
    const char* state = answer ? PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view code = state ? state : "";
    const auto text = fmt::format("postgres: {}: {}", what, PQerrorMessage(handle_.get()));
    if (code == "40001" || code == "40P01") throw SerializationFailure(text);
    if (code.substr(0, 2) == "23") throw ConstraintError(text);
    throw DbError(text);
}

PostgresConnection::Prepared& PostgresConnection::prepare(const Sql& sql) {
    const auto found = statements_.find(sql.text.data());
    if (found != statements_.end()) return found->second;
    auto numbered = number_parameters(sql.text);
    Prepared prepared{fmt::format("s{}", statements_.size()), std::move(numbered.names)};
    const Answer answer(
        waited_for([&] { return PQprepare(handle_.get(), prepared.name.c_str(), numbered.text.c_str(), 0, nullptr); }));
    check(answer, sql.name);
    return statements_.emplace(sql.text.data(), std::move(prepared)).first->second;
}

std::int64_t PostgresConnection::run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row) {
    const Prepared& prepared = prepare(sql);
    const TextParameters parameters(sql, binds, prepared.parameters);
    const Answer answer(waited_for([&] {
        return PQexecPrepared(handle_.get(), prepared.name.c_str(), parameters.size(), parameters.pointers(), nullptr,
                              nullptr, 0);
    }));
    check(answer, sql.name);
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) return std::strtoll(PQcmdTuples(answer.get()), nullptr, 10);
    PostgresRow current(answer.get());
    const int rows = PQntuples(answer.get());
    for (int i = 0; row && i < rows; ++i) {
        current.at(i);
        row(current);
    }
    return rows;
}

void PostgresConnection::script(std::string_view text) {
    check(Answer(PQexec(handle_.get(), std::string(text).c_str())), "script");
}

bool PostgresConnection::settle() {
    if (!usable()) return false;
    if (PQtransactionStatus(handle_.get()) != PQTRANS_IDLE) {
        const Answer answer(PQexec(handle_.get(), "ROLLBACK"));
        return usable() && answer && PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
    }
    return true;
}

}  // namespace yw::db
