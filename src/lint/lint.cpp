#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kernel/utf8.hpp"
#include "lint/lexicon.hpp"

namespace yw::lint {
namespace {

constexpr std::string_view kLicence = "01";
constexpr std::string_view kPerson = "1";
constexpr std::size_t kShortestValue = 2;  // characters: a text of one says nothing

bool is_in(std::string_view word, const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Hours in a unit, to compare limits of different units: a working day is 7/5 of a day, a month 30 days.
double hours_of(Unit unit) {
    switch (unit) {
        case Unit::kHour:
            return 1;
        case Unit::kWorkday:
            return 24.0 * 7 / 5;
        case Unit::kDay:
            return 24;
        case Unit::kMonth:
            return 24.0 * 30;
        case Unit::kYear:
            return 24.0 * 365;
        case Unit::kUnknown:
            return 0;
    }
    return 0;
}

bool has_digit(std::string_view text) {
    static const WordList kDigits({"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "０", "１",
                                   "２", "３", "４", "５", "６", "７", "８", "９", "一", "二", "三", "四",
                                   "五", "六", "七", "八", "九", "十", "百", "千", "万", "两", "半", "免"});
    return kDigits.find_in(text) != std::string_view::npos;
}

/// A limit in words that is one all the same: "5个工作日", "当场办结".
bool says_when(std::string_view words) {
    static const WordList kAtOnce({"当场", "即时", "即办", "立即", "当日", "当天", "即到即办", "随到随办", "立等可取",
                                   "马上办", "即来即办", "即审即办", "即收即办", "秒批", "秒办", "现场办结"});
    static const WordList kUnits({"工作日", "日", "天", "小时", "个月", "月", "分钟", "年"});
    return kAtOnce.find_in(words) != std::string_view::npos ||
           (has_digit(words) && kUnits.find_in(words) != std::string_view::npos);
}

int number_in(const Text& text, int otherwise) {
    int value = otherwise;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

/// Where an element stands; made into a path only when there is something to say about it.
struct At {
    std::string_view list;
    std::size_t index = 0;
    std::string_view element;
    std::string path() const {
        if (list.empty()) return std::string(element);
        return element.empty() ? fmt::format("{}[{}]", list, index) : fmt::format("{}[{}].{}", list, index, element);
    }
    std::string requirement() const {
        return list.empty() ? std::string(element) : fmt::format("{}.{}", list, element);
    }
};
At whole(std::string_view element) {
    return {{}, 0, element};
}

/// Stretches of a text that quote: titles of laws and words in quotation marks.
std::vector<Span> quotations(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMarks{
        {{"《", "》"}, {"“", "”"}, {"「", "」"}}};
    std::vector<Span> found;
    for (const auto& mark : kMarks) {
        for (auto open = text.find(mark.first); open != std::string_view::npos;
             open = text.find(mark.first, open + 1)) {
            const auto close = text.find(mark.second, open);
            if (close == std::string_view::npos) break;
            found.push_back({open, close + mark.second.size()});
        }
    }
    return found;
}

bool is_quoted(const std::vector<Span>& quoted, std::size_t pos) {
    return std::any_of(quoted.begin(), quoted.end(), [&](const Span& q) { return q.begin <= pos && pos < q.end; });
}

std::string_view trimmed(std::string_view text) {
    static const WordList kEnds({" ", "\t", "\n", "\r", "　", "。", "；", "，", ".", ";"});
    while (const auto bytes = kEnds.match_end(text)) text.remove_suffix(bytes);
    while (const auto bytes = kEnds.match_at(text, 0)) text.remove_prefix(bytes);
    return text;
}

/// Tags, entities, control characters and what stands for bytes that were lost.
std::vector<Span> dirt(std::string_view text) {
    static const WordList kDirt({"<br", "<p>", "</", "<div", "<span", "<font", "&nbsp;", "&lt;", "&gt;", "&amp;",
                                 "&quot;", "&#", "\xEF\xBF\xBD", "锟斤拷", "烫烫烫"});
    std::vector<Span> found;
    for (std::size_t pos = 0; pos < text.size(); pos += step(text, pos)) {
        const auto c = static_cast<unsigned char>(text[pos]);
        const bool is_control = (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
        const auto bytes = is_control ? 1 : kDirt.match_at(text, pos);
        if (bytes != 0) found.push_back({pos, pos + bytes});
    }
    return found;
}

class Lint {
public:
    Lint(const Subject& subject, const Options& options) : s_(subject), options_(options) {}

    std::vector<Finding> run() {
        need(whole("name"), s_.name);
        classes();
        visits();
        limits();
        powers();
        conditions();
        result();
        contacts();
        bases();
        stages();
        materials();
        fees();
        places();
        questions();
        return std::move(findings_);
    }

private:
    void say(std::string_view rule, const At& at, std::string_view text = {}, std::vector<Span> marks = {}) {
        const Rule* found = find_rule(rule);
        std::erase_if(marks, [](const Span& mark) { return mark.begin >= mark.end; });
        findings_.push_back({found->id, found->severity, at.path(), std::string(text), std::move(marks), found->why,
                             found->better, found->defect});
    }

    void need(const At& at, const Text& text) {
        if (text && trimmed(*text).empty() && is_required(at.requirement(), s_.task_type)) say("element_missing", at);
    }
    /// Completeness and wording of one text.
    void read(Field field, const At& at, const Text& text) {
        need(at, text);
        wording(field, at, text);
    }

    void wording(Field field, const At& at, const Text& text) {
        if (!text || text->empty()) return;
        if (auto marks = dirt(*text); !marks.empty()) say("text_dirt", at, *text, std::move(marks));
        const auto value = trimmed(*text);
        std::vector<Span> quoted;
        bool is_known = false;
        for (const Wording& wording : wordings()) {
            if (std::find(wording.fields.begin(), wording.fields.end(), field) == wording.fields.end()) continue;
            if (wording.whole) {
                const bool is_nothing = wording.words.match_at(value, 0) == value.size() || is_one_character(value);
                if (is_nothing) say(wording.rule->id, at, *text, {{0, text->size()}});
                continue;
            }
            if (!is_known) quoted = quotations(*text);
            is_known = true;
            if (auto marks = words_in(wording, *text, quoted); !marks.empty())
                say(wording.rule->id, at, *text, std::move(marks));
        }
    }
    static bool is_one_character(std::string_view value) {
        return value.empty() || (utf8::length(value) < kShortestValue && !has_digit(value));
    }
    static std::vector<Span> words_in(const Wording& wording, std::string_view text, const std::vector<Span>& quoted) {
        std::vector<Span> marks;
        for (std::size_t pos = 0; pos < text.size();) {
            if (const auto longer = wording.except.match_at(text, pos)) {
                pos += longer;
                continue;
            }
            const auto bytes = wording.words.match_at(text, pos);
            if (bytes != 0 && !is_quoted(quoted, pos)) marks.push_back({pos, pos + bytes});
            pos += bytes != 0 ? bytes : step(text, pos);
        }
        return marks;
    }

    void classes() {
        if (!s_.audience) return;
        const bool has_person = is_in(kPerson, *s_.audience);
        const bool has_legal = s_.audience->size() > static_cast<std::size_t>(has_person ? 1 : 0);
        if (s_.personal_themes && s_.personal_themes->empty() == has_person)
            say("theme_audience", whole("personal_themes"));
        if (s_.legal_themes && s_.legal_themes->empty() == has_legal) say("theme_audience", whole("legal_themes"));
    }

    void visits() {
        wording(Field::kReason, whole("visit_reason"), s_.visit_reason);
        if (!s_.visits) return;
        if (s_.visit_reason && (*s_.visits > 0) == s_.visit_reason->empty())
            say("visit_reason", whole("visit_reason"), *s_.visit_reason);
        if (s_.online_depth && is_in("5", *s_.online_depth) && *s_.visits > 0)
            say("visit_online", whole("visits"), std::to_string(*s_.visits));
        if (*s_.visits == 0 && s_.handle_types && !is_in("2", *s_.handle_types) && !is_in("3", *s_.handle_types))
            say("visit_none", whole("handle_types"));
    }

    void limits() {
        const Limit& promised = s_.promised;
        wording(Field::kLimit, whole("promised"), promised.words);
        if (s_.statutory) wording(Field::kLimit, whole("statutory"), s_.statutory->words);
        const bool has_promise = promised.count.has_value() || says_when(promised.words);
        if (!has_promise && is_required("promised", s_.task_type)) {
            if (promised.words.empty())
                say("limit_missing", whole("promised"));
            else
                say("limit_words", whole("promised"), promised.words, {{0, promised.words.size()}});
        }
        if (s_.statutory && !s_.statutory->count && s_.statutory->words.empty())
            say("statutory_missing", whole("statutory"));
        if (promised.count && s_.statutory && s_.statutory->count) compare(promised, *s_.statutory);
        if (promised.count && (s_.project_type == "1" || s_.project_type == "2")) {
            const bool is_short = promised.unit != Unit::kMonth && promised.unit != Unit::kYear;
            const bool is_instant = *promised.count == 0 || (*promised.count == 1 && is_short);
            if (is_instant != (s_.project_type == "1")) say("instant", whole("project_type"), s_.project_type);
        }
        wording(Field::kReason, whole("special_procedure"), s_.special_procedure);
        need(whole("special_procedure"), s_.special_procedure);
        wording(Field::kReason, whole("quantity_limit"), s_.quantity_limit);
        need(whole("quantity_limit"), s_.quantity_limit);
    }
    /// What only penalties and levies have.
    void powers() {
        read(Field::kReason, whole("penalty"), s_.penalty);
        need(whole("levy_kind"), s_.levy_kind);
        need(whole("levy_reduction"), s_.levy_reduction);
    }
    void compare(const Limit& promised, const Limit& statutory) {
        if (*statutory.count == 0 || *promised.count == 0) return;  // at once, or no limit in the law
        if (promised.unit == Unit::kUnknown || statutory.unit == Unit::kUnknown) return;
        if (promised.unit != statutory.unit) say("promise_unit", whole("promised"));
        const double promise = *promised.count * hours_of(promised.unit);
        if (promise > *statutory.count * hours_of(statutory.unit)) say("promise_longer", whole("promised"));
    }

    void conditions() {
        if (!s_.conditions) return;
        if (s_.conditions->empty() && is_required("conditions", s_.task_type))
            say("element_missing", whole("conditions"));
        for (std::size_t i = 0; i < s_.conditions->size(); ++i) {
            const auto& text = (*s_.conditions)[i];
            const At at{"conditions", i, {}};
            read(Field::kCondition, at, text);
            auto judged = judge_clause(text, Matter::kCondition);
            if (judged.verdict != Verdict::kSpecific) say(judged.rule, at, text, std::move(judged.marks));
        }
    }

    void result() {
        need(whole("result.name"), s_.result_name);
        need(whole("result.type"), s_.result_type);
        read(Field::kResult, whole("result.delivery"), s_.result_delivery);
        wording(Field::kResult, whole("result.sample"), s_.result_sample);
        if (!s_.result_name || s_.result_name->empty()) return;
        if (s_.result_sample && s_.result_sample->empty()) say("result_sample", whole("result.sample"));
        if (!s_.result_type || s_.result_type->empty()) return;
        for (const auto& known : completeness().results)
            if (s_.result_name->ends_with(known.ending) && !is_in(*s_.result_type, known.types))
                say("result_type", whole("result.type"), *s_.result_type);
    }

    void contacts() {
        need(whole("review_body"), s_.review_body);
        need(whole("court"), s_.court);
        const At consult = whole("consult_phone");
        const auto phones = find_phones(s_.contact);
        if (trimmed(s_.contact).empty()) say("element_missing", consult);
        wording(Field::kContact, consult, s_.contact);
        if (phones.empty()) say("contact_number", consult, s_.contact, {{0, s_.contact.size()}});
        area_code(consult, s_.contact, phones);
        if (!s_.complaint) return;
        const At complain = whole("complaint_phone");
        read(Field::kContact, complain, s_.complaint);
        const auto others = find_phones(*s_.complaint);
        if (others.empty() && !trimmed(*s_.complaint).empty()) say("complaint_number", complain, *s_.complaint);
        area_code(complain, *s_.complaint, others);
        const bool is_same =
            !phones.empty() && !others.empty() && std::all_of(others.begin(), others.end(), [&](const Phone& other) {
                return std::any_of(phones.begin(), phones.end(),
                                   [&](const Phone& p) { return p.number == other.number; });
            });
        if (is_same) say("phone_same", complain, *s_.complaint);
    }
    void area_code(const At& at, std::string_view text, const std::vector<Phone>& phones) {
        std::vector<Span> marks;
        for (const Phone& phone : phones)
            if (!phone.complete) marks.push_back(phone.at);
        if (!marks.empty()) say("phone_area_code", at, text, std::move(marks));
    }

    static bool cites(std::string_view text) {
        static const WordList kUnits({"条", "款", "项", "章", "节", "号", "〔", "附件", "部分"});
        return kUnits.find_in(text) != std::string_view::npos;
    }
    void bases() {
        need(whole("basis_text"), s_.basis_text);
        if (s_.basis_text && !trimmed(*s_.basis_text).empty() && !cites(*s_.basis_text))
            say("basis_article", whole("basis_text"), *s_.basis_text);
        if (!s_.bases) return;
        if (s_.bases->empty() && is_required("basis", s_.task_type)) say("element_missing", whole("basis"));
        for (std::size_t i = 0; i < s_.bases->size(); ++i) {
            const Basis& basis = (*s_.bases)[i];
            need({"basis", i, "law"}, basis.law);
            need({"basis", i, "article"}, basis.article);
            // A document of an office is found by its number, and may have no articles.
            const bool has_number =
                basis.law.find("〔") != std::string::npos || basis.law.find("号）") != std::string::npos;
            if (!basis.article.empty() && !has_number && !cites(basis.article))
                say("basis_article", {"basis", i, "article"}, basis.article);
        }
    }

    void stages() {
        if (s_.stages_unreadable) return;
        if (s_.stages.empty()) {
            say("element_missing", whole("stages"));
            say("stages_name_only", whole("stages"));
        }
        std::size_t telling = 0;
        int days = 0;
        std::vector<std::size_t> silent;
        for (std::size_t i = 0; i < s_.stages.size(); ++i) {
            const Stage& stage = s_.stages[i];
            days += stage.days.value_or(0);
            if (tells(stage))
                ++telling;
            else
                silent.push_back(i);
            stage_texts(i, stage);
        }
        if (telling == 0 && !s_.stages.empty()) say("stages_name_only", whole("stages"), names_of_stages());
        for (const auto i : silent)
            if (telling > 0 || s_.stages[i].what)
                say("stage_name_only", {"stages", i, "what"}, s_.stages[i].what.value_or(s_.stages[i].name));
        if (s_.task_type == kLicence && !s_.stages.empty() && s_.stages.size() < completeness().licence_stages)
            say("licence_stages", whole("stages"), names_of_stages());
        const int promised = std::max(s_.promised.count.value_or(days), 1);
        if (s_.promised.unit == Unit::kWorkday && days > promised)
            say("stage_days", whole("stages"), std::to_string(days));
    }
    static bool tells(const Stage& stage) {
        if (stage.what ? stage_says_more(stage.name, *stage.what) : stage_says_more({}, stage.name)) return true;
        if (stage.what) return false;
        return stage.days.has_value() || stage_says_more(stage.name, stage.requirement.value_or("")) ||
               stage_says_more(stage.name, stage.outcome.value_or(""));
    }
    std::string names_of_stages() const {
        std::string names;
        for (const Stage& stage : s_.stages) names += (names.empty() ? "" : "；") + stage.name;
        return names;
    }
    void stage_texts(std::size_t i, const Stage& stage) {
        need({"stages", i, "name"}, stage.name);
        if (!stage.what) wording(Field::kStage, {"stages", i, "name"}, stage.name);
        wording(Field::kStage, {"stages", i, "what"}, stage.what);
        read(Field::kStage, {"stages", i, "requirement"}, stage.requirement);
        need({"stages", i, "who"}, stage.who);
        read(Field::kStage, {"stages", i, "outcome"}, stage.outcome);
    }

    void materials() {
        for (std::size_t i = 0; i < s_.materials.size(); ++i) {
            const Material& material = s_.materials[i];
            material_name(i, material.name);
            material_format(i, material);
            material_form(i, material);
            need({"materials", i, "need"}, material.need);
            need({"materials", i, "source"}, material.source);
            need({"materials", i, "signature"}, material.signature);
            need({"materials", i, "basis"}, material.basis);
            read(Field::kNote, {"materials", i, "accept_standard"}, material.accept_standard);
            wording(Field::kNote, {"materials", i, "fill_note"}, material.fill_note);
            wording(Field::kNote, {"materials", i, "source_note"}, material.source_note);
            wording(Field::kReason, {"materials", i, "need_when"}, material.need_when);
            if (material.need == "2" && material.need_when && material.need_when->empty())
                say("need_when", {"materials", i, "need_when"}, material.name);
            if (material.source == "20" && !material.exempt && material.source_note && material.source_note->empty())
                say("issuer_missing", {"materials", i, "source_note"}, material.name);
            commitment(i, material);
        }
    }
    /// What is promised instead of a proof: a proof that is asked for, and a fact that can be checked.
    void commitment(std::size_t i, const Material& material) {
        if (!material.commitment || trimmed(*material.commitment).empty()) return;
        const At at{"materials", i, "commitment"};
        const std::string& text = *material.commitment;
        if (material.exempt || filled_in(material.name) == Filled::kForm) say("commitment_of_no_proof", at, text);
        const bool promises = text.find("承诺") != std::string::npos;
        if (!promises || utf8::length(text) < completeness().commitment_characters)
            say("commitment_words", at, text, {{0, text.size()}});
        wording(Field::kNote, at, material.commitment);
    }
    void material_name(std::size_t i, const std::string& name) {
        const At at{"materials", i, "name"};
        need(at, name);
        if (name.empty()) return;
        if (auto marks = dirt(name); !marks.empty()) say("text_dirt", at, name, std::move(marks));
        auto judged = judge_clause(name);
        if (judged.verdict != Verdict::kSpecific || judged.rule != "named")
            say(judged.rule, at, name, std::move(judged.marks));
    }
    static bool gives(const Text& text) { return text && !says_nothing(*text); }
    void material_format(std::size_t i, const Material& material) {
        if (!gives(material.type)) say("format_missing", {"materials", i, "type"}, material.name);
        if (!gives(material.form)) say("format_missing", {"materials", i, "form"}, material.name);
        if (!gives(material.copies)) {
            say("format_missing", {"materials", i, "copies"}, material.name);
        } else if (number_in(material.copies, 1) < 1 && material.form != "2" && material.form != "电子") {
            say("copies", {"materials", i, "copies"}, *material.copies);
        }
    }
    void material_form(std::size_t i, const Material& material) {
        const auto filled = filled_in(material.name);
        const bool has_blank = gives(material.blank);
        const bool has_sample = gives(material.sample);
        const bool has_note = gives(material.fill_note);
        if (filled == Filled::kLetter && !has_blank && !has_sample)
            say("letter_form_missing", {"materials", i, "sheet"}, material.name);
        if (filled == Filled::kForm) {
            if (!has_blank) say("sheet_missing", {"materials", i, "sheet"}, material.name);
            if (!has_note && !has_sample)
                say("guidance_missing", {"materials", i, "fill_note"}, material.name);
            else if (!has_note)
                say("fill_note_missing", {"materials", i, "fill_note"}, material.name);
            else if (!has_sample)
                say("sample_missing", {"materials", i, "sample"}, material.name);
        }
        if (!options_.probe) return;
        if (has_blank) opens({"materials", i, "sheet"}, *material.blank);
        if (has_sample) opens({"materials", i, "sample"}, *material.sample);
    }
    void opens(const At& at, const std::string& address) {
        if (options_.probe(at.index, address) == Opening::kBroken)
            say("form_broken", at, address, {{0, address.size()}});
    }

    void fees() {
        wording(Field::kFee, whole("fee_note"), s_.fee_note);
        const bool is_charged = s_.charged.value_or(!s_.fees.empty());
        if (!is_charged) {
            if (s_.pays_online.value_or(false)) say("pay_online", whole("pays_online"));
            if (s_.fee_note && s_.fees.empty() && *s_.fee_note != "不收费")
                say("fee_note", whole("fee_note"), *s_.fee_note);
            return;
        }
        if (s_.fees.empty()) say("fee_incomplete", whole("fees"));
        for (std::size_t i = 0; i < s_.fees.size(); ++i) {
            const Fee& fee = s_.fees[i];
            need({"fees", i, "name"}, fee.name);
            const auto standard = fee.standard.value_or("");
            if (says_nothing(standard))
                say("fee_incomplete", {"fees", i, "standard"}, fee.name);
            else if (!has_digit(standard))
                say("fee_words", {"fees", i, "standard"}, standard, {{0, standard.size()}});
            wording(Field::kFee, {"fees", i, "standard"}, fee.standard);
            if (!gives(fee.basis)) say("fee_incomplete", {"fees", i, "basis"}, fee.name);
        }
    }

    void places() {
        if (!s_.places) return;
        if (s_.places->empty() && is_required("places", s_.task_type)) say("element_missing", whole("places"));
        for (std::size_t i = 0; i < s_.places->size(); ++i) {
            const Place& place = (*s_.places)[i];
            need({"places", i, "name"}, place.name);
            read(Field::kPlace, {"places", i, "address"}, place.address);
            read(Field::kHours, {"places", i, "hours"}, place.hours);
            need({"places", i, "phone"}, place.phone);
            if (place.hours && !trimmed(*place.hours).empty() && !has_clock(*place.hours))
                say("hours_words", {"places", i, "hours"}, *place.hours);
        }
    }
    static bool has_clock(std::string_view hours) {
        static const WordList kClocks({"点", "时", ":", "：", "24小时", "全天"});
        return has_digit(hours) && kClocks.find_in(hours) != std::string_view::npos;
    }

    void questions() {
        if (!s_.questions) return;
        if (s_.task_type == kLicence && s_.questions->size() < completeness().licence_questions)
            say("licence_questions", whole("questions"));
        for (std::size_t i = 0; i < s_.questions->size(); ++i) {
            need({"questions", i, "q"}, (*s_.questions)[i].q);
            read(Field::kAnswer, {"questions", i, "a"}, (*s_.questions)[i].a);
        }
    }

    const Subject& s_;
    const Options& options_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> lint(const Subject& subject, const Options& options) {
    return Lint(subject, options).run();
}

std::vector<std::string_view> defects_of(std::span<const Finding> findings) {
    std::vector<std::string_view> defects;
    for (const Finding& finding : findings)
        if (!finding.defect.empty()) defects.push_back(finding.defect);
    std::sort(defects.begin(), defects.end());
    defects.erase(std::unique(defects.begin(), defects.end()), defects.end());
    return defects;
}

std::vector<std::string_view> marked_words(const Finding& finding) {
    std::vector<std::string_view> words;
    for (const Span& mark : finding.marks)
        words.push_back(std::string_view(finding.text).substr(mark.begin, mark.end - mark.begin));
    return words;
}

}  // namespace yw::lint
