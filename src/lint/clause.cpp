// How a clause of a list of materials is read: which noun ends the phrase, what "other" or "relevant" stands before,
// and whether a document is named. Chinese puts the noun last and everything that limits it before, so that
// "法律、法规规定的其他材料" is an open list, "其他股东的身份证明" a document of other people, and
// "营业执照或者其他主体资格证明" a choice.
#include <algorithm>
#include <array>
#include <optional>

#include "kernel/utf8.hpp"
#include "lint/lexicon.hpp"

namespace yw::lint {
namespace {

constexpr std::string_view kOf = "的";
constexpr std::size_t kMostBrackets = 120;   // bytes between brackets that are an aside and not the clause itself
constexpr std::size_t kFarthestHollow = 24;  // bytes, eight characters: "有关生产经营场所资料"
constexpr std::size_t kLongestName = 12;     // bytes before the noun of a body: "非营利组织"
constexpr int kDeepest = 4;                  // relative clauses in one another
constexpr std::size_t kWidestBracket = 3;    // bytes: （

/// The clause without spaces, asides and quotations; where each byte stood is kept.
struct Compact {
    std::string text;
    std::vector<std::size_t> at;
    std::size_t end = 0;  ///< where the last character ended

    void add(std::string_view bytes, std::size_t from) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            text += bytes[i];
            at.push_back(from + i);
        }
        end = from + bytes.size();
    }
    Span span(std::size_t begin, std::size_t past) const {
        if (begin >= past || past > text.size()) return {};
        return {at[begin], at[past - 1] + 1};
    }
};

bool is_space(std::string_view c) {
    return c == " " || c == "\t" || c == "\n" || c == "\r" || c == "\u3000" || c == "\u00a0";
}

/// One bracket or quotation mark and what closes it; `quoted` stands for a name that is not read.
struct Pair {
    std::string_view open;
    std::string_view close;
    bool quoted;
};
constexpr std::array<Pair, 9> kPairs{{{"《", "》", true},
                                      {"〈", "〉", true},
                                      {"“", "”", true},
                                      {"「", "」", true},
                                      {"（", "）", false},
                                      {"(", ")", false},
                                      {"〔", "〕", false},
                                      {"[", "]", false},
                                      {"【", "】", false}}};

/// The text, and apart from it what stands in its brackets.
std::vector<Compact> compact(std::string_view text) {
    std::vector<Compact> parts(1);
    std::size_t pos = 0;
    const auto length = text.size();
    while (pos < length) {
        const auto bytes = step(text, pos);
        const auto c = text.substr(pos, bytes);
        const auto pair = std::find_if(kPairs.begin(), kPairs.end(), [&](const Pair& p) { return p.open == c; });
        if (pair != kPairs.end()) {
            const auto close = text.find(pair->close, pos + bytes);
            const bool is_whole = pos == 0 && close != std::string_view::npos && close + pair->close.size() == length;
            if (close != std::string_view::npos && !is_whole && (pair->quoted || close - pos <= kMostBrackets)) {
                if (pair->quoted) {
                    parts[0].add("#", pos);
                } else {
                    Compact& inner = parts.emplace_back();
                    for (std::size_t i = pos + bytes; i < close; i += step(text, i))
                        if (!is_space(text.substr(i, step(text, i)))) inner.add(text.substr(i, step(text, i)), i);
                }
                pos = close + pair->close.size();
                continue;
            }
            pos += bytes;
            continue;
        }
        const bool closes = std::any_of(kPairs.begin(), kPairs.end(), [&](const Pair& p) { return p.close == c; });
        if (!is_space(c) && !closes) parts[0].add(c, pos);
        pos += bytes;
    }
    return parts;
}

/// A stretch without commas or full stops.
struct Segment {
    std::string_view text;
    std::size_t from = 0;       ///< in the compact text
    bool is_label = false;      ///< a colon follows, and what it announces
    bool is_condition = false;  ///< "…的，": when the document that follows is wanted
};

std::vector<Segment> segments(std::string_view text) {
    static const WordList kStops({"，", ",", "；", ";", "。", ".", "！", "？", "：", ":"});
    std::vector<Segment> found;
    std::size_t from = 0;
    for (std::size_t pos = 0; pos <= text.size();) {
        const auto stop = pos < text.size() ? kStops.match_at(text, pos) : 1;
        if (stop == 0) {
            pos += step(text, pos);
            continue;
        }
        const bool has_more = pos + stop < text.size();
        const auto mark = text.substr(std::min(pos, text.size()), stop);
        const bool is_colon = mark == "：" || mark == ":";
        const auto words = text.substr(from, pos - from);
        const bool is_condition = (mark == "，" || mark == ",") && words.ends_with(kOf);
        if (!words.empty()) found.push_back({words, from, is_colon && has_more, is_condition && has_more});
        pos += stop;
        from = pos;
    }
    return found;
}

class Phrase {
public:
    /// @param is_condition  says when something is wanted, and not what
    Phrase(std::string_view text, Matter matter, bool is_condition)
        : w_(clause_words()),
          text_(text),
          matter_(matter),
          is_condition_(is_condition && matter == Matter::kMaterial),
          heads_(matter == Matter::kCondition ? w_.conditions : w_.generic) {}

    struct Found {
        Verdict verdict = Verdict::kSpecific;
        std::string_view rule = "named";
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    std::vector<Found> read() {
        others();
        deferrals();
        if (matter_ == Matter::kMaterial) {
            modals();
            vague_words();
            nothing_named();
            unsaid();
            open_list();
        }
        return std::move(found_);
    }

private:
    void say(Verdict verdict, std::string_view rule, std::size_t begin, std::size_t end) {
        found_.push_back({verdict, rule, begin, end});
    }
    bool is_inside(std::size_t pos) const {
        return std::any_of(found_.begin(), found_.end(), [&](const Found& f) { return f.begin <= pos && pos < f.end; });
    }

    bool is_boundary(std::size_t pos) const {
        return pos >= text_.size() || w_.connectors.match_at(text_, pos) != 0 || w_.copies.match_at(text_, pos) != 0 ||
               w_.closings.match_at(text_, pos) != 0;
    }
    /// Where a noun of the list that begins here and ends its phrase ends; 0 when none does.
    std::size_t noun_at(const WordList& nouns, std::size_t pos) const {
        const auto bytes = nouns.match_at(text_, pos);
        return bytes != 0 && is_boundary(pos + bytes) ? pos + bytes : 0;
    }
    std::size_t head_at(std::size_t pos) const { return noun_at(heads_, pos); }
    std::size_t skip(const WordList& words, std::size_t pos) const {
        while (const auto bytes = words.match_at(text_, pos)) {
            // A word may be both: 证明 limits 材料, and is a noun itself where the phrase ends.
            if (head_at(pos) != 0) break;
            pos += bytes;
        }
        return pos;
    }
    /// The head after words that name nothing, or 0.
    std::size_t head_past_weak(std::size_t pos) const { return head_at(skip(w_.weak, pos)); }

    bool names_somebody(std::size_t begin, std::size_t end) const {
        for (std::size_t pos = begin; pos < end && pos - begin <= kLongestName; pos += step(text_, pos)) {
            if (w_.verbs.match_at(text_, pos) != 0 && pos == begin) return false;
            const auto bytes = w_.entities.match_at(text_, pos);
            if (bytes != 0 && pos + bytes <= end) return true;
        }
        const auto words = text_.substr(begin, end - begin);
        return w_.verbs.match_at(text_, begin) == 0 && w_.vague.match_at(text_, begin) == 0 &&
               w_.entities.match_end(words) != 0;
    }
    /// Whether these words leave it to somebody to say what ("…要求提交", "…规定应当提供"), or to the purpose
    /// ("…所需").
    bool defers(std::string_view words) const {
        if (words.ends_with(kOf)) words.remove_suffix(kOf.size());
        if (w_.needed.match_end(words) != 0) return true;
        for (bool has_more = true; has_more;) {
            const auto bytes = w_.deferred.match_end(words);
            has_more = bytes != 0 && bytes < words.size();
            if (has_more) words.remove_suffix(bytes);
        }
        return w_.deferral.match_end(words) != 0;
    }

    enum class Reach { kNothing, kOpen, kKind };
    struct Governed {
        Reach reach = Reach::kNothing;
        std::size_t end = 0;
    };

    /// Which noun "other", ending at `pos`, stands before. @param somebody  persons or bodies were named on the way
    Governed governed(std::size_t pos, bool somebody, int depth) const {
        if (depth == 0 && text_.substr(pos).starts_with(kOf)) pos += kOf.size();
        if (pos >= text_.size()) return {Reach::kOpen, pos};
        std::size_t connector = std::string_view::npos;
        for (std::size_t p = pos; p < text_.size(); p += step(text_, p)) {
            if (const auto end = head_at(p)) return before_head(pos, p, end, connector, somebody);
            if (text_.substr(p).starts_with(kOf)) return past_of(pos, p, somebody, depth);
            if (connector == std::string_view::npos && w_.connectors.match_at(text_, p) != 0) connector = p;
        }
        return of_a_kind(pos, std::min(connector, text_.size()), somebody);
    }

    Governed before_head(
        std::size_t pos, std::size_t head, std::size_t end, std::size_t connector, bool somebody) const {
        if (connector != std::string_view::npos && !somebody) {
            const auto first = of_a_kind(pos, connector, somebody);
            if (first.reach != Reach::kNothing) return first;
        }
        if (skip(w_.weak, pos) >= head) return {somebody ? Reach::kNothing : Reach::kOpen, end};
        const bool is_theirs = (somebody || names_somebody(pos, head)) && !defers(text_.substr(pos, head - pos));
        return {is_theirs ? Reach::kNothing : Reach::kOpen, end};
    }

    Governed past_of(std::size_t pos, std::size_t of, bool somebody, int depth) const {
        const auto limits = text_.substr(pos, of - pos);
        const auto rest = of + kOf.size();
        const bool has_somebody = (somebody || names_somebody(pos, of)) && !defers(limits);
        if (rest >= text_.size())
            return {has_somebody || is_case(pos, of) ? Reach::kNothing : Reach::kOpen, text_.size()};
        if (const auto end = head_past_weak(rest)) return {has_somebody ? Reach::kNothing : Reach::kOpen, end};
        if (w_.entities.match_at(text_, rest) != 0) return {};
        if (depth >= kDeepest) return {};
        return governed(rest, has_somebody, depth + 1);
    }

    /// "其他保险已经赔付的，赔付结算单": the words say in which case, and leave to nobody which ("其他应当说明的，…").
    bool is_case(std::size_t begin, std::size_t end) const {
        const auto words = text_.substr(begin, end - begin);
        return is_condition_ && skip(w_.weak, begin) < end && w_.modals.find_in(words) == std::string_view::npos &&
               w_.deferral.find_in(words) == std::string_view::npos;
    }

    /// "Other" before a document known by its kind only.
    Governed of_a_kind(std::size_t begin, std::size_t end, bool somebody) const {
        const auto words = text_.substr(begin, end - begin);
        if (somebody || matter_ == Matter::kCondition || names_somebody(begin, end)) return {};
        const auto after = skip(w_.weak, begin);
        if (after >= end) return {Reach::kOpen, end};
        const auto kind = w_.kinds.match_end(words);
        if (kind == 0) return {};
        return {after + kind >= end ? Reach::kOpen : Reach::kKind, end};
    }

    bool ends_as_document(std::string_view words) const {
        while (const auto copy = w_.copies.match_end(words)) words.remove_suffix(copy);
        return words.ends_with("#") || w_.document_endings.match_end(words) != 0;
    }
    /// Whether "other" at `pos` is the second half of a choice whose first half is a document.
    bool is_alternative(std::size_t pos) const {
        std::size_t nearest = std::string_view::npos;
        std::size_t past = 0;
        for (std::size_t p = 0; p < pos; p += step(text_, p)) {
            const auto bytes = w_.alternatives.match_at(text_, p);
            if (bytes == 0) continue;
            nearest = p;
            past = p + bytes;
        }
        if (nearest == std::string_view::npos) return false;
        const auto between = text_.substr(past, pos - past);
        if (!between.empty() && !between.ends_with(kOf)) return false;
        return nearest == 0 || ends_as_document(text_.substr(0, nearest));
    }

    void others() {
        for (std::size_t pos = 0; pos < text_.size(); pos += step(text_, pos)) {
            const auto bytes = w_.others.match_at(text_, pos);
            if (bytes == 0 || is_inside(pos)) continue;
            auto noun = governed(pos + bytes, false, 0);
            if (const auto end = proof_of_deferred(pos, pos + bytes)) noun = {Reach::kOpen, end};
            if (noun.reach == Reach::kNothing) continue;
            if (matter_ == Matter::kCondition) {
                if (is_open_condition(pos, pos + bytes, noun.end))
                    say(Verdict::kCatchAll, "other_conditions", pos, noun.end);
            } else if (is_alternative(pos) || (noun.reach == Reach::kKind && !is_deferred(pos))) {
                say(Verdict::kAmbiguous, "other_alternative", pos, noun.end);
            } else {
                say(Verdict::kCatchAll, "other_documents", pos, noun.end);
            }
        }
    }
    /// "Other conditions" that nothing but a law or an office describes; "其他不适合驾驶的情形" describes them.
    bool is_open_condition(std::size_t pos, std::size_t past, std::size_t end) const {
        const auto between = text_.substr(past, end - past);
        return is_deferred(pos) || head_past_weak(past) != 0 || defers(between.substr(0, between.rfind(kOf)));
    }

    /// "主管部门规定的其他条件证明": what is to be proved is left to somebody. Where the proof ends, or 0.
    std::size_t proof_of_deferred(std::size_t pos, std::size_t past) const {
        const auto bytes = w_.conditions.match_at(text_, past);
        const bool is_proof = matter_ == Matter::kMaterial && bytes != 0 && is_deferred(pos);
        return is_proof ? head_past_weak(past + bytes) : 0;
    }

    bool is_deferred(std::size_t pos) const {
        const auto before = text_.substr(0, pos);
        return before.ends_with(kOf) && defers(before);
    }

    bool refers(std::size_t until) const {
        const auto before = text_.substr(0, until);
        if (before.ends_with("#") || w_.references.match_end(before) != 0) return true;
        const auto article = before.find("第");
        if (article == std::string_view::npos) return false;
        const auto rest = before.substr(article);
        return rest.find("条") != std::string_view::npos || rest.find("款") != std::string_view::npos ||
               rest.find("项") != std::string_view::npos;
    }

    void deferrals() {
        for (std::size_t pos = 0; pos < text_.size(); pos += step(text_, pos)) {
            const auto before = without_weak(text_.substr(0, pos));
            auto bytes = w_.deferral.match_at(text_, pos);
            // "符合条件的证明材料": which conditions is not said.
            if (bytes == 0 && matter_ == Matter::kMaterial && w_.yardsticks.match_end(before) != 0)
                bytes = w_.conditions.match_at(text_, pos);
            if (bytes == 0 || is_inside(pos) || refers(pos)) continue;
            const auto end = deferred_head(pos + bytes);
            if (end == 0 || is_inside(end - 1)) continue;
            if (matter_ == Matter::kCondition) {
                say(Verdict::kVague, "deferred_conditions", pos, end);
            } else if (w_.yardsticks.match_end(before) != 0) {
                say(Verdict::kVague, "nothing_named", pos, end);
            } else if (w_.yardsticks.find_in(before) == std::string_view::npos) {
                // "规定的有关材料": what it asks for is known as relevant, not as all the rest.
                const bool is_vague = w_.vague.find_in(text_.substr(pos, end - pos)) != std::string_view::npos;
                say(is_vague ? Verdict::kVague : Verdict::kCatchAll,
                    is_vague ? "relevant_documents" : "deferred_to_law", pos, end);
            }
        }
    }
    std::string_view without_weak(std::string_view words) const {
        while (const auto bytes = w_.weak.match_end(words)) words.remove_suffix(bytes);
        return words;
    }
    /// The generic noun that follows nothing but "…that must be handed in"; 0 when something is named before it.
    std::size_t deferred_head(std::size_t pos) const {
        const auto from = pos;
        while (head_at(pos) == 0) {
            auto bytes = w_.deferred.match_at(text_, pos);
            if (bytes == 0) bytes = w_.weak.match_at(text_, pos);
            if (bytes == 0) return 0;
            pos += bytes;
        }
        return pos > from ? head_at(pos) : 0;
    }

    void modals() {
        for (std::size_t pos = 0; pos < text_.size(); pos += step(text_, pos)) {
            const auto bytes = w_.modals.match_at(text_, pos);
            if (bytes == 0 || is_inside(pos) || is_in_word(pos, bytes)) continue;
            const auto past = pos + bytes;
            if (w_.deferred.match_at(text_, past) == 0) continue;
            const auto end = deferred_head(past);
            if (end == 0 || is_inside(end - 1)) continue;
            const bool is_law = w_.law.find_in(text_.substr(pos, bytes)) != std::string_view::npos;
            say(is_law ? Verdict::kCatchAll : Verdict::kVague, is_law ? "deferred_to_law" : "nothing_named", pos, end);
        }
    }

    /// 应 in 供应, 需 in 所需.
    bool is_in_word(std::size_t pos, std::size_t bytes) const {
        constexpr std::size_t kCharacter = 3;
        return bytes == kCharacter && pos >= kCharacter &&
               w_.not_modals.match_at(text_, pos - kCharacter) == bytes + kCharacter;
    }

    void vague_words() {
        for (std::size_t pos = 0; pos < text_.size(); pos += step(text_, pos)) {
            const auto bytes = w_.vague.match_at(text_, pos);
            if (bytes == 0 || is_inside(pos)) continue;
            auto end = head_past_weak(past_kinds(pos + bytes));
            if (end == 0) end = hollow_head(pos + bytes);
            if (end == 0) end = bare_kind(pos + bytes);
            if (end == 0 || (pos > 0 && is_content(pos, end))) continue;
            say(Verdict::kVague, "relevant_documents", pos, end);
        }
    }
    bool is_choice(std::size_t pos) const { return w_.alternatives.match_at(text_, pos) != 0; }
    /// "有关图纸、资料": the word stands before both. In a choice ("有关证书或者证明文件") the kind names what is
    /// meant.
    std::size_t past_kinds(std::size_t pos) const {
        for (;;) {
            const auto from = skip(w_.weak, pos);
            const auto kind = w_.kinds.match_at(text_, from);
            if (kind == 0 || is_choice(from + kind)) return pos;
            const auto connector = w_.connectors.match_at(text_, from + kind);
            if (connector == 0) return pos;
            pos = from + kind + connector;
        }
    }
    /// "有关合同": a kind of document with nothing said of what it is about.
    std::size_t bare_kind(std::size_t from) const {
        const auto pos = skip(w_.weak, from);
        const auto kind = w_.bare_kinds.match_at(text_, pos);
        return kind != 0 && is_boundary(pos + kind) && !is_choice(pos + kind) ? pos + kind : 0;
    }
    bool is_content(std::size_t begin, std::size_t end) const {
        auto words = text_.substr(begin, end - begin);
        while (const auto copy = w_.copies.match_end(words)) words.remove_suffix(copy);
        return w_.contents.match_end(words) != 0;
    }
    /// 材料 and the like name nothing even after a noun of the subject ("有关工程资料"), or after another document
    /// ("与项目有关的合同及结算资料").
    std::size_t hollow_head(std::size_t from) const {
        if (text_.substr(from).starts_with(kOf)) from += kOf.size();
        bool has_joined = false;
        for (std::size_t pos = from; pos < text_.size() && pos - from <= kFarthestHollow; pos += step(text_, pos)) {
            if (const auto end = noun_at(w_.hollow, pos)) return end;
            const bool joins = w_.connectors.match_at(text_, pos) != 0;
            if ((joins && (has_joined || is_choice(pos))) || text_.substr(pos).starts_with(kOf)) return 0;
            has_joined = has_joined || joins;
        }
        return 0;
    }

    /// Nothing but words that name nothing, from end to end.
    void nothing_named() {
        if (!found_.empty()) return;
        std::size_t pos = 0;
        bool has_head = false;
        bool has_vague = false;
        while (pos < text_.size()) {
            has_vague = has_vague || w_.vague.match_at(text_, pos) != 0;
            std::size_t bytes = 0;
            if (const auto end = head_at(pos)) {
                bytes = end - pos;
                has_head = true;
            }
            if (bytes == 0) bytes = w_.weak.match_at(text_, pos);
            if (bytes == 0) bytes = w_.connectors.match_at(text_, pos);
            if (bytes == 0) bytes = w_.copies.match_at(text_, pos);
            if (bytes == 0) bytes = w_.closings.match_at(text_, pos);
            if (bytes == 0 && has_vague) {
                bytes = w_.kinds.match_at(text_, pos);
                has_head = has_head || bytes != 0;
            }
            if (bytes == 0 || text_.substr(pos, 1) == "#") return;
            pos += bytes;
        }
        if (has_head) say(Verdict::kVague, "nothing_named", 0, text_.size());
    }

    void unsaid() {
        for (std::size_t pos = 0; pos < text_.size(); pos += step(text_, pos))
            if (const auto bytes = w_.unsaid.match_at(text_, pos)) say(Verdict::kVague, "unsaid", pos, pos + bytes);
    }

    /// "等材料" closes a list of named documents and leaves it open: not vague, but to be mended.
    void open_list() {
        constexpr std::string_view kEtc = "等";
        for (auto pos = text_.find(kEtc); pos != std::string_view::npos; pos = text_.find(kEtc, pos + kEtc.size())) {
            const auto past = pos + kEtc.size();
            if (past == text_.size() || head_past_weak(past) != 0)
                say(Verdict::kSpecific, "open_list", pos, past == text_.size() ? past : head_past_weak(past));
        }
    }

    const ClauseWords& w_;
    std::string_view text_;
    Matter matter_;
    bool is_condition_;
    const WordList& heads_;
    std::vector<Found> found_;
};

/// "（一）", "1.", "②" before the clause.
std::size_t past_number(std::string_view text) {
    static const WordList kDigits(
        {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
    static const WordList kMarks({"、", ".", "．", "）", ")", "]"});
    static const WordList kRings({"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"});
    std::size_t pos = 0;
    if (const auto ring = kRings.match_at(text, 0)) return ring;
    if (text.starts_with("（")) pos = std::string_view("（").size();
    if (text.starts_with("(")) pos = 1;
    const auto first = pos;
    while (const auto bytes = kDigits.match_at(text, pos)) pos += bytes;
    const auto mark = pos > first ? kMarks.match_at(text, pos) : 0;
    return mark == 0 ? 0 : pos + mark;
}

/// Whether the brackets that open at `pos` list documents by name: "相关证明材料（结婚证、离婚证）".
bool is_named_after(const std::vector<Compact>& parts, std::size_t pos) {
    const ClauseWords& words = clause_words();
    const auto aside = std::find_if(parts.begin() + 1, parts.end(), [&](const Compact& part) {
        return !part.at.empty() && part.at.front() > pos && part.at.front() - pos <= kWidestBracket;
    });
    if (aside == parts.end()) return false;
    std::string_view list = aside->text;
    for (bool has_more = true; has_more;) {
        const auto bytes = std::max(words.copies.match_end(list), words.connectors.match_end(list));
        has_more = bytes != 0;
        list.remove_suffix(bytes);
    }
    const bool is_open = words.others.find_in(list) != std::string_view::npos ||
                         words.vague.find_in(list) != std::string_view::npos ||
                         words.unsaid.find_in(list) != std::string_view::npos;
    return !is_open && words.hollow.match_end(list) == 0 && words.document_endings.match_end(list) != 0 &&
           words.document_endings.match_end(list) < list.size();
}

}  // namespace

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::kSpecific:
            return "specific";
        case Verdict::kAmbiguous:
            return "ambiguous";
        case Verdict::kVague:
            return "vague";
        case Verdict::kCatchAll:
            return "catch_all";
    }
    return "specific";
}

Judgement judge_clause(std::string_view text, Matter matter) {
    const auto skipped = past_number(text);
    Judgement worst{Verdict::kSpecific, "named", {}};
    const auto parts = compact(text.substr(skipped));
    for (const Compact& part : parts) {
        for (const Segment& segment : segments(part.text)) {
            if (segment.is_label) continue;
            for (const auto& found : Phrase(segment.text, matter, segment.is_condition).read()) {
                if (found.verdict < worst.verdict) continue;
                const auto past = segment.from + found.end;
                if (found.verdict == Verdict::kVague && past <= part.at.size() && past > 0 &&
                    is_named_after(parts, part.at[past - 1] + 1))
                    continue;
                if (found.verdict > worst.verdict) worst.marks.clear();
                worst.verdict = found.verdict;
                worst.rule = found.rule;
                auto span = part.span(segment.from + found.begin, segment.from + found.end);
                worst.marks.push_back({span.begin + skipped, span.end + skipped});
            }
        }
    }
    return worst;
}

}  // namespace yw::lint
