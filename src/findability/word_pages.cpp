// The words of search as operators change them: list, edit, trial, save; files; versions and taking them back.
#include <algorithm>
#include <charconv>

#include "findability/open_findability.hpp"
#include "kernel/typed_text.hpp"
#include "platform/strings/strings.hpp"

namespace yw::findability {
namespace {

constexpr std::size_t kRows = 100;
constexpr std::size_t kMostShown = 60;  ///< changes, and rows of a trial
constexpr std::size_t kMostUpload = 4UL << 20;
constexpr std::size_t kMostWordFile = 1UL << 20;
constexpr int kVersions = 20;

struct Desk {
    OpenFindability& findability;
    const Frame& frame;
};
using Pages = std::shared_ptr<const Desk>;

PageHead head_of(std::string title, bool has_errors = false) {
    return {.title = title,
            .crumbs = {{"运行管理", "/ops"}, {"搜索运营", "/ops/search"}, {std::move(title), ""}},
            .has_errors = has_errors,
            .officer = true};
}

void show_errors(html::View& view, const std::vector<FieldError>& errors) {
    view.none("IF_ERRORS");
    if (errors.empty()) return;
    auto summary = view.add("IF_ERRORS");
    for (const auto& error : errors) summary.add("ERRORS").set("FIELD", error.field).set("MESSAGE", error.message);
}

/// What to mend; for an error without fields its sentence beside `field`.
std::vector<FieldError> fields_of(const Error& error, std::string field) {
    if (!error.fields.empty()) return error.fields;
    return {{std::move(field), std::string(strings::sentence(error))}};
}

std::string joined(const std::vector<std::string>& texts, std::string_view by) {
    std::string text;
    for (const auto& one : texts) text += (text.empty() ? "" : std::string(by)) + one;
    return text;
}

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string words_url(std::string_view list, std::string_view q, std::size_t from) {
    std::string url = "/ops/search/words?list=" + std::string(list);
    if (!q.empty()) url += "&q=" + http::url_encode(q);
    if (from > 0) url += "&from=" + std::to_string(from);
    return url;
}

std::string edit_url(const WordEntry& entry) {
    return "/ops/search/words/edit?list=" + entry.list + "&said=" + http::url_encode(entry.said);
}

bool holds(const WordEntry& entry, std::string_view text) {
    const auto has = [&](const std::string& one) { return one.find(text) != std::string::npos; };
    return has(entry.said) || std::any_of(entry.meant.begin(), entry.meant.end(), has);
}

const WordEntry* find_entry(const Words& words, std::string_view list, std::string_view said) {
    for (const WordEntry& entry : words.entries)
        if (entry.list == list && entry.said == said) return &entry;
    return nullptr;
}

http::Response list(const Desk& desk, http::Request& request) {
    const auto words = desk.findability.words();
    const WordList* chosen = find_list(request.query.get("list"));
    if (!chosen) chosen = &word_lists().front();
    const std::string q(trimmed(request.query.get("q")));
    const auto from = static_cast<std::size_t>(std::max<std::int64_t>(0, number_in(request.query.get("from"))));
    std::vector<const WordEntry*> entries;
    for (const WordEntry& entry : words->entries)
        if (entry.list == chosen->id && holds(entry, q)) entries.push_back(&entry);
    html::View view("findability/ops_search_words.html");
    view.set("VERSION", words->version).set("Q", q).set("COUNT", entries.size());
    view.set("SAID_LABEL", chosen->said_label);
    view.set("MEANT_LABEL", chosen->meant_label.empty() ? std::string_view("说明") : chosen->meant_label);
    view.set("NEW_URL", "/ops/search/words/edit?list=" + std::string(chosen->id));
    for (const WordList& each : word_lists())
        view.add("LISTS")
            .set("VALUE", each.id)
            .set("NAME", each.name)
            .when("ON", each.id == chosen->id)
            .when("OFF", each.id != chosen->id);
    view.when("IF_NONE", from >= entries.size()).none("IF_SOME").none("IF_NEXT");
    if (from < entries.size()) {
        auto some = view.add("IF_SOME");
        for (std::size_t i = from; i < std::min(from + kRows, entries.size()); ++i)
            some.add("ROWS")
                .set("URL", edit_url(*entries[i]))
                .set("SAID", entries[i]->said)
                .set("MEANT", joined(entries[i]->meant, "；"))
                .set("FROM", entries[i]->file > 0 ? "随程序" : "本平台加的");
    }
    if (from + kRows < entries.size()) view.add("IF_NEXT").set("NEXT_URL", words_url(chosen->id, q, from + kRows));
    return desk.frame.page(request, head_of("搜索用词"), view.render());
}

/// The form as it was typed.
struct Typed {
    std::string list;
    std::string was;  ///< what the entry said before; empty: a new one
    std::string said;
    std::string meant;
    std::string why;
    std::string query;  ///< id of the failed query that it is for
};

http::Response edit_page(const Desk& desk,
                         http::Request& request,
                         const Typed& typed,
                         const std::vector<FieldError>& errors) {
    const WordList* chosen = find_list(typed.list);
    if (!chosen) return desk.frame.error(request, fail(kNotFound));
    html::View view("findability/ops_search_word.html");
    show_errors(view, errors);
    view.set("CSRF", identity::form_token(request)).set("LIST", typed.list).set("WAS", typed.was);
    view.set("QUERY", typed.query).set("LIST_NAME", chosen->name).set("SAID_LABEL", chosen->said_label);
    view.set("HINT", chosen->hint).set("SAID", typed.said).set("WHY", typed.why).none("IF_MEANT");
    view.set("BACK_URL", typed.query.empty() ? words_url(typed.list, "", 0) : "/ops/search/queries/" + typed.query);
    view.when("IF_OLD", !typed.was.empty()).when("IF_NEW", typed.was.empty());
    if (chosen->shape != Shape::kPlain)
        view.add("IF_MEANT").set("MEANT_LABEL", chosen->meant_label).set("MEANT", typed.meant);
    return desk.frame.page(request, head_of(std::string(chosen->name), !errors.empty()), view.render(),
                           errors.empty() ? 200 : 422);
}

http::Response edit(const Desk& desk, http::Request& request) {
    Typed typed;
    typed.list = request.query.get("list");
    typed.said = request.query.get("said");
    typed.query = request.query.get("query");
    if (!typed.query.empty() && !desk.findability.failed_query(typed.query)) typed.query.clear();
    if (const WordEntry* entry = find_entry(*desk.findability.words(), typed.list, typed.said)) {
        typed.was = entry->said;
        typed.meant = joined(entry->meant, "\n");
    }
    return edit_page(desk, request, typed, {});
}

/// What a trial is shown with, and what its form carries.
struct Proposal {
    std::vector<WordChange> changes;
    std::string why;
    std::string query;
    std::int64_t undoes = 0;
};

void show_changes(html::View& view, const std::vector<WordChange>& changes) {
    view.none("CHANGE").none("IF_MORE");
    for (const WordChange& change : std::span(changes).first(std::min(kMostShown, changes.size()))) {
        auto shown = view.add("CHANGE");
        const WordList* of = find_list(change.list);
        shown.set("LIST", of ? of->name : std::string_view(change.list)).set("SAID", change.said);
        shown.none("IF_BEFORE").none("IF_AFTER");
        const auto text = [](const std::vector<std::string>& meant) {
            return meant.empty() ? std::string("在词表里") : joined(meant, "；");
        };
        if (change.before) shown.add("IF_BEFORE").set("BEFORE", text(*change.before));
        if (change.after) shown.add("IF_AFTER").set("AFTER", text(*change.after));
    }
    if (changes.size() > kMostShown) view.add("IF_MORE").set("SHOWN", kMostShown);
}

void show_names(html::View& row, std::string_view section, const std::vector<std::string>& names) {
    row.none(section);
    for (const auto& name : names) row.add(section).set("NAME", name);
    if (names.empty()) row.add(section).set("NAME", "没有结果");
}

http::Response trial_page(const Desk& desk,
                          http::Request& request,
                          const Proposal& proposal,
                          const Trial& trial,
                          const std::vector<FieldError>& errors) {
    using Verdict = Compared::Verdict;
    html::View view("findability/ops_search_trial.html");
    show_errors(view, errors);
    view.set("CSRF", identity::form_token(request)).set("CHANGES", proposal.changes.size());
    view.set("CHANGES_JSON", to_json(proposal.changes)).set("QUERY_ID", proposal.query).set("WHY", proposal.why);
    view.set("UNDOES", proposal.undoes).set("JUDGED", trial.judged).set("FREQUENT", trial.frequent);
    view.set("BETTER", trial.count(Verdict::kBetter)).set("WORSE", trial.count(Verdict::kWorse));
    view.set("DIFFERENT", trial.count(Verdict::kDifferent));
    show_changes(view, proposal.changes);
    view.none("IF_SOME").when("IF_CONFIRM", trial.count(Verdict::kWorse) > 0);
    if (!trial.changed.empty()) {
        auto some = view.add("IF_SOME");
        for (const Compared& each : std::span(trial.changed).first(std::min(kMostShown, trial.changed.size()))) {
            auto row = some.add("ROWS");
            row.set("QUERY", each.query).when("IF_WORSE", each.verdict == Verdict::kWorse);
            row.when("IF_BETTER", each.verdict == Verdict::kBetter);
            row.when("IF_DIFFERENT", each.verdict == Verdict::kDifferent);
            show_names(row, "BEFORE_NAMES", each.before);
            show_names(row, "AFTER_NAMES", each.after);
        }
    }
    return desk.frame.page(request, head_of("试算", !errors.empty()), view.render(), errors.empty() ? 200 : 422);
}

http::Response check(const Desk& desk, http::Request& request) {
    const auto& fields = request.form().fields;
    Typed typed{std::string(fields.get("list")),          std::string(fields.get("was")),
                std::string(trimmed(fields.get("said"))), std::string(fields.get("meant")),
                std::string(trimmed(fields.get("why"))),  std::string(fields.get("query"))};
    const auto words = desk.findability.words();
    const WordEntry* old = typed.was.empty() ? nullptr : find_entry(*words, typed.list, typed.was);
    const WordEntry* same = find_entry(*words, typed.list, typed.said);
    Proposal proposal{{}, typed.why, typed.query, 0};
    const auto lines = typed_lines(typed.meant);
    const std::vector<std::string> meant(lines.begin(), lines.end());
    const auto maybe = [](const WordEntry* entry) {
        return entry ? std::optional(entry->meant) : std::optional<std::vector<std::string>>();
    };
    const bool removes = fields.has("remove");
    if (old && (removes || old != same)) proposal.changes.push_back({typed.list, old->said, old->meant, std::nullopt});
    if (!removes && !(same && same->meant == meant))
        proposal.changes.push_back({typed.list, typed.said, maybe(same), meant});
    const auto trial = desk.findability.try_words(proposal.changes);
    if (!trial) return edit_page(desk, request, typed, fields_of(trial.error(), "said"));
    return trial_page(desk, request, proposal, trial.value(), {});
}

http::Response save(const Desk& desk, http::Request& request) {
    const auto& fields = request.form().fields;
    auto changes = changes_of_json(fields.get("changes"));
    if (!changes) return desk.frame.error(request, fail(kInvalid));
    Proposal proposal{std::move(*changes), std::string(trimmed(fields.get("why"))), std::string(fields.get("query")),
                      number_in(fields.get("undoes"))};
    const auto saved = desk.findability.save_words(
        identity::viewer_of(request),
        {proposal.changes, proposal.why, fields.has("confirmed"), proposal.undoes, proposal.query});
    if (saved) return http::see_other(proposal.query.empty() ? "/ops/search/versions" : "/ops/search");
    const auto trial = desk.findability.try_words(proposal.changes);
    if (!trial || saved.error().code == kChangedSince) return desk.frame.error(request, saved.error());
    return trial_page(desk, request, proposal, trial.value(),
                      fields_of(saved.error(), saved.error().code == kWouldBeWorse ? "confirmed" : "why"));
}

http::Response export_words(const Desk& desk, http::Request&) {
    return http::file(as_word_file(desk.findability.words()->entries), "application/toml; charset=utf-8", "words.toml");
}

http::Response import_page(const Desk& desk, http::Request& request, const std::vector<FieldError>& errors) {
    html::View view("findability/ops_search_import.html");
    show_errors(view, errors);
    view.set("CSRF", identity::form_token(request));
    return desk.frame.page(request, head_of("导入词表", !errors.empty()), view.render(), errors.empty() ? 200 : 422);
}

http::Response import_form(const Desk& desk, http::Request& request) {
    return import_page(desk, request, {});
}

http::Response import_words(const Desk& desk, http::Request& request) {
    const auto& form = request.form();
    if (form.files.empty() || form.files[0].bytes.empty())
        return import_page(desk, request, {{"file", "请选择文件。"}});
    if (form.files[0].bytes.size() > kMostWordFile) return import_page(desk, request, {{"file", "文件不能超过1 MB。"}});
    const auto entries = read_word_file(form.files[0].bytes);
    if (!entries) return import_page(desk, request, fields_of(entries.error(), "file"));
    Proposal proposal;
    proposal.changes = changes_between(desk.findability.words()->entries, entries.value(), form.fields.has("removes"));
    proposal.why = "导入" + form.files[0].name;
    const auto trial = desk.findability.try_words(proposal.changes);
    if (trial) return trial_page(desk, request, proposal, trial.value(), {});
    auto errors = fields_of(trial.error(), "file");
    for (auto& error : errors) error.field = "file";
    return import_page(desk, request, errors);
}

http::Response versions(const Desk& desk, http::Request& request) {
    const auto before = request.query.has("before") ? number_in(request.query.get("before")) : INT64_MAX;
    const auto all = desk.findability.versions(kVersions, before);
    const auto token = identity::form_token(request);
    html::View view("findability/ops_search_versions.html");
    view.when("IF_NONE", all.empty()).none("VERSIONS").none("IF_NEXT").set("CSRF", token);
    for (const Version& version : all) {
        auto shown = view.add("VERSIONS");
        shown.set("NUMBER", version.number).set("WHY", version.why).set("AT", zh_minute(version.at));
        shown.set("WHO", version.actor_name).set("CHANGES", version.changes.size());
        shown.set("UNDO_URL", "/ops/search/versions/" + std::to_string(version.number) + "/undo");
        shown.none("IF_UNDOES").none("IF_WORSE");
        if (version.undoes > 0) shown.add("IF_UNDOES").set("UNDOES", version.undoes);
        if (version.worse > 0) shown.add("IF_WORSE").set("WORSE", version.worse);
        show_changes(shown, version.changes);
    }
    if (all.size() == static_cast<std::size_t>(kVersions))
        view.add("IF_NEXT").set("NEXT_URL", "/ops/search/versions?before=" + std::to_string(all.back().number));
    return desk.frame.page(request, head_of("改动记录"), view.render());
}

/// Taking back is a change like any other: tried first.
http::Response undo(const Desk& desk, http::Request& request) {
    const auto number = number_in(request.param("number"));
    const auto found = desk.findability.versions(1, number + 1);
    if (found.empty() || found[0].number != number) return desk.frame.error(request, fail(kNotFound));
    auto back = undoing(found[0].changes, desk.findability.words()->entries);
    if (!back) return desk.frame.error(request, back.error());
    const Proposal proposal{std::move(back).value(), "撤销第" + std::to_string(number) + "次改动", "", number};
    const auto trial = desk.findability.try_words(proposal.changes);
    if (!trial) return desk.frame.error(request, trial.error());
    return trial_page(desk, request, proposal, trial.value(), {});
}

}  // namespace

void add_word_routes(http::Router& router,
                     OpenFindability& findability,
                     const identity::Gate& gate,
                     const Frame& frame) {
    const auto pages = std::make_shared<const Desk>(Desk{findability, frame});
    const auto guard = gate.staff({identity::Role::kOperator});
    const auto get = [&](const char* pattern, auto handler) {
        router.add({http::Method::kGet, pattern, guard,
                    [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    const auto post = [&](const char* pattern, auto handler) {
        router.add({http::Method::kPost, pattern, guard,
                    [pages, handler](http::Request& request) { return handler(*pages, request); }, http::Where::kSlow,
                    kMostUpload});
    };
    get("/ops/search/words", list);
    get("/ops/search/words/edit", edit);
    get("/ops/search/words.toml", export_words);
    get("/ops/search/words/import", import_form);
    get("/ops/search/versions", versions);
    post("/ops/search/words/check", check);
    post("/ops/search/words/save", save);
    post("/ops/search/words/import", import_words);
    post("/ops/search/versions/{number}/undo", undo);
}

}  // namespace yw::findability
