// Writing trees: the list of one's own, the draft with its findings, and what becomes of it.
#include <algorithm>
#include <charconv>

#include "guided/guided_pages.hpp"
#include "platform/strings/strings.hpp"

namespace yw::guided {
namespace {

using identity::Role;
using SharedParts = std::shared_ptr<const PageParts>;

http::Response page(const PageParts& parts,
                    http::Request& request,
                    const std::string& title,
                    const html::View& view,
                    int status = 200) {
    PageHead head;
    head.title = title;
    head.officer = true;
    head.has_errors = status == 422;
    head.crumbs = {{"情形引导", request.path == kTreeList ? "" : std::string(kTreeList)}};
    if (request.path != kTreeList) head.crumbs.push_back({title, ""});
    return parts.frame.page(request, head, view.render(), status);
}

void show_errors(html::View& view, const std::vector<FieldError>& errors) {
    view.none("ERRORS");
    if (errors.empty()) return;
    html::View list = view.add("ERRORS");
    for (const auto& error : errors) list.add("ERROR").set("TARGET", "f-" + error.field).set("MESSAGE", error.message);
}

http::Response list_page(const PageParts& parts, http::Request& request, const Error* wrong) {
    const auto& viewer = identity::viewer_of(request);
    html::View view = page_view("guided/author_list.html");
    view.set("CSRF", identity::form_token(request)).set("ACTION", kTreeList);
    std::vector<FieldError> errors;
    if (wrong) errors = wrong->fields;
    if (wrong && errors.empty()) errors.push_back({"id", std::string(strings::sentence(*wrong))});
    show_errors(view, errors);
    const auto owned = parts.guided.owned(viewer);
    view.when("IF_NONE", owned.empty()).none("TREES").none("DEPARTMENTS");
    for (const auto& each : owned) {
        html::View row = view.add("TREES");
        row.set("TITLE", each.title).set("ID", each.id).set("VERSION", each.version);
        row.when("IF_PUBLISHED", each.version > 0 && each.broken.empty()).when("IF_NEW", each.version == 0);
        row.when("IF_DRAFT", each.has_draft && !each.is_submitted).when("IF_SUBMITTED", each.is_submitted);
        row.none("IF_OPEN").none("IF_REVISE").none("IF_BROKEN");
        if (each.has_draft) row.add("IF_OPEN").set("DRAFT_URL", tree_draft_url(each.id));
        if (!each.has_draft) row.add("IF_REVISE").set("REVISE_URL", tree_draft_url(each.id) + "/revise");
        if (each.broken.empty()) continue;
        html::View broken = row.add("IF_BROKEN");
        for (const auto& why : each.broken) broken.add("WHYS").set("WHY", why);
    }
    for (const auto& id : viewer.department_ids)
        if (const auto department = parts.catalogue.department(id))
            view.add("DEPARTMENTS").set("DEPARTMENT_ID", id).set("DEPARTMENT", department->name);
    return page(parts, request, "情形引导", view, wrong ? 422 : 200);
}

http::Response begin(const PageParts& parts, http::Request& request) {
    const auto& fields = request.form().fields;
    const std::string department(fields.get("department"));
    Tree head;
    head.id = fields.get("id");
    head.title = fields.get("title");
    if (const auto owner = parts.catalogue.department(department)) head.region = owner->region;
    const auto done = parts.guided.begin(identity::viewer_of(request), head, department);
    if (!done) return list_page(parts, request, &done.error());
    return http::see_other(tree_draft_url(head.id));
}

/// The form of the node that a finding names: question:married, or the head.
std::string node_url(const std::string& draft, const std::string& where) {
    if (where.empty()) return draft + "/nodes/head";
    const auto colon = where.find(':');
    return draft + "/nodes/" + where.substr(0, colon) + "/" + where.substr(std::min(colon + 1, where.size()));
}

/// What the tree is made of: each question with where its choices lead, each item, each reason.
void show_nodes(html::View& view,
                const PageParts& parts,
                const Tree& tree,
                const std::string& url,
                const std::vector<Finding>& findings) {
    const auto guide_of = parts.guided.guides_of(tree.region);
    const auto item_of = [&](const Part& part) {
        const auto guide = guide_of(part.item);
        return guide ? guide->item.name : part.item;
    };
    const auto leads_to = [&](const Choice& choice) -> std::string {
        if (choice.next == kEnd) return "列出要办的事";
        if (const auto* question = tree.question(choice.next)) return question->ask;
        if (const auto* stop = tree.stop(choice.next)) return stop->title;
        return "还没有定";
    };
    const auto show_state = [&](html::View& row, const std::string& where) {
        const auto of = [&](bool blocks) {
            return std::count_if(findings.begin(), findings.end(),
                                 [&](const Finding& each) { return each.where == where && each.blocks == blocks; });
        };
        row.none("IF_BLOCKED").none("IF_NOTICED");
        if (const auto count = of(true); count > 0)
            row.add("IF_BLOCKED").set("COUNT", static_cast<std::int64_t>(count));
        if (const auto count = of(false); count > 0)
            row.add("IF_NOTICED").set("COUNT", static_cast<std::int64_t>(count));
    };
    view.set("HEAD_URL", url + "/nodes/head").none("QUESTIONS").none("PARTS").none("STOPS");
    for (const Question& question : tree.questions) {
        html::View row = view.add("QUESTIONS");
        row.set("ASK", question.ask).set("NODE_URL", url + "/nodes/question/" + question.key);
        row.when("IF_FIRST", question.key == tree.first).none("CHOICES");
        show_state(row, "question:" + question.key);
        for (const Choice& choice : question.choices) {
            html::View line = row.add("CHOICES");
            line.set("LABEL", choice.label).set("NEXT", leads_to(choice)).none("ADDS");
            for (const auto& key : choice.parts)
                if (const auto* part = tree.part(key)) line.add("ADDS").set("ITEM", item_of(*part));
        }
    }
    for (const Part& part : tree.parts) {
        html::View row = view.add("PARTS");
        row.set("ITEM", item_of(part)).set("WHY", part.why).set("NODE_URL", url + "/nodes/part/" + part.key);
        row.when("IF_REFINES", part.refines);
        show_state(row, "part:" + part.key);
    }
    for (const Stop& stop : tree.stops) {
        html::View row = view.add("STOPS");
        row.set("STOP", stop.title).set("NODE_URL", url + "/nodes/stop/" + stop.key);
        show_state(row, "stop:" + stop.key);
    }
}

/// The draft, or what was typed over it when it could not be taken.
http::Response draft_page(const PageParts& parts,
                          http::Request& request,
                          const Draft& draft,
                          const std::string& text,
                          const std::vector<FieldError>& errors) {
    const auto& viewer = identity::viewer_of(request);
    const std::string url = tree_draft_url(draft.tree.id);
    html::View view = page_view("guided/author_draft.html");
    view.set("CSRF", identity::form_token(request)).set("URL", url).set("TITLE", draft.tree.title);
    view.set("ID", draft.tree.id).set("TEXT", text).set("SEEN", draft.row_version);
    show_errors(view, errors);
    view.none("IF_REMARK");
    if (!draft.remark.empty()) view.add("IF_REMARK").set("REMARK", draft.remark);
    const auto findings = parts.guided.check(draft.tree);
    const bool may_publish = may_be_published(findings);
    view.when("IF_GOOD", findings.empty()).none("IF_FINDINGS");
    if (!findings.empty()) {
        html::View list = view.add("IF_FINDINGS");
        for (const auto& finding : findings)
            list.add("FINDINGS")
                .set("WHERE", finding.where.empty() ? "head" : finding.where)
                .set("NODE_URL", node_url(url, finding.where))
                .set("SAYS", finding.says)
                .when("IF_BLOCKS", finding.blocks)
                .when("IF_NOTICE", !finding.blocks);
    }
    show_nodes(view, parts, draft.tree, url, findings);
    view.set("WAYS", may_publish ? static_cast<std::int64_t>(all_ways(draft.tree).size()) : 0);
    view.when("IF_WAYS", may_publish);
    const bool is_second = viewer.role != Role::kGuideAuthor && viewer.account_id != draft.written_by;
    view.when("IF_WRITING", !draft.is_submitted).when("IF_WAITING", draft.is_submitted && !is_second);
    view.when("IF_REVIEW", draft.is_submitted && is_second).when("IF_READ_ONLY", draft.is_submitted);
    return page(parts, request, draft.tree.title, view, errors.empty() ? 200 : 422);
}

http::Response get_draft(const PageParts& parts, http::Request& request) {
    const auto draft = parts.guided.draft(identity::viewer_of(request), std::string(request.param("id")));
    if (!draft) return parts.frame.error(request, draft.error());
    return draft_page(parts, request, draft.value(), write_tree(draft->tree), {});
}

http::Response save(const PageParts& parts, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const std::string id(request.param("id"));
    auto draft = parts.guided.draft(viewer, id);
    if (!draft) return parts.frame.error(request, draft.error());
    const std::string text(request.form().fields.get("text"));
    const auto typed = request.form().fields.get("seen");
    std::int64_t seen = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), seen);
    auto tree = read_tree(text);
    if (tree && tree->id != id) tree = fail(kTreeUnreadable, "id: " + id);
    if (!tree) {
        const FieldError wrong{"text", std::string(strings::sentence(tree.error())) + " " + tree.error().detail};
        return draft_page(parts, request, draft.value(), text, {wrong});
    }
    const auto saved = parts.guided.save(viewer, tree.value(), seen);
    if (!saved)
        return draft_page(parts, request, draft.value(), text,
                          {{"text", std::string(strings::sentence(saved.error()))}});
    return http::see_other(tree_draft_url(id));
}

/// A deed by one button: back to the draft, or to the list where there is no draft any more.
template <class Deed>
http::Handler deed(const SharedParts& parts, bool stays, Deed act) {
    return [parts, stays, act](http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        const std::string id(request.param("id"));
        const Result<void> done = act(*parts, viewer, id, request);
        if (done) return http::see_other(stays ? tree_draft_url(id) : std::string(kTreeList));
        if (done.error().code == kRefused || done.error().code == kInvalid)
            if (const auto draft = parts->guided.draft(viewer, id)) {
                std::vector<FieldError> errors;
                for (const auto& field : done.error().fields)
                    errors.push_back({done.error().code == kInvalid ? field.field : "text", field.message});
                return draft_page(*parts, request, draft.value(), write_tree(draft->tree), errors);
            }
        return parts->frame.error(request, done.error());
    };
}

http::Response preview(const PageParts& parts, http::Request& request) {
    const std::string id(request.param("id"));
    const auto draft = parts.guided.draft(identity::viewer_of(request), id);
    if (!draft) return parts.frame.error(request, draft.error());
    if (!may_be_published(parts.guided.check(draft->tree))) return http::see_other(tree_draft_url(id));
    return walk_page(parts, request, {draft->tree, 0, tree_draft_url(id) + "/preview", tree_draft_url(id)});
}

}  // namespace

void add_tree_author_routes(http::Router& router, const SharedParts& parts) {
    const auto guard = parts->gate.staff({Role::kGuideAuthor, Role::kGuideReviewer, Role::kOperator});
    const auto add = [&](http::Method method, const std::string& pattern, http::Handler handler) {
        router.add({method, pattern, guard, std::move(handler)});
    };
    const std::string list(kTreeList), one = list + "/{id}";
    add(http::Method::kGet, list, [parts](http::Request& request) { return list_page(*parts, request, nullptr); });
    add(http::Method::kPost, list, [parts](http::Request& request) { return begin(*parts, request); });
    add(http::Method::kGet, one, [parts](http::Request& request) { return get_draft(*parts, request); });
    add(http::Method::kPost, one, [parts](http::Request& request) { return save(*parts, request); });
    add_node_routes(router, parts);
    add(http::Method::kGet, one + "/preview", [parts](http::Request& request) { return preview(*parts, request); });
    using identity::Viewer;
    add(http::Method::kPost, one + "/revise",
        deed(parts, true, [](const PageParts& p, const Viewer& viewer, const std::string& id, http::Request&) {
            return p.guided.revise(viewer, id);
        }));
    add(http::Method::kPost, one + "/discard",
        deed(parts, false, [](const PageParts& p, const Viewer& viewer, const std::string& id, http::Request&) {
            return p.guided.discard(viewer, id);
        }));
    add(http::Method::kPost, one + "/submit",
        deed(parts, true, [](const PageParts& p, const Viewer& viewer, const std::string& id, http::Request&) {
            return p.guided.submit(viewer, id);
        }));
    add(http::Method::kPost, one + "/return",
        deed(parts, true, [](const PageParts& p, const Viewer& viewer, const std::string& id, http::Request& request) {
            return p.guided.send_back(viewer, id, std::string(request.form().fields.get("remark")));
        }));
    add(http::Method::kPost, one + "/publish",
        deed(parts, false,
             [](const PageParts& p, const Viewer& viewer, const std::string& id, http::Request&) -> Result<void> {
                 YW_TRY([[maybe_unused]] const int version, p.guided.publish(viewer, id));
                 return {};
             }));
}

}  // namespace yw::guided
