#include <algorithm>
#include <charconv>

#include "platform/strings/strings.hpp"
#include "rating/rating_rules.hpp"
#include "rating/ratings.hpp"

namespace yw::rating {
namespace {

constexpr int kRatingsOnAPage = 50;

std::string case_url(const std::string& case_id) {
    return "/me/cases/" + case_id;
}

std::string stars(int score) {
    std::string text;
    for (int i = 0; i < score; ++i) text += "★";
    return text;
}

std::string_view level_name(int score) {
    for (const auto& level : levels())
        if (level.score == score) return level.name;
    return {};
}

Rate read_form(http::Request& request, const std::string& case_id) {
    const auto& fields = request.form().fields;
    Rate command{.case_id = case_id, .score = 0, .reasons = {}, .comment = std::string(fields.get("comment"))};
    const auto score = fields.get("score");
    std::from_chars(score.data(), score.data() + score.size(), command.score);
    for (const auto reason : fields.all("reasons")) command.reasons.emplace_back(reason);
    return command;
}

void show_errors(html::View& page, const std::vector<FieldError>& errors) {
    page.none("ERRORS");
    if (errors.empty()) return;
    auto summary = page.add("ERRORS");
    for (const auto& error : errors)
        summary.add("ERROR").set("TARGET", "f-" + error.field).set("MESSAGE", error.message);
}

/// A choice is either checked or open; the first of its kind has the plain id that the summary links to.
void show_choice(html::View& choice, std::string_view name, std::size_t index, bool chosen) {
    choice.set("ID", "f-" + std::string(name) + (index == 0 ? "" : "-" + std::to_string(index + 1)));
    choice.when("CHOSEN", chosen).when("OPEN", !chosen);
}

html::SafeHtml rate_page(http::Request& request,
                         const cases::CaseView& view,
                         const Rate& typed,
                         const std::vector<FieldError>& errors) {
    html::View page("rating/rate.html");
    page.set("CSRF", identity::form_token(request))
        .set("ACTION", case_url(view.id) + "/rate")
        .set("CASE_URL", case_url(view.id))
        .set("ITEM", view.item_name)
        .set("NUMBER", view.number)
        .set("COMMENT", typed.comment);
    show_errors(page, errors);
    for (std::size_t i = 0; i < levels().size(); ++i) {
        auto choice = page.add("LEVEL");
        choice.set("SCORE", levels()[i].score).set("STARS", stars(levels()[i].score)).set("NAME", levels()[i].name);
        show_choice(choice, "score", i, levels()[i].score == typed.score);
    }
    for (std::size_t i = 0; i < bad_reasons().size(); ++i) {
        const auto& reason = bad_reasons()[i];
        auto choice = page.add("REASON");
        choice.set("CODE", reason.code).set("NAME", reason.name);
        show_choice(choice, "reasons", i,
                    std::find(typed.reasons.begin(), typed.reasons.end(), reason.code) != typed.reasons.end());
    }
    return page.render();
}

html::SafeHtml rated_page(const cases::CaseView& view, int score) {
    html::View page("rating/rated.html");
    page.set("ITEM", view.item_name)
        .set("LEVEL", level_name(score))
        .set("CASE_URL", case_url(view.id))
        .when("BAD", is_bad(score));
    return page.render();
}

PageHead head_of(const cases::CaseView& view, std::string title) {
    return {.title = title,
            .crumbs = {{"我的空间", "/me"}, {view.item_name, case_url(view.id)}, {std::move(title), ""}}};
}

html::SafeHtml desk_page(const std::vector<AnonymousRating>& ratings) {
    html::View page("rating/desk_ratings.html");
    page.when("NONE", ratings.empty()).none("SOME").none("NEXT");
    if (ratings.empty()) return page.render();
    auto table = page.add("SOME");
    for (const auto& rating : ratings) {
        auto row = table.add("RATING");
        std::string reasons;
        for (const auto& name : rating.reasons) reasons += name + "；";
        row.set("AT", zh_minute(UtcTime{rating.at_ms}))
            .set("ITEM", rating.item_name)
            .set("LEVEL", level_name(rating.score))
            .set("REASONS", reasons)
            .set("COMMENT", rating.comment);
        row.when("BAD", is_bad(rating.score)).when("GOOD", !is_bad(rating.score));
    }
    if (ratings.size() == kRatingsOnAPage)
        page.add("NEXT").set("URL", "/desk/ratings?before=" + http::url_encode(ratings.back().id));
    return page.render();
}

}  // namespace

void OpenRatings::add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) {
    router.add({http::Method::kGet, "/me/cases/{id}/rate", gate.applicant(), [this, &frame](http::Request& request) {
                    const std::string id(request.param("id"));
                    const auto& viewer = identity::viewer_of(request);
                    const auto view = own_case(viewer, id);
                    if (!view) return frame.error(request, view.error());
                    if (const int score = score_of(viewer, id); score != 0)
                        return frame.page(request, head_of(view.value(), "评价"), rated_page(view.value(), score));
                    if (!may_be_rated(view->state)) return frame.error(request, fail(kNotOpen));
                    return frame.page(request, head_of(view.value(), "评价"), rate_page(request, view.value(), {}, {}));
                }});
    router.add({http::Method::kPost, "/me/cases/{id}/rate", gate.applicant(), [this, &frame](http::Request& request) {
                    const std::string id(request.param("id"));
                    const auto& viewer = identity::viewer_of(request);
                    const auto view = own_case(viewer, id);
                    if (!view) return frame.error(request, view.error());
                    const auto command = read_form(request, id);
                    const auto done = rate(viewer, command);
                    // A second click finds the first one's rating: the same page, not a complaint.
                    if (done || done.error().code == kRatedBefore) return http::see_other(case_url(id) + "/rate");
                    if (done.error().code != kInvalid) return frame.error(request, done.error());
                    auto head = head_of(view.value(), "评价");
                    head.has_errors = true;
                    return frame.page(request, head, rate_page(request, view.value(), command, done.error().fields),
                                      422);
                }});
    router.add({http::Method::kGet, "/desk/ratings", gate.staff({identity::Role::kWindow, identity::Role::kReviewer}),
                [this, &frame](http::Request& request) {
                    const auto ratings = of_departments(identity::viewer_of(request), kRatingsOnAPage,
                                                        std::string(request.query.get("before")));
                    return frame.page(
                        request,
                        {.title = "收到的评价", .crumbs = {{"待办件", "/desk"}, {"收到的评价", ""}}, .officer = true},
                        desk_page(ratings));
                }});
}

}  // namespace yw::rating
