// The open module: rules, store and pages together.
#pragma once

#include "rating/rating.hpp"

namespace yw::rating {

class OpenRatings final : public Ratings {
public:
    OpenRatings(db::Database& database,
                const crypto::Keys& keys,
                const Clock& clock,
                const audit::Audit& audit,
                const cases::Cases& cases)
        : database_(database), keys_(keys), clock_(clock), audit_(audit), cases_(cases) {}

    bool is_open(const identity::Viewer& viewer, const std::string& case_id) const override;
    Result<void> rate(const identity::Viewer& viewer, const Rate& command) override;
    int score_of(const identity::Viewer& viewer, const std::string& case_id) const override;
    Summary summary(const std::string& item_id) const override;
    std::vector<AnonymousRating> of_departments(const identity::Viewer& viewer,
                                                int limit,
                                                const std::string& before) const override;
    void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) override;

    /// The applicant's own case. @errors cases.not_found, rating.not_yours
    Result<cases::CaseView> own_case(const identity::Viewer& viewer, const std::string& case_id) const;

private:
    db::Database& database_;
    const crypto::Keys& keys_;
    const Clock& clock_;
    const audit::Audit& audit_;
    const cases::Cases& cases_;
};

}  // namespace yw::rating
