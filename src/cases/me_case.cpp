// One case of the applicant: where it is and what to do in one sentence, then the line, the clock, papers, history.
#include <algorithm>

#include "cases/me_shell.hpp"
#include "cases/me_words.hpp"

namespace yw::cases {
namespace {

constexpr int kMessagesLookedAt = 100;

bool may(const CaseView& shown, Action action) {
    return std::ranges::find(shown.allowed, action) != shown.allowed.end();
}

void show_head(html::View& view, const PageDependencies& pages, const http::Request& request, const CaseView& shown) {
    const CaseHead head = head_of(shown);
    view.set("ITEM", shown.item_name).set("NUMBER", shown.number).set("SAY", head.say).set("HEAD_CLASS", head.colour);
    maybe(view, "IF_DETAIL", "DETAIL", head.detail);
    maybe(view, "IF_CORRECT", "CORRECT_URL",
          may(shown, Action::kAnswerCorrection) ? case_url(shown.id, "/correction") : std::string());
    view.none("IF_CONFIRM");
    if (may(shown, Action::kConfirmReceipt))
        view.add("IF_CONFIRM")
            .set("CONFIRM_URL", case_url(shown.id, "/confirm"))
            .set("CSRF", identity::form_token(request))
            .set("VERSION", shown.version);
    const bool rates = pages.ratings && pages.ratings->is_open(identity::viewer_of(request), shown.id);
    maybe(view, "IF_RATE", "RATE_URL", rates ? case_url(shown.id, "/rate") : std::string());
    maybe(view, "IF_WITHDRAW", "WITHDRAW_URL",
          may(shown, Action::kWithdraw) ? case_url(shown.id, "/withdraw") : std::string());
}

void show_line(html::View& view, const CaseView& shown) {
    for (const StageMark& stage : stages_of(shown)) {
        const bool now = stage.look == StageMark::Look::kNow;
        html::View one = view.add("STAGES");
        one.set("STAGE", stage.name).set("STAGE_STATE", stage.state);
        one.set("STAGE_CLASS", now ? " yw-stage--now" : stage.look == StageMark::Look::kDone ? " yw-stage--done" : "");
        one.when("IF_NOW", now);
        maybe(one, "IF_WHEN", "WHEN", stage.when);
    }
}

void show_clock(html::View& view, const CaseView& shown) {
    const auto words = deadline_of(shown);
    view.none("IF_DEADLINE");
    if (!words) return;
    html::View one = view.add("IF_DEADLINE");
    one.set("DEADLINE_CLASS", words->colour).set("DEADLINE", words->say).set("DEADLINE_WHY", words->note);
    one.none("IF_BAR");
    if (words->total > 0) one.add("IF_BAR").set("USED", words->used).set("TOTAL", words->total);
    maybe(one, "IF_STATUTORY", "STATUTORY", shown.clock.statutory ? due_words(*shown.clock.statutory) : std::string());
}

void show_outcome(html::View& view, const CaseView& shown) {
    view.none("IF_RESULT").none("IF_REFUSAL").none("IF_DELIVERY");
    if (shown.result) {
        html::View result = view.add("IF_RESULT");
        result.set("RESULT", shown.result->title).set("RESULT_NUMBER", shown.result->number);
        result.set("RESULT_DAY", LocalDay::of(shown.result->at).zh());
        result.set("VALID_UNTIL", shown.result->valid_until ? shown.result->valid_until->zh() : "长期");
        result.set("RESULT_URL", paper_url(shown.id, DocumentKind::kLicence));
    }
    if (shown.refusal) {
        html::View refusal = view.add("IF_REFUSAL");
        refusal.set("REFUSED", shown.deemed_withdrawn               ? "为什么视为撤回"
                               : shown.state == State::kNotAccepted ? "为什么不受理"
                                                                    : "为什么没有批准");
        refusal.set("REASONS", shown.refusal->reasons).set("REMEDIES", shown.refusal->remedies.zh());
        maybe(refusal, "IF_AUTHORITY", "AUTHORITY", shown.refusal->right_authority);
    }
    if (shown.delivery) {
        html::View delivery = view.add("IF_DELIVERY");
        const std::string& way = shown.delivery->way;
        delivery.set("WAY", way == "post" ? "邮寄" : way == "window" ? "窗口领取" : "电子送达");
        delivery.set("DELIVERED", moment_words(shown.delivery->at));
        maybe(delivery, "IF_NOTE", "NOTE", shown.delivery->note);
    }
}

void show_notice(html::View& view, const CaseView& shown) {
    view.none("IF_NOTICE");
    if (shown.notices.empty()) return;
    const CorrectionNotice& notice = shown.notices.back();
    html::View section = view.add("IF_NOTICE");
    section.set("NOTICE_TITLE", notice.open ? "要补正的内容" : "补正过的内容");
    section.set("NOTICE_AT", moment_words(notice.at));
    maybe(section, "IF_ANSWER_BY", "ANSWER_BY",
          notice.open && notice.answer_by ? due_words(*notice.answer_by) : std::string());
    maybe(section, "IF_NEW_FACTS", "NEW_FACTS", notice.new_facts);
    for (std::size_t i = 0; i < notice.gaps.size(); ++i) {
        html::View gap = section.add("GAPS");
        gap.set("GAP", notice.gap_names[i]).set("GAP_WHAT", notice.gaps[i].what);
        maybe(gap, "IF_REPLY", "REPLY", i < notice.replies.size() ? notice.replies[i] : std::string());
    }
}

/// Which office did it; which officer stays inside.
std::string office_words(const Event& event) {
    return event.department + std::string(actor_words(event.party));
}

void show_history(html::View& view, const CaseView& shown) {
    for (auto event = shown.history.rbegin(); event != shown.history.rend(); ++event) {
        html::View one = view.add("EVENTS");
        const bool waits = event->action == Action::kRequestCorrection && shown.state == State::kCorrectionRequested;
        one.set("EVENT", event_words(shown, *event)).set("EVENT_AT", moment_words(event->at));
        one.set("EVENT_CLASS", waits ? " yw-event--amber" : "").set("ACTOR", office_words(*event));
        maybe(one, "IF_OPINION", "OPINION", event->opinion);
    }
}

void show_papers(html::View& view, const CaseView& shown) {
    view.none("IF_PAPERS");
    if (shown.documents.empty()) return;
    html::View list = view.add("IF_PAPERS");
    for (const DocumentKind kind : shown.documents)
        list.add("PAPERS").set("PAPER", document_zh(kind)).set("PAPER_URL", paper_url(shown.id, kind));
}

void show_handed_in(html::View& view, const PageDependencies& pages, const CaseView& shown) {
    view.none("ANSWERS").none("IF_FILES");
    if (shown.guide->guide.form) {
        for (const AnswerStep& step :
             in_words(*shown.guide->guide.form, shown.answers, Show::kFull, pages.region_name)) {
            for (const AnswerRow& row : step.rows) {
                if (row.value.empty()) continue;
                view.add("ANSWERS")
                    .set("LABEL", row.entry.empty() ? row.label : row.entry + "：" + row.label)
                    .set("VALUE", row.value);
            }
        }
    }
    if (shown.files.empty()) return;
    html::View list = view.add("IF_FILES");
    for (const MaterialFile& file : shown.files) {
        const bool of_field = file.material_key.starts_with("form:");
        const std::string target = of_field ? "field:" + file.material_key.substr(5) : "material:" + file.material_key;
        list.add("FILES")
            .set("MATERIAL", target_name(target, shown.guide->guide))
            .set("FILE_URL", "/me/files/" + shown.id + "/" + file.id)
            .set("FILE_NAME", file.name)
            .set("FILE_SIZE", size_words(file.size))
            .set("FILE_AT", LocalDay::of(file.given_at).zh())
            .set("FILE_HOW", file.commitment.empty() ? "上传" : "签署");
    }
}

void show_messages(html::View& view,
                   const PageDependencies& pages,
                   const http::Request& request,
                   const CaseView& shown) {
    view.none("IF_MESSAGES");
    std::vector<CaseMessage> ours;
    for (CaseMessage& message : pages.cases.messages(identity::viewer_of(request), kMessagesLookedAt))
        if (message.case_id == shown.id) ours.push_back(std::move(message));
    if (ours.empty()) return;
    html::View list = view.add("IF_MESSAGES");
    for (const CaseMessage& message : ours)
        list.add("MESSAGES").set("MESSAGE_AT", moment_words(message.at)).set("MESSAGE", message.text);
}

http::Response case_page(const PageDependencies& pages, http::Request& request) {
    const auto found = pages.cases.case_view(identity::viewer_of(request), std::string(request.param("case")));
    if (!found) return pages.frame.error(request, found.error());
    const CaseView& shown = found.value();
    html::View view = page_view("cases/me_case.html");
    show_head(view, pages, request, shown);
    show_line(view, shown);
    show_clock(view, shown);
    show_outcome(view, shown);
    show_notice(view, shown);
    show_history(view, shown);
    show_papers(view, shown);
    show_handed_in(view, pages, shown);
    show_messages(view, pages, request, shown);
    const catalogue::Guide& guide = shown.guide->guide;
    view.set("DEPARTMENT", shown.department_name).set("SUBMITTED", moment_words(shown.submitted_at));
    view.set("GUIDE_URL", "/i/" + shown.item_id + "/v" + std::to_string(shown.guide_version));
    view.set("GUIDE_VERSION", shown.guide_version).set("RECEIPT_URL", case_url(shown.id, "/receipt"));
    maybe(view, "IF_CONSULT", "CONSULT", guide.consult_phone);
    maybe(view, "IF_COMPLAINT", "COMPLAINT", guide.complaint_phone);
    return case_answer(pages, request, shown, "", view);
}

}  // namespace

http::Response case_answer(const PageDependencies& pages,
                           http::Request& request,
                           const CaseView& shown,
                           std::string_view title,
                           const html::View& view,
                           int status) {
    PageHead head;
    head.title = title.empty() ? "办件：" + shown.item_name : std::string(title) + "：" + shown.item_name;
    head.crumbs = {{"我的空间", "/me"}};
    if (title.empty()) {
        head.crumbs.push_back({shown.item_name, ""});
    } else {
        head.crumbs.push_back({shown.item_name, case_url(shown.id)});
        head.crumbs.push_back({std::string(title), ""});
    }
    head.has_errors = status == 422;
    return pages.frame.page(request, head, view.render(), status);
}

void add_me_case_routes(http::Router& router, const Pages& pages) {
    router.add({http::Method::kGet, "/me/cases/{case}", pages->gate.applicant(),
                [pages](http::Request& request) { return case_page(*pages, request); }});
}

}  // namespace yw::cases
