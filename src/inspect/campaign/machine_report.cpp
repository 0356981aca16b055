#include "inspect/campaign/machine_report.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <set>

#include "kernel/utf8.hpp"

namespace yw::campaign {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostRows = 5000;
constexpr std::size_t kLongestText = 500;

std::string text_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (!value || !value->is_string()) return {};
    std::string_view rest = value->as_string();
    std::string text;
    for (std::size_t letters = 0; !rest.empty() && letters < kLongestText; ++letters) text += utf8::take(rest);
    return text;
}

std::vector<const json::object*> rows_at(const json::object& object, std::string_view key) {
    std::vector<const json::object*> rows;
    const json::value* value = object.if_contains(key);
    if (!value || !value->is_array()) return rows;
    for (const json::value& row : value->as_array())
        if (row.is_object() && rows.size() < kMostRows) rows.push_back(&row.as_object());
    return rows;
}

bool holds(const json::object& object, std::string_view key, std::string_view word) {
    const json::value* value = object.if_contains(key);
    if (!value || !value->is_array()) return false;
    for (const json::value& one : value->as_array())
        if (one.is_string() && one.as_string() == word) return true;
    return false;
}

MachineFinding finding_of(const json::object& row, const std::map<std::string, std::string>& evidence) {
    MachineFinding finding{text_at(row, "what"), text_at(row, "words"), text_at(row, "url"), {}};
    if (const auto page = evidence.find(finding.address); page != evidence.end()) finding.evidence = page->second;
    return finding;
}

}  // namespace

Result<MachineReport> read_machine_report(std::string_view text) {
    boost::system::error_code wrong;
    json::parse_options options;
    options.max_depth = kDeepest;
    const json::value whole = json::parse(text, wrong, {}, options);
    if (wrong || !whole.is_object()) return fail(kReportUnreadable, wrong ? wrong.message() : "no object");
    const json::object& object = whole.as_object();
    const auto checks = rows_at(object, "checks");
    if (checks.empty()) return fail(kReportUnreadable, "no checks");
    MachineReport report;
    report.address = text_at(object, "url");
    report.seed = text_at(object, "seed");
    std::map<std::string, std::string> evidence;
    for (const json::object* page : rows_at(object, "pages"))
        evidence[text_at(*page, "url")] = text_at(*page, "sha256");
    const auto findings = rows_at(object, "findings");
    for (const json::object* check : checks) {
        const auto* indicator = inspect::indicators().find(text_at(*check, "indicator"));
        const auto state = state_of(text_at(*check, "state"));
        // Items are counted one by one below.
        if (!indicator || !state || indicator->group != "platform") continue;
        MachineObservation observation{indicator->id, "", "", *state, "", {}};
        if (const json::value* reasons = check->if_contains("reasons"); reasons && reasons->is_array())
            for (const json::value& reason : reasons->as_array())
                if (reason.is_string() && observation.note.size() < kLongestText)
                    observation.note += (observation.note.empty() ? "" : "；") + std::string(reason.as_string());
        for (const json::object* finding : findings)
            if (text_at(*finding, "indicator") == indicator->id)
                observation.findings.push_back(finding_of(*finding, evidence));
        report.observations.push_back(std::move(observation));
    }
    // Two items of one name are two items: the later ones carry their address in the name.
    const auto unique = [](std::set<std::string>& names, std::string name, const std::string& address) {
        if (name.empty()) name = address;
        if (!names.insert(name).second) name += " " + address;
        return name;
    };
    std::set<std::string> item_names;
    for (const json::object* item : rows_at(object, "items")) {
        const auto address = text_at(*item, "url");
        report.items.push_back({unique(item_names, text_at(*item, "name"), address), address});
    }
    std::set<std::string> names;
    for (const json::object* guide : rows_at(object, "guides")) {
        const auto address = text_at(*guide, "url");
        const auto name = unique(names, text_at(*guide, "name"), address);
        for (const auto& indicator : inspect::indicators().indicators) {
            if (indicator.defect.empty()) continue;
            const bool failed = holds(*guide, "defects", indicator.defect);
            const bool hidden = holds(*guide, "could_not_check", indicator.defect);
            MachineObservation observation{
                indicator.id, name, address, failed ? State::kFailed : hidden ? State::kCouldNotCheck : State::kPassed,
                "",           {}};
            for (const json::object* finding : findings)
                if (text_at(*finding, "indicator") == indicator.defect && text_at(*finding, "url") == address)
                    observation.findings.push_back(finding_of(*finding, evidence));
            report.observations.push_back(std::move(observation));
        }
    }
    return report;
}

}  // namespace yw::campaign
