// Ratings (好差评): one for each case, five levels, by the person served only (国办发〔2019〕51号, GB/T 39734:
// 一事一评).
//
// Owns rating_given and rating_total. A rating cannot be changed or deleted, by anybody; officers see their
// departments' ratings without the person. Words of people are sealed at rest.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"
#include "identity/identity.hpp"
#include "kernel/result.hpp"
#include "platform/audit/audit.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::rating {

inline constexpr ErrorCode kNotOpen{"rating.not_open",
                                    Kind::kConflict};  ///< the matter has not ended, or was withdrawn
inline constexpr ErrorCode kRatedBefore{"rating.rated_before", Kind::kConflict};
inline constexpr ErrorCode kNotYours{"rating.not_yours", Kind::kForbidden};  ///< staff rate nothing
inline constexpr ErrorCode kInvalid{"rating.invalid", Kind::kInvalid};       ///< fields say what
inline constexpr ErrorCode kErrors[] = {kNotOpen, kRatedBefore, kNotYours, kInvalid};

inline constexpr std::size_t kMostCommentLetters = 500;

/// One of the five levels; its code is its number of stars.
struct Level {
    int score;
    std::string_view name;  ///< 非常满意
};
const std::vector<Level>& levels();  ///< best first

/// A reason that a bad rating may name.
struct Reason {
    std::string_view code;
    std::string_view name;
};
const std::vector<Reason>& bad_reasons();

struct Rate {
    std::string case_id;
    int score = 0;
    std::vector<std::string> reasons;  ///< codes; only with a bad score (1 or 2)
    std::string comment;
};

struct Summary {
    std::int64_t count[6] = {};  ///< by score; [0] is unused
    std::int64_t total() const { return count[1] + count[2] + count[3] + count[4] + count[5]; }
    int good_permille() const;  ///< 好评率: three stars and more; 0 when nobody has rated
};

/// What an officer of the department reads: never who.
struct AnonymousRating {
    std::string id;
    std::string item_name;
    int score = 0;
    std::vector<std::string> reasons;  ///< names
    std::string comment;
    std::int64_t at_ms = 0;
};

class Ratings : public cases::RatingDoor {
public:
    /// Once for each case. @errors the list above, cases.not_found
    virtual Result<void> rate(const identity::Viewer& viewer, const Rate& command) = 0;
    /// What was given for this case, if anything; only for its applicant.
    virtual int score_of(const identity::Viewer& viewer, const std::string& case_id) const = 0;
    virtual Summary summary(const std::string& item_id) const = 0;
    /// Newest first, of the viewer's departments. @param before  id of the last one shown, or empty
    virtual std::vector<AnonymousRating> of_departments(const identity::Viewer& viewer,
                                                        int limit,
                                                        const std::string& before) const = 0;
    /// /me/cases/{id}/rate and /desk/ratings. This object outlives the router.
    virtual void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) = 0;
};

/// The arguments outlive what is opened.
std::unique_ptr<Ratings> open_ratings(db::Database& database,
                                      const crypto::Keys& keys,
                                      const Clock& clock,
                                      const audit::Audit& audit,
                                      const cases::Cases& cases);

}  // namespace yw::rating
