#include "cases/me_words.hpp"

#include <fmt/format.h>

namespace yw::cases {
namespace {

using Look = StageMark::Look;

std::string until(const CaseView& view, std::string_view what) {
    if (!view.clock.due) return std::string(what);
    return fmt::format("{}，{}", what, due_words(*view.clock.due));
}

CaseHead waiting_for_acceptance(const CaseView& view) {
    const bool late = view.clock.urgency == Urgency::kLate;
    const std::string_view first = view.state == State::kResubmitted ? "补正已收到" : "申请已提交";
    if (view.instant) return {until(view, fmt::format("{}，正在办", first)), "您现在不用做什么。", ""};
    CaseHead head;
    head.say = until(view, fmt::format("{}，等部门告诉您是否受理", first));
    head.detail = late ? "部门没有在期限内告诉您。依照《行政许可法》第三十二条，自收到申请之日起即为受理。"
                       : "您现在不用做什么。要补什么，部门会一次告诉您。";
    head.colour = late ? "yw-casehead--red" : "";
    return head;
}

CaseHead in_special_procedure(const SpecialProcedure& special) {
    return {fmt::format("正在{}，预计{}个工作日", special.name, special.expected_days),
            "这段时间不算在办理期限里，完成后接着算。您现在不用做什么，需要您参加的，部门会通知您。", ""};
}

CaseHead in_handling(const CaseView& view) {
    if (stands(view.facts)) return in_special_procedure(view.specials.back());
    const bool late = view.clock.urgency == Urgency::kLate;
    const std::string_view first = view.state == State::kAccepted ? "已受理，等审查" : "正在审查";
    if (late)
        return {fmt::format("{}，部门已经超期{}个工作日", first, view.clock.days_late),
                "超期不是您的原因。您可以打办事指南上的投诉电话。", "yw-casehead--red"};
    const std::string end =
        view.clock.due ? fmt::format("{}，{}办完", first, due_words(*view.clock.due)) : std::string(first);
    return {end, "您现在不用做什么。", ""};
}

CaseHead delivered(const CaseView& view) {
    const bool closed = view.state == State::kClosed;
    if (view.refusal)
        return {closed ? "已经办结：没有批准。" : "没有批准，决定书已经送出，请查收。", "理由和不服怎么办，见下面。",
                "yw-casehead--red"};
    if (closed) return {"已经办结，结果在下面。", "", "yw-casehead--green"};
    return {"结果已经送出，请查收。", "收到后点“我已收到”，就可以评价了。", "yw-casehead--amber"};
}

std::string open_gaps(const CaseView& view) {
    if (view.notices.empty()) return {};
    return fmt::format("{}处", view.notices.back().gaps.size());
}

/// What follows where nobody answers: the officer's refusal, or the end that the law of the item orders.
std::string_view if_unanswered(const CaseView& view) {
    return view.facts.answer.law.empty() ? "到期没有补正的，部门可以不予受理。" : "到期没有补正的，依法视为撤回申请。";
}

CaseHead awaiting_correction(const CaseView& view) {
    const std::string gaps = open_gaps(view);
    if (!view.clock.answer)
        return {fmt::format("请您补正{}。", gaps), "等您补正的时间不算在办理期限里。越早补，越早办。",
                "yw-casehead--amber"};
    const std::string last = due_words(*view.clock.answer);
    if (view.clock.unanswered)
        return {
            fmt::format("补正期限已过，请马上补正{}。", gaps),
            fmt::format("期限到{}。部门还没有处理，现在补正仍然有效。", view.clock.answer->deadline.due.zh_weekday()),
            "yw-casehead--red"};
    return {fmt::format("请您补正{}，{}。", gaps, last),
            fmt::format("{}等您补正的时间不算在办理期限里，越早补，越早办。", if_unanswered(view)),
            "yw-casehead--amber"};
}

/// The office's clock stands; the applicant's runs.
DeadlineWords awaited(const CaseView& view, Reader reader) {
    const bool officer = reader == Reader::kOfficer;
    const std::string_view who = officer ? "申请人" : "您";
    DeadlineWords words{fmt::format("计时暂停：等{}补正", who), "", "yw-deadline--paused", 0, 0};
    const std::string resumed = fmt::format("{}提交补正后，从第二天起接着算。", who);
    if (!view.clock.answer) {
        words.note = resumed;
        return words;
    }
    words.note = explained(*view.clock.answer) + resumed;
    if (view.clock.unanswered) {
        words.say = fmt::format("{}的补正期限已过，期限到{}", who, view.clock.answer->deadline.due.zh_weekday());
        words.colour = "yw-deadline--amber";
        if (officer) words.note += "可以不予受理；在您办理以前，申请人仍然可以补正。";
    } else {
        words.say += "，" + due_words(*view.clock.answer);
    }
    return words;
}

StageMark done(std::string_view name, std::string when) {
    return {name, "完成", std::move(when), Look::kDone};
}
StageMark later(std::string_view name) {
    return {name, "还没到", {}, Look::kLater};
}

int total_days(const CaseView& view, DueKind kind) {
    if (kind == DueKind::kPreAcceptance) return kPreAcceptanceDays;
    if (kind == DueKind::kDelivery) return kDeliveryDays;
    const catalogue::Limit& limit = view.guide->guide.promised;
    return kind == DueKind::kPromised && limit.unit == catalogue::LimitUnit::kWorkday
               ? limit.count + view.facts.extension
               : 0;
}

}  // namespace

std::string due_words(const Due& due) {
    return due.deadline.not_before ? due.deadline.zh() : "最晚" + due.deadline.zh();
}

std::string due_words(const CaseLine& line) {
    if (!line.due_on) return {};
    if (line.unanswered) return "补正期限到" + line.due_on->zh_weekday() + "，已过";
    if (line.due_open_ended) return "不早于" + line.due_on->zh();
    return "最晚" + line.due_on->zh_weekday();
}

CaseHead head_of(const CaseView& view) {
    switch (view.state) {
        case State::kSubmitted:
        case State::kResubmitted:
            return waiting_for_acceptance(view);
        case State::kCorrectionRequested:
            return awaiting_correction(view);
        case State::kNotAccepted:
            return {"这次申请没有受理。", "理由和不服怎么办，见下面。", "yw-casehead--red"};
        case State::kAccepted:
        case State::kInReview:
            return in_handling(view);
        case State::kApproved:
            return {until(view, "已经批准，结果送给您"), "电子结果现在就可以下载。", "yw-casehead--green"};
        case State::kRefused:
            return {until(view, "没有批准，决定书送给您"), "理由和不服怎么办，见下面。", "yw-casehead--red"};
        case State::kDelivered:
        case State::kClosed:
            return delivered(view);
        case State::kWithdrawn:
            if (view.deemed_withdrawn)
                return {"期限内没有补正，依法视为撤回申请。", "理由和不服怎么办，见下面。还要办的话，可以重新申请。",
                        "yw-casehead--red"};
            return {"您已经撤回了申请。", "还要办的话，可以重新申请。", ""};
    }
    return {};
}

std::vector<StageMark> stages_of(const CaseView& view) {
    std::vector<StageMark> stages{done("申请", LocalDay::of(view.submitted_at).zh())};
    const auto& facts = view.facts;
    const auto now = [&](std::string_view name, std::string_view state) {
        std::string when;
        if (view.clock.due) when = due_words(*view.clock.due);
        stages.push_back({name, state, std::move(when), Look::kNow});
    };
    if (view.state == State::kNotAccepted) {
        stages.push_back({"受理", "不予受理", view.refusal ? LocalDay::of(view.refusal->at).zh() : "", Look::kNow});
        return stages;
    }
    const bool withdrawn = view.state == State::kWithdrawn;
    if (facts.accepted_on)
        stages.push_back(done("受理", facts.accepted_on->zh()));
    else if (!withdrawn)
        now("受理", view.state == State::kCorrectionRequested ? "等您补正" : "正在办");
    if (withdrawn) {
        stages.push_back({"撤回", view.deemed_withdrawn ? "视为撤回" : "已撤回",
                          view.ended_at ? LocalDay::of(*view.ended_at).zh() : "", Look::kNow});
        return stages;
    }
    if (facts.decided_on) {
        stages.push_back(done("审查", {}));
        stages.push_back({"决定", view.refusal ? "没有批准" : "已批准", facts.decided_on->zh(), Look::kDone});
    } else {
        if (facts.accepted_on)
            now("审查", stands(facts) ? std::string_view(view.specials.back().name) : "正在办");
        else
            stages.push_back(later("审查"));
        stages.push_back(later("决定"));
    }
    if (view.delivery)
        stages.push_back(done("送达", LocalDay::of(view.delivery->at).zh()));
    else if (facts.decided_on)
        now("送达", "正在办");
    else
        stages.push_back(later("送达"));
    return stages;
}

std::optional<DeadlineWords> deadline_of(const CaseView& view, Reader reader) {
    const ClockView& clock = view.clock;
    if (clock.kind == DueKind::kPaused && stands(view.facts)) {
        const SpecialProcedure& special = view.specials.back();
        return DeadlineWords{
            fmt::format("计时暂停：{}", special.name),
            fmt::format("从{}开始，预计{}个工作日，依照《行政许可法》第四十五条不计入办理期限。理由：{}",
                        LocalDay::of(special.began_at).zh(), special.expected_days, special.reasons),
            "yw-deadline--paused", 0, 0};
    }
    if (clock.kind == DueKind::kPaused) return awaited(view, reader);
    if (!clock.due) return std::nullopt;
    DeadlineWords words;
    words.note = clock.explained();
    const std::string kind(due_kind_zh(clock.kind)), last = due_words(*clock.due);
    if (clock.urgency == Urgency::kLate) {
        words.say = fmt::format("{}：已超期{}个工作日，应当在{}前", kind, clock.days_late, clock.due->deadline.zh());
        words.colour = "yw-deadline--red";
        return words;
    }
    if (clock.urgency == Urgency::kSoon) words.colour = "yw-deadline--amber";
    if (!clock.days_left || clock.due->deadline.not_before) {
        words.say = fmt::format("{}：{}", kind, last);
        return words;
    }
    words.say = *clock.days_left == 0 ? fmt::format("{}：今天是最后一天", kind)
                                      : fmt::format("{}：还有{}个工作日，{}", kind, *clock.days_left, last);
    words.total = total_days(view, clock.kind);
    words.used = std::max(0, words.total - *clock.days_left);
    return words;
}

std::string event_words(const CaseView& view, const Event& event) {
    switch (event.action) {
        case Action::kSubmit:
            return "您提交了申请";
        case Action::kRequestCorrection: {
            for (const CorrectionNotice& notice : view.notices)
                if (notice.at == event.at) return fmt::format("请您补正{}处", notice.gaps.size());
            return "请您补正";
        }
        case Action::kAnswerCorrection:
            return "您提交了补正";
        case Action::kAccept:
            return "已受理，受理文书编号" + view.accept_number;
        case Action::kDeemAccepted:
            return "期限内没有告知，视为受理，受理文书编号" + view.accept_number;
        case Action::kDeemWithdrawn:
            return "期限内没有补正，视为撤回申请";
        case Action::kRefuseAcceptance:
            return "不予受理";
        case Action::kStartReview:
            return "开始审查";
        case Action::kBeginSpecial:
            for (const SpecialProcedure& special : view.specials)
                if (special.began_at == event.at)
                    return fmt::format("开始{}，预计{}个工作日，暂停计时", special.name, special.expected_days);
            return std::string(action_zh(event.action));
        case Action::kEndSpecial:
            for (const SpecialProcedure& special : view.specials)
                if (special.ended_at == event.at) return fmt::format("{}结束，继续计时", special.name);
            return std::string(action_zh(event.action));
        case Action::kExtend:
            return view.extension ? "办理期限延长" + view.extension->more : std::string(action_zh(event.action));
        case Action::kApprove:
            return "已经批准";
        case Action::kRefuse:
            return "没有批准";
        case Action::kDeliver:
            return "结果已送出";
        case Action::kConfirmReceipt:
            if (event.party == Party::kApplicant) return "您确认收到，办结";
            // What is delivered online has arrived with its delivery; paper closes when nobody objected in time.
            return view.delivery && view.delivery->way == "electronic" ? "结果已在网上送达，办结"
                                                                       : "送达期满没有异议，办结";
        case Action::kWithdraw:
            return "您撤回了申请";
        case Action::kHandOver:
            return "移交新的承办部门";
    }
    return {};
}

std::string_view actor_words(Party party) {
    switch (party) {
        case Party::kApplicant:
            return "您";
        case Party::kWindow:
            return "窗口";
        case Party::kReviewer:
            return "审查人员";
        case Party::kSystem:
        case Party::kStranger:
            break;
    }
    return "系统";
}

}  // namespace yw::cases
