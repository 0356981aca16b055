// What the pages of the author's desk share. Inside the module.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "authoring/authoring.hpp"
#include "platform/html/html.hpp"

namespace yw::authoring {

using Pages = std::shared_ptr<const PageDependencies>;

void add_list_routes(http::Router& router, const Pages& pages);    ///< /author, /author/items, /author/new
void add_draft_routes(http::Router& router, const Pages& pages);   ///< /author/drafts/{draft}, its deeds, its preview
void add_editor_routes(http::Router& router, const Pages& pages);  ///< …/edit/{section}, …/check/{section}

http::Guard author_guard(const PageDependencies& pages);
html::View page_view(std::string_view template_name);
std::string draft_url(const std::string& draft_id, std::string_view below = {});
std::string department_name(const PageDependencies& pages, const std::string& department_id);

std::string_view state_zh(State state);
std::string_view action_zh(Action action);
std::string_view tag_class(State state);

/// The draft as if it were published: what the reader will see.
catalogue::PublishedGuide as_published(const PageDependencies& pages,
                                       const Draft& draft,
                                       const catalogue::Guide& guide);
http::Response preview_of(const PageDependencies& pages, const Draft& draft, const catalogue::Guide& guide);

}  // namespace yw::authoring
