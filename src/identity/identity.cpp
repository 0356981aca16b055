#include "identity/identity.hpp"

#include "identity/page_routes.hpp"

namespace yw::identity {
namespace {

class OpenIdentity final : public Identity, private Accounts {
public:
    OpenIdentity(db::Database& database,
                 const crypto::Keys& keys,
                 const Clock& clock,
                 const Frame& frame,
                 const GateOptions& options,
                 Leaving leaving)
        : sessions_(database, keys, clock),
          systems_(database, clock),
          gate_(sessions_, systems_, keys, frame, options),
          site_{{database, keys, clock, sessions_}, frame, gate_, options.demonstration} {
        site_.parts.leaving = std::move(leaving);
    }

    const Gate& gate() const override { return gate_; }
    const Accounts& accounts() const override { return *this; }

    void add_routes(http::Router& router) const override {
        add_sign_in_routes(router, site_);
        add_sign_up_routes(router, site_);
        add_account_routes(router, site_);
    }

    void sweep() const override {
        site_.parts.sessions.sweep();
        sweep_throttles(site_.parts.database, site_.parts.clock);
    }

private:
    Result<Profile> profile(const std::string& account_id) const override {
        const Parts& parts = site_.parts;
        return parts.database.read([&](db::Reader& reader) -> Result<Profile> {
            auto account = parts.store.find(reader, account_id);
            if (!account) return fail(kNotFound);
            Profile profile{account_id, account->name, account->id_number, account->phone, {}, {}, {}};
            if (account->role != Role::kAgent) return profile;
            if (auto firm = parts.store.firm_of(reader, account_id, parts.clock.today())) {
                profile.firm_name = firm->name;
                profile.firm_credit_code = firm->credit_code;
                profile.firm_representative = firm->representative;
            }
            return profile;
        });
    }

    Sessions sessions_;
    SystemKeys systems_;
    SessionGate gate_;
    Site site_;
};

}  // namespace

std::unique_ptr<Identity> open_identity(db::Database& database,
                                        const crypto::Keys& keys,
                                        const Clock& clock,
                                        const Frame& frame,
                                        GateOptions options,
                                        Leaving leaving) {
    return std::make_unique<OpenIdentity>(database, keys, clock, frame, options, std::move(leaving));
}

}  // namespace yw::identity
