// Pictures of pages as a person sees them, where a Chromium is installed.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace yw::site {

/// A browser loads much more than we do, and any page may keep it busy or fill the disk.
struct PictureLimits {
    std::chrono::seconds page{30};
    std::chrono::seconds all{240};
    std::uintmax_t bytes = std::uintmax_t{8} << 20;
};

bool is_browser(const std::string& path);
/// A PNG of the upper part of the page. False when the browser failed, took too long or made too large a picture: then
/// no file is left.
bool take_picture(const std::string& browser,
                  const std::string& address,
                  const std::string& file,
                  const std::string& user_agent,
                  const PictureLimits& limits);

}  // namespace yw::site
