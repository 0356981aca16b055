// The styles, scripts and icons that web/build.mjs bundled, as the browser gets them. The bytes live in the program
// itself; nothing is read, compressed or copied while serving. All functions may be called from any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/http/http.hpp"

namespace yw::web {

struct Asset {
    std::string_view name;  ///< "yiwang.css"
    std::string path;       ///< "/assets/yiwang.0f3a9c21d4.css": changes with the content
    std::string_view content_type;
    std::string hash;  ///< what stands in the path: 10 hexadecimal digits of SHA-256
    std::string_view bytes;
    std::string_view gzip;  ///< empty when compressing would not help (PNG)
    std::string_view brotli;
};

/// Where pages find an asset: "yiwang.css" -> "/assets/yiwang.<hash>.css". @throws std::logic_error for an unknown
/// name.
const std::string& asset_path(std::string_view name);

/// All assets, in the order of the bundle.
std::span<const Asset> assets();

struct FoundAsset {
    const Asset* asset = nullptr;
    bool immutable =
        false;  ///< the path has the hash: may be kept for ever. Without it ("/assets/favicon.svg"): for an hour
};
/// The asset of a request's path, or nothing: also for a path with the hash of another version.
std::optional<FoundAsset> find_asset(std::string_view path);

/// Handler for GET and HEAD of "/assets/{name}", to be run inline: chooses the encoding, answers 304, says how long to
/// keep it; 404 without a page when there is no such asset.
http::Response serve_asset(const http::Request& request);

}  // namespace yw::web
