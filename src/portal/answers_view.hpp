// What was answered to a question, as a part of the search page and as JSON. Inside the module.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>

#include "asking/asking.hpp"
#include "portal/site.hpp"

namespace yw::portal {

/// Fills answers.html. @param address  of a path on this site as it is shown: links may go by the counter of choices
void show_reply(html::View& view,
                const asking::Reply& reply,
                const std::function<std::string(std::string path)>& address);
/// An answer of /api/v1/ask, and a result of /api/v1/search.
boost::json::object passage_json(const std::string& origin, const asking::Passage& passage);
boost::json::object reply_json(const std::string& origin, const asking::Reply& reply);

}  // namespace yw::portal
