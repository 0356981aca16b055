// One connection to PostgreSQL with its prepared statements. Used by one thread at a time.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "platform/db/db.hpp"
#include "platform/db/named_parameters.hpp"

namespace yw::db {

/// The server asks to run the transaction again (40001, 40P01).
class SerializationFailure : public DbError {
public:
    using DbError::DbError;
};

class PostgresConnection {
public:
    explicit PostgresConnection(const std::string& uri);

    std::int64_t run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row);
    void script(std::string_view text);
    bool usable() const { return PQstatus(handle_.get()) == CONNECTION_OK; }
    /// Ends whatever transaction is open; false when the connection is beyond use.
    bool settle();

private:
    struct Finish {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Answer = std::unique_ptr<PGresult, Clear>;
    struct Prepared {
        std::string name;
        std::vector<std::string> parameters;
    };

    Prepared& prepare(const Sql& sql);
    void check(const Answer& answer, std::string_view what) const;

    std::unique_ptr<PGconn, Finish> handle_;
    std::unordered_map<const char*, Prepared> statements_;  ///< by address of the statement's text, which is constant
};

}  // namespace yw::db
