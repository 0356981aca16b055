// Pictures of pages as a person sees them, where Chromium is installed.
#pragma once

#include <string>

namespace yw::site {

bool has_browser();
/// A PNG of the upper part of the page. False when the browser failed or took longer than a minute.
bool take_picture(const std::string& address, const std::string& file, const std::string& user_agent);

}  // namespace yw::site
