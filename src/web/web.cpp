#include "web/web.hpp"

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "web/bundle.hpp"

namespace yw::web {
namespace {

constexpr std::string_view kFolder = "/assets/";

std::string_view type_of(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".webmanifest", "application/manifest+json; charset=utf-8"},
        {".png", "image/png"},
    };
    for (const auto& [ending, type] : kTypes) {
        if (name.ends_with(ending)) return type;
    }
    throw std::logic_error("no content type for the asset " + std::string(name));
}

std::string hash_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("SHA-256 is not available");
    }
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (std::size_t i = 0; i < 5; ++i) {
        hex += kDigits[digest[i] >> 4];
        hex += kDigits[digest[i] & 0xf];
    }
    return hex;
}

std::string_view bundled(std::string_view name) {
    for (const auto& file : bundle::files()) {
        if (file.name == name) return file.bytes;
    }
    return {};
}

struct Bundle {
    std::vector<Asset> all;
    std::unordered_map<std::string_view, const Asset*> by_name;
    std::unordered_map<std::string_view, const Asset*> by_path;
};

Bundle read_bundle() {
    Bundle made;
    for (const auto& file : bundle::files()) {
        if (file.name.ends_with(".gz") || file.name.ends_with(".br")) continue;
        const std::string name(file.name);
        const auto dot = name.rfind('.');
        const std::string hash = hash_of(file.bytes);
        made.all.push_back({file.name, std::string(kFolder) + name.substr(0, dot) + "." + hash + name.substr(dot),
                            type_of(file.name), hash, file.bytes, bundled(name + ".gz"), bundled(name + ".br")});
    }
    for (const Asset& asset : made.all) {
        made.by_name.emplace(asset.name, &asset);
        made.by_path.emplace(asset.path, &asset);
    }
    return made;
}

const Bundle& the_bundle() {
    static const Bundle bundle = read_bundle();
    return bundle;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Calls `use` with each element of a comma-separated header.
template <class Use>
void each_element(std::string_view list, Use use) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        use(trimmed(list.substr(0, comma)));
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
}

/// Whether Accept-Encoding names the encoding and does not refuse it by "q=0" (RFC 9110, 12.5.3).
bool accepts(std::string_view header, std::string_view encoding) {
    bool accepted = false;
    each_element(header, [&](std::string_view element) {
        const auto semicolon = element.find(';');
        if (trimmed(element.substr(0, semicolon)) != encoding) return;
        const auto weight = semicolon == std::string_view::npos ? "" : trimmed(element.substr(semicolon + 1));
        double quality = 1;
        if (weight.starts_with("q=")) std::from_chars(weight.data() + 2, weight.data() + weight.size(), quality);
        accepted = quality > 0;
    });
    return accepted;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    bool named = trimmed(if_none_match) == "*";
    each_element(if_none_match, [&](std::string_view element) {
        if (element.starts_with("W/")) element.remove_prefix(2);
        named = named || element == etag;
    });
    return named;
}

struct Encoded {
    std::string_view name;  ///< empty: as it is
    std::string_view bytes;
};

Encoded choose(const Asset& asset, std::string_view accept_encoding) {
    if (!asset.brotli.empty() && accepts(accept_encoding, "br")) return {"br", asset.brotli};
    if (!asset.gzip.empty() && accepts(accept_encoding, "gzip")) return {"gzip", asset.gzip};
    return {"", asset.bytes};
}

}  // namespace

const std::string& asset_path(std::string_view name) {
    const auto& names = the_bundle().by_name;
    const auto found = names.find(name);
    if (found == names.end()) throw std::logic_error("no asset is called " + std::string(name));
    return found->second->path;
}

std::span<const Asset> assets() {
    return the_bundle().all;
}

std::optional<FoundAsset> find_asset(std::string_view path) {
    if (const auto found = the_bundle().by_path.find(path); found != the_bundle().by_path.end()) {
        return FoundAsset{found->second, true};
    }
    if (!path.starts_with(kFolder)) return std::nullopt;
    const auto found = the_bundle().by_name.find(path.substr(kFolder.size()));
    if (found == the_bundle().by_name.end()) return std::nullopt;
    return FoundAsset{found->second, false};
}

http::Response serve_asset(const http::Request& request) {
    const auto found = find_asset(request.path);
    if (!found) return http::text("没有这个文件\n", 404);
    const Asset& asset = *found->asset;
    const Encoded encoded = choose(asset, request.header("accept-encoding"));
    const std::string etag = "\"" + asset.hash + (encoded.name.empty() ? "" : "-") + std::string(encoded.name) + "\"";

    http::Response response;
    response.set("Cache-Control", found->immutable ? "public, max-age=31536000, immutable" : "public, max-age=3600");
    response.set("ETag", etag);
    if (!asset.gzip.empty()) response.set("Vary", "Accept-Encoding");
    if (names_etag(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", std::string(asset.content_type));
    if (!encoded.name.empty()) response.set("Content-Encoding", std::string(encoded.name));
    response.body = encoded.bytes;
    return response;
}

}  // namespace yw::web
