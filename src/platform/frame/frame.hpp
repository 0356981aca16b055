// What stands around every page (header, place, crumbs, footer), and how an error looks. Modules that answer with
// pages are given a Frame; the portal implements it, so that nobody below needs to know the portal.
#pragma once

#include <string>
#include <vector>

#include "kernel/result.hpp"
#include "platform/html/html.hpp"
#include "platform/http/http.hpp"

namespace yw {

struct Crumb {
    std::string title;
    std::string url;  ///< empty for the page itself
};

struct PageHead {
    std::string title;          ///< without the site's name; the h1 stands in the page's own template
    std::vector<Crumb> crumbs;  ///< behind 首页
    bool has_errors = false;    ///< the title then begins with 错误：
    bool officer = false;       ///< the officers' and operators' header
    bool action_bar = false;    ///< on a phone an action bar stays at the lower edge
};

class Frame {
public:
    virtual ~Frame() = default;
    /// A whole page around `main`.
    virtual http::Response page(http::Request& request,
                                const PageHead& head,
                                const html::SafeHtml& main,
                                int status = 200) const = 0;
    /// Page (or problem JSON below /api/) for an expected outcome; the one place that maps kinds to HTTP statuses.
    virtual http::Response error(http::Request& request, const Error& error) const = 0;
};

/// HTTP status of an error's kind.
int status_of(Kind kind);

}  // namespace yw
