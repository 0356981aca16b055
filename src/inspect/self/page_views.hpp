// How the inspection's figures and rows look on pages.
#pragma once

#include <string>
#include <vector>

#include "inspect/self/inspection_rules.hpp"
#include "platform/html/html.hpp"

namespace yw::inspect {

html::View page_view(std::string_view name);

std::string place_url(std::string_view region_code, std::string_view department_id = {});
std::string indicator_url(std::string_view indicator,
                          std::string_view region_code,
                          std::string_view department_id = {});

html::SafeHtml overview(const SelfReport& report);
/// What the home page shows of it.
html::SafeHtml strip(const SelfReport& report);

/// One indicator of a place or department.
struct IndicatorView {
    const SelfReport& report;
    const IndicatorReport& row;
    const std::vector<IndicatorPart>& places;
    const std::vector<IndicatorPart>& departments;
};
/// The template has {{>ROWS}} and the section IF_NO_ROWS still to be filled.
html::View indicator_view(const IndicatorView& shown);

/// A row with what is said of it.
struct ShownRow {
    FollowUp row;
    std::string problem;
    std::string words;
    std::string owner;
};
void fill_rows(html::View& around, const std::vector<ShownRow>& rows, LocalDay today, const std::string& next_url);

/// Where the point stands in a drawing of this size, newest at the right edge: "0,30 120,2".
std::string drawn(const std::vector<TrendPoint>& trend, int width, int top, int bottom, int most_permille);
/// "从2026年3月2日的4.1%到今天的0.8%"; empty when there is no line to draw.
std::string trend_in_words(const std::vector<TrendPoint>& trend);

}  // namespace yw::inspect
