#include "cases/papers.hpp"

#include <algorithm>

#include "cases/form_answers.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

constexpr std::pair<DocumentKind, std::string_view> kKinds[] = {{DocumentKind::kReceipt, "receipt"},
                                                                {DocumentKind::kCorrectionNotice, "correction"},
                                                                {DocumentKind::kAcceptance, "acceptance"},
                                                                {DocumentKind::kNonAcceptance, "non_acceptance"},
                                                                {DocumentKind::kDeemedWithdrawal, "deemed_withdrawal"},
                                                                {DocumentKind::kSpecialNotice, "special_procedure"},
                                                                {DocumentKind::kExtensionNotice, "extension"},
                                                                {DocumentKind::kApproval, "approval"},
                                                                {DocumentKind::kRefusal, "refusal"},
                                                                {DocumentKind::kLicence, "licence"}};

using Places = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string words(std::string_view key, Places places = {}) {
    return strings::text("cases.paper." + std::string(key), places);
}

bool has(const CaseView& view, Action action) {
    return std::ranges::any_of(view.history, [&](const Event& event) { return event.action == action; });
}

UtcTime moment_of(const CaseView& view, int seq) {
    for (const Event& event : view.history) {
        if (event.seq == seq) return event.at;
    }
    return view.submitted_at;
}

std::string applicant_of(const CaseView& view) {
    return view.applicant.firm_name.empty()
               ? view.applicant.name
               : view.applicant.firm_name + words("agent", {{"name", view.applicant.name}});
}

/// Writes one paper block by block.
class Paper {
public:
    Paper(DocumentKind kind, const CaseView& view, const PaperContext& context)
        : kind_(kind), view_(view), context_(context), at_(moment_of(view, seq_of(kind, view))) {
        paper_.title = std::string(document_zh(kind)) + " " + view.number;
        paper_.author = view.department_name;
        paper_.header_line = words("header", {{"number", view.number}});
        if (context.demonstration) paper_.watermark = words("demonstration");
        paper_.created = at_;
    }

    pdf::Document written() {
        paper_.add(pdf::Heading{pdf::Heading::Level::kTitle, title()});
        if (kind_ != DocumentKind::kLicence)
            paper_.add(pdf::Paragraph{words("to", {{"name", applicant_of(view_)}}), pdf::Indent::kNone});
        switch (kind_) {
            case DocumentKind::kReceipt:
                receipt();
                break;
            case DocumentKind::kCorrectionNotice:
                correction();
                break;
            case DocumentKind::kAcceptance:
                acceptance();
                break;
            case DocumentKind::kNonAcceptance:
                non_acceptance();
                break;
            case DocumentKind::kDeemedWithdrawal:
                deemed_withdrawal();
                break;
            case DocumentKind::kSpecialNotice:
                special_procedure();
                break;
            case DocumentKind::kExtensionNotice:
                extension();
                break;
            case DocumentKind::kApproval:
                approval();
                break;
            case DocumentKind::kRefusal:
                refusal();
                break;
            case DocumentKind::kLicence:
                licence();
                break;
        }
        paper_.add(pdf::Signature{view_.department_name, LocalDay::of(at_).zh()});
        if (!context_.public_url.empty())
            paper_.add(pdf::QrCode{context_.public_url + "/me/cases/" + view_.id, words("code")});
        return std::move(paper_);
    }

private:
    std::string title() const {
        if (kind_ == DocumentKind::kLicence && view_.result) return view_.result->title + words("copy");
        return std::string(document_zh(kind_));
    }
    void say(std::string_view key, Places places = {}) { paper_.add(pdf::Paragraph{words(key, places)}); }
    void section(std::string_view key) { paper_.add(pdf::Heading{pdf::Heading::Level::kSection, words(key)}); }

    void receipt() {
        const std::string day = LocalDay::of(view_.submitted_at).zh();
        say("receipt", {{"day", day}, {"item", view_.item_name}, {"number", view_.number}});
        pdf::Grid grid;
        grid.header = {words("material"), words("given")};
        grid.widths = {3, 1};
        for (const MaterialAsked& asked : materials_asked(view_.guide->guide, view_.answers)) {
            const auto count = std::ranges::count(view_.files, asked.material->key, &MaterialFile::material_key);
            std::string how = count > 0 ? words("files", {{"n", std::to_string(count)}}) : words("not_given");
            const bool committed = std::ranges::any_of(view_.files, [&](const MaterialFile& file) {
                return file.material_key == asked.material->key && !file.commitment.empty();
            });
            if (committed) how = words("committed");
            if (asked.fetched) how = words("fetched");
            if (asked.on_paper && count == 0) how = words("on_paper");
            grid.rows.push_back({asked.material->name, how});
        }
        if (!grid.rows.empty()) paper_.add(std::move(grid));
        answers();
        say("receipt_next");
    }

    void answers() {
        if (!view_.guide->guide.form) return;
        section("answers");
        pdf::Form form;
        for (const AnswerStep& step :
             in_words(*view_.guide->guide.form, view_.answers, Show::kMasked, context_.region_name)) {
            for (const AnswerRow& row : step.rows) {
                const std::string label = row.entry.empty() ? row.label : row.entry + " " + row.label;
                form.fields.push_back({label, row.value});
            }
        }
        if (!form.fields.empty()) paper_.add(std::move(form));
    }

    void correction() {
        const CorrectionNotice& notice = view_.notices.back();
        const std::string day = LocalDay::of(view_.submitted_at).zh();
        say("correction", {{"day", day}, {"item", view_.item_name}, {"number", view_.number}});
        pdf::NumberedList gaps;
        for (std::size_t i = 0; i < notice.gaps.size(); ++i)
            gaps.items.push_back(words("gap", {{"name", notice.gap_names[i]}, {"what", notice.gaps[i].what}}));
        paper_.add(std::move(gaps));
        if (!notice.new_facts.empty()) say("new_facts", {{"facts", notice.new_facts}});
        if (notice.answer_by) {
            const std::string last = notice.answer_by->deadline.zh();
            say("correction_by", {{"limit", notice.answer_by->limit}, {"day", last}});
            if (notice.limit.law.empty())
                say("correction_else");
            else
                say("correction_law", {{"law", notice.limit.law}});
        }
        say("correction_next");
    }

    void acceptance() {
        const std::string day = view_.facts.accepted_on.value_or(LocalDay::of(at_)).zh();
        say(view_.deemed_accepted ? "deemed" : "acceptance", {{"day", day},
                                                              {"item", view_.item_name},
                                                              {"number", view_.number},
                                                              {"accept_number", view_.accept_number}});
        const auto promised = catalogue::to_text(view_.guide->guide.promised);
        const auto statutory = catalogue::to_text(view_.guide->guide.statutory);
        say("limits", {{"promised", promised}, {"statutory", statutory}});
    }

    void non_acceptance() {
        say("non_acceptance", {{"item", view_.item_name}, {"number", view_.number}});
        reasons();
        if (!view_.refusal->right_authority.empty())
            say("right_authority", {{"authority", view_.refusal->right_authority}});
        paper_.add(pdf::Paragraph{view_.refusal->remedies.zh()});
    }

    void deemed_withdrawal() {
        say("deemed_withdrawal", {{"item", view_.item_name}, {"number", view_.number}});
        reasons();
        say("deemed_withdrawal_next");
        section("remedies");
        paper_.add(pdf::Paragraph{view_.refusal->remedies.zh()});
    }

    void reasons() { reasons(view_.refusal->reasons); }
    void reasons(const std::string& text) {
        section("reasons");
        paper_.add(pdf::Paragraph{text});
    }

    void special_procedure() {
        const SpecialProcedure& special = view_.specials.back();
        say("special", {{"item", view_.item_name},
                        {"number", view_.number},
                        {"day", LocalDay::of(special.began_at).zh()},
                        {"name", special.name},
                        {"days", special.expected_days}});
        reasons(special.reasons);
        say("special_next");
    }

    void extension() {
        const Extension& extension = *view_.extension;
        say("extension", {{"item", view_.item_name},
                          {"number", view_.number},
                          {"approver", extension.approver},
                          {"more", extension.more}});
        reasons(extension.reasons);
    }

    void approval() {
        say("approval", {{"item", view_.item_name}, {"number", view_.number}});
        result_rows();
    }

    void refusal() {
        say("refusal", {{"item", view_.item_name}, {"number", view_.number}});
        reasons();
        section("remedies");
        paper_.add(pdf::Paragraph{view_.refusal->remedies.zh()});
    }

    void result_rows() {
        const ResultRecord& result = *view_.result;
        pdf::Form form;
        form.fields.push_back({words("result"), result.title});
        form.fields.push_back({words("result_number"), result.number});
        form.fields.push_back(
            {words("valid_until"), result.valid_until ? result.valid_until->zh() : words("for_ever")});
        paper_.add(std::move(form));
    }

    void licence() {
        result_rows();
        pdf::Form holder;
        holder.fields.push_back({words("holder"), applicant_of(view_)});
        if (!view_.applicant.firm_credit_code.empty())
            holder.fields.push_back({words("credit_code"), view_.applicant.firm_credit_code});
        holder.fields.push_back({words("issued_by"), view_.department_name});
        paper_.add(std::move(holder));
    }

    DocumentKind kind_;
    const CaseView& view_;
    const PaperContext& context_;
    UtcTime at_;
    pdf::Document paper_;
};

}  // namespace

std::string_view to_string(DocumentKind kind) {
    return std::ranges::find(kKinds, kind, &std::pair<DocumentKind, std::string_view>::first)->second;
}

std::optional<DocumentKind> document_kind_of(std::string_view text) {
    const auto found = std::ranges::find(kKinds, text, &std::pair<DocumentKind, std::string_view>::second);
    return found == std::end(kKinds) ? std::nullopt : std::optional(found->first);
}

std::string_view document_zh(DocumentKind kind) {
    return strings::text("cases.document." + std::string(to_string(kind)));
}

std::vector<DocumentKind> papers_there_are(const CaseView& view) {
    std::vector<DocumentKind> papers{DocumentKind::kReceipt};
    if (!view.notices.empty()) papers.push_back(DocumentKind::kCorrectionNotice);
    if (view.facts.accepted_on) papers.push_back(DocumentKind::kAcceptance);
    if (has(view, Action::kRefuseAcceptance)) papers.push_back(DocumentKind::kNonAcceptance);
    if (view.deemed_withdrawn) papers.push_back(DocumentKind::kDeemedWithdrawal);
    if (!view.specials.empty()) papers.push_back(DocumentKind::kSpecialNotice);
    if (view.extension) papers.push_back(DocumentKind::kExtensionNotice);
    if (has(view, Action::kRefuse)) papers.push_back(DocumentKind::kRefusal);
    if (view.result) {
        papers.push_back(DocumentKind::kApproval);
        papers.push_back(DocumentKind::kLicence);
    }
    return papers;
}

int seq_of(DocumentKind kind, const CaseView& view) {
    const auto last = [&](std::initializer_list<Action> actions) {
        int seq = 1;
        for (const Event& event : view.history) {
            if (std::ranges::find(actions, event.action) != actions.end()) seq = event.seq;
        }
        return seq;
    };
    switch (kind) {
        case DocumentKind::kReceipt:
            return 1;
        case DocumentKind::kCorrectionNotice:
            return last({Action::kRequestCorrection});
        case DocumentKind::kAcceptance:
            return last({Action::kAccept, Action::kDeemAccepted});
        case DocumentKind::kNonAcceptance:
            return last({Action::kRefuseAcceptance});
        case DocumentKind::kDeemedWithdrawal:
            return last({Action::kDeemWithdrawn});
        case DocumentKind::kSpecialNotice:
            return last({Action::kBeginSpecial});
        case DocumentKind::kExtensionNotice:
            return last({Action::kExtend});
        case DocumentKind::kRefusal:
            return last({Action::kRefuse});
        case DocumentKind::kApproval:
        case DocumentKind::kLicence:
            return last({Action::kApprove});
    }
    return 1;
}

pdf::Document paper(DocumentKind kind, const CaseView& view, const PaperContext& context) {
    return Paper(kind, view, context).written();
}

}  // namespace yw::cases
