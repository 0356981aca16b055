// The pages of cases over the real module: requests as a browser sends them, answers read as text. For tests.
#pragma once

#include <gmock/gmock.h>

#include <set>

#include "cases/cases_fixture.hpp"
#include "cases/pages.hpp"
#include "identity/test_gate.hpp"
#include "platform/html/html.hpp"
#include "platform/http/test_client.hpp"

namespace yw::cases::test {

/// The page alone, and the sentence of an error; statuses as the portal's frame gives them.
class BareFrame final : public Frame {
public:
    http::Response page(http::Request&, const PageHead& head, const html::SafeHtml& main, int status) const override {
        return http::html("<title>" + std::string(head.has_errors ? "错误：" : "") + http::html_escape(head.title) +
                              "</title>" + main.text(),
                          status);
    }
    http::Response error(http::Request&, const Error& error) const override {
        const Kind kind = error.code.kind;
        const int status = kind == Kind::kNotFound    ? 404
                           : kind == Kind::kForbidden ? 403
                           : kind == Kind::kConflict  ? 409
                                                      : 422;
        return http::html(http::html_escape(strings::sentence(error)), status);
    }
};

class OpenRatings final : public RatingDoor {
public:
    bool is_open(const identity::Viewer&, const std::string&) const override { return true; }
};

/// Every id once; each link of an error summary, each label and each description leads to an id that is there.
inline void expect_whole(const std::string& page) {
    const auto values_of = [&page](const std::string& before, char end) {
        std::vector<std::string> values;
        for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1)) {
            const auto from = at + before.size();
            values.push_back(page.substr(from, page.find(end, from) - from));
        }
        return values;
    };
    const auto all_ids = values_of(" id=\"", '"');
    const std::set<std::string> ids(all_ids.begin(), all_ids.end());
    EXPECT_EQ(ids.size(), all_ids.size()) << "an id stands twice";
    for (const std::string& target : values_of("href=\"#", '"')) EXPECT_TRUE(ids.contains(target)) << target;
    for (const std::string& target : values_of(" for=\"", '"')) EXPECT_TRUE(ids.contains(target)) << target;
    for (const std::string& list : values_of("aria-describedby=\"", '"')) {
        std::istringstream words(list);
        for (std::string word; words >> word;) EXPECT_TRUE(ids.contains(word)) << word;
    }
    EXPECT_EQ(values_of("<h1", '>').size(), 1U);
}

inline std::string small_pdf() {
    return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
}

class CasePagesTest : public CasesTest {
protected:
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    struct File {
        std::string field, name, bytes;
    };

    static void SetUpTestSuite() {
        CasesTest::SetUpTestSuite();
        static const bool kOnce = [] {
            html::add_templates(pages());
            html::be_strict();
            return true;
        }();
        (void)kOnce;
    }
    void SetUp() override {
        CasesTest::SetUp();
        open_pages(catalogue_);
    }
    std::string card_bytes() const override { return small_pdf(); }
    /// As the program is put together: uploads are really looked at.
    void open_pages(const catalogue::Catalogue& catalogue) {
        const auto region_name = [](RegionCode code) { return "示范地区" + code.str(); };
        cases_ = std::make_unique<Cases>(Dependencies{.database = database(),
                                                      .keys = keys_,
                                                      .clock = clock_,
                                                      .audit = audit_,
                                                      .blobs = *blobs_,
                                                      .catalogue = catalogue,
                                                      .accounts = accounts_,
                                                      .calendar = [this] { return calendar_; },
                                                      .region_name = region_name,
                                                      .demonstration = true});
        const PageDependencies pages{.cases = *cases_,
                                     .catalogue = catalogue,
                                     .gate = gate_,
                                     .frame = frame_,
                                     .clock = clock_,
                                     .ratings = &ratings_,
                                     .region_name = region_name};
        add_apply_routes(router_, pages);
        add_me_routes(router_, pages);
        add_desk_routes(router_, pages);
        gate_.viewer = identity::TestGate::person("person-1");
    }

    http::Response send(http::Request request) {
        const http::ServerHooks hooks{
            .error_page = [](const http::Request&, int status) { return http::text("no route", status); },
            .log = [](const auto&, const auto&, auto) {},
            .bug = [](const http::Request& at, const std::string& what) { ADD_FAILURE() << at.path << ": " << what; }};
        http::Response answer = http::dispatch(router_, hooks, request);
        for (const http::Header& header : answer.headers) {
            if (header.name == "Content-Type" && header.value.starts_with("text/html") &&
                (answer.status == 200 || std::string(answer.bytes()).starts_with("<title>")))
                expect_whole(std::string(answer.bytes()));
        }
        return answer;
    }
    http::Response get(const std::string& target) { return send(http::test_request(http::Method::kGet, target)); }
    std::string page(const std::string& target, int status = 200) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, status) << target;
        return std::string(answer.bytes());
    }
    http::Response post(const std::string& target, const Pairs& fields) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + http::url_encode(name) + "=" + http::url_encode(value);
        return send(http::test_request(http::Method::kPost, target,
                                       {{"Content-Type", "application/x-www-form-urlencoded"}}, body));
    }
    http::Response upload(const std::string& target, const Pairs& fields, const std::vector<File>& files) {
        const std::string line = "--line\r\nContent-Disposition: form-data; name=\"";
        std::string body;
        for (const auto& [name, value] : fields) body += line + name + "\"\r\n\r\n" + value + "\r\n";
        for (const File& file : files)
            body += line + file.field + "\"; filename=\"" + file.name + "\"\r\nContent-Type: application/pdf\r\n\r\n" +
                    file.bytes + "\r\n";
        return send(http::test_request(http::Method::kPost, target,
                                       {{"Content-Type", "multipart/form-data; boundary=line"}},
                                       body + "--line--\r\n"));
    }
    static std::string location(const http::Response& answer) {
        for (const http::Header& header : answer.headers)
            if (header.name == "Location") return header.value;
        return "";
    }
    static std::string text(const http::Response& answer) { return std::string(answer.bytes()); }

    /// Begins an application and gives back "/apply/d/<id>/".
    std::string begun() {
        const auto answer = post("/apply/" + std::string(kItem), {});
        EXPECT_EQ(answer.status, 303);
        const std::string first = location(answer);
        EXPECT_TRUE(first.starts_with("/apply/d/")) << first;
        return first.substr(0, first.rfind('/') + 1);
    }
    static std::string id_in(const std::string& draft) { return draft.substr(9, 36); }
    static Pairs applicant_step(const std::string& action = "next") {
        return {{"f.name", "张示例"},
                {"f.id_number", "51160218830930009X"},
                {"f.phone", "13800008000"},
                {"f.plate", ""},
                {"action", action}};
    }
    static Pairs matter_step(const std::string& reason, const std::string& action = "next") {
        return {{"f.reason", reason}, {"f.story", "摔坏了。"}, {"action", action}};
    }
    /// The way to the preview, as a person goes it.
    std::string filled() {
        const std::string draft = begun();
        EXPECT_EQ(location(post(draft + "applicant", applicant_step())), draft + "matter");
        EXPECT_EQ(location(post(draft + "matter", matter_step("lost"))), draft + "family");
        EXPECT_EQ(location(post(draft + "family", {{"action", "next"}})), draft + "materials");
        EXPECT_EQ(
            location(upload(draft + "materials", {{"action", "next"}}, {{"material.card", "身份证.pdf", small_pdf()}})),
            draft + "preview");
        return draft;
    }
    /// A submitted case's id.
    std::string handed_in() {
        const std::string draft = filled();
        const auto answer = post(draft + "preview", {{"declare", "yes"}});
        EXPECT_EQ(location(answer), "/me/cases/" + id_in(draft) + "/receipt") << text(answer);
        return id_in(draft);
    }

    identity::TestGate gate_;
    BareFrame frame_;
    OpenRatings ratings_;
    http::Router router_;
};

}  // namespace yw::cases::test
