#include "publication/drift.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "kernel/utf8.hpp"

namespace yw::publication {
namespace {

/// Marks that lists write in different ways.
std::string_view one_kind(std::string_view character) {
    static const std::map<std::string_view, std::string_view> kinds{
        {"“", "\""}, {"”", "\""}, {"‘", "'"},  {"’", "'"},  {"「", "\""}, {"」", "\""}, {"《", "<"},
        {"》", ">"}, {"〈", "<"}, {"〉", ">"}, {"【", "["}, {"】", "]"},  {"〔", "["},  {"〕", "]"},
        {"。", "."}, {"、", ","}, {"—", "-"},  {"–", "-"},  {"·", "."},   {"…", "."}};
    const auto found = kinds.find(character);
    return found == kinds.end() ? character : found->second;
}

char32_t code_point(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 3) return ((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    return character.size() == 1 ? byte(0) : 0;
}

std::optional<int> digit_of(std::string_view character) {
    static constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四",
                                                              "五", "六", "七", "八", "九"};
    if (character == "两") return 2;
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        if (character == kDigits[i]) return static_cast<int>(i);
    return std::nullopt;
}

/// The number at the beginning, in digits or Chinese numerals up to 999; it is taken off the text.
std::optional<int> take_number(std::string_view& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && number >= 0) {
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        return number;
    }
    int sum = 0;
    std::optional<int> last;
    bool any = false;
    for (std::string_view rest = text; !rest.empty();) {
        const auto character = utf8::take(rest);
        if (const auto digit = digit_of(character)) {
            last = *digit;
        } else if (character == "十" || character == "百") {
            sum += last.value_or(1) * (character == "十" ? 10 : 100);
            last.reset();
        } else {
            break;
        }
        any = true;
        text = rest;
    }
    if (!any) return std::nullopt;
    return sum + last.value_or(0);
}

std::string shown(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : "；") + name;
    return text;
}

std::vector<std::string> plain_sorted(const std::vector<std::string>& names) {
    std::vector<std::string> plain;
    for (const auto& name : names) plain.push_back(plain_text(name));
    std::sort(plain.begin(), plain.end());
    return plain;
}

class Comparison {
public:
    Comparison(const std::vector<ShownItem>& ours, const std::vector<ShownItem>& theirs) : theirs_(theirs) {
        drift_.ours = static_cast<std::int64_t>(ours.size());
        drift_.theirs = static_cast<std::int64_t>(theirs.size());
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            if (theirs[i].code && !theirs[i].code->empty()) by_code_.emplace(plain_text(*theirs[i].code), i);
            by_name_.emplace(plain_text(theirs[i].name), i);
        }
    }

    Drift run(const std::vector<ShownItem>& ours) {
        // Codes first for all: a name must not take what a code belongs to.
        std::vector<std::optional<std::size_t>> pairs(ours.size());
        for (std::size_t i = 0; i < ours.size(); ++i) pairs[i] = take_by_code(ours[i]);
        for (std::size_t i = 0; i < ours.size(); ++i)
            if (!pairs[i]) pairs[i] = take_by_name(ours[i]);
        std::vector<Difference> fields;
        for (std::size_t i = 0; i < ours.size(); ++i) {
            if (!pairs[i]) {
                drift_.differences.push_back({Difference::Kind::kMissing, ours[i].id, ours[i].name, {}, {}, {}});
                continue;
            }
            ++drift_.matched;
            drift_.pairs.emplace_back(i, *pairs[i]);
            const auto before = fields.size();
            compare(ours[i], theirs_[*pairs[i]], fields);
            drift_.same += fields.size() == before;
        }
        for (std::size_t i = 0; i < theirs_.size(); ++i)
            if (taken_.count(i) == 0)
                drift_.differences.push_back({Difference::Kind::kExtra, {}, theirs_[i].name, {}, {}, {}});
        drift_.differences.insert(drift_.differences.end(), fields.begin(), fields.end());
        return std::move(drift_);
    }

private:
    std::optional<std::size_t> take_by_code(const ShownItem& ours) {
        if (!ours.code || ours.code->empty()) return std::nullopt;
        const auto range = by_code_.equal_range(plain_text(*ours.code));
        return take(range.first, range.second, ours);
    }
    std::optional<std::size_t> take_by_name(const ShownItem& ours) {
        const auto range = by_name_.equal_range(plain_text(ours.name));
        return take(range.first, range.second, ours);
    }
    template <class I>
    std::optional<std::size_t> take(I begin, I end, const ShownItem& ours) {
        std::optional<std::size_t> best;
        for (I each = begin; each != end; ++each) {
            if (taken_.count(each->second) != 0) continue;
            const auto& theirs = theirs_[each->second];
            const bool fits = !ours.department || !theirs.department ||
                              plain_text(*ours.department) == plain_text(*theirs.department);
            if (!best || fits) best = each->second;
            if (fits) break;
        }
        if (best) taken_.insert(*best);
        return best;
    }

    static void compare(const ShownItem& ours, const ShownItem& theirs, std::vector<Difference>& into) {
        const auto differ = [&](std::string field, std::string here, std::string there) {
            into.push_back(
                {Difference::Kind::kField, ours.id, ours.name, std::move(field), std::move(here), std::move(there)});
        };
        const auto text = [&](const char* field, const std::optional<std::string>& here,
                              const std::optional<std::string>& there, auto plain) {
            if (here && there && !there->empty() && plain(*here) != plain(*there)) differ(field, *here, *there);
        };
        if (plain_text(ours.name) != plain_text(theirs.name)) differ("name", ours.name, theirs.name);
        text("code", ours.code, theirs.code, plain_text);
        text("department", ours.department, theirs.department, plain_text);
        text("limit", ours.limit, theirs.limit, plain_limit);
        if (ours.materials && theirs.materials) {
            if (plain_sorted(*ours.materials) != plain_sorted(*theirs.materials))
                differ("materials", shown(*ours.materials), shown(*theirs.materials));
        } else if (ours.material_count && theirs.material_count && *ours.material_count != *theirs.material_count) {
            differ("material_count", std::to_string(*ours.material_count), std::to_string(*theirs.material_count));
        }
        text("updated", ours.updated, theirs.updated, plain_text);
        text("content_hash", ours.content_hash, theirs.content_hash, plain_text);
    }

    const std::vector<ShownItem>& theirs_;
    std::multimap<std::string, std::size_t> by_code_;
    std::multimap<std::string, std::size_t> by_name_;
    std::set<std::size_t> taken_;
    Drift drift_;
};

}  // namespace

std::int64_t Drift::count(Difference::Kind kind) const {
    return std::count_if(differences.begin(), differences.end(),
                         [&](const Difference& each) { return each.kind == kind; });
}

std::string plain_text(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto character = utf8::take(text);
        const char32_t code = code_point(character);
        // Full-width forms stand 0xFEE0 above their ASCII letters.
        const char32_t ascii = code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
        const bool space = code == 0x3000 || code == 0xFEFF || code == 0x200B || code == 0x2003 ||
                           (ascii <= 0x20 && ascii != 0) || code == 0xA0;
        if (space || character == "\xC2\xA0") continue;
        if (ascii != 0 && ascii < 0x7F)
            plain += static_cast<char>(ascii >= 'A' && ascii <= 'Z' ? ascii + 32 : ascii);
        else
            plain += one_kind(character);
    }
    return plain;
}

std::string plain_limit(std::string_view text) {
    const std::string plain = plain_text(text);
    for (const std::string_view at_once : {"当场", "即时", "即办", "立即", "当日即办"})
        if (plain.starts_with(at_once)) return "0";
    std::string_view rest = plain;
    const auto number = take_number(rest);
    if (!number) return plain;
    if (*number == 0) return "0";
    if (rest.starts_with("个")) rest.remove_prefix(std::string_view("个").size());
    const auto is = [&](std::string_view unit) { return rest == unit || rest == std::string(unit) + "内"; };
    for (const std::string_view unit : {"工作日", "法定工作日"})
        if (is(unit)) return std::to_string(*number) + "/workday";
    for (const std::string_view unit : {"日", "天", "自然日", "日历日"})
        if (is(unit)) return std::to_string(*number) + "/day";
    for (const std::string_view unit : {"月", "自然月"})
        if (is(unit)) return std::to_string(*number) + "/month";
    return plain;
}

Drift compare_lists(const std::vector<ShownItem>& ours, const std::vector<ShownItem>& theirs) {
    return Comparison(ours, theirs).run(ours);
}

namespace {

/// "20个工作日" stands on the page, or "20工作日".
bool says_limit(const std::string& page, const std::string& limit) {
    const auto plain = plain_text(limit);
    if (page.find(plain) != std::string::npos) return true;
    auto shorter = plain;
    if (const auto at = shorter.find("个"); at != std::string::npos) shorter.erase(at, std::string_view("个").size());
    return page.find(shorter) != std::string::npos;
}

std::vector<std::string> not_on(const std::string& page, const std::vector<std::string>& texts) {
    std::vector<std::string> missing;
    for (const auto& text : texts)
        if (page.find(plain_text(text)) == std::string::npos) missing.push_back(text);
    return missing;
}

void compare_page(const ShownItem& ours,
                  const std::string& address,
                  const PageText& text_at,
                  std::vector<Difference>& into) {
    const auto differ = [&](const char* field, std::string here, std::string there) {
        into.push_back({Difference::Kind::kField, ours.id, ours.name, field, std::move(here), std::move(there)});
    };
    const auto text = text_at(address);
    if (!text) return differ("page_unreachable", {}, address);
    const auto page = plain_text(text.value());
    if (ours.limit && !says_limit(page, *ours.limit)) differ("page_limit", *ours.limit, address);
    if (ours.materials)
        if (const auto missing = not_on(page, *ours.materials); !missing.empty())
            differ("page_materials", shown(missing), address);
    if (const auto missing = not_on(page, ours.phones); !missing.empty())
        differ("page_phones", shown(missing), address);
}

}  // namespace

void compare_pages(const std::vector<ShownItem>& ours,
                   const std::vector<ShownItem>& theirs,
                   const PageText& text_at,
                   Drift& drift) {
    std::set<std::string> differing;
    for (const auto& each : drift.differences)
        if (each.kind == Difference::Kind::kField) differing.insert(each.item_id);
    for (const auto& pair : drift.pairs) {
        const auto& page = theirs[pair.second].page;
        if (!page || page->empty()) continue;
        const auto before = drift.differences.size();
        compare_page(ours[pair.first], *page, text_at, drift.differences);
        if (drift.differences.size() > before && differing.insert(ours[pair.first].id).second) --drift.same;
    }
}

std::string_view word_of(Difference::Kind kind) {
    switch (kind) {
        case Difference::Kind::kMissing:
            return "missing";
        case Difference::Kind::kExtra:
            return "extra";
        case Difference::Kind::kField:
            return "field";
    }
    return {};
}

std::string_view field_zh(std::string_view field) {
    static const std::map<std::string_view, std::string_view> names{{"name", "事项名称"},
                                                                    {"code", "实施编码"},
                                                                    {"department", "实施部门"},
                                                                    {"limit", "承诺办结时限"},
                                                                    {"materials", "材料名称"},
                                                                    {"material_count", "材料数量"},
                                                                    {"updated", "更新日期"},
                                                                    {"content_hash", "内容校验码"},
                                                                    {"page_limit", "页面上没有这个承诺办结时限"},
                                                                    {"page_materials", "页面上没有这些材料"},
                                                                    {"page_phones", "页面上没有这些电话"},
                                                                    {"page_unreachable", "页面打不开"}};
    const auto found = names.find(field);
    return found == names.end() ? std::string_view() : found->second;
}

}  // namespace yw::publication
