// The pages of the author's desk and the interface over the real module. For this module's tests.
#pragma once

#include <set>
#include <sstream>

#include "authoring/drafts_fixture_test.hpp"

namespace yw::authoring::test {

class BareFrame final : public Frame {
public:
    http::Response page(http::Request&, const PageHead& head, const html::SafeHtml& main, int status) const override {
        return http::html("<title>" + std::string(head.has_errors ? "错误：" : "") + http::html_escape(head.title) +
                              "</title>" + main.text(),
                          status);
    }
    http::Response error(http::Request&, const Error& error) const override {
        const Kind kind = error.code.kind;
        std::string text(error.code.name);
        for (const auto& field : error.fields) text += "\n" + field.field + ": " + field.message;
        return http::html(http::html_escape(text), kind == Kind::kNotFound    ? 404
                                                   : kind == Kind::kForbidden ? 403
                                                   : kind == Kind::kConflict  ? 409
                                                                              : 422);
    }
};

class AuthorPagesTest : public DraftsTest {
protected:
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    void SetUp() override {
        DraftsTest::SetUp();
        Reader reader;
        reader.preview = [](const catalogue::PublishedGuide& published, const std::string& forms_url) {
            return http::html("preview of " + http::html_escape(published.guide.name) + " " + forms_url);
        };
        reader.paper = [](const catalogue::PublishedGuide&, std::string_view key,
                          std::string_view file) -> Result<std::string> {
            return "paper " + std::string(key) + " " + std::string(file);
        };
        const PageDependencies pages{
            *authoring_, *catalogue_, gate_, frame_, clock_, reader, [this](const std::string&) { return flags_; }};
        add_author_routes(router_, pages);
        add_guide_api(router_, pages);
        gate_.viewer = author_;
    }
    http::Response send(http::Request request) {
        http::ServerHooks hooks;
        hooks.error_page = [](const http::Request&, int status) { return http::text("no route", status); };
        hooks.bug = [](const http::Request& at, const std::string& what) { ADD_FAILURE() << at.path << ": " << what; };
        return http::dispatch(router_, hooks, request);
    }
    http::Response get(const std::string& target) { return send(http::test_request(http::Method::kGet, target)); }
    std::string page(const std::string& target, int status = 200) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, status) << target;
        expect_whole(std::string(answer.bytes()));
        return std::string(answer.bytes());
    }
    http::Response post(const std::string& target, const Pairs& fields) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + http::url_encode(name) + "=" + http::url_encode(value);
        return send(http::test_request(http::Method::kPost, target,
                                       {{"Content-Type", "application/x-www-form-urlencoded"}}, body));
    }
    static std::string location(const http::Response& answer) {
        for (const auto& header : answer.headers)
            if (header.name == "Location") return header.value;
        return "";
    }
    /// Every id once; each link, label and description leads to one that is there.
    static void expect_whole(const std::string& text) {
        const auto values_of = [&text](const std::string& before) {
            std::vector<std::string> values;
            for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1))
                values.push_back(
                    text.substr(at + before.size(), text.find('"', at + before.size()) - at - before.size()));
            return values;
        };
        const auto all = values_of(" id=\"");
        const std::set<std::string> ids(all.begin(), all.end());
        EXPECT_EQ(ids.size(), all.size()) << "an id stands twice";
        for (const auto& target : values_of("href=\"#"))
            EXPECT_TRUE(ids.contains(target) || target == "main") << target;
        for (const auto& target : values_of(" for=\"")) EXPECT_TRUE(ids.contains(target)) << target;
        for (const auto& list : values_of("aria-describedby=\"")) {
            std::istringstream words(list);
            for (std::string word; words >> word;) EXPECT_TRUE(ids.contains(word)) << word;
        }
    }
    std::string stamp(const std::string& id, const std::vector<std::string>& elements) {
        return stamp_of(draft(id).guide, elements);
    }
    static std::string url(const std::string& id, const std::string& below = "") {
        return "/author/drafts/" + id + below;
    }
    Pairs deed(const std::string& id, Pairs more = {}) {
        more.emplace_back("version", std::to_string(version(id)));
        return more;
    }

    identity::TestGate gate_;
    BareFrame frame_;
    std::vector<GuideFlag> flags_;  ///< of every item
    http::Router router_;
};

}  // namespace yw::authoring::test
