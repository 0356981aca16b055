#include "cases/answer_limit.hpp"

#include <algorithm>
#include <stdexcept>

#include "cases/procedure_files.hpp"
#include "platform/toml/toml.hpp"

namespace yw::cases {
namespace {

struct ByLaw {
    std::vector<std::string> names, codes;
    AnswerLimit limit;
};
struct Limits {
    int working_days = 0;
    std::vector<ByLaw> by_law;
};

[[noreturn]] void refuse(std::string_view what) {
    throw std::logic_error("data/procedure/correction.toml: " + std::string(what));
}

int days_in(const toml::table& table) {
    const auto days = table["working_days"].value_exact<std::int64_t>();
    constexpr std::int64_t kMost = 250;
    if (!days || *days < 1 || *days > kMost) refuse("working_days");
    return static_cast<int>(*days);
}

std::vector<std::string> texts_in(const toml::table& table, std::string_view name) {
    const auto* list = table[name].as_array();
    if (!list) refuse(name);
    std::vector<std::string> texts;
    for (const auto& text : *list) {
        const auto* value = text.as_string();
        if (!value || value->get().empty()) refuse(name);
        texts.push_back(value->get());
    }
    return texts;
}

Limits read(std::string_view bytes) {
    const toml::table table = toml::parse(bytes);
    Limits limits;
    limits.working_days = days_in(table);
    const auto* list = table["by_law"].as_array();
    if (!list) return limits;
    for (const auto& entry : *list) {
        const auto* one = entry.as_table();
        if (!one) refuse("by_law");
        ByLaw by_law{texts_in(*one, "names"),
                     texts_in(*one, "codes"),
                     {days_in(*one), (*one)["law"].value<std::string>().value_or(std::string())}};
        if (by_law.limit.law.empty()) refuse("law");
        limits.by_law.push_back(std::move(by_law));
    }
    return limits;
}

AnswerLimit find(const Limits& limits, const catalogue::Item& item) {
    const auto holds = [](const std::vector<std::string>& texts, const std::string& text) {
        return !text.empty() && std::ranges::find(texts, text) != texts.end();
    };
    for (const ByLaw& one : limits.by_law) {
        if (holds(one.names, item.name) || holds(one.codes, item.base_code) || holds(one.codes, item.implement_code))
            return one.limit;
    }
    return {limits.working_days, {}};
}

}  // namespace

AnswerLimit answer_limit_of(const catalogue::Item& item) {
    static const Limits kLimits = read(procedure_files::files().front().bytes);
    return find(kLimits, item);
}

AnswerLimit answer_limit_in(std::string_view toml, const catalogue::Item& item) {
    return find(read(toml), item);
}

}  // namespace yw::cases
