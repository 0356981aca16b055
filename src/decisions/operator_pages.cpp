// The operator's desk: enter a decision, see in a trial what it touches, let it take effect; keep the register of
// proofs.
#include <charconv>
#include <map>

#include "cases/case_rules.hpp"
#include "decisions/decision_rules.hpp"
#include "decisions/open_decisions.hpp"
#include "kernel/ids.hpp"
#include "platform/strings/strings.hpp"
#include "platform/table/table.hpp"

namespace yw::decisions {
namespace {

constexpr std::size_t kMostUpload = 8UL << 20;
constexpr int kLines = 50;
constexpr int kMostProofs = 200;

struct Desk {
    OpenDecisions& decisions;
    const Frame& frame;
};
using Pages = std::shared_ptr<const Desk>;

/// The form as it was typed; goes through the trial in hidden fields.
constexpr std::string_view kTyped[] = {"id",         "kind",      "document_number", "issuer", "title",
                                       "decided_on", "effective", "region",          "level",  "proof",
                                       "codes",      "targets",   "receivers",       "laws",   "summary"};
using Typed = std::map<std::string, std::string, std::less<>>;

Typed typed_in(http::Request& request) {
    Typed typed;
    const auto& fields = request.form().fields;
    for (const auto name : kTyped) typed[std::string(name)] = fields.get(name);
    return typed;
}

/// "2026-04-01" or "2026-04-01 09:00", local.
std::optional<UtcTime> moment_in(std::string_view text) {
    const auto day = LocalDay::parse(text.substr(0, 10));
    if (!day) return std::nullopt;
    if (text.size() == 10) return day->begins();
    int hour = -1;
    int minute = -1;
    if (text.size() != 16 || text[10] != ' ' || text[13] != ':') return std::nullopt;
    std::from_chars(text.data() + 11, text.data() + 13, hour);
    std::from_chars(text.data() + 14, text.data() + 16, minute);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
    return day->begins().plus(std::chrono::hours(hour) + std::chrono::minutes(minute));
}

/// What the form says. Faults that only the form can have are added to `errors`; the rules find the others.
Decision decision_in(const Typed& typed, UtcTime now, std::vector<FieldError>& errors) {
    const auto& text = [&](std::string_view name) -> const std::string& { return typed.find(name)->second; };
    Decision decision;
    decision.id = text("id");
    decision.kind = kind_of(text("kind")).value_or(DecisionKind::kCancel);
    decision.document_number = text("document_number");
    decision.issuer = text("issuer");
    decision.title = text("title");
    decision.summary = text("summary");
    if (const auto day = LocalDay::parse(text("decided_on")))
        decision.decided_on = *day;
    else
        errors.push_back({"decided_on", "请填写成文日期，例如 2026-02-27。"});
    decision.effective_at = now;
    if (const auto& effective = text("effective"); !effective.empty()) {
        const auto moment = moment_in(effective);
        if (!moment) errors.push_back({"effective", "生效时间应当写成 2026-04-01 或者 2026-04-01 09:00。"});
        decision.effective_at = moment.value_or(now);
    }
    if (const auto& region = text("region"); !region.empty()) {
        const auto code = RegionCode::parse_short(region);
        if (!code) errors.push_back({"region", "应当是12位区划代码，例如511602000000。"});
        decision.region = code.value_or(RegionCode());
    }
    int level = 0;
    std::from_chars(text("level").data(), text("level").data() + text("level").size(), level);
    if (level >= 1 && level <= 6) decision.level = static_cast<RegionLevel>(level - 1);
    decision.base_codes = codes_in(text("codes"));
    if (decision.kind == DecisionKind::kMerge || decision.kind == DecisionKind::kSplit)
        decision.targets = targets_in(text("targets"));
    if (decision.kind == DecisionKind::kDelegate) decision.receivers = receivers_in(text("receivers"), errors);
    if (decision.kind == DecisionKind::kLawChange) decision.laws = names_in(text("laws"));
    if (decision.kind == DecisionKind::kAbolishProof) decision.proof_id = text("proof");
    return decision;
}

/// Columns of a file that the form can take in, by the names that lists use.
struct FileColumns {
    std::optional<std::size_t> code;
    std::vector<std::optional<std::size_t>> receiver;
};
FileColumns columns_of(const table::Table& table) {
    const auto column = [&](std::initializer_list<std::string_view> names) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < table.header.size(); ++i)
            for (const auto name : names)
                if (table.header[i] == name) return i;
        return std::nullopt;
    };
    return {column({"基本编码", "base_code"}),
            {column({"区划代码", "region"}), column({"部门", "承接部门", "department"}),
             column({"统一社会信用代码", "credit_code"}), column({"地址", "办理地址", "address"}),
             column({"时间", "办理时间", "hours"}), column({"咨询电话", "phone"}),
             column({"投诉电话", "complaint_phone"})}};
}

/// Adds the rows of an uploaded file to what was typed.
void take_file(http::Request& request, Typed& typed, std::vector<FieldError>& errors) {
    const auto& files = request.form().files;
    if (files.empty() || files[0].bytes.empty()) return;
    const auto table = table::read_table(files[0].bytes, files[0].name);
    if (!table) {
        errors.push_back({"file", std::string(strings::sentence(table.error()))});
        return;
    }
    const FileColumns columns = columns_of(table.value());
    if (!columns.code && !columns.receiver[0]) {
        errors.push_back({"file", "文件里既没有“基本编码”列，也没有“区划代码”列。"});
        return;
    }
    for (const table::Row& row : table->rows) {
        const auto cell = [&](std::optional<std::size_t> column) -> std::string {
            if (!column) return {};
            const table::Cell& found = table::Table::at(row, *column);
            if (found.problem != table::Problem::kNone)
                errors.push_back({"file", "第" + std::to_string(row.number) + "行：" +
                                              std::string(table::sentence_of(found.problem))});
            return found.text;
        };
        if (const auto code = cell(columns.code); !code.empty()) typed["codes"] += "\n" + code;
        if (!columns.receiver[0]) continue;
        std::string line;
        for (const auto& column : columns.receiver) line += (line.empty() ? "" : "\t") + cell(column);
        typed["receivers"] += "\n" + line;
    }
}

PageHead head_of(std::string title, bool has_errors = false) {
    return {.title = title,
            .crumbs = {{"运行管理", "/ops"}, {"事项决定", "/ops/decisions"}, {std::move(title), ""}},
            .has_errors = has_errors,
            .officer = true};
}

void show_errors(html::View& view, const std::vector<FieldError>& errors) {
    view.none("IF_ERRORS");
    if (errors.empty()) return;
    auto summary = view.add("IF_ERRORS");
    for (const auto& error : errors) summary.add("ERRORS").set("FIELD", error.field).set("MESSAGE", error.message);
}

void add_option(html::View& section, std::string_view value, std::string_view name, bool on) {
    section.set("VALUE", value).set("NAME", name).when("ON", on).when("OFF", !on);
}

void show_levels(html::View& view, DecisionKind kind, const std::string& chosen) {
    view.none("IF_LEVEL");
    if (kind == DecisionKind::kLawChange || kind == DecisionKind::kAbolishProof) return;
    const bool gives = kind == DecisionKind::kDelegate;
    auto section = view.add("IF_LEVEL");
    section.set("LEVEL_LABEL", gives ? "由哪一级下放" : "哪一级的事项");
    auto none = section.add("LEVELS");
    add_option(none, "", gives ? "请选择" : "各级都算", chosen.empty());
    for (const auto& level : catalogue::codes("level")) {
        auto option = section.add("LEVELS");
        add_option(option, level.code, level.name, level.code == chosen);
    }
}

void show_proofs(html::View& view, const Desk& desk, DecisionKind kind, const std::string& chosen) {
    view.none("IF_PROOF");
    if (kind != DecisionKind::kAbolishProof) return;
    auto section = view.add("IF_PROOF");
    section.none("PROOFS");
    for (const Proof& proof : desk.decisions.proofs(ProofState::kRetained, kMostProofs, "").proofs) {
        auto option = section.add("PROOFS");
        add_option(option, proof.id, proof.name, proof.id == chosen);
    }
}

/// A text area that only some kinds have.
void show_area(html::View& view, std::string_view section, std::string_view name, const std::string& text, bool shown) {
    view.none(section);
    if (shown) view.add(section).set(name, text);
}

http::Response form_page(const Desk& desk,
                         http::Request& request,
                         const Typed& typed,
                         const std::vector<FieldError>& errors) {
    const auto& text = [&](std::string_view name) -> const std::string& { return typed.find(name)->second; };
    const auto kind = kind_of(text("kind")).value_or(DecisionKind::kCancel);
    const bool is_law = kind == DecisionKind::kLawChange;
    const bool is_proof = kind == DecisionKind::kAbolishProof;
    html::View view("decisions/ops_decision_form.html");
    view.set("CSRF", identity::form_token(request)).set("KIND", to_string(kind)).set("KIND_NAME", kind_zh(kind));
    view.set("ID", text("id").empty() ? new_id() : text("id"));
    view.set("DOCUMENT_NUMBER", text("document_number")).set("ISSUER", text("issuer")).set("TITLE", text("title"));
    view.set("DECIDED_ON", text("decided_on")).set("EFFECTIVE", text("effective")).set("REGION", text("region"));
    view.set("SUMMARY", text("summary"));
    show_errors(view, errors);
    show_levels(view, kind, text("level"));
    show_proofs(view, desk, kind, text("proof"));
    view.set("CODES_LABEL", is_proof ? "只改这些基本编码的指南（不填：全部）" : "涉及哪些基本编码");
    show_area(view, "IF_CODES", "CODES", text("codes"), !is_law);
    show_area(view, "IF_TARGETS", "TARGETS", text("targets"),
              kind == DecisionKind::kMerge || kind == DecisionKind::kSplit);
    show_area(view, "IF_RECEIVERS", "RECEIVERS", text("receivers"), kind == DecisionKind::kDelegate);
    show_area(view, "IF_LAWS", "LAWS", text("laws"), is_law);
    view.when("IF_FILE", !is_law && !is_proof);
    return desk.frame.page(request, head_of(std::string(kind_zh(kind)), !errors.empty()), view.render(),
                           errors.empty() ? 200 : 422);
}

http::Response new_form(const Desk& desk, http::Request& request) {
    Typed typed;
    for (const auto name : kTyped) typed[std::string(name)];
    typed["kind"] = request.query.get("kind");
    typed["proof"] = request.query.get("proof");
    return form_page(desk, request, typed, {});
}

void show_texts(html::View& view,
                std::string_view around,
                std::string_view section,
                const std::vector<std::string>& texts) {
    view.none(around);
    if (texts.empty()) return;
    auto list = view.add(around);
    for (const auto& text : texts) list.add(section).set("TEXT", text);
}

http::Response trial_page(
    const Desk& desk, http::Request& request, const Typed& typed, const Decision& decision, const Trial& trial) {
    html::View view("decisions/ops_decision_trial.html");
    view.set("CSRF", identity::form_token(request)).set("KIND_NAME", kind_zh(decision.kind));
    view.set("DOCUMENT", document_of(decision));
    view.set("ITEMS", trial.reach.items).set("GUIDES", trial.reach.guides).set("ONLINE", trial.reach.online);
    view.set("PLACES", trial.reach.places).set("DRAFTS", trial.reach.drafts).set("CASES", trial.reach.open_cases);
    const bool now = typed.find("effective")->second.empty();
    view.set("WHEN", now ? std::string("确认以后马上执行。")
                         : zh_minute(decision.effective_at) + "起执行。到时候按那时的事项再算一遍。");
    show_texts(view, "IF_OBSTACLES", "OBSTACLES", trial.obstacles);
    show_texts(view, "IF_WARNINGS", "WARNINGS", trial.warnings);
    view.none("IF_LINES");
    if (!trial.lines.empty()) {
        auto lines = view.add("IF_LINES");
        for (const auto& line : trial.lines)
            lines.add("LINES")
                .set("ITEM_URL", "/i/" + line.item.id)
                .set("ITEM", line.item.name)
                .set("DEPARTMENT", line.item.department.name)
                .set("CODE", line.item.base_code)
                .set("BECOMES", line.becomes)
                .set("OPEN", line.open_cases);
        lines.none("IF_MORE");
        if (trial.reach.items > static_cast<std::int64_t>(trial.lines.size()))
            lines.add("IF_MORE").set("SHOWN", static_cast<std::int64_t>(trial.lines.size()));
    }
    for (const auto name : kTyped) view.add("HIDDEN").set("NAME", name).set("VALUE", typed.find(name)->second);
    view.none("IF_GO");
    if (trial.obstacles.empty())
        view.add("IF_GO").set(
            "GO", decision.effective_at > desk.decisions.parts().clock.now() ? "登记，到时间执行" : "登记并马上执行");
    return desk.frame.page(request, head_of("试算"), view.render());
}

http::Response check(const Desk& desk, http::Request& request) {
    auto typed = typed_in(request);
    std::vector<FieldError> errors;
    take_file(request, typed, errors);
    const auto decision = decision_in(typed, desk.decisions.parts().clock.now(), errors);
    if (!errors.empty()) {
        for (auto& error : check_decision(decision)) errors.push_back(std::move(error));
        return form_page(desk, request, typed, errors);
    }
    const auto trial = desk.decisions.trial(decision);
    if (!trial) {
        auto fields = trial.error().fields;
        if (fields.empty()) fields.push_back({"document_number", std::string(strings::sentence(trial.error()))});
        return form_page(desk, request, typed, fields);
    }
    return trial_page(desk, request, typed, decision, trial.value());
}

http::Response enter(const Desk& desk, http::Request& request) {
    const auto typed = typed_in(request);
    std::vector<FieldError> errors;
    const auto decision = decision_in(typed, desk.decisions.parts().clock.now(), errors);
    if (!errors.empty() || request.form().fields.get("action") == "change")
        return form_page(desk, request, typed, errors);
    const auto done = desk.decisions.enter(identity::viewer_of(request).account_id, decision);
    if (done) return http::see_other("/ops/decisions/" + done.value());
    auto fields = done.error().fields;
    if (fields.empty()) fields.push_back({"document_number", std::string(strings::sentence(done.error()))});
    return form_page(desk, request, typed, fields);
}

std::string_view state_zh(const Decision& decision) {
    switch (decision.state) {
        case DecisionState::kPlanned:
            return "等生效";
        case DecisionState::kApplied:
            return "已执行";
        case DecisionState::kWithdrawn:
            return "已撤销登记";
    }
    return {};
}

http::Response list(const Desk& desk, http::Request& request) {
    const auto page = desk.decisions.all(kLines, std::string(request.query.get("before")));
    html::View view("decisions/ops_decisions.html");
    for (const auto kind : kKinds)
        view.add("KINDS")
            .set("KIND_URL", "/ops/decisions/new?kind=" + std::string(to_string(kind)))
            .set("KIND_NAME", kind_zh(kind));
    view.when("IF_NONE", page.decisions.empty()).none("IF_SOME").none("IF_NEXT");
    if (!page.decisions.empty()) {
        auto some = view.add("IF_SOME");
        for (const Decision& decision : page.decisions)
            some.add("ROWS")
                .set("URL", "/ops/decisions/" + decision.id)
                .set("NUMBER", decision.document_number)
                .set("TITLE", decision.title)
                .set("KIND", kind_zh(decision.kind))
                .set("EFFECTIVE", zh_minute(decision.effective_at))
                .set("STATE", state_zh(decision))
                .set("ITEMS", decision.reach.items)
                .set("CASES", decision.reach.open_cases)
                .when("IF_OBSTACLE", !decision.obstacle.empty() && decision.state == DecisionState::kPlanned);
    }
    if (!page.next.empty()) view.add("IF_NEXT").set("NEXT_URL", "/ops/decisions?before=" + page.next);
    return desk.frame.page(request,
                           {.title = "事项决定", .crumbs = {{"运行管理", "/ops"}, {"事项决定", ""}}, .officer = true},
                           view.render());
}

void show_cases(const Desk& desk, http::Request& request, html::View& view, const Decision& decision) {
    view.none("IF_CASES");
    auto cases = desk.decisions.open_cases(decision.id, std::string(request.query.get("cases")), kLines + 1);
    if (cases.empty()) return;
    auto section = view.add("IF_CASES");
    section.none("IF_MORE_CASES");
    const bool more = cases.size() > static_cast<std::size_t>(kLines);
    if (more) cases.pop_back();
    for (const auto& one : cases)
        section.add("CASES")
            .set("NUMBER", one.number)
            .set("ITEM", one.item_name)
            .set("CASE_STATE", cases::state_zh(cases::state_of(one.state)))
            .set("DEPARTMENT", one.department)
            .set("NEXT", one.handed_to.empty() ? "原部门办完" : one.handed_to);
    if (more)
        section.add("IF_MORE_CASES")
            .set("MORE_CASES_URL", "/ops/decisions/" + decision.id + "?cases=" + http::url_encode(cases.back().number));
}

void show_flags(const Desk& desk, http::Request& request, html::View& view, const Decision& decision) {
    view.none("IF_FLAGS");
    auto flags = desk.decisions.flags(decision.id, std::string(request.query.get("flags")), kLines + 1);
    if (flags.empty()) return;
    auto section = view.add("IF_FLAGS");
    section.none("IF_MORE_FLAGS").none("FLAGS");
    const bool more = flags.size() > static_cast<std::size_t>(kLines);
    if (more) flags.pop_back();
    for (const Flag& flag : flags) {
        const auto item = desk.decisions.parts().catalogue.item(flag.item_id);
        if (!item) continue;
        auto row = section.add("FLAGS");
        row.set("ITEM_URL", "/i/" + flag.item_id).set("ITEM", item->name).set("DEPARTMENT", item->department.name);
        row.set("VERSION", flag.version == 0 ? std::string("没有指南") : "第" + std::to_string(flag.version) + "版");
        row.when("IF_OPEN", flag.settled_version == 0).none("IF_SETTLED");
        if (flag.settled_version > 0) row.add("IF_SETTLED").set("SETTLED", flag.settled_version);
    }
    if (more)
        section.add("IF_MORE_FLAGS")
            .set("MORE_FLAGS_URL", "/ops/decisions/" + decision.id + "?flags=" + flags.back().item_id);
}

http::Response one(const Desk& desk, http::Request& request) {
    const auto found = desk.decisions.decision(std::string(request.param("id")));
    if (!found) return desk.frame.error(request, found.error());
    const Decision& decision = found.value();
    const bool planned = decision.state == DecisionState::kPlanned;
    html::View view("decisions/ops_decision.html");
    view.set("CSRF", identity::form_token(request)).set("DOCUMENT", document_of(decision));
    view.set("KIND_NAME", kind_zh(decision.kind)).set("STATE", state_zh(decision));
    view.set("PUBLIC_URL", "/changes/" + decision.id).none("IF_OBSTACLE").none("IF_PLANNED").none("IF_RETRY");
    if (planned && !decision.obstacle.empty()) {
        view.add("IF_OBSTACLE").set("OBSTACLE", decision.obstacle);
        view.add("IF_RETRY").set("APPLY_URL", "/ops/decisions/" + decision.id + "/apply");
    }
    if (planned) view.add("IF_PLANNED").set("WITHDRAW_URL", "/ops/decisions/" + decision.id + "/withdraw");
    const auto fact = [&](std::string_view key, const std::string& value) {
        view.add("FACTS").set("KEY", key).set("VALUE", value);
    };
    fact("生效", zh_minute(decision.effective_at));
    fact("登记", zh_minute(decision.entered_at));
    if (decision.state == DecisionState::kApplied) {
        fact("执行", zh_minute(decision.applied_at));
        fact("事项",
             std::to_string(decision.reach.items) + "个，在" + std::to_string(decision.reach.places) + "个地方");
        fact("其中有指南的、能网办的",
             std::to_string(decision.reach.guides) + "个、" + std::to_string(decision.reach.online) + "个");
        fact("没交的草稿、在办件",
             std::to_string(decision.reach.drafts) + "份、" + std::to_string(decision.reach.open_cases) + "件");
    }
    show_cases(desk, request, view, decision);
    show_flags(desk, request, view, decision);
    return desk.frame.page(request, head_of(decision.document_number), view.render());
}

http::Response withdraw(const Desk& desk, http::Request& request) {
    const std::string id(request.param("id"));
    const auto done = desk.decisions.withdraw(identity::viewer_of(request).account_id, id);
    if (!done) return desk.frame.error(request, done.error());
    return http::see_other("/ops/decisions/" + id);
}

http::Response apply(const Desk& desk, http::Request& request) {
    const std::string id(request.param("id"));
    const auto done = desk.decisions.apply(identity::viewer_of(request).account_id, id);
    if (!done) return desk.frame.error(request, done.error());
    return http::see_other("/ops/decisions/" + id);
}

struct ProofField {
    std::string_view name;
    std::string_view label;
    std::string_view hint;
    std::string Proof::*text;
};
constexpr ProofField kProofFields[] = {{"name", "名称", "", &Proof::name},
                                       {"purpose", "证明什么", "", &Proof::purpose},
                                       {"basis", "设定依据", "法律、法规、规章或者文件的名称和条款", &Proof::basis},
                                       {"asked_by", "谁在办什么事时要", "", &Proof::asked_by},
                                       {"issued_by", "由谁开具", "", &Proof::issued_by},
                                       {"replacement_note", "替代的具体做法", "", &Proof::replacement_note},
                                       {"source", "保留它的文件", "", &Proof::source}};

http::Response proofs_page(const Desk& desk,
                           http::Request& request,
                           const Proof& edited,
                           const std::vector<FieldError>& errors) {
    html::View view("decisions/ops_proofs.html");
    show_errors(view, errors);
    const auto page = desk.decisions.proofs(ProofState::kRetained, kLines, std::string(request.query.get("cursor")));
    view.when("IF_NONE", page.proofs.empty()).none("IF_SOME").none("IF_NEXT");
    if (!page.proofs.empty()) {
        auto some = view.add("IF_SOME");
        for (const Proof& proof : page.proofs)
            some.add("ROWS")
                .set("NAME", proof.name)
                .set("BASIS", proof.basis)
                .set("REPLACEMENT", replacement_zh(proof.replacement))
                .set("EDIT_URL", "/ops/proofs?edit=" + proof.id)
                .set("ABOLISH_URL", "/ops/decisions/new?kind=abolish_proof&proof=" + proof.id);
    }
    if (!page.next.empty()) view.add("IF_NEXT").set("NEXT_URL", "/ops/proofs?cursor=" + page.next);
    view.set("FORM_TITLE", edited.id.empty() ? std::string("增加一项") : "修改：" + edited.name);
    view.set("CSRF", identity::form_token(request)).set("ID", edited.id);
    const auto add_field = [&](std::string_view name, std::string_view label, std::string_view hint,
                               const std::string& value) {
        auto field = view.add("FIELDS");
        field.set("FIELD", name).set("LABEL", label).set("VALUE", value).none("IF_HINT");
        if (!hint.empty()) field.add("IF_HINT").set("HINT", hint);
        field.when("IF_PLAIN", hint.empty());
    };
    for (const auto& field : kProofFields) add_field(field.name, field.label, field.hint, edited.*field.text);
    std::string materials;
    for (const auto& material : edited.materials) materials += material + "\n";
    add_field("materials", "办事指南里的材料名称", "每行一个。取消这项证明时，按这些名称（和上面的名称）从指南里删去。",
              materials);
    for (const auto* way : {"kept", "sharing", "licence", "commitment", "inspection", "none"})
        view.add("WAYS")
            .set("WAY", way)
            .set("WAY_NAME", replacement_zh(way))
            .when("ON", edited.replacement == way)
            .when("OFF", edited.replacement != way);
    return desk.frame.page(request,
                           {.title = "证明事项清单",
                            .crumbs = {{"运行管理", "/ops"}, {"证明事项清单", ""}},
                            .has_errors = !errors.empty(),
                            .officer = true},
                           view.render(), errors.empty() ? 200 : 422);
}

http::Response proofs(const Desk& desk, http::Request& request) {
    const auto edited = desk.decisions.proof(std::string(request.query.get("edit")));
    return proofs_page(desk, request, edited ? edited.value() : Proof{}, {});
}

http::Response save_proof(const Desk& desk, http::Request& request) {
    const auto& fields = request.form().fields;
    Proof proof;
    proof.id = fields.get("id");
    for (const auto& field : kProofFields) proof.*field.text = fields.get(field.name);
    proof.replacement = fields.get("replacement");
    proof.materials = names_in(fields.get("materials"));
    const auto done = desk.decisions.put_proof(identity::viewer_of(request).account_id, proof);
    if (done) return http::see_other("/ops/proofs");
    if (done.error().fields.empty()) return desk.frame.error(request, done.error());
    return proofs_page(desk, request, proof, done.error().fields);
}

}  // namespace

void add_operator_routes(http::Router& router,
                         OpenDecisions& decisions,
                         const identity::Gate& gate,
                         const Frame& frame) {
    const auto pages = std::make_shared<const Desk>(Desk{decisions, frame});
    const auto guard = gate.staff({identity::Role::kOperator});
    const auto add = [&](http::Method method, const char* pattern, auto handler, http::Where where, std::size_t most) {
        router.add({method, pattern, guard,
                    [pages, handler](http::Request& request) { return handler(*pages, request); }, where, most});
    };
    const auto get = [&](const char* pattern, auto handler) {
        router.add({http::Method::kGet, pattern, guard,
                    [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    get("/ops/decisions", list);
    get("/ops/decisions/new", new_form);
    get("/ops/decisions/{id}", one);
    get("/ops/proofs", proofs);
    add(http::Method::kPost, "/ops/decisions/check", check, http::Where::kSlow, kMostUpload);
    add(http::Method::kPost, "/ops/decisions", enter, http::Where::kSlow, kMostUpload);
    add(http::Method::kPost, "/ops/decisions/{id}/withdraw", withdraw, http::Where::kWorker, kMostUpload);
    add(http::Method::kPost, "/ops/decisions/{id}/apply", apply, http::Where::kSlow, kMostUpload);
    add(http::Method::kPost, "/ops/proofs", save_proof, http::Where::kWorker, kMostUpload);
}

}  // namespace yw::decisions
