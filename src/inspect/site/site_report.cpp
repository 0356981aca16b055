#include <fmt/core.h>
#include <fmt/ranges.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "inspect/indicators/indicators.hpp"
#include "inspect/site/site.hpp"
#include "kernel/permille.hpp"
#include "platform/html/html.hpp"
#include "platform/strings/strings.hpp"

namespace yw::site {
namespace {

namespace json = boost::json;

json::array strings_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.emplace_back(text);
    return array;
}

json::object json_of(const Check& check) {
    return {{"indicator", check.indicator},       {"state", to_string(check.state)},
            {"checked", check.checked},           {"failed", check.failed},
            {"could_not_check", check.could_not}, {"reasons", strings_of(check.reasons)}};
}

json::object json_of(const Finding& finding) {
    return {{"indicator", finding.indicator},
            {"kind", finding.kind},
            {"url", finding.address},
            {"what", finding.what},
            {"words", finding.words}};
}

json::object json_of(const Search& search) {
    return {{"name", search.name},
            {"item_url", search.item_address},
            {"state", to_string(search.state)},
            {"position", search.position},
            {"ms", search.ms},
            {"results_url", search.results_address}};
}

json::object json_of(const GuideFinding& finding) {
    return {{"rule", finding.rule},     {"severity", finding.severity}, {"element", finding.element},
            {"text", finding.text},     {"marks", finding.marks},       {"why", finding.why},
            {"better", finding.better}, {"defect", finding.defect}};
}

json::object json_of(const GuideResult& guide) {
    json::array findings;
    for (const auto& finding : guide.findings) findings.emplace_back(json_of(finding));
    json::object elements;
    for (const auto& element : guide.elements) elements[element.first] = element.second;
    return {{"url", guide.address},
            {"name", guide.name},
            {"department", guide.department},
            {"defects", strings_of(guide.defects)},
            {"could_not_check", strings_of(guide.could_not_check)},
            {"findings", std::move(findings)},
            {"elements", std::move(elements)}};
}

json::object json_of(const PageRecord& page) {
    return {{"url", page.address},
            {"final_url", page.final_address},
            {"why", page.why},
            {"status", page.status},
            {"failure", page.failure},
            {"content_type", page.content_type},
            {"bytes", page.bytes},
            {"sha256", page.sha256},
            {"sm3", page.sm3},
            {"at", iso_utc(page.at)},
            {"ms", page.ms}};
}

json::object json_of(const ItemSeen& item) {
    return {{"name", item.name}, {"url", item.address}};
}

json::object json_of(const Picture& picture) {
    return {{"file", picture.file}, {"url", picture.address}, {"sha256", picture.sha256}};
}

template <class T>
json::array array_of(const std::vector<T>& rows) {
    json::array array;
    for (const auto& row : rows) array.emplace_back(json_of(row));
    return array;
}

std::string state_words(State state) {
    return std::string(strings::text("site.state." + std::string(to_string(state))));
}

std::string name_of(const std::string& indicator) {
    const auto* found = inspect::indicators().find(indicator);
    return found ? found->name : indicator;
}

void show_check(html::View& page, const Check& check) {
    auto row = page.add("CHECK");
    const auto* indicator = inspect::indicators().find(check.indicator);
    row.set("ID", check.indicator)
        .set("NAME", name_of(check.indicator))
        .set("BAD", check.failed)
        .set("CHECKED", check.checked)
        .set("COULD_NOT", check.could_not)
        .set("CIRCULAR",
             indicator && indicator->circular_permille ? percent_zh(*indicator->circular_permille) : std::string())
        .set("REASONS", fmt::format("{}", fmt::join(check.reasons, "；")));
    row.when("PASSED", check.state == State::kPassed)
        .when("FAILED", check.state == State::kFailed)
        .when("UNKNOWN", check.state == State::kCouldNotCheck);
}

void show_guide(html::View& page, const GuideResult& guide) {
    auto part = page.add("GUIDE");
    part.set("NAME", guide.name).set("URL_TEXT", guide.address).when("CLEAN", guide.findings.empty()).none("RULES");
    if (guide.findings.empty()) return;
    auto list = part.add("RULES");
    for (const auto& finding : guide.findings) {
        auto row = list.add("RULE");
        row.set("ELEMENT", finding.element).set("WHY", finding.why).set("BETTER", finding.better).none("DEFECT");
        if (!finding.defect.empty()) row.add("DEFECT").set("DEFECT_ID", finding.defect);
    }
}

}  // namespace

std::string to_json(const Inspection& inspection) {
    const json::object whole{{"url", inspection.address},
                             {"title", inspection.title},
                             {"indicators", inspect::indicators().version},
                             {"words", inspection.words_version},
                             {"seed", inspection.seed},
                             {"started", iso_utc(inspection.started)},
                             {"ended", iso_utc(inspection.ended)},
                             {"robots", inspection.robots},
                             {"entrance_opened", inspection.entrance_opened},
                             {"stopped", inspection.stopped},
                             {"addresses_seen", inspection.addresses_seen},
                             {"checks", array_of(inspection.checks)},
                             {"findings", array_of(inspection.findings)},
                             {"searches", array_of(inspection.searches)},
                             {"guides", array_of(inspection.guides)},
                             {"items", array_of(inspection.items)},
                             {"pages", array_of(inspection.pages)},
                             {"pictures", array_of(inspection.pictures)}};
    return json::serialize(whole);
}

std::string to_text(const Inspection& inspection) {
    std::string text = fmt::format("{}\n{}  {}  访问{}次，种子“{}”\n\n", inspection.title, inspection.address,
                                   zh_minute(inspection.started), inspection.pages.size(), inspection.seed);
    for (const Check& check : inspection.checks) {
        text += fmt::format("{:<3}{}：{}（核验{}，有问题{}，无法核验{}）\n", check.indicator, name_of(check.indicator),
                            state_words(check.state), check.checked, check.failed, check.could_not);
        for (const auto& reason : check.reasons) text += "     " + reason + "\n";
    }
    text += fmt::format("\n问题{}条\n", inspection.findings.size());
    for (const Finding& finding : inspection.findings)
        text += fmt::format("{:<3}{}  {}{}\n", finding.indicator, finding.what, finding.address,
                            finding.words.empty() ? "" : "  “" + finding.words + "”");
    if (!inspection.searches.empty()) text += "\n搜索试用\n";
    for (const Search& search : inspection.searches)
        text += fmt::format("   {}：{}{}，{}毫秒\n", search.name, state_words(search.state),
                            search.position > 0 ? fmt::format("，第{}条", search.position) : "", search.ms);
    return text;
}

std::string to_html(const Inspection& inspection) {
    html::View page("site/site_report.html");
    page.set("TITLE", inspection.title)
        .set("ADDRESS", inspection.address)
        .set("STARTED", zh_minute(inspection.started))
        .set("ENDED", zh_minute(inspection.ended))
        .set("REQUESTS", inspection.pages.size())
        .set("SEEN", inspection.addresses_seen)
        .set("SEED", inspection.seed)
        .when("STOPPED", inspection.stopped)
        .when("NO_FINDINGS", inspection.findings.empty())
        .when("NO_GUIDES", inspection.guides.empty())
        .when("NO_SEARCHES", inspection.searches.empty())
        .none("SOME_FINDINGS")
        .none("SOME_SEARCHES")
        .none("GUIDE");
    for (const Check& check : inspection.checks) show_check(page, check);
    if (!inspection.findings.empty()) {
        auto table = page.add("SOME_FINDINGS");
        for (const Finding& finding : inspection.findings)
            table.add("FINDING")
                .set("ID", finding.indicator)
                .set("WHAT", finding.what)
                .set("URL_TEXT", finding.address)
                .set("WORDS", finding.words);
    }
    if (!inspection.searches.empty()) {
        auto table = page.add("SOME_SEARCHES");
        for (const Search& search : inspection.searches)
            table.add("SEARCH")
                .set("NAME", search.name)
                .set("STATE", state_words(search.state))
                .set("POSITION", search.position > 0 ? std::to_string(search.position) : "没有")
                .set("MS", search.ms);
    }
    for (const GuideResult& guide : inspection.guides) show_guide(page, guide);
    page.none("PICTURES");
    if (!inspection.pictures.empty()) {
        auto section = page.add("PICTURES");
        for (const Picture& picture : inspection.pictures)
            section.add("PICTURE").set("FILE", picture.file).set("URL_TEXT", picture.address);
    }
    for (const PageRecord& record : inspection.pages)
        page.add("PAGE")
            .set("AT", zh_minute(record.at))
            .set("URL_TEXT", record.address)
            .set("ANSWER", record.failure.empty() ? std::to_string(record.status)
                                                  : std::string(strings::text("site.reason." + record.failure)))
            .set("BYTES", record.bytes)
            .set("HASH", record.sha256.substr(0, 16));
    return page.render().text();
}

}  // namespace yw::site
