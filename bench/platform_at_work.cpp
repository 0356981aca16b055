#include "platform_at_work.hpp"

#include <fmt/core.h>

#include <mutex>
#include <stdexcept>

#include "app/demo.hpp"
#include "identity/account_store.hpp"
#include "kernel/ids.hpp"
#include "platform/http/test_client.hpp"

namespace yw::bench {
namespace {

constexpr int kPeopleInAWrite = 500;
/// The hash of no password: nobody signs in with it here.
constexpr std::string_view kNoPassword =
    "$argon2id$v=19$m=19456,t=2,p=1$dPGJuqv3892Yb+NW/3sdjA$ZveWLDXgohDBpcVQomVvEizORaiP/dd8X4IKH9CxJvc";
constexpr db::Sql kCopyDraft{
    "bench.copy_draft",
    "INSERT INTO case_draft (id, area, account_id, item_id, guide_version, item_name, step, answers, updated_at_ms, "
    "applicant) SELECT :id, area, :account_id, item_id, guide_version, item_name, step, answers, updated_at_ms, "
    "applicant FROM case_draft WHERE id = :first"};

app::ServeArgs serve_args(const std::string& folder) {
    app::ServeArgs args;
    args.state.data = folder;
    args.state.now = "2026-03-02T01:00:00Z";
    args.port = 0;
    args.demo = true;
    return args;
}

std::string location_of(const http::Response& response) {
    for (const auto& header : response.headers)
        if (header.name == "Location") return header.value;
    throw std::runtime_error(fmt::format("no redirect but {}: {}", response.status, response.bytes()));
}

identity::Sessions sessions_of(app::Installation& installation) {
    return {installation.database(), installation.keys(), installation.clock()};
}

SignedIn signed_in(const app::Installation& installation,
                   const identity::NewSession& session,
                   const std::string& account_id) {
    auto shown = std::make_shared<identity::Session>();
    shown->form_secret = session.form_secret;
    shown->viewer.account_id = account_id;
    identity::Visitor visitor;
    visitor.session = shown;
    visitor.keys = &installation.keys();
    return {fmt::format("{}={}", identity::kSessionCookie, session.token),
            identity::expected_form_token(visitor).value()};
}

std::string submission_body(const SignedIn& who) {
    return "csrf=" + http::url_encode(who.form_token) + "&declare=yes";
}

}  // namespace

std::string request_text(std::string_view method,
                         std::string_view path,
                         std::string_view cookie,
                         std::string_view body) {
    auto text = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\n", method, path, cookie);
    if (method == "POST")
        text += fmt::format("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.size());
    return text.append("\r\n").append(body);
}

PlatformAtWork::PlatformAtWork(const std::string& folder, Parts parts) {
    static std::once_flag once;
    std::call_once(once, app::add_all_texts);
    const auto args = serve_args(folder);
    installation_ = std::make_unique<app::Installation>(args.state);
    app::make_demonstration(*installation_);
    if (parts == Parts::kInstallation) return;
    platform_ = std::make_unique<app::Platform>(*installation_, args);
    hooks_ = app::hooks_of(*platform_);
    hooks_.bug = [](const http::Request& request, const std::string& what) {
        fmt::print(stderr, "a bug at {}: {}\n", request.path, what);
    };
}

PlatformAtWork::~PlatformAtWork() {
    if (server_) server_->stop();
}

unsigned short PlatformAtWork::serve() {
    http::ServerOptions options;
    options.port = 0;
    server_ = std::make_unique<http::Server>(options, platform_->router(), hooks_);
    server_->start();
    return server_->port();
}

std::int64_t PlatformAtWork::number(const char* sql) {
    return installation_->database().read([&](db::Reader& reader) {
        return reader.number({"bench.number", sql}, {}).value_or(-1);
    });
}

SignedIn PlatformAtWork::sign_in(const std::string& account_id) {
    const auto session = identity::new_session();
    const auto sessions = sessions_of(*installation_);
    installation_->database()
        .write("bench.sign_in",
               [&](db::Transaction& tx) -> Result<void> {
                   sessions.insert(tx, session, account_id);
                   return {};
               })
        .value();
    return signed_in(*installation_, session, account_id);
}

std::string PlatformAtWork::staff_account(std::string_view login) {
    const identity::AccountStore store(installation_->keys());
    return installation_->database().read([&](db::Reader& reader) {
        return store
            .credentials(reader, identity::login_handle(installation_->keys(), login), identity::Kindred::kStaff)
            .value()
            .account_id;
    });
}

std::string PlatformAtWork::new_person(db::Transaction& tx, int serial) const {
    identity::NewAccount account;
    account.id = new_id();
    account.name = "张示例";
    account.id_number = fmt::format("5116021890{:08d}", serial);
    account.phone = fmt::format("139{:08d}", serial);
    account.password_hash = kNoPassword;
    account.real_name_level = 3;
    const identity::AccountStore store(installation_->keys());
    if (store.insert(tx, account, installation_->clock().now()) != identity::AccountStore::Taken::kNothing)
        throw std::runtime_error("a person came twice");
    return account.id;
}

http::Response PlatformAtWork::post(const SignedIn& who, const std::string& path, const std::string& body) {
    auto request = http::test_request(
        http::Method::kPost, path,
        {{"Host", "localhost"}, {"Cookie", who.cookie}, {"Content-Type", "application/x-www-form-urlencoded"}},
        "csrf=" + http::url_encode(who.form_token) + body);
    return http::dispatch(platform_->router(), hooks_, request);
}

void PlatformAtWork::fill_in_first_draft(const SignedIn& who) {
    catalogue::ItemFilter filter;
    filter.region = RegionCode::from_number(app::kDemoPlace);
    filter.include_above = true;
    filter.text = kFormItem;
    const auto items = installation_->catalogue().items(filter, 1, "").items;
    if (items.empty()) throw std::runtime_error("the demonstration has no item of that name");
    const auto first_step = location_of(post(who, "/apply/" + items[0].id, ""));
    const auto draft = first_step.substr(0, first_step.rfind('/') + 1);
    const auto street = "511602001000";
    const std::string action = "&action=next";
    (void)location_of(post(who, draft + "holder",
                           "&f.for_whom=self&f.name=%E5%BC%A0%E7%A4%BA%E4%BE%8B&f.id_number=51160218830930009X"
                           "&f.phone=13800008000" +
                               action));
    (void)location_of(post(who, draft + "card",
                           fmt::format("&f.photo_from=id&f.bank=demo&f.id_validity=long&f.occupation=company"
                                       "&f.home.region={}&f.home.line=%E7%A4%BA%E8%8C%83%E8%B7%AF20%E5%8F%B7{}",
                                       street, action)));
    const auto next = location_of(post(who, draft + "delivery",
                                       fmt::format("&f.get=mail&f.mail_to.region={}"
                                                   "&f.mail_to.line=%E7%A4%BA%E8%8C%83%E8%B7%AF20%E5%8F%B7{}",
                                                   street, action)));
    if (!next.ends_with("/materials") && !next.ends_with("/preview"))
        throw std::runtime_error("the form is not right yet: " + next);
    constexpr std::string_view kFolder = "/apply/d/";
    first_draft_ = draft.substr(kFolder.size(), draft.size() - kFolder.size() - 1);
}

std::vector<Submission> PlatformAtWork::people_with_drafts(int count) {
    auto& database = installation_->database();
    if (first_draft_.empty()) {
        const auto first = database.write(
            "bench.person", [&](db::Transaction& tx) -> Result<std::string> { return new_person(tx, people_++); });
        fill_in_first_draft(sign_in(first.value()));
    }
    const auto sessions = sessions_of(*installation_);
    std::vector<Submission> ready;
    while (static_cast<int>(ready.size()) < count) {
        const int now = std::min(kPeopleInAWrite, count - static_cast<int>(ready.size()));
        database
            .write("bench.people",
                   [&](db::Transaction& tx) -> Result<void> {
                       for (int i = 0; i < now; ++i) {
                           const auto account = new_person(tx, people_++);
                           const auto session = identity::new_session();
                           sessions.insert(tx, session, account);
                           const auto draft = new_id();
                           tx.execute(kCopyDraft, {{"id", draft}, {"account_id", account}, {"first", first_draft_}});
                           const auto who = signed_in(*installation_, session, account);
                           ready.push_back({request_text("POST", "/apply/d/" + draft + "/preview", who.cookie,
                                                         submission_body(who)),
                                            "/me/cases/" + draft + "/receipt"});
                       }
                       return {};
                   })
            .value();
    }
    return ready;
}

}  // namespace yw::bench
