// The base catalogue between instances: a page of its changes as one sends it and the other reads it; and a decision
// out of the public interface of the one above. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/directory.hpp"
#include "decisions/decisions.hpp"
#include "kernel/result.hpp"

namespace yw::publication {

inline constexpr ErrorCode kBaseUnreadable{"publication.base_unreadable", Kind::kInvalid};

/// "7" or "7.000707001001"; empty: the beginning.
std::string base_cursor_text(const catalogue::DirectoryPosition& position);
std::optional<catalogue::DirectoryPosition> base_position_of(std::string_view cursor);

struct BasePage {
    struct Refused {
        std::string code;  ///< as far as it could be read
        std::string why;
    };
    std::vector<catalogue::DirectoryEntry> entries;
    std::vector<Refused> refused;  ///< entries that cannot be read: the others are taken all the same
    std::string next;
    std::int64_t behind = 0;
    std::string hash;       ///< of the whole base catalogue; empty unless asked for
    std::string decisions;  ///< stamp of the decisions there
};
std::string base_page_json(const catalogue::DirectoryChanges& changes,
                           std::string_view hash,
                           std::string_view decisions);
/// @errors publication.base_unreadable
Result<BasePage> read_base_page(std::string_view text);

/// What a list of decisions says of each.
struct DecisionLine {
    std::string id;
    decisions::DecisionState state = decisions::DecisionState::kPlanned;
    RegionCode region;
    UtcTime effective_at;
};
struct DecisionLines {
    std::vector<DecisionLine> lines;
    std::string next;  ///< cursor; empty at the end
};
/// @errors publication.base_unreadable
Result<DecisionLines> read_decision_lines(std::string_view text);
/// A decision with its lists. @errors publication.base_unreadable
Result<decisions::Decision> read_decision(std::string_view text);

}  // namespace yw::publication
