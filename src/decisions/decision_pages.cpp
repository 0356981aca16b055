// What everybody may see: the change log with its rows, the register of proofs, and both as JSON.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "decisions/decision_rules.hpp"
#include "decisions/open_decisions.hpp"
#include "kernel/ids.hpp"

namespace yw::decisions {
namespace {

namespace json = boost::json;

constexpr int kLogLines = 20;
constexpr int kRows = 50;
constexpr int kMostApiLines = 200;

struct Public {
    const OpenDecisions& decisions;
    const Frame& frame;
};
using Pages = std::shared_ptr<const Public>;

bool is_ahead(const Decision& decision) {
    return decision.state == DecisionState::kPlanned;
}

http::Response changes(const Public& pages, http::Request& request) {
    const std::string cursor(request.query.get("cursor"));
    const auto log = pages.decisions.change_log(kLogLines, cursor);
    html::View view("decisions/changes.html");
    view.when("IF_NONE", log.decisions.empty()).none("IF_SOME").when("IF_FIRST", !cursor.empty()).none("IF_NEXT");
    if (!log.decisions.empty()) {
        auto some = view.add("IF_SOME");
        for (const Decision& decision : log.decisions) {
            auto row = some.add("ROWS");
            row.set("URL", "/changes/" + decision.id).set("TITLE", decision.title).set("ISSUER", decision.issuer);
            row.set("NUMBER", decision.document_number).set("EFFECTIVE", zh_minute(decision.effective_at));
            row.set("KIND", kind_zh(decision.kind));
            row.set("PLACES", decision.reach.places).set("ITEMS", decision.reach.items);
            row.when("IF_DONE", !is_ahead(decision)).when("IF_AHEAD", is_ahead(decision));
        }
    }
    if (!log.next.empty()) view.add("IF_NEXT").set("NEXT_URL", "/changes?cursor=" + http::url_encode(log.next));
    return pages.frame.page(request, {.title = "事项变更公告", .crumbs = {{"事项变更公告", ""}}}, view.render());
}

void add_fact(html::View& view, std::string_view key, std::string_view value) {
    if (!value.empty()) view.add("FACTS").set("KEY", key).set("VALUE", value);
}

std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (const auto& one : texts) text += (text.empty() ? "" : "、") + one;
    return text;
}

std::string in_words(const std::vector<Target>& targets) {
    std::string text;
    for (const Target& target : targets)
        text += (text.empty() ? "" : "；") + target.name + "（" + target.base_code + "）";
    return text;
}

void show_facts(const Public& pages, html::View& view, const Decision& decision) {
    view.none("FACTS");
    add_fact(view, "文件", document_of(decision));
    add_fact(view, "成文日期", decision.decided_on.zh());
    add_fact(view, "从什么时候起", zh_minute(decision.effective_at));
    add_fact(view, "在哪里有效",
             decision.region == RegionCode() ? "全国" : pages.decisions.region_name(decision.region));
    if (decision.level)
        add_fact(view, "哪一级的事项",
                 catalogue::code_name("level", std::to_string(static_cast<int>(*decision.level) + 1)));
    add_fact(view, "基本编码", joined(decision.base_codes));
    add_fact(view, "变成", in_words(decision.targets));
    std::vector<std::string> receivers;
    for (const Receiver& receiver : decision.receivers) receivers.push_back(receiver.department);
    add_fact(view, "由谁承接", joined(receivers));
    add_fact(view, "变更的法律、法规、规章", joined(decision.laws));
    if (const auto proof = pages.decisions.proof(decision.proof_id)) add_fact(view, "取消的证明", proof->name);
    add_fact(view, "说明", decision.summary);
    if (decision.state != DecisionState::kApplied) return;
    add_fact(view, "执行时间", zh_minute(decision.applied_at));
    add_fact(view, "涉及",
             std::to_string(decision.reach.items) + "个事项，" + std::to_string(decision.reach.places) +
                 "个地方，其中" + std::to_string(decision.reach.guides) + "个有办事指南");
}

/// A row of what a decision touched, of whichever of its lists.
struct Row {
    std::string id;
    catalogue::Item item;
    std::string now;
    std::string url;
};

std::vector<Row> rows_of(const Public& pages, const Decision& decision, const std::string& after, int limit) {
    std::vector<Row> rows;
    const auto item_of = [&](const std::string& id) { return pages.decisions.parts().catalogue.item(id); };
    if (decision.kind == DecisionKind::kAbolishProof) {
        for (const auto& change : pages.decisions.guides(decision.id, after, limit))
            if (const auto item = item_of(change.item_id))
                rows.push_back({change.item_id, item.value(),
                                "第" + std::to_string(change.new_version) + "版起不再要" + change.materials,
                                "/i/" + change.item_id + "/v" + std::to_string(change.new_version)});
        return rows;
    }
    if (decision.kind == DecisionKind::kLawChange) {
        for (const auto& flag : pages.decisions.flags(decision.id, after, limit))
            if (const auto item = item_of(flag.item_id))
                rows.push_back({flag.item_id, item.value(),
                                flag.settled_version > 0 ? "已更新到第" + std::to_string(flag.settled_version) + "版"
                                                         : "等部门更新办事指南",
                                "/i/" + flag.item_id});
        return rows;
    }
    for (const auto& item : pages.decisions.items(decision.id, after, limit))
        rows.push_back({item.id, item, std::string(catalogue::state_zh(item.state)), "/i/" + item.id});
    return rows;
}

std::string_view rows_title(DecisionKind kind) {
    if (kind == DecisionKind::kAbolishProof) return "改了哪些办事指南";
    if (kind == DecisionKind::kLawChange) return "哪些办事指南要核对";
    return "涉及的事项";
}

http::Response change(const Public& pages, http::Request& request) {
    const auto found = pages.decisions.decision(std::string(request.param("id")));
    if (!found) return pages.frame.error(request, found.error());
    const Decision& decision = found.value();
    html::View view("decisions/change.html");
    view.set("TITLE", decision.title).set("ISSUER", decision.issuer).set("NUMBER", decision.document_number);
    view.set("KIND", kind_zh(decision.kind)).when("IF_AHEAD", is_ahead(decision));
    view.when("IF_WITHDRAWN", decision.state == DecisionState::kWithdrawn);
    show_facts(pages, view, decision);
    view.none("IF_ITEMS");
    const std::string after(request.query.get("after"));
    auto rows = rows_of(pages, decision, is_id(after) ? after : "", kRows + 1);
    if (!rows.empty()) {
        auto section = view.add("IF_ITEMS");
        section.set("ROWS_TITLE", rows_title(decision.kind)).none("IF_MORE");
        const bool more = rows.size() > static_cast<std::size_t>(kRows);
        if (more) rows.pop_back();
        for (const Row& row : rows)
            section.add("ITEMS")
                .set("ITEM_URL", row.url)
                .set("ITEM", row.item.name)
                .set("DEPARTMENT", row.item.department.name)
                .set("WHERE", pages.decisions.region_name(row.item.region))
                .set("NOW", row.now);
        if (more) section.add("IF_MORE").set("MORE_URL", "/changes/" + decision.id + "?after=" + rows.back().id);
    }
    return pages.frame.page(request,
                            {.title = decision.title, .crumbs = {{"事项变更公告", "/changes"}, {decision.title, ""}}},
                            view.render());
}

http::Response proofs(const Public& pages, http::Request& request) {
    const bool abolished = request.query.get("state") == "abolished";
    const auto state = abolished ? ProofState::kAbolished : ProofState::kRetained;
    const auto page = pages.decisions.proofs(state, kRows, std::string(request.query.get("cursor")));
    html::View view("decisions/proofs.html");
    view.set("RETAINED", pages.decisions.proof_count(ProofState::kRetained))
        .set("ABOLISHED", pages.decisions.proof_count(ProofState::kAbolished));
    view.when("IF_RETAINED", !abolished).when("IF_ABOLISHED", abolished);
    view.when("IF_NONE", page.proofs.empty()).none("IF_SOME").none("IF_NEXT");
    if (!page.proofs.empty()) {
        auto some = view.add("IF_SOME");
        for (const Proof& proof : page.proofs)
            some.add("ROWS")
                .set("URL", "/proofs/" + proof.id)
                .set("NAME", proof.name)
                .set("ASKED_BY", proof.asked_by)
                .set("ISSUED_BY", proof.issued_by)
                .set("BASIS", proof.basis)
                .set("REPLACEMENT", replacement_zh(proof.replacement));
    }
    if (!page.next.empty())
        view.add("IF_NEXT").set(
            "NEXT_URL", std::string("/proofs?") + (abolished ? "state=abolished&" : "") + "cursor=" + page.next);
    return pages.frame.page(request, {.title = "证明事项清单", .crumbs = {{"证明事项清单", ""}}}, view.render());
}

http::Response proof(const Public& pages, http::Request& request) {
    const auto found = pages.decisions.proof(std::string(request.param("id")));
    if (!found) return pages.frame.error(request, found.error());
    const Proof& proof = found.value();
    html::View view("decisions/proof.html");
    const bool abolished = proof.state == ProofState::kAbolished;
    view.set("NAME", proof.name).when("IF_RETAINED", !abolished).none("IF_ABOLISHED").none("FACTS").none("IF_DECISION");
    if (abolished)
        view.add("IF_ABOLISHED").set("WRONG_URL", "/feedback?page=" + http::url_encode("/proofs/" + proof.id));
    add_fact(view, "证明什么", proof.purpose);
    add_fact(view, "谁在办什么事时要", proof.asked_by);
    add_fact(view, "由谁开具", proof.issued_by);
    add_fact(view, "设定依据", proof.basis);
    add_fact(view, "怎么替代", replacement_zh(proof.replacement));
    add_fact(view, "具体做法", proof.replacement_note);
    add_fact(view, abolished ? "取消的文件" : "保留的文件", proof.source);
    add_fact(view, "办事指南里的材料名称", joined(proof.materials));
    if (!proof.decision_id.empty()) view.add("IF_DECISION").set("DECISION_URL", "/changes/" + proof.decision_id);
    return pages.frame.page(request, {.title = proof.name, .crumbs = {{"证明事项清单", "/proofs"}, {proof.name, ""}}},
                            view.render());
}

http::Response answer(const json::value& body) {
    http::Response response;
    response.set("Content-Type", "application/json");
    response.set("Cache-Control", "public, no-cache");
    response.set("Access-Control-Allow-Origin", "*");
    response.set("X-Content-Type-Options", "nosniff");
    response.body = json::serialize(body);
    return response;
}

json::object decision_json(const Decision& decision) {
    return {{"id", decision.id},
            {"kind", to_string(decision.kind)},
            {"state", to_string(decision.state)},
            {"document_number", decision.document_number},
            {"issuer", decision.issuer},
            {"title", decision.title},
            {"decided_on", decision.decided_on.iso()},
            {"effective_at", iso_utc(decision.effective_at)},
            {"region", decision.region.str()},
            {"summary", decision.summary},
            {"items", decision.reach.items},
            {"guides", decision.reach.guides},
            {"places", decision.reach.places},
            {"url", "/changes/" + decision.id}};
}

int api_limit(const http::Request& request) {
    int limit = kLogLines;
    const auto typed = request.query.get("limit");
    std::from_chars(typed.data(), typed.data() + typed.size(), limit);
    return std::clamp(limit, 1, kMostApiLines);
}

http::Response api_decisions(const Public& pages, http::Request& request) {
    const auto log = pages.decisions.change_log(api_limit(request), std::string(request.query.get("cursor")));
    json::array list;
    for (const Decision& decision : log.decisions) list.push_back(decision_json(decision));
    return answer(json::object{{"items", std::move(list)},
                               {"next", log.next.empty() ? json::value(nullptr) : json::value(log.next)}});
}

http::Response api_decision(const Public& pages, http::Request& request) {
    const auto found = pages.decisions.decision(std::string(request.param("id")));
    if (!found) return pages.frame.error(request, found.error());
    const Decision& decision = found.value();
    json::object body = decision_json(decision);
    body["base_codes"] = json::array(decision.base_codes.begin(), decision.base_codes.end());
    body["laws"] = json::array(decision.laws.begin(), decision.laws.end());
    json::array targets;
    for (const Target& target : decision.targets)
        targets.push_back(json::object{{"base_code", target.base_code}, {"name", target.name}});
    body["targets"] = std::move(targets);
    // 1 the nation … 6 the village, as of items.
    body["level"] = decision.level ? json::value(std::to_string(static_cast<int>(*decision.level) + 1)) : nullptr;
    json::array receivers;
    for (const Receiver& receiver : decision.receivers)
        receivers.push_back(json::object{{"region", receiver.region.str()},
                                         {"department", receiver.department},
                                         {"credit_code", receiver.credit_code},
                                         {"address", receiver.address},
                                         {"hours", receiver.hours},
                                         {"phone", receiver.phone},
                                         {"complaint_phone", receiver.complaint_phone}});
    body["receivers"] = std::move(receivers);
    const int limit = api_limit(request);
    const std::string after(request.query.get("cursor"));
    const auto rows = rows_of(pages, decision, is_id(after) ? after : "", limit);
    json::array items;
    for (const Row& row : rows)
        items.push_back(json::object{{"id", row.item.id},
                                     {"name", row.item.name},
                                     {"code", row.item.implement_code},
                                     {"base_code", row.item.base_code},
                                     {"region", row.item.region.str()},
                                     {"department", row.item.department.name},
                                     {"state", catalogue::word_of(row.item.state)}});
    body["touched"] = std::move(items);
    const bool more = rows.size() == static_cast<std::size_t>(limit);
    body["next"] = more ? json::value(rows.back().id) : json::value(nullptr);
    return answer(body);
}

}  // namespace

void add_public_routes(http::Router& router,
                       const OpenDecisions& decisions,
                       const identity::Gate& gate,
                       const Frame& frame) {
    const auto pages = std::make_shared<const Public>(Public{decisions, frame});
    const auto add = [&](const char* pattern, auto handler) {
        router.add({http::Method::kGet, pattern, gate.everyone(),
                    [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    add("/changes", changes);
    add("/changes/{id}", change);
    add("/proofs", proofs);
    add("/proofs/{id}", proof);
    add("/api/v1/decisions", api_decisions);
    add("/api/v1/decisions/{id}", api_decision);
}

}  // namespace yw::decisions
