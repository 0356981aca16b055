// What several pages of a campaign show: results with their objections, errors of a form.
#pragma once

#include <string>
#include <vector>

#include "inspect/campaign/campaign.hpp"

namespace yw::campaign {

enum class Reader { kInspector, kInspected };

/// An objection that was not taken: what was typed stays, each error stands at its field.
struct ObjectionTyped {
    std::string observation;
    std::string words;
    std::string by_name;
    std::vector<FieldError> errors;
};

struct ResultsFor {
    Reader reader = Reader::kInspector;
    std::string form_token;
    std::string object_url;  ///< where the inspected sends an objection
    bool running = false;    ///< otherwise nothing can be said any more
    ObjectionTyped typed = {};
};
html::SafeHtml results_part(const std::vector<ObservationLine>& observations, const ResultsFor& how);

void show_errors(html::View& page, const std::vector<FieldError>& errors);
std::string result_zh(State state);
std::string indicator_name(const std::string& id);
/// A form's or page's place: at most one of each name.
PageHead inspector_head(std::string title, std::vector<Crumb> before = {});

std::string round_url(const std::string& id);
std::string platform_url(const std::string& id);

void add_round_routes(http::Router& router, const identity::Gate& gate, const Frame& frame, Campaigns& campaigns);
void add_platform_routes(http::Router& router, const identity::Gate& gate, const Frame& frame, Campaigns& campaigns);
void add_item_routes(http::Router& router, const identity::Gate& gate, const Frame& frame, const Campaigns& campaigns);
void add_report_routes(http::Router& router,
                       const identity::Gate& gate,
                       const Frame& frame,
                       const Campaigns& campaigns);

/// Who works on campaigns: operators too, where the platform has no inspectors of its own.
std::vector<identity::Role> inspectors();

}  // namespace yw::campaign
