#include "rating/ratings.hpp"

#include <algorithm>

#include "kernel/ids.hpp"
#include "rating/rating_rules.hpp"
#include "rating/sql.hpp"

namespace yw::rating {
namespace {

constexpr std::string_view kCommentColumn = "rating_given.comment";
/// Greater than every id.
constexpr std::string_view kFromTheNewest = "~";

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : "^") + code;
    return text;
}

std::vector<std::string> names_of(std::string_view joined_codes) {
    std::vector<std::string> names;
    while (!joined_codes.empty()) {
        const auto end = std::min(joined_codes.find('^'), joined_codes.size());
        names.emplace_back(reason_name(joined_codes.substr(0, end)));
        joined_codes.remove_prefix(std::min(end + 1, joined_codes.size()));
    }
    return names;
}

}  // namespace

Result<cases::CaseView> OpenRatings::own_case(const identity::Viewer& viewer, const std::string& case_id) const {
    if (!viewer.is_applicant()) return fail(kNotYours);
    return cases_.case_view(viewer, case_id);
}

bool OpenRatings::is_open(const identity::Viewer& viewer, const std::string& case_id) const {
    const auto view = own_case(viewer, case_id);
    return view && may_be_rated(view->state) && score_of(viewer, case_id) == 0;
}

int OpenRatings::score_of(const identity::Viewer& viewer, const std::string& case_id) const {
    const auto score = database_.read([&](db::Reader& reader) {
        return reader.number(sql::find_score, {{"case_id", case_id}, {"account_id", viewer.account_id}});
    });
    return static_cast<int>(score.value_or(0));
}

Result<void> OpenRatings::rate(const identity::Viewer& viewer, const Rate& command) {
    YW_TRY(const auto view, own_case(viewer, command.case_id));
    if (!may_be_rated(view.state)) return fail(kNotOpen);
    YW_CHECK(check_rating(command));
    const auto id = new_id();
    const auto comment = keys_.seal(kCommentColumn, command.comment);
    const auto reasons = joined(command.reasons);
    const auto area = view.area.str();
    return database_.write("rating.rate", [&](db::Transaction& tx) -> Result<void> {
        const auto added = tx.execute(sql::insert_rating, {{"case_id", command.case_id},
                                                           {"area", area},
                                                           {"id", id},
                                                           {"item_id", view.item_id},
                                                           {"item_name", view.item_name},
                                                           {"department_id", view.department_id},
                                                           {"account_id", viewer.account_id},
                                                           {"score", command.score},
                                                           {"reasons", reasons},
                                                           {"comment", comment},
                                                           {"at_ms", clock_.now().ms}});
        if (added == 0) return fail(kRatedBefore);
        tx.execute(sql::add_to_total, {{"item_id", view.item_id}, {"score", command.score}});
        audit_.record(tx, {viewer.account_id, "rating.given", command.case_id, std::to_string(command.score)});
        return {};
    });
}

Summary OpenRatings::summary(const std::string& item_id) const {
    Summary summary;
    database_.read([&](db::Reader& reader) {
        reader.each(sql::totals_of_item, {{"item_id", item_id}},
                    [&](const db::Row& row) { summary.count[row.integer(0)] = row.integer(1); });
    });
    return summary;
}

std::vector<AnonymousRating> OpenRatings::of_departments(const identity::Viewer& viewer,
                                                         int limit,
                                                         const std::string& before) const {
    std::vector<AnonymousRating> found;
    if (!viewer.is_officer()) return found;
    database_.read([&](db::Reader& reader) {
        for (const auto& department : viewer.department_ids) {
            reader.each(
                sql::ratings_of_department,
                {{"department_id", department},
                 {"before", before.empty() ? kFromTheNewest : std::string_view(before)},
                 {"most", limit}},
                [&](const db::Row& row) {
                    found.push_back({row.text(0), row.text(1), static_cast<int>(row.integer(2)), names_of(row.view(3)),
                                     keys_.open(kCommentColumn, row.view(4)).value_or(""), row.integer(5)});
                });
        }
    });
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
    if (found.size() > static_cast<std::size_t>(limit)) found.resize(static_cast<std::size_t>(limit));
    return found;
}

std::unique_ptr<Ratings> open_ratings(db::Database& database,
                                      const crypto::Keys& keys,
                                      const Clock& clock,
                                      const audit::Audit& audit,
                                      const cases::Cases& cases) {
    return std::make_unique<OpenRatings>(database, keys, clock, audit, cases);
}

}  // namespace yw::rating
