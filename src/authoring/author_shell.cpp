#include "authoring/author_shell.hpp"

#include "catalogue/guide_json.hpp"
#include "platform/strings/strings.hpp"
#include "web/web.hpp"

namespace yw::authoring {

http::Guard author_guard(const PageDependencies& pages) {
    return pages.gate.staff({identity::Role::kGuideAuthor, identity::Role::kGuideReviewer});
}

html::View page_view(std::string_view template_name) {
    html::View view(template_name);
    view.set("ICONS", web::asset_path("icons.svg"));
    return view;
}

std::string draft_url(const std::string& draft_id, std::string_view below) {
    return "/author/drafts/" + draft_id + std::string(below);
}

std::string department_name(const PageDependencies& pages, const std::string& department_id) {
    const auto department = pages.catalogue.department(department_id);
    return department ? department->name : "";
}

std::string_view state_zh(State state) {
    return strings::text("authoring.state." + std::string(to_string(state)));
}

std::string_view action_zh(Action action) {
    return strings::text("authoring.action." + std::string(to_string(action)));
}

std::string_view tag_class(State state) {
    switch (state) {
        case State::kDrafting:
            return "yw-tag yw-tag--blue";
        case State::kInReview:
        case State::kReturned:
            return "yw-tag yw-tag--amber";
        case State::kApproved:
        case State::kPublished:
            return "yw-tag yw-tag--green";
        case State::kDiscarded:
            break;
    }
    return "yw-tag";
}

catalogue::PublishedGuide as_published(const PageDependencies& pages,
                                       const Draft& draft,
                                       const catalogue::Guide& guide) {
    catalogue::PublishedGuide published;
    if (const auto item = pages.catalogue.item(draft.item_id))
        published.item = item.value();
    else if (const auto department = pages.catalogue.department(draft.department_id))
        published.item.department = department.value();
    published.item.id = draft.item_id;
    published.item.name = guide.name;
    published.item.region = draft.region;
    published.guide = guide;
    published.version = draft.base_version + 1;
    published.published_at_ms = pages.clock.now().ms;
    published.content_hash = catalogue::content_hash(guide);
    return published;
}

http::Response preview_of(const PageDependencies& pages, const Draft& draft, const catalogue::Guide& guide) {
    return pages.reader.preview(as_published(pages, draft, guide), draft_url(draft.id, "/forms/"));
}

void add_author_routes(http::Router& router, PageDependencies dependencies) {
    const auto pages = std::make_shared<const PageDependencies>(std::move(dependencies));
    add_list_routes(router, pages);
    add_draft_routes(router, pages);
    add_editor_routes(router, pages);
}

}  // namespace yw::authoring
