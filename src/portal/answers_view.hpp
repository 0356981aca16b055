// What was answered to a question, as a part of the search page and as JSON. Inside the module.
#pragma once

#include <boost/json/object.hpp>

#include "asking/asking.hpp"
#include "portal/site.hpp"

namespace yw::portal {

/// Fills answers.html.
void show_reply(html::View& view, const asking::Reply& reply);
/// An answer of /api/v1/ask, and a result of /api/v1/search.
boost::json::object passage_json(const std::string& origin, const asking::Passage& passage);
boost::json::object reply_json(const std::string& origin, const asking::Reply& reply);

}  // namespace yw::portal
