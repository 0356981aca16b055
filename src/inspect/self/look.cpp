#include "inspect/self/look.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "catalogue/conformity.hpp"
#include "catalogue/guide_json.hpp"
#include "catalogue/item_codes.hpp"
#include "inspect/self/exposed.hpp"
#include "inspect/self/guide_findings.hpp"
#include "inspect/self/inspection_store.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/strings/strings.hpp"

namespace yw::inspect {
namespace {

using catalogue::Item;
using catalogue::PublishedGuide;

/// A page that a visitor meets, and the indicator that it belongs to.
struct SitePage {
    std::string_view path;
    std::string_view name;
    std::string_view indicator;
    bool has_form;
};
constexpr std::array kSitePages{SitePage{"/", "首页", "A6", true},
                                SitePage{"/personal", "个人办事", "A6", false},
                                SitePage{"/enterprise", "企业办事", "A6", false},
                                SitePage{"/departments", "部门", "A6", false},
                                SitePage{"/sitemap", "网站地图", "A6", false},
                                SitePage{"/search", "搜索", "A6", true},
                                SitePage{"/place", "选地区", "A6", true},
                                SitePage{"/feedback", "反映问题", "A6", true},
                                SitePage{"/changes", "事项变更", "A6", false},
                                SitePage{"/sign-up", "注册", "A4", true},
                                SitePage{"/sign-in", "登录", "A4", true}};

SelfFinding finding(std::string_view indicator, std::string_view rule, std::string element, std::string words) {
    const auto key = "inspect.self." + std::string(rule);
    return {std::string(indicator),
            std::string(rule),
            std::move(element),
            std::move(words),
            std::string(strings::text(key + ".why")),
            std::string(strings::text(key + ".better"))};
}

std::string status_words(const Opened& opened) {
    return fmt::format("HTTP {}", opened.status);
}

bool has_base_catalogue(const SelfParts& parts) {
    return parts.database.read(
        [](db::Reader& reader) { return !catalogue::directory_entries(reader, "", "", 1).empty(); });
}

using Phones = std::set<std::string, std::less<>>;

/// What of people stands unmasked on a page that everybody may read.
std::vector<SelfFinding> exposed_on(const SelfParts& parts,
                                    const std::string& path,
                                    const std::string& body,
                                    Phones published) {
    published.insert(parts.published_phones.begin(), parts.published_phones.end());
    const auto exposed = exposed_in(body, LocalDay::of(parts.clock.now()), published);
    std::vector<SelfFinding> findings;
    const auto say = [&](int count, std::string_view rule) {
        if (count > 0) findings.push_back(finding("A8", rule, path, fmt::format("{}个", count)));
    };
    say(exposed.numbers, "number_exposed");
    say(exposed.phones, "phone_exposed");
    say(exposed.names, "name_exposed");
    return findings;
}

/// One look at one item: each step says what it could check.
class ItemLook {
public:
    ItemLook(const SelfParts& parts, const Item& item, Clicks& clicks, const Elsewhere* elsewhere)
        : parts_(parts), item_(item), clicks_(clicks), elsewhere_(elsewhere) {}

    Look run() {
        checked_.insert("B0");
        by_name();
        elsewhere();
        if (item_.version == 0) {
            say(finding("B0", "no_guide", "", ""));
        } else {
            guide();
        }
        beside_base();
        return {subject_of(item_), outcomes_of_item(item_.version > 0, checked_, unchecked_, findings_),
                std::move(findings_)};
    }

private:
    void say(SelfFinding found) { findings_.push_back(std::move(found)); }

    void by_name() {
        if (!parts_.search) {
            unchecked_.insert("A3");
            return;
        }
        checked_.insert("A3");
        const auto results = parts_.search(item_.region, item_.name);
        if (!has(results, results.size()))
            say(finding("A3", "not_found_by_name", "", item_.name));
        else if (results.front().id != item_.id && results.front().name != item_.name)
            say(finding("A3", "not_first_by_name", "", fmt::format("{} → {}", item_.name, results.front().name)));
    }

    /// What people call it, as its own guide says.
    void by_everyday_names(const catalogue::Guide& guide) {
        if (!parts_.search) return;
        constexpr std::size_t kFirstThree = 3;
        for (const auto& name : guide.short_names) {
            const auto results = parts_.search(item_.region, name);
            if (has(results, kFirstThree)) continue;
            const auto first = results.empty() ? std::string() : " → " + results.front().name;
            say(finding("A3", "not_found_by_everyday_name", "", name + first));
        }
    }

    /// The item, or one of the same name: several departments of a place may have it.
    bool has(const std::vector<FoundItem>& results, std::size_t first) const {
        const auto end = results.begin() + static_cast<std::ptrdiff_t>(std::min(first, results.size()));
        return std::any_of(results.begin(), end,
                           [&](const FoundItem& one) { return one.id == item_.id || one.name == item_.name; });
    }

    void beside_base() {
        auto beside = inspect::beside_base(parts_, item_);
        if (!beside.outcome) return;
        checked_.insert("C1");
        for (auto& found : beside.findings) say(std::move(found));
    }

    void elsewhere() {
        if (!elsewhere_) return;
        const auto outcome = elsewhere_->outcome_of(item_.id);
        (outcome == Outcome::kUnchecked ? unchecked_ : checked_).insert("A9");
        if (outcome == Outcome::kFailed)
            for (const auto& difference : elsewhere_->differing.find(item_.id)->second) say(difference);
    }

    void clicks() {
        const auto outcome = clicks_.within(parts_, item_);
        (outcome == Outcome::kUnchecked ? unchecked_ : checked_).insert("A7");
        if (outcome == Outcome::kFailed) say(finding("A7", "more_clicks", "", item_.name));
    }

    void privacy(const std::string& path, const std::string& body, const catalogue::Guide& guide) {
        checked_.insert("A8");
        Phones contacts{guide.consult_phone, guide.complaint_phone};
        for (const auto& place : guide.places) contacts.insert(place.phone);
        for (auto& found : exposed_on(parts_, path, body, std::move(contacts))) say(std::move(found));
    }

    void guide() {
        const auto published = parts_.catalogue.guide(item_.id);
        if (!published) return;  // changed between two looks: the change brings it again
        for (const auto& indicator : indicators().indicators)
            if (!indicator.defect.empty()) checked_.insert(indicator.id);
        checked_.insert({"B1", "B5"});
        for (auto& found : guide_findings(published.value()->guide)) say(std::move(found));
        by_everyday_names(published.value()->guide);
        if (catalogue::content_hash(published.value()->guide) != published.value()->content_hash)
            say(finding("B5", "stored_text_changed", "", ""));
        if (!parts_.open_page) {
            unchecked_.insert({"A1", "A6", "A7", "A8"});
            if (item_.online) unchecked_.insert("A4");
            return;
        }
        pages(*published.value());
    }

    void pages(const PublishedGuide& published) {
        const auto path = "/i/" + item_.id;
        checked_.insert({"A1", "A6"});
        const auto page = open(path);
        const bool opens = page.status == 200;
        if (!opens) say(finding("A6", "page_does_not_open", path, status_words(page)));
        if (opens && page.body.find(fmt::format("第{}版", published.version)) == std::string::npos)
            say(finding("A1", "page_of_other_version", path, ""));
        interface(published);
        clicks();
        privacy(path, page.body, published.guide);
        const std::array<std::string, 1> below{path + "/"};
        for (const auto& link : links_in(page.body, below)) {
            const auto linked = open(link.substr(0, link.find('#')));
            if (linked.status != 200 || linked.body.empty())
                say(finding("A6", "page_does_not_open", link, status_words(linked)));
            // What people wrote of a service.
            if (link.ends_with("/ratings")) privacy(link, linked.body, published.guide);
        }
        if (item_.online) one_account();
    }

    /// What the interface sends is the very text of which the published hash is made.
    void interface(const PublishedGuide& published) {
        constexpr std::string_view kGuide = ",\"guide\":";
        const auto path = "/api/v1/items/" + item_.id + "/guide";
        const auto answer = open(path);
        const auto at = answer.body.find(kGuide);
        const bool same =
            answer.status == 200 && at != std::string::npos && answer.body.back() == '}' &&
            crypto::hex(crypto::sm3(std::string_view(answer.body)
                                        .substr(at + kGuide.size(), answer.body.size() - at - kGuide.size() - 1))) ==
                published.content_hash;
        if (!same) say(finding("A1", "interface_differs", path, ""));
    }

    void one_account() {
        checked_.insert("A4");
        const auto path = "/apply/" + item_.id;
        const auto answer = open(path);
        if (answer.status == 303 && answer.location.starts_with("/sign-in")) return;
        say(finding("A4", "another_sign_in", path, answer.location.empty() ? status_words(answer) : answer.location));
    }

    Opened open(const std::string& path) const { return parts_.open_page(path, item_.region); }

    const SelfParts& parts_;
    const Item& item_;
    Clicks& clicks_;
    const Elsewhere* elsewhere_;
    std::set<std::string, std::less<>> checked_;
    std::set<std::string, std::less<>> unchecked_;
    std::vector<SelfFinding> findings_;
};

/// A national code of its own, or the parts to make one: authority, level and base code. Local lists keep codes of
/// their own ("L-" where we gave one): those are no national codes.
bool has_national_code(const Item& item) {
    constexpr std::string_view kMadeHere = "L-";
    if (!item.implement_code.empty() && !item.implement_code.starts_with(kMadeHere))
        return catalogue::check_implement_code(item.implement_code).empty();
    return catalogue::BaseCode::parse(item.base_code) && !item.department.credit_code.empty();
}

/// What was cancelled or handed on must be neither open nor found; it counts for nothing else.
Look look_at_ended(const SelfParts& parts, const Item& item) {
    Look look;
    look.subject = subject_of(item);
    const auto path = "/i/" + item.id;
    if (parts.open_page && parts.open_page(path, item.region).status == 200)
        look.findings.push_back(finding("B5", "still_online", path, ""));
    if (parts.search) {
        const auto results = parts.search(item.region, item.name);
        if (std::any_of(results.begin(), results.end(), [&](const FoundItem& one) { return one.id == item.id; }))
            look.findings.push_back(finding("B5", "still_found", "", item.name));
    }
    const bool tried = parts.open_page || parts.search;
    look.outcomes["B5"] = !look.findings.empty() ? Outcome::kFailed : tried ? Outcome::kPassed : Outcome::kUnchecked;
    return look;
}

struct Column {
    std::string axis;
    std::string code;
    std::string name;
    std::string url;
    std::string department_id;
    catalogue::ItemFilter filter;
};

/// Those of `list` that the place does not leave out.
template <class Set>
void add_columns(std::vector<Column>& columns,
                 RegionCode place,
                 std::string_view list,
                 std::string_view parameter,
                 const std::vector<catalogue::Count>& empty,
                 Set set) {
    for (const auto& code : catalogue::codes(list)) {
        const bool left_out = std::any_of(empty.begin(), empty.end(),
                                          [&](const catalogue::Count& each) { return each.key == code.code; });
        if (left_out) continue;
        Column column{std::string(parameter),
                      code.code,
                      code.name,
                      fmt::format("/items?{}={}", parameter, http::url_encode(code.code)),
                      "",
                      {}};
        column.filter.region = place;
        set(column.filter, code.code);
        columns.push_back(std::move(column));
    }
}

std::vector<Column> columns_of(const catalogue::Catalogue& catalogue, RegionCode place) {
    std::vector<Column> columns;
    const auto coverage = catalogue.coverage(place);
    add_columns(columns, place, "personal_theme", "personal", coverage.empty_personal_themes,
                [](catalogue::ItemFilter& filter, const std::string& code) { filter.personal_theme = code; });
    add_columns(columns, place, "legal_theme", "enterprise", coverage.empty_legal_themes,
                [](catalogue::ItemFilter& filter, const std::string& code) { filter.legal_theme = code; });
    add_columns(columns, place, "life_event", "life", coverage.empty_life_events,
                [](catalogue::ItemFilter& filter, const std::string& code) { filter.life_event = code; });
    for (const auto& row : coverage.departments) {
        if (row.listed + row.guides == 0) continue;
        Column column{"department",        row.department.id,
                      row.department.name, "/items?department=" + row.department.id,
                      row.department.id,   {}};
        column.filter.region = place;
        column.filter.department_id = row.department.id;
        columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace

std::string edition() {
    return indicators().version + "/" + lint_edition();
}

Subject subject_of(const Item& item) {
    // The stamp says all that a look depends on: when it is the same again, nothing has changed.
    return {item.id,
            "item",
            item.region.str(),
            item.department.id,
            item.name,
            "/i/" + item.id,
            fmt::format("{} {} {} {}", item.version, item.online ? "online" : "", catalogue::word_of(item.state),
                        edition())};
}

Look look_at_item(const SelfParts& parts, const Item& item, Clicks& clicks, const Elsewhere* elsewhere) {
    if (item.state != catalogue::ItemState::kActive) return look_at_ended(parts, item);
    return ItemLook(parts, item, clicks, elsewhere).run();
}

BesideBase beside_base(const SelfParts& parts, const Item& item) {
    const auto entry = parts.database.read([&](db::Reader& reader) -> std::optional<catalogue::DirectoryEntry> {
        if (item.base_code.empty()) return std::nullopt;
        return catalogue::find_directory_entry(reader, item.base_code);
    });
    const bool in_scope = catalogue::is_on_application(entry ? entry->task_type : item.task_type);
    if (!in_scope || !has_base_catalogue(parts)) return {};
    std::vector<catalogue::LegalBasis> bases;
    if (item.version > 0)
        if (const auto published = parts.catalogue.guide(item.id)) bases = published.value()->guide.bases;
    BesideBase beside;
    for (const auto difference : catalogue::compare(item, entry ? &*entry : nullptr, bases)) {
        const auto word = catalogue::word_of(difference);
        const bool by_name = difference == catalogue::Difference::kName;
        beside.findings.push_back(finding("C1", "differs_in_" + std::string(word), std::string(catalogue::zh_of(word)),
                                          entry && by_name ? entry->name : item.base_code));
    }
    beside.outcome = beside.findings.empty() ? Outcome::kPassed : Outcome::kFailed;
    return beside;
}

Look look_at_cases(const Item& item, std::int64_t cases) {
    Look look;
    look.subject = subject_of(item);
    look.subject.id = item.id + " cases";
    look.subject.kind = "cases";
    look.subject.weight = cases;
    const auto words = fmt::format("{}件办件", cases);
    if (item.version == 0) look.findings.push_back(finding("C3", "cases_without_guide", "", words));
    if (!has_national_code(item)) look.findings.push_back(finding("C3", "cases_without_code", "", words));
    look.outcomes["C3"] = look.findings.empty() ? Outcome::kPassed : Outcome::kFailed;
    return look;
}

Look look_at_query(const VainQuery& query) {
    Look look;
    look.subject = {"query " + query.id,
                    "query",
                    query.place.str(),
                    query.department_id,
                    query.words,
                    "/search?q=" + http::url_encode(query.words),
                    edition()};
    look.findings.push_back(finding("A10", query.is_abandoned ? "query_abandoned" : "query_in_vain", "", query.words));
    if (!query.department_id.empty()) look.findings.back().better = strings::text("inspect.self.query_handed.better");
    look.outcomes["A10"] = Outcome::kFailed;
    look.due_on = query.due_on;
    return look;
}

std::vector<Look> look_at_entries(const SelfParts& parts, RegionCode place) {
    constexpr int kAtOnce = 500;
    constexpr std::size_t kNamed = 5;
    struct Entry {
        const Item* first = nullptr;
        std::vector<const Item*> differing;
    };
    if (!has_base_catalogue(parts)) return {};
    std::vector<Item> items;
    catalogue::ItemFilter filter;
    filter.region = place;
    std::string cursor;
    do {
        auto page = parts.catalogue.items(filter, kAtOnce, cursor);
        for (auto& item : page.items)
            if (!item.base_code.empty()) items.push_back(std::move(item));
        cursor = page.next;
    } while (!cursor.empty());
    std::map<std::string, Entry> entries;
    std::map<std::string, std::string> names;
    parts.database.read([&](db::Reader& reader) {
        for (const Item& item : items) {
            const auto looked_at = find_subject(reader, item.id);
            const auto outcome = looked_at ? looked_at->outcomes.find("C1") : Outcomes::const_iterator();
            if (!looked_at || outcome == looked_at->outcomes.end()) continue;
            Entry& entry = entries[item.base_code];
            if (!entry.first) entry.first = &item;
            if (outcome->second == Outcome::kFailed) entry.differing.push_back(&item);
        }
        for (const auto& one : entries)
            if (const auto known = catalogue::find_directory_entry(reader, one.first)) names[one.first] = known->name;
    });
    std::vector<Look> looks;
    for (const auto& one : entries) {
        const Entry& entry = one.second;
        const Item& shown = entry.differing.empty() ? *entry.first : *entry.differing.front();
        const auto name = names.find(one.first);
        Look look;
        look.subject = {place.str() + " entry " + one.first,
                        "entry",
                        place.str(),
                        shown.department.id,
                        name == names.end() ? shown.name : name->second,
                        "/i/" + shown.id,
                        edition()};
        std::string differing;
        for (std::size_t i = 0; i < std::min(entry.differing.size(), kNamed); ++i)
            differing += (i == 0 ? "" : "、") + entry.differing[i]->name;
        if (!entry.differing.empty()) look.findings.push_back(finding("C2", "entry_differs", one.first, differing));
        look.outcomes["C2"] = entry.differing.empty() ? Outcome::kPassed : Outcome::kFailed;
        looks.push_back(std::move(look));
    }
    return looks;
}

Outcome Elsewhere::outcome_of(const std::string& item_id) const {
    if (differing.contains(item_id)) return Outcome::kFailed;
    return compared ? Outcome::kPassed : Outcome::kUnchecked;
}

Elsewhere look_elsewhere(const SelfParts& parts, const std::vector<ChannelRun>& runs) {
    Elsewhere elsewhere;
    for (const auto& run : runs) {
        if (!run.compared) continue;
        elsewhere.compared = true;
        for (const auto& difference : parts.channel_differences(run.id)) {
            const auto words = run.channel + "：" + difference.says;
            if (!difference.item_id.empty()) {
                elsewhere.differing[difference.item_id].push_back(finding("A9", "shown_differently", "", words));
                continue;
            }
            Look look;
            look.subject = {run.place.str() + " extra " + run.channel + " " + difference.name,
                            "extra",
                            run.place.str(),
                            "",
                            difference.name,
                            "/search?q=" + http::url_encode(difference.name),
                            edition()};
            look.findings.push_back(finding("A9", "shown_elsewhere_only", "", run.channel));
            look.outcomes["A9"] = Outcome::kFailed;
            elsewhere.extra.push_back(std::move(look));
        }
    }
    return elsewhere;
}

std::vector<Look> look_at_columns(const SelfParts& parts, RegionCode place) {
    std::vector<Look> looks;
    for (const auto& column : columns_of(parts.catalogue, place)) {
        Look look;
        look.subject = {place.str() + " " + column.axis + " " + column.code,
                        "column",
                        place.str(),
                        column.department_id,
                        column.name,
                        column.url,
                        edition()};
        // Items with a guide stand first: the first tells whether there is one.
        const auto shown = parts.catalogue.items(column.filter, 1, "").items;
        if (shown.empty())
            look.findings.push_back(finding("A2", "column_empty", "", column.name));
        else if (shown.front().version == 0)
            look.findings.push_back(finding("A2", "column_without_guide", "", column.name));
        look.outcomes["A2"] = look.findings.empty() ? Outcome::kPassed : Outcome::kFailed;
        looks.push_back(std::move(look));
    }
    return looks;
}

std::vector<Look> look_at_pages(const SelfParts& parts) {
    std::vector<Look> looks;
    if (!parts.open_page) return looks;
    for (const auto& page : kSitePages) {
        const std::string path(page.path);
        Look look;
        look.subject = {path, "page", std::string(kPlatform), "", std::string(page.name), path, edition()};
        const auto opened = parts.open_page(path, RegionCode());
        if (opened.status != 200)
            look.findings.push_back(finding(page.indicator, "page_does_not_open", path, status_words(opened)));
        else if (page.has_form && opened.body.find("<form") == std::string::npos)
            look.findings.push_back(finding(page.indicator, "no_form", path, ""));
        look.outcomes[std::string(page.indicator)] = look.findings.empty() ? Outcome::kPassed : Outcome::kFailed;
        auto exposed = exposed_on(parts, path, opened.body, {});
        look.outcomes["A8"] = exposed.empty() ? Outcome::kPassed : Outcome::kFailed;
        std::move(exposed.begin(), exposed.end(), std::back_inserter(look.findings));
        looks.push_back(std::move(look));
    }
    return looks;
}

}  // namespace yw::inspect
