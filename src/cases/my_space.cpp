// What the applicant's space shows: cases, messages, what is to do; and the listener that writes the messages.
#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

#include "cases/cases_of_items.hpp"
#include "cases/inside.hpp"
#include "cases/sql.hpp"
#include "kernel/ids.hpp"
#include "kernel/masking.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

constexpr int kMostLines = 200;
/// Behind every id.
constexpr std::string_view kLastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/// "<submitted_at_ms>~<id>" of the last line shown.
struct Cursor {
    std::int64_t before_ms = INT64_MAX;
    std::string before_id{kLastId};
};
Cursor cursor_of(const std::string& text) {
    const auto mark = text.find('~');
    if (mark == std::string::npos || !is_id(text.substr(mark + 1))) return {};
    Cursor cursor;
    const auto [end, error] = std::from_chars(text.data(), text.data() + mark, cursor.before_ms);
    if (error != std::errc{} || end != text.data() + mark) return {};
    cursor.before_id = text.substr(mark + 1);
    return cursor;
}

/// The applicant looks at lists of their own: the name is masked there too.
void finish(const Cases::Inside& inside, CaseLine& line, LocalDay today) {
    line.applicant_masked = mask_name(profile_of(inside.opened(kCaseApplicant, line.applicant_masked)).name);
    // While a correction is awaited the day is the applicant's: the office is not late.
    if (line.due_kind == DueKind::kPaused)
        line.unanswered = line.due_on && !line.due_open_ended && today > *line.due_on;
    else if (line.due_on && line.soon_on)
        line.urgency = urgency_of(*line.due_on, *line.soon_on, today);
}

/// Deeds that leave the case in its state: the sentence is the deed's, not the state's.
constexpr std::string_view kOwnSentence[] = {topic::kHandedOver, topic::kSpecialBegun, topic::kSpecialEnded,
                                             topic::kExtended, topic::kDeemedWithdrawn};
constexpr std::string_view kPrefix = "cases.";

void keep_message(const Cases::Inside& inside, db::Transaction& tx, const outbox::Message& message) {
    const auto payload = boost::json::parse(message.payload);
    const boost::json::object& said = payload.as_object();
    const bool own = std::ranges::find(kOwnSentence, message.topic) != std::end(kOwnSentence);
    const std::string state(said.at("state").as_string());
    std::string key = "cases.message." + (own ? message.topic.substr(kPrefix.size()) : state);
    if (const auto* warning = said.if_contains("warning")) {
        // Only an awaited correction is the applicant's to hurry with; the other warnings are the officers'.
        if (state != to_string(State::kCorrectionRequested)) return;
        key = "cases.message.correction_" + std::string(warning->as_string());
    }
    if (!strings::known(key)) return;
    const auto text = [&](std::string_view name) { return std::string_view(said.at(name).as_string()); };
    // The id is the outbox message's: a repetition adds nothing.
    tx.execute(sql::insert_case_message, {{"id", message.id},
                                          {"area", text("area")},
                                          {"account_id", text("account")},
                                          {"case_id", text("case")},
                                          {"text_key", key},
                                          {"item_name", text("item_name")},
                                          {"created_at_ms", inside.d.clock.now().ms}});
}

}  // namespace

CasePage Cases::my_cases(const identity::Viewer& viewer, int limit, const std::string& cursor) const {
    CasePage page;
    if (!viewer.is_applicant()) return page;
    const Cursor before = cursor_of(cursor);
    const int take = std::clamp(limit, 1, kMostLines);
    page.lines = inside_->d.database.read([&](db::Reader& reader) {
        return reader.list(sql::cases_of_account,
                           {{"account_id", viewer.account_id},
                            {"before_ms", before.before_ms},
                            {"before_id", before.before_id},
                            {"take", take + 1}},
                           case_line);
    });
    if (page.lines.size() > static_cast<std::size_t>(take)) {
        page.lines.resize(static_cast<std::size_t>(take));
        page.next = std::to_string(page.lines.back().submitted_at.ms) + '~' + page.lines.back().id;
    }
    for (CaseLine& line : page.lines) finish(*inside_, line, inside_->d.clock.today());
    return page;
}

std::vector<CaseMessage> Cases::messages(const identity::Viewer& viewer, int limit, const std::string& before) const {
    if (!viewer.is_applicant()) return {};
    const std::string from = is_id(before) ? before : std::string(kLastId);
    return inside_->d.database.read([&](db::Reader& reader) {
        return reader.list(
            sql::messages_of_account,
            {{"account_id", viewer.account_id}, {"before", from}, {"take", std::clamp(limit, 1, kMostLines)}},
            [](const db::Row& row) {
                const std::string item = row.text(3);
                return CaseMessage{row.text(0), row.text(1), strings::text(row.text(2), {{"item", item}}),
                                   UtcTime{row.integer(4)}, row.integer(5) == 0};
            });
    });
}

Result<void> Cases::mark_messages_read(const identity::Viewer& viewer) {
    return inside_->d.database.write("cases.messages_read", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::mark_read, {{"account_id", viewer.account_id}});
        return {};
    });
}

ToDo Cases::to_do(const identity::Viewer& viewer) const {
    ToDo to_do;
    if (!viewer.is_applicant()) return to_do;
    auto lines = inside_->d.database.read([&](db::Reader& reader) {
        to_do.unread =
            static_cast<int>(reader.number(sql::count_unread, {{"account_id", viewer.account_id}}).value_or(0));
        return reader.list(sql::to_do_of_account, {{"account_id", viewer.account_id}}, case_line);
    });
    for (CaseLine& line : lines) {
        finish(*inside_, line, inside_->d.clock.today());
        auto& group = line.state == State::kCorrectionRequested ? to_do.corrections : to_do.results;
        group.push_back(std::move(line));
    }
    to_do.drafts = drafts(viewer);
    return to_do;
}

void Cases::listen(outbox::Deliverer& deliverer, std::function<void(const outbox::Message&)> also) {
    for (const std::string_view name :
         {topic::kSubmitted, topic::kCorrectionRequested, topic::kCorrectionAnswered, topic::kAccepted,
          topic::kNotAccepted, topic::kReviewStarted, topic::kSpecialBegun, topic::kSpecialEnded, topic::kExtended,
          topic::kDecided, topic::kDelivered, topic::kClosed, topic::kWithdrawn, topic::kDeemedWithdrawn,
          topic::kWarning, topic::kHandedOver}) {
        deliverer.keep(std::string(name), [this](db::Transaction& tx, const outbox::Message& message) {
            keep_message(*inside_, tx, message);
        });
        if (also) deliverer.listen(std::string(name), also);
    }
}

}  // namespace yw::cases
