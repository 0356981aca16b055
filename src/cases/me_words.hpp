// A case in the applicant's words: where it is, what to do now, how long it takes. Pure. Inside the module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"

namespace yw::cases {

/// The head of a case's page. One sentence says where it is and what the person must do.
struct CaseHead {
    std::string say;
    std::string detail;       ///< may be empty
    std::string_view colour;  ///< "yw-casehead--amber", or empty
};
CaseHead head_of(const CaseView& view);

/// One stage of the line 申请 … 送达.
struct StageMark {
    std::string_view name;
    std::string_view state;  ///< 完成, 正在办, 还没到 …
    std::string when;        ///< may be empty
    enum class Look { kDone, kNow, kLater } look = Look::kLater;
};
std::vector<StageMark> stages_of(const CaseView& view);

/// The running limit, with a bar where it is counted in working days.
struct DeadlineWords {
    std::string say;
    std::string note;         ///< why this day
    std::string_view colour;  ///< "yw-deadline--amber", or empty
    int used = 0, total = 0;  ///< working days; total 0: no bar
};
enum class Reader { kApplicant, kOfficer };
std::optional<DeadlineWords> deadline_of(const CaseView& view, Reader reader = Reader::kApplicant);

/// What happened, as the applicant is told: 您提交了申请, 要您补正2处 …
std::string event_words(const CaseView& view, const Event& event);
/// Who did it: 您, 窗口, 审查人员, 系统.
std::string_view actor_words(Party party);

/// 最晚2026年3月9日（周一）; or 不早于…，待放假安排公布后确定.
std::string due_words(const Due& due);
/// The same for a line of a list; empty where nothing runs.
std::string due_words(const CaseLine& line);

}  // namespace yw::cases
