// What an officer may do with a case, as forms; and the deed that a form asks for.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "cases/desk_shell.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

/// Phrases that officers use, as data of the language: cases.phrase.<action>.1 and on.
std::vector<catalogue::Option> phrases_for(Action action) {
    std::vector<catalogue::Option> phrases{{"", "不用常用语"}};
    for (int i = 1;; ++i) {
        const auto key = "cases.phrase." + std::string(to_string(action)) + "." + std::to_string(i);
        if (!strings::known(key)) return phrases;
        phrases.push_back({std::string(strings::text(key)), std::string(strings::text(key))});
    }
}

/// Collects the inputs of one deed; names carry the action, so that each id on the page is its own.
class FormBuilder {
public:
    FormBuilder(Action action, Action typed_for, const http::Fields& typed)
        : action_(action), typed_(action == typed_for ? &typed : nullptr) {}

    DeskField& add(DeskField::Kind kind, std::string_view name, std::string label) {
        DeskField field;
        field.kind = kind;
        field.name = std::string(to_string(action_)) + "." + std::string(name);
        field.label = std::move(label);
        if (typed_) field.value = typed_->get(field.name);
        fields_.push_back(std::move(field));
        return fields_.back();
    }
    void opinion() {
        if (auto phrases = phrases_for(action_); phrases.size() > 1) {
            auto& choice = add(DeskField::Kind::kTemplates, "phrase", "常用语");
            choice.options = std::move(phrases);
            choice.fills = "f-" + std::string(to_string(action_)) + "-opinion";
        }
        add(DeskField::Kind::kLong, "opinion", "办理意见");
    }
    DeskForm done(std::string title, std::string note = {}) {
        return {action_, std::move(title), std::move(note), std::move(fields_)};
    }

private:
    Action action_;
    const http::Fields* typed_;
    std::vector<DeskField> fields_;
};

DeskForm correction_form(const CaseView& view, FormBuilder form) {
    const auto& guide = view.guide->guide;
    for (const auto& asked : materials_asked(guide, view.answers)) {
        auto& field =
            form.add(DeskField::Kind::kLong, "gap.material:" + asked.material->key, "材料：" + asked.material->name);
        field.optional = true;
    }
    if (guide.form)
        for (const auto& step : guide.form->steps)
            for (const auto& asked : step.fields) {
                if (!is_shown(*guide.form, asked, view.answers)) continue;
                form.add(DeskField::Kind::kLong, "gap.field:" + asked.key, "填写：" + asked.label).optional = true;
            }
    if (!view.notices.empty())
        form.add(DeskField::Kind::kLong, "new_facts", "新的事实").hint =
            "已经告知过一次。没有新的事实不能再次要求补正。";
    form.opinion();
    return form.done("告知补正",
                     fmt::format("在要补正的材料或者内容下面写明要补什么，不用补的留空。全部缺漏一次告知。告知书写明"
                                 "补正期限：从告知的第二天算起{}个工作日。",
                                 view.answer_limit.working_days));
}

/// What was asked for, until when, and that nothing came: the reason that an officer need not write anew.
std::string unanswered_reason(const CaseView& view) {
    const CorrectionNotice& notice = view.notices.back();
    std::string names;
    for (const std::string& name : notice.gap_names) names += (names.empty() ? "" : "、") + name;
    const std::string noticed = LocalDay::of(notice.at).zh(), last = view.clock.answer->deadline.due.zh();
    return strings::text("cases.unanswered_reason", {{"notice", noticed}, {"names", names}, {"day", last}});
}

DeskForm refusal_of_unanswered(const CaseView& view, FormBuilder form) {
    auto& reasons = form.add(DeskField::Kind::kLong, "reasons", "不予受理的理由和依据");
    if (reasons.value.empty()) reasons.value = unanswered_reason(view);
    form.opinion();
    return form.done("不予受理", "申请人在补正期限内没有补正。决定书会写明救济途径，申请人可以重新申请。");
}

DeskForm refusal_of_acceptance(FormBuilder form) {
    form.add(DeskField::Kind::kLong, "reasons", "不予受理的理由和依据");
    form.add(DeskField::Kind::kCheck, "other_authority", "不属于本机关职权范围");
    form.add(DeskField::Kind::kText, "right_authority", "应当向哪个机关申请").optional = true;
    form.opinion();
    return form.done("不予受理");
}

DeskForm approval(FormBuilder form) {
    auto& number = form.add(DeskField::Kind::kText, "result_number", "证照、批文编号");
    number.optional = true;
    number.hint = "不填就按办件编号生成。";
    auto& until = form.add(DeskField::Kind::kDate, "valid_until", "有效期至");
    until.optional = true;
    until.hint = "长期有效的不填。";
    form.opinion();
    return form.done("准予");
}

DeskForm refusal(const CaseView& view, FormBuilder form) {
    form.add(DeskField::Kind::kLong, "reasons", "不予批准的理由和依据").hint =
        "写明事实、依据的法律条款和理由，申请人会看到。";
    form.opinion();
    return form.done("不予批准", "决定书会写明救济途径：" + remedies_of(view.guide->guide).zh());
}

DeskForm delivery(FormBuilder form) {
    auto& way = form.add(DeskField::Kind::kRadios, "way", "怎么送达");
    way.options = {{"electronic", "网上送达，申请人自己下载"}, {"window", "窗口领取"}, {"post", "邮寄"}};
    auto& note = form.add(DeskField::Kind::kText, "note", "领取人或者邮件号码");
    note.optional = true;
    return form.done("送达");
}

DeskForm beginning_of_special(const CaseView& view, FormBuilder form) {
    auto& code = form.add(DeskField::Kind::kRadios, "code", "哪种特别程序");
    for (const catalogue::Code& each : catalogue::codes("special_procedure"))
        code.options.push_back({each.code, each.name});
    form.add(DeskField::Kind::kText, "expected_days", "预计需要几个工作日");
    form.add(DeskField::Kind::kLong, "reasons", "理由和依据").hint = "写进特别程序告知书，申请人会看到。";
    std::string note = "特别程序的时间不计入办理期限（《行政许可法》第四十五条），结束前不能作决定。";
    if (const auto& said = view.guide->guide.special_procedure; !said.empty()) note += "办事指南写明：" + said;
    return form.done("开始特别程序", std::move(note));
}

DeskForm extension(const CaseView& view, FormBuilder form) {
    const bool workdays = view.guide->guide.promised.unit == catalogue::LimitUnit::kWorkday;
    form.add(DeskField::Kind::kText, "days", workdays ? "延长几个工作日" : "延长几日").hint =
        "最多" + std::to_string(kMostExtension) + (workdays ? "个工作日" : "日") + "，只能延长一次。";
    form.add(DeskField::Kind::kText, "approver", "批准延长的本机关负责人");
    form.add(DeskField::Kind::kLong, "reasons", "延长的理由").hint = "写进延长办理期限告知书，申请人会看到。";
    return form.done("延长办理期限", "经本机关负责人批准才能延长（《行政许可法》第四十二条）。");
}

/// A whole number; 0, which no rule allows, for anything else.
int number_typed(std::string_view typed) {
    int number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return error == std::errc{} && end == typed.data() + typed.size() ? number : 0;
}

std::string named(Action action, std::string_view field) {
    return std::string(to_string(action)) + "." + std::string(field);
}

/// The gaps that were written, in the order in which the form shows them.
std::vector<Gap> gaps_in(const http::Fields& typed) {
    const std::string prefix = named(Action::kRequestCorrection, "gap.");
    std::vector<Gap> gaps;
    for (const auto& [name, value] : typed.pairs())
        if (name.starts_with(prefix) && value.find_first_not_of(" \t\r\n") != std::string::npos)
            gaps.push_back({name.substr(prefix.size()), value});
    return gaps;
}

Result<std::optional<LocalDay>> day_typed(Action action, std::string_view typed) {
    if (typed.empty()) return std::optional<LocalDay>();
    const auto day = LocalDay::parse(typed);
    if (!day) return fail(kInvalid, {{named(action, "valid_until"), "有效期请写成2028-03-01这样的日期"}});
    return std::optional<LocalDay>(day);
}

/// Nothing for what is not the desk's.
std::optional<DeskForm> form_of(const CaseView& view, Action action, FormBuilder form) {
    switch (action) {
        case Action::kRequestCorrection:
            return correction_form(view, std::move(form));
        case Action::kRefuseAcceptance:
            return view.clock.unanswered ? refusal_of_unanswered(view, std::move(form))
                                         : refusal_of_acceptance(std::move(form));
        case Action::kApprove:
            return approval(std::move(form));
        case Action::kRefuse:
            return refusal(view, std::move(form));
        case Action::kDeliver:
            return delivery(std::move(form));
        case Action::kBeginSpecial:
            return beginning_of_special(view, std::move(form));
        case Action::kExtend:
            return extension(view, std::move(form));
        case Action::kAccept:
        case Action::kStartReview:
        case Action::kEndSpecial:
            form.opinion();
            return form.done(std::string(action_zh(action)));
        case Action::kSubmit:
        case Action::kAnswerCorrection:
        case Action::kDeemAccepted:
        case Action::kDeemWithdrawn:
        case Action::kConfirmReceipt:
        case Action::kWithdraw:
        case Action::kHandOver:
            break;
    }
    return std::nullopt;
}

}  // namespace

std::vector<DeskForm> desk_forms(const CaseView& view, Action typed_for, const http::Fields& typed) {
    std::vector<DeskForm> forms;
    for (const Action action : view.allowed)
        if (auto form = form_of(view, action, FormBuilder(action, typed_for, typed))) forms.push_back(std::move(*form));
    return forms;
}

std::optional<DeskForm> overtaken_form(const CaseView& view, Action typed_for, const http::Fields& typed) {
    if (std::ranges::find(view.allowed, typed_for) != view.allowed.end()) return std::nullopt;
    auto form = form_of(view, typed_for, FormBuilder(typed_for, typed_for, typed));
    if (!form) return std::nullopt;
    std::erase_if(form->fields, [](const DeskField& field) {
        return field.value.empty() || field.kind == DeskField::Kind::kTemplates;
    });
    return form;
}

std::vector<FieldError> desk_errors(const Error& error, Action action, const http::Fields& typed) {
    // Rules name no input where only one can be meant.
    const std::pair<ErrorCode, std::string_view> kInputs[] = {{kReasonMissing, "reasons"},
                                                              {kRightAuthorityMissing, "right_authority"},
                                                              {kOpinionMissing, "opinion"},
                                                              {kSpecialUnknown, "code"},
                                                              {kCorrectionsAskedBefore, "new_facts"}};
    std::vector<FieldError> errors;
    for (const FieldError& field : error.fields) {
        std::string name = field.field.starts_with(to_string(action)) ? field.field : named(action, field.field);
        // A gap is known to the rules by its number among those that were written.
        const std::string gap = named(action, "gaps[");
        if (name.starts_with(gap)) {
            std::size_t number = 0;
            std::from_chars(name.data() + gap.size(), name.data() + name.size(), number);
            const auto gaps = gaps_in(typed);
            if (number < gaps.size()) name = named(action, "gap." + gaps[number].target);
        }
        errors.push_back({std::move(name), field.message});
    }
    if (!errors.empty()) return errors;
    for (const auto& input : kInputs)
        if (input.first == error.code)
            errors.push_back({named(action, input.second), std::string(strings::sentence(error))});
    return errors;
}

Result<void> run_desk_form(
    Cases& cases, const identity::Viewer& viewer, const CaseView& view, Action action, const http::Fields& typed) {
    const auto text = [&](std::string_view field) { return std::string(typed.get(named(action, field))); };
    std::int64_t version = 0;
    const auto sent = typed.get("version");
    std::from_chars(sent.data(), sent.data() + sent.size(), version);
    const Deed deed{view.id, version, text("opinion")};
    switch (action) {
        case Action::kAccept:
            return cases.accept_case(viewer, deed);
        case Action::kStartReview:
            return cases.start_review(viewer, deed);
        case Action::kBeginSpecial:
            return cases.begin_special_procedure(
                viewer, {deed, text("code"), text("reasons"), number_typed(typed.get(named(action, "expected_days")))});
        case Action::kEndSpecial:
            return cases.end_special_procedure(viewer, deed);
        case Action::kExtend:
            return cases.extend_limit(
                viewer, {deed, number_typed(typed.get(named(action, "days"))), text("approver"), text("reasons")});
        case Action::kRequestCorrection:
            return cases.request_correction(viewer, {deed, gaps_in(typed), text("new_facts")});
        case Action::kRefuseAcceptance:
            return cases.refuse_acceptance(
                viewer, {deed, text("reasons"), !text("other_authority").empty(), text("right_authority")});
        case Action::kApprove: {
            YW_TRY(const auto until, day_typed(action, typed.get(named(action, "valid_until"))));
            return cases.approve_case(viewer, {deed, text("result_number"), until});
        }
        case Action::kRefuse:
            return cases.refuse_case(viewer, {deed, text("reasons")});
        case Action::kDeliver:
            return cases.deliver_result(viewer, {deed, text("way"), text("note")});
        case Action::kSubmit:
        case Action::kAnswerCorrection:
        case Action::kDeemAccepted:
        case Action::kDeemWithdrawn:
        case Action::kConfirmReceipt:
        case Action::kWithdraw:
        case Action::kHandOver:
            return fail(kNotNow, "not a deed of the desk");
    }
    return fail(kNotNow);
}

}  // namespace yw::cases
