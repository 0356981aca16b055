#include "guided/guided_pages.hpp"

#include "guided/personal_list.hpp"
#include "web/web.hpp"

namespace yw::guided {
namespace {

std::string url_of(const Shown& shown, const std::vector<Step>& steps, std::size_t count, const Step* without) {
    std::string url = shown.url;
    char sign = '?';
    for (std::size_t i = 0; i < count; ++i) {
        if (&steps[i] == without) continue;
        url += sign + steps[i].question->key + "=" + steps[i].choice->key;
        sign = '&';
    }
    return url;
}

void maybe(html::View& view, std::string_view section, std::string_view name, const std::string& value) {
    if (value.empty())
        view.none(section);
    else
        view.add(section).set(name, value);
}

void show_head(html::View& view, const Shown& shown) {
    view.set("TITLE", shown.tree.title).set("LEAD", shown.tree.lead);
    maybe(view, "IF_PREVIEW", "BACK_URL", shown.back_url);
}

/// To change an answer leaves the later ones: as far as they still belong to the way they need not be given again.
void show_answers(html::View& view, const Shown& shown, const Walked& walked) {
    html::View part = view.part("ANSWERS", "guided/answers.html");
    part.none("IF_ANSWERS");
    if (walked.steps.empty()) return;
    html::View list = part.add("IF_ANSWERS");
    list.set("RESTART_URL", shown.url);
    for (const Step& step : walked.steps)
        list.add("STEPS")
            .set("STEP_ASK", step.question->ask)
            .set("STEP_LABEL", step.choice->label)
            .set("CHANGE_URL", url_of(shown, walked.steps, walked.steps.size(), &step));
}

http::Response page(
    const PageParts& parts, http::Request& request, const Shown& shown, const html::View& view, int status) {
    PageHead head;
    head.title = shown.tree.title;
    head.crumbs = {{"一步步告诉您怎么办", "/guided"}, {shown.tree.title, ""}};
    head.has_errors = status == 422;
    return parts.frame.page(request, head, view.render(), status);
}

http::Response question_page(
    const PageParts& parts, http::Request& request, const Shown& shown, const Walked& walked, const Given& given) {
    const Question& question = *walked.next;
    const bool is_wrong = request.query.get(kAsked) == question.key;
    html::View view = page_view("guided/step.html");
    show_head(view, shown);
    view.set("ACTION", shown.url).set("KEY", question.key).set("ASK", question.ask);
    view.set("NUMBER", static_cast<std::int64_t>(walked.steps.size() + 1));
    view.when("IF_ERROR", is_wrong).when("IF_WRONG", is_wrong).when("IF_MESSAGE", is_wrong);
    maybe(view, "IF_HELP", "HELP", question.help);
    std::string described = question.help.empty() ? "" : "f-" + question.key + "-hint";
    if (is_wrong) described += (described.empty() ? "" : " ") + ("f-" + question.key + "-error");
    view.set("DESCRIBED", described.empty() ? "h-ask" : described);
    // Answers to questions further on, which a changed answer may still lead to, go along.
    view.none("GIVEN");
    for (const auto& [key, choice] : given)
        if (key != question.key) view.add("GIVEN").set("GIVEN_KEY", key).set("GIVEN_VALUE", choice);
    std::size_t number = 0;
    for (const Choice& choice : question.choices) {
        const std::string suffix = ++number == 1 ? "" : "-" + std::to_string(number);
        html::View row = view.add("CHOICES");
        row.set("ID", "f-" + question.key + suffix).set("VALUE", choice.key).set("LABEL", choice.label);
        row.when("IF_HINT_ID", !choice.hint.empty());
        maybe(row, "IF_HINT", "HINT", choice.hint);
    }
    view.none("IF_PREVIOUS");
    if (!walked.steps.empty())
        view.add("IF_PREVIOUS").set("PREVIOUS_URL", url_of(shown, walked.steps, walked.steps.size() - 1, nullptr));
    show_answers(view, shown, walked);
    return page(parts, request, shown, view, is_wrong ? 422 : 200);
}

using Materials = std::vector<const catalogue::Material*>;

std::string how_of(const catalogue::Material& material) {
    std::string text(catalogue::code_name("material_type", material.type));
    text += "，" + std::string(catalogue::code_name("material_form", material.form));
    if (material.form != "2") text += "，" + std::to_string(material.copies) + "份";
    if (material.signature != "none") text += "，" + std::string(catalogue::code_name("signature", material.signature));
    return text;
}

void show_materials(html::View& view, std::string_view section, std::string_view row_name, const Materials& materials) {
    if (materials.empty()) {
        view.none(section);
        return;
    }
    html::View list = view.add(section);
    for (const auto* material : materials)
        list.add(row_name)
            .set("MATERIAL", material->name)
            .set("HOW", how_of(*material))
            .set("WHEN", material->need_when);
}

std::string fee_of(const catalogue::Guide& guide) {
    if (guide.fees.empty()) return guide.fee_note.empty() ? "不收费" : guide.fee_note;
    std::string text;
    for (const auto& fee : guide.fees) text += (text.empty() ? "" : "；") + fee.name + fee.standard;
    return text;
}

void show_item(html::View& view, const NeededItem& needed, std::int64_t number) {
    const auto& guide = needed.guide->guide;
    html::View item = view.add("ITEMS");
    item.set("NUMBER", number).set("ITEM", needed.guide->item.name);
    item.set("DEPARTMENT", needed.guide->item.department.name).set("TIME", to_text(guide.promised));
    item.set("VISITS", guide.visits == 0 ? std::string("不用跑") : "跑" + std::to_string(guide.visits) + "次");
    item.set("FEE", fee_of(guide)).set("GUIDE_URL", "/i/" + needed.guide->item.id);
    for (const auto& why : needed.why) item.add("WHY").set("REASON", why);
    show_materials(item, "IF_BRING", "BRING", needed.bring);
    show_materials(item, "IF_OPEN", "OPEN", needed.open);
    show_materials(item, "IF_FETCHED", "FETCHED", needed.fetched);
    show_materials(item, "IF_SPARED", "SPARED", needed.spared);
    item.when("IF_NO_BRING", needed.bring.empty() && needed.open.empty());
    maybe(item, "IF_APPLY", "APPLY_URL", needed.apply_url());
    item.none("IF_PLACE");
    if (guide.visits == 0 || guide.places.empty()) return;
    const auto& place = guide.places.front();
    item.add("IF_PLACE")
        .set("PLACE_NAME", place.name)
        .set("ADDRESS", place.address)
        .set("HOURS", place.hours)
        .set("PHONE", place.phone.empty() ? guide.consult_phone : place.phone);
}

http::Response result_page(const PageParts& parts, http::Request& request, const Shown& shown, const Walked& walked) {
    const auto list = personal_list(walked, parts.guided.guides_of(shown.tree.region));
    if (!list) return parts.frame.error(request, list.error());
    html::View view = page_view("guided/result.html");
    show_head(view, shown);
    view.set("COUNT", static_cast<std::int64_t>(list->size())).set("VERSION", shown.version);
    view.set("PLACE", parts.place_name(shown.tree.region));
    std::int64_t number = 0;
    for (const auto& needed : list.value()) show_item(view, needed, ++number);
    show_answers(view, shown, walked);
    return page(parts, request, shown, view, 200);
}

http::Response stop_page(const PageParts& parts, http::Request& request, const Shown& shown, const Walked& walked) {
    html::View view = page_view("guided/stop.html");
    show_head(view, shown);
    view.set("STOP", walked.stop->title).set("SAYS", walked.stop->says).none("IF_HELP");
    const auto guide =
        walked.stop->item.empty() ? nullptr : parts.guided.guides_of(shown.tree.region)(walked.stop->item);
    if (guide)
        view.add("IF_HELP")
            .set("GUIDE_URL", "/i/" + guide->item.id)
            .set("ITEM", guide->item.name)
            .set("DEPARTMENT", guide->item.department.name)
            .set("PHONE", guide->guide.consult_phone);
    show_answers(view, shown, walked);
    return page(parts, request, shown, view, 200);
}

http::Response tree_page(const PageParts& parts, http::Request& request) {
    const auto found = parts.guided.tree(request.param("id"));
    if (!found) return parts.frame.error(request, found.error());
    const Published& published = *found.value();
    return walk_page(parts, request, {published.tree, published.version, published.url(), ""});
}

http::Response list_page(const PageParts& parts, http::Request& request) {
    const RegionCode place = parts.place_of(request);
    const auto trees = parts.guided.trees(place);
    html::View view = page_view("guided/list.html");
    view.none("IF_NONE").none("IF_SOME");
    if (trees.empty()) view.add("IF_NONE").set("PLACE", parts.place_name(place));
    if (!trees.empty()) {
        html::View list = view.add("IF_SOME");
        for (const auto& each : trees)
            list.add("TREES").set("TITLE", each->tree.title).set("LEAD", each->tree.lead).set("URL", each->url());
    }
    PageHead head;
    head.title = "一步步告诉您怎么办";
    head.crumbs = {{head.title, ""}};
    return parts.frame.page(request, head, view.render());
}

}  // namespace

html::View page_view(std::string_view name) {
    html::View view(name);
    view.set("ICONS", web::asset_path("icons.svg"));
    return view;
}

Given given_in(const http::Request& request, const Tree& tree) {
    Given given;
    for (const Question& question : tree.questions)
        for (const Choice& choice : question.choices)
            if (request.query.get(question.key) == choice.key) given[question.key] = choice.key;
    return given;
}

http::Response walk_page(const PageParts& parts, http::Request& request, const Shown& shown) {
    const Given given = given_in(request, shown.tree);
    const Walked walked = walk(shown.tree, given);
    if (walked.next) return question_page(parts, request, shown, walked, given);
    if (walked.stop) return stop_page(parts, request, shown, walked);
    if (walked.is_broken) return parts.frame.error(request, fail(kBroken));
    return result_page(parts, request, shown, walked);
}

void add_guided_routes(http::Router& router, const PageParts& all) {
    const auto parts = std::make_shared<const PageParts>(all);
    router.add({http::Method::kGet, "/guided", parts->gate.everyone(),
                [parts](http::Request& request) { return list_page(*parts, request); }});
    router.add({http::Method::kGet, "/guided/{id}", parts->gate.everyone(),
                [parts](http::Request& request) { return tree_page(*parts, request); }});
    add_guided_api(router, parts);
    add_tree_author_routes(router, parts);
}

}  // namespace yw::guided
