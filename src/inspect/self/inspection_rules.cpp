#include "inspect/self/inspection_rules.hpp"

#include <algorithm>

#include "kernel/permille.hpp"

namespace yw::inspect {
namespace {

bool is_outcome(char letter) {
    return letter == 'p' || letter == 'f' || letter == 'u';
}

/// Removes what & was written as.
std::string plain_address(std::string_view written) {
    constexpr std::string_view kAmp = "&amp;";
    std::string address;
    while (!written.empty()) {
        const auto at = written.find(kAmp);
        address += written.substr(0, at);
        if (at == std::string_view::npos) break;
        address += '&';
        written.remove_prefix(at + kAmp.size());
    }
    return address;
}

}  // namespace

std::string outcomes_text(const Outcomes& outcomes) {
    std::string text;
    for (const auto& entry : outcomes) {
        if (!text.empty()) text += ' ';
        text += entry.first + '=' + static_cast<char>(entry.second);
    }
    return text;
}

Outcomes outcomes_of(std::string_view text) {
    Outcomes outcomes;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        const auto equals = word.find('=');
        if (equals == std::string_view::npos || equals + 2 != word.size() || !is_outcome(word.back())) continue;
        outcomes[std::string(word.substr(0, equals))] = static_cast<Outcome>(word.back());
    }
    return outcomes;
}

Outcomes outcomes_of_item(bool has_guide,
                          const std::set<std::string, std::less<>>& checked,
                          const std::set<std::string, std::less<>>& unchecked,
                          std::span<const SelfFinding> findings) {
    Outcomes outcomes;
    for (const auto& id : checked) outcomes[id] = Outcome::kPassed;
    for (const auto& id : unchecked) outcomes[id] = Outcome::kUnchecked;
    for (const auto& finding : findings) outcomes[finding.indicator] = Outcome::kFailed;
    bool good = has_guide;
    for (const auto& indicator : indicators().indicators) {
        const auto found = outcomes.find(indicator.id);
        if (indicator.group == "items" && found != outcomes.end() && found->second == Outcome::kFailed) good = false;
    }
    outcomes[std::string(kGoodItem)] = good ? Outcome::kPassed : Outcome::kFailed;
    return outcomes;
}

Figure figure_of(Outcome outcome, std::int64_t weight) {
    switch (outcome) {
        case Outcome::kPassed:
            return {weight, 0, 0};
        case Outcome::kFailed:
            return {weight, weight, 0};
        case Outcome::kUnchecked:
            return {0, 0, weight};
    }
    return {};
}

Figure operator+(const Figure& a, const Figure& b) {
    return {a.checked + b.checked, a.failed + b.failed, a.unchecked + b.unchecked};
}

Figure operator-(const Figure& a, const Figure& b) {
    return {a.checked - b.checked, a.failed - b.failed, a.unchecked - b.unchecked};
}

std::vector<std::string> counted_in(std::string_view region_code) {
    std::vector<std::string> codes{std::string(region_code)};
    const auto code = RegionCode::parse(region_code);
    for (auto above = code ? code->shown_parent() : std::nullopt; above; above = above->shown_parent())
        codes.push_back(above->str());
    return codes;
}

std::string place_above(std::string_view region_code) {
    const auto code = RegionCode::parse(region_code);
    const auto above = code ? code->shown_parent() : std::nullopt;
    return above ? above->str() : std::string();
}

std::string where_of(const SelfReport& report) {
    return report.department_name.empty() ? report.place_name : report.department_name;
}

Standing standing_of(const Indicator& indicator, const Figure& figure) {
    if (figure.checked == 0) return Standing::kNotChecked;
    // Compared without rounding: 0.04 % of failures are not none.
    return figure.failed * 1000 <= figure.checked * indicator.most_permille ? Standing::kMet : Standing::kMissed;
}

std::optional<int> passed_permille(const Figure& figure) {
    const auto passed = permille(figure.checked - figure.failed, figure.checked);
    // All but one of ten thousand are not all.
    if (passed == 1000 && figure.failed > 0) return 999;
    return passed;
}

std::optional<int> functions_rate(std::span<const IndicatorReport> reports) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const auto& report : reports) {
        if (report.indicator->group != "platform" || report.standing == Standing::kNotOffered) continue;
        if (const auto passed = passed_permille(report.figure)) {
            sum += *passed;
            ++count;
        }
    }
    if (count == 0) return std::nullopt;
    return static_cast<int>(sum / count);
}

std::vector<TrendPoint> added_trends(const std::vector<TrendPoint>& one, const std::vector<TrendPoint>& other) {
    std::vector<TrendPoint> sum;
    Figure a;
    Figure b;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < one.size() || j < other.size()) {
        const bool from_one = j == other.size() || (i < one.size() && one[i].day <= other[j].day);
        const LocalDay day = from_one ? one[i].day : other[j].day;
        if (i < one.size() && one[i].day == day) a = one[i++].figure;
        if (j < other.size() && other[j].day == day) b = other[j++].figure;
        sum.push_back({day, a + b});
    }
    return sum;
}

std::vector<std::string> links_in(std::string_view html, std::span<const std::string> beginnings) {
    constexpr std::string_view kHref = "href=\"";
    std::vector<std::string> links;
    for (auto at = html.find(kHref); at != std::string_view::npos; at = html.find(kHref, at)) {
        at += kHref.size();
        const auto end = html.find('"', at);
        if (end == std::string_view::npos) break;
        auto address = plain_address(html.substr(at, end - at));
        at = end;
        const bool wanted = std::any_of(beginnings.begin(), beginnings.end(),
                                        [&](const std::string& begin) { return address.starts_with(begin); });
        if (wanted && std::find(links.begin(), links.end(), address) == links.end())
            links.push_back(std::move(address));
    }
    return links;
}

const IndicatorReport* SelfReport::find(std::string_view id) const {
    for (const auto& report : indicators)
        if (report.indicator->id == id) return &report;
    return nullptr;
}

std::string_view to_string(Standing standing) {
    switch (standing) {
        case Standing::kMet:
            return "met";
        case Standing::kMissed:
            return "missed";
        case Standing::kNotChecked:
            return "not_checked";
        case Standing::kNotOffered:
            return "not_offered";
    }
    return {};
}

std::string_view standing_zh(Standing standing) {
    switch (standing) {
        case Standing::kMet:
            return "达标";
        case Standing::kMissed:
            return "没有达标";
        case Standing::kNotChecked:
            return "没有可检查的";
        case Standing::kNotOffered:
            return "还没有提供";
    }
    return {};
}

}  // namespace yw::inspect
