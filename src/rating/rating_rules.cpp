#include "rating/rating_rules.hpp"

#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::rating {

const std::vector<Level>& levels() {
    static const std::vector<Level> kLevels = [] {
        std::vector<Level> all;
        for (const auto& [score, key] :
             {std::pair(5, "rating.level.5"), std::pair(4, "rating.level.4"), std::pair(3, "rating.level.3"),
              std::pair(2, "rating.level.2"), std::pair(1, "rating.level.1")})
            all.push_back({score, strings::text(key)});
        return all;
    }();
    return kLevels;
}

const std::vector<Reason>& bad_reasons() {
    static const std::vector<Reason> kReasons = {
        {"not_told_at_once", strings::text("rating.reason.not_told_at_once")},
        {"beyond_guide", strings::text("rating.reason.beyond_guide")},
        {"late", strings::text("rating.reason.late")},
        {"many_visits", strings::text("rating.reason.many_visits")},
        {"attitude", strings::text("rating.reason.attitude")},
        {"system", strings::text("rating.reason.system")},
        {"not_online", strings::text("rating.reason.not_online")},
        {"intermediary", strings::text("rating.reason.intermediary")},
        {"other", strings::text("rating.reason.other")},
    };
    return kReasons;
}

bool may_be_rated(cases::State state) {
    switch (state) {
        case cases::State::kDelivered:
        case cases::State::kClosed:
        case cases::State::kRefused:
        case cases::State::kNotAccepted:
            return true;
        case cases::State::kSubmitted:
        case cases::State::kCorrectionRequested:
        case cases::State::kResubmitted:
        case cases::State::kAccepted:
        case cases::State::kInReview:
        case cases::State::kApproved:
        case cases::State::kWithdrawn:
            return false;
    }
    return false;
}

bool is_bad(int score) {
    return score == 1 || score == 2;
}

std::string_view reason_name(std::string_view code) {
    for (const auto& reason : bad_reasons())
        if (reason.code == code) return reason.name;
    return {};
}

Result<void> check_rating(const Rate& command) {
    std::vector<FieldError> wrong;
    if (command.score < 1 || command.score > 5)
        wrong.push_back({"score", std::string(strings::text("rating.choose_level"))});
    for (const auto& code : command.reasons)
        if (!is_bad(command.score) || reason_name(code).empty()) {
            wrong.push_back({"reasons", std::string(strings::text("rating.reasons_for_bad"))});
            break;
        }
    if (utf8::length(command.comment) > kMostCommentLetters)
        wrong.push_back({"comment", std::string(strings::text("rating.too_long"))});
    if (!wrong.empty()) return fail(kInvalid, std::move(wrong));
    return {};
}

int Summary::good_permille() const {
    return total() == 0 ? 0 : static_cast<int>((count[3] + count[4] + count[5]) * 1000 / total());
}

}  // namespace yw::rating
