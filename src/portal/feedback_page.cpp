// "这一页有问题？": a report without a person behind it.
#include "kernel/utf8.hpp"
#include "portal/feedback_store.hpp"
#include "portal/site.hpp"

namespace yw::portal {
namespace {

constexpr std::size_t kLeast = 4;  // characters: enough for "打不开了"
constexpr std::size_t kMost = 1000;

std::string page_of(std::string_view typed) {
    return http::is_site_path(typed) && typed.size() <= 1000 ? std::string(typed) : "/";
}

http::Response form(const Site& site,
                    http::Request& request,
                    const std::string& page,
                    const std::string& text,
                    const std::string& error) {
    html::View view = site.view("portal/feedback.html");
    view.set("PAGE", page)
        .set("PAGE_NAME", page == "/" ? "首页" : "刚才看的那一页")
        .set("TEXT", text)
        .set("CSRF", identity::form_token(request));
    view.set("GROUP_CLASS", error.empty() ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
    if (error.empty())
        view.none("IF_ERROR");
    else
        view.add("IF_ERROR").set("ERROR", error);
    PageHead head;
    head.title = "这一页有什么问题";
    head.crumbs = {{"这一页有什么问题", ""}};
    head.has_errors = !error.empty();
    return site.page(request, head, view, error.empty() ? 200 : 422);
}

http::Response send(const Site& site, http::Request& request) {
    const http::Fields& fields = request.form().fields;
    const std::string page = page_of(fields.get("page"));
    const std::string text(fields.get("text"));
    const std::string kept = typed_text(text, kMost + 1);
    if (utf8::length(kept) < kLeast) return form(site, request, page, text, "请写明问题在哪里，至少4个字");
    if (utf8::length(kept) > kMost) return form(site, request, page, text, "太长了，请写在1000字以内");
    const auto saved = save_feedback(site.parts.database, site.parts.keys, site.parts.clock, request.peer, page, kept);
    if (!saved) return site.error(request, saved.error());
    return http::see_other("/feedback/thanks");
}

}  // namespace

void add_feedback_routes(http::Router& router, const SharedSite& site) {
    const auto anyone = site->parts.gate.anyone();
    site->add_get(router, "/feedback", anyone, [site](http::Request& request) {
        return form(*site, request, page_of(request.query.get("page")), "", "");
    });
    site->add_get(router, "/feedback/thanks", site->parts.gate.everyone(), [site](http::Request& request) {
        PageHead head;
        head.title = "您的意见已经收到";
        return site->page(request, head, site->view("portal/feedback_thanks.html"));
    });
    router.add({http::Method::kPost, "/feedback", anyone,
                [site](http::Request& request) { return send(*site, request); }, http::Where::kWorker, 32 * 1024});
}

}  // namespace yw::portal
