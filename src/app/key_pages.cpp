#include "app/key_pages.hpp"

#include "platform/strings/strings.hpp"

namespace yw::app {
namespace {

struct KeyDesk {
    Installation& installation;
    const Frame& frame;
};
using Pages = std::shared_ptr<const KeyDesk>;

struct Shown {
    std::string name;
    std::string department;
    std::string wrong;  ///< sentence
    std::string field;  ///< that is wrong
    std::string key;    ///< just issued
};

RegionCode place_asked(const KeyDesk& desk, http::Request& request) {
    if (const auto code = RegionCode::parse(request.query.get("region"))) return *code;
    if (const auto code = RegionCode::parse(request.form().fields.get("region"))) return *code;
    return desk.installation.is_demonstration() ? RegionCode::from_number(511602000000) : RegionCode();
}

void show_keys(html::View& page, const KeyDesk& desk, const std::string& csrf, const std::string& place) {
    const auto keys = identity::list_system_keys(desk.installation.database());
    page.when("NO_KEYS", keys.empty()).none("KEYS");
    if (keys.empty()) return;
    auto table = page.add("KEYS");
    for (const auto& key : keys) {
        const auto department = desk.installation.catalogue().department(key.department_id);
        auto row = table.add("KEY");
        row.set("NAME", key.name)
            .set("ID", key.id)
            .set("DEPARTMENT", department ? department->name : key.department_id)
            .set("ISSUED", zh_minute(UtcTime{key.created_at_ms}))
            .none("IN_FORCE")
            .none("REVOKED");
        if (key.revoked)
            row.add("REVOKED").set("REVOKED_AT", zh_minute(UtcTime{key.revoked_at_ms}));
        else
            row.add("IN_FORCE").set("CSRF", csrf).set("REGION", place);
    }
}

http::Response keys_page(const KeyDesk& desk, http::Request& request, const Shown& shown) {
    const auto place = place_asked(desk, request);
    const std::string csrf = identity::form_token(request);
    html::View page("app/ops_keys.html");
    page.set("CSRF", csrf)
        .set("REGION", place.str())
        .set("PLACE", desk.installation.regions().full_name(place))
        .set("NAME_TYPED", shown.name)
        .none("WRONG")
        .none("ISSUED_KEY")
        .none("DEPARTMENT_OPTION");
    if (!shown.wrong.empty()) page.add("WRONG").set("FIELD", shown.field).set("WORDS", shown.wrong);
    if (!shown.key.empty()) page.add("ISSUED_KEY").set("KEY_TEXT", shown.key).set("KEY_NAME", shown.name);
    const auto coverage = desk.installation.catalogue().coverage(place);
    page.when("NO_DEPARTMENTS", coverage.departments.empty());
    for (const auto& row : coverage.departments)
        page.add("DEPARTMENT_OPTION")
            .set("VALUE", row.department.id)
            .set("TEXT", row.department.name)
            .when("ON", row.department.id == shown.department)
            .when("OFF", row.department.id != shown.department);
    show_keys(page, desk, csrf, place.str());
    PageHead head{.title = "接口密钥", .crumbs = {{"运行管理", "/ops"}, {"接口密钥", ""}}, .officer = true};
    head.has_errors = !shown.wrong.empty();
    return desk.frame.page(request, head, page.render(), shown.wrong.empty() ? 200 : 422);
}

/// The key stands in the answer itself: nothing that redirects could carry it without keeping it.
http::Response issue(const KeyDesk& desk, http::Request& request) {
    const auto& fields = request.form().fields;
    Shown shown;
    shown.name = fields.get("name");
    shown.department = fields.get("department");
    const auto department = desk.installation.catalogue().department(shown.department);
    if (!department) {
        shown.field = "department";
        shown.wrong = strings::sentence(department.error());
        return keys_page(desk, request, shown);
    }
    const auto key =
        identity::issue_system_key(desk.installation.database(), desk.installation.keys(), desk.installation.clock(),
                                   shown.name, department->id, identity::viewer_of(request).account_id);
    if (!key) {
        shown.field = "name";
        shown.wrong = key.error().fields.empty() ? std::string(strings::sentence(key.error()))
                                                 : key.error().fields.front().message;
        return keys_page(desk, request, shown);
    }
    shown.key = key.value();
    return keys_page(desk, request, shown);
}

http::Response revoke(const KeyDesk& desk, http::Request& request) {
    const auto done =
        identity::revoke_system_key(desk.installation.database(), desk.installation.keys(), desk.installation.clock(),
                                    std::string(request.param("id")), identity::viewer_of(request).account_id);
    if (!done) return desk.frame.error(request, done.error());
    return http::see_other("/ops/keys?region=" + place_asked(desk, request).str());
}

}  // namespace

void add_key_routes(http::Router& router, Installation& installation, const identity::Gate& gate, const Frame& frame) {
    const auto pages = std::make_shared<const KeyDesk>(KeyDesk{installation, frame});
    const auto guard = gate.staff({identity::Role::kOperator});
    router.add({http::Method::kGet, "/ops/keys", guard,
                [pages](http::Request& request) { return keys_page(*pages, request, {}); }});
    router.add(
        {http::Method::kPost, "/ops/keys", guard, [pages](http::Request& request) { return issue(*pages, request); }});
    router.add({http::Method::kPost, "/ops/keys/{id}/revoke", guard,
                [pages](http::Request& request) { return revoke(*pages, request); }});
}

}  // namespace yw::app
