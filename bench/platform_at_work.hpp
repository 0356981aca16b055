// The whole platform in this process, for benchmarks: opened over a folder as `serve` does, with the demonstration, its
// real routes and hooks; and applicants who have filled in a form and only have to send it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/installation.hpp"
#include "app/platform.hpp"
#include "app/serve.hpp"
#include "identity/visitor.hpp"
#include "platform/http/http.hpp"

namespace yw::bench {

/// 社会保障卡申领: 16 fields in three steps, nothing that must be uploaded.
inline constexpr std::string_view kFormItem = "社会保障卡申领";

/// A person's request that hands in a form, ready to be sent, and where the answer must lead.
struct Submission {
    std::string request;
    std::string receipt;  ///< "/me/cases/<id>/receipt"
};

/// Cookie and form token of somebody signed in.
struct SignedIn {
    std::string cookie;
    std::string form_token;
};

class PlatformAtWork {
public:
    enum class Parts { kInstallation, kPlatform };
    /// @param folder  empty: made there as a demonstration
    explicit PlatformAtWork(const std::string& folder, Parts parts = Parts::kPlatform);
    ~PlatformAtWork();
    PlatformAtWork(const PlatformAtWork&) = delete;
    PlatformAtWork& operator=(const PlatformAtWork&) = delete;

    app::Installation& installation() const { return *installation_; }
    const app::Platform& platform() const { return *platform_; }
    /// Opens a port. The server's threads end with this object.
    unsigned short serve();

    /// One person each, with a session and a filled-in draft of kFormItem. The first draft is typed through the use
    /// cases' pages; the others are its rows again under other ids and accounts: what is sent later is what counts.
    std::vector<Submission> people_with_drafts(int count);
    /// A session of an account that exists.
    SignedIn sign_in(const std::string& account_id);
    /// The account of a demonstration's staff.
    std::string staff_account(std::string_view login);
    std::int64_t number(const char* sql);

private:
    std::string new_person(db::Transaction& tx, int serial) const;
    void fill_in_first_draft(const SignedIn& who);
    http::Response post(const SignedIn& who, const std::string& path, const std::string& body);

    std::unique_ptr<app::Installation> installation_;
    std::unique_ptr<app::Platform> platform_;
    std::unique_ptr<http::Server> server_;
    http::ServerHooks hooks_;
    std::string first_draft_;
    int people_ = 0;
};

/// A request as these benchmarks send it: keep-alive, with the session's cookie.
std::string request_text(std::string_view method,
                         std::string_view path,
                         std::string_view cookie,
                         std::string_view body = {});

}  // namespace yw::bench
