// What this module's tests share: a store of either engine with the demonstration accounts, the real routes, a frame
// that shows little, and browsers that speak to the routes without a socket.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "identity/identity.hpp"
#include "identity/migrations.hpp"
#include "identity/pages.hpp"
#include "identity/strings.hpp"
#include "identity/visitor.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/http/test_client.hpp"
#include "platform/strings/strings.hpp"

namespace yw::identity {

/// The title, then the page; for errors the code's name. Statuses as the real frame gives them.
class PlainFrame final : public Frame {
public:
    http::Response page(http::Request&, const PageHead& head, const html::SafeHtml& main, int status) const override {
        return http::html("<title>" + head.title + "</title>" + main.text(), status);
    }
    http::Response error(http::Request&, const Error& error) const override {
        int status = 404;
        if (error.code.kind == Kind::kForbidden) status = 403;
        if (error.code.kind == Kind::kTooMany) status = 429;
        return http::html(std::string(error.code.name), status);
    }
};

class Browser {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    Browser(const http::Router& router, const Gate& gate) : router_(router) {
        hooks_.finish = [&gate](const http::Request& request, http::Response& response) {
            gate.finish(request, response);
        };
        hooks_.bug = [](const http::Request&, const std::string& what) { ADD_FAILURE() << what; };
    }

    http::Response get(std::string_view target) { return send(http::Method::kGet, target, {}, ""); }
    /// Posts the fields with the csrf token of the page that was seen last.
    http::Response post(std::string_view target, const Pairs& fields) {
        Pairs all = fields;
        all.emplace_back("csrf", csrf);
        return post_plainly(target, all);
    }
    http::Response post_plainly(std::string_view target, const Pairs& fields, std::vector<http::Header> headers = {}) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + http::url_encode(name) + "=" + http::url_encode(value);
        headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        return send(http::Method::kPost, target, std::move(headers), body);
    }
    http::Response sign_in(std::string_view door, const std::string& login, const std::string& password) {
        (void)get(door);
        return post(door, {{"login", login}, {"password", password}, {"kind", kind}});
    }

    std::map<std::string, std::string> cookies;
    std::string csrf;
    std::string peer = "192.0.2.1";
    std::string kind = "person";

private:
    http::Response send(http::Method method,
                        std::string_view target,
                        std::vector<http::Header> headers,
                        std::string body) {
        std::string cookie;
        for (const auto& [name, value] : cookies) cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
        headers.push_back({"Host", "zwfw.example"});
        if (!cookie.empty()) headers.push_back({"Cookie", cookie});
        http::Request request = http::test_request(method, target, std::move(headers), std::move(body));
        request.peer = peer;
        http::Response response = http::dispatch(router_, hooks_, request);
        keep(response);
        return response;
    }
    void keep(const http::Response& response) {
        for (const http::Header& header : response.headers) {
            if (header.name != "Set-Cookie") continue;
            const std::size_t equals = header.value.find('='), end = header.value.find(';');
            const std::string name = header.value.substr(0, equals);
            if (header.value.find("Max-Age=0") != std::string::npos)
                cookies.erase(name);
            else
                cookies[name] = header.value.substr(equals + 1, end - equals - 1);
        }
        constexpr std::string_view kMark = "name=\"csrf\" value=\"";
        const std::string_view page = response.bytes();
        if (const std::size_t at = page.find(kMark); at != std::string_view::npos)
            csrf = page.substr(at + kMark.size(), page.find('"', at + kMark.size()) - at - kMark.size());
    }

    const http::Router& router_;
    http::ServerHooks hooks_;
};

inline std::string header_of(const http::Response& response, std::string_view name) {
    for (const http::Header& header : response.headers)
        if (header.name == name) return header.value;
    return {};
}

class IdentityTest : public db::EngineTest {
protected:
    void SetUp() override {
        html::be_strict();
        html::add_templates(pages());
        strings::add(strings_table());
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), migrations()};
        database().migrate(modules, 0);
        add_demo_accounts(database(), keys_, clock_, {"department-1"}).value();
        identity_ = open_identity(database(), keys_, clock_, frame_, {.origin = "", .demonstration = true},
                                  [this](db::Transaction&, const std::string&) -> Result<void> {
                                      if (may_not_leave_) return fail({"identity.changed_meanwhile", Kind::kConflict});
                                      return {};
                                  });
        identity_->add_routes(router_);
        const auto hello = [](http::Request& request) { return http::text("hello " + viewer_of(request).masked_name); };
        router_.add({http::Method::kGet, "/hello", identity_->gate().anyone(), hello});
        router_.add({http::Method::kPost, "/hello", identity_->gate().anyone(), hello});
        router_.add({http::Method::kPost, "/hello/own", identity_->gate().applicant(), hello});
    }
    Browser browser() { return Browser(router_, identity_->gate()); }
    /// Signed in as a demonstration account.
    Browser signed_in(Role role) {
        Browser someone = browser();
        for (const DemoAccount& account : demo_accounts()) {
            if (account.role != role) continue;
            someone.kind = role == Role::kAgent ? "agent" : "person";
            const auto answer = someone.sign_in(is_staff(role) ? "/staff/sign-in" : "/sign-in",
                                                std::string(account.login), std::string(account.password));
            EXPECT_EQ(answer.status, 303) << answer.bytes();
        }
        return someone;
    }
    std::int64_t count(std::string_view table_and_condition) {
        const std::string text = "SELECT COUNT(*) FROM " + std::string(table_and_condition);
        return database().read([&](db::Reader& reader) { return reader.number({"test.count", text}, {}).value(); });
    }
    void script(std::string_view text) { database().script(text); }

    bool may_not_leave_ = false;  ///< what other modules say when somebody closes an account
    crypto::Keys keys_ = crypto::Keys::for_test("identity");
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins().plus(std::chrono::hours{9}), ShiftedClock::Pace::kStands};
    PlainFrame frame_;
    std::unique_ptr<Identity> identity_;
    http::Router router_;
};

}  // namespace yw::identity
