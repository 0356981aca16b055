#include "platform/http/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

using Bytes = std::array<unsigned char, 16>;
constexpr unsigned kMappedBits = 96;  // IPv4 stands in ::ffff:0:0/96

std::optional<Bytes> parse_address(std::string_view text, bool& v4) {
    const std::string copy(text);
    Bytes bytes{};
    v4 = inet_pton(AF_INET, copy.c_str(), bytes.data() + 12) == 1;
    if (v4) {
        bytes[10] = bytes[11] = 0xFF;
        return bytes;
    }
    if (inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1) return bytes;
    return std::nullopt;
}

bool same_prefix(const Bytes& a, const Bytes& b, unsigned bits) {
    const std::size_t whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
    if (bits % 8 == 0) return true;
    const unsigned mask = 0xFFU << (8 - bits % 8);
    return ((a[whole] ^ b[whole]) & mask & 0xFFU) == 0;
}

/// Entries may carry a port ("203.0.113.7:1234", "[2001:db8::1]:1234").
std::string_view without_port(std::string_view entry) {
    if (entry.starts_with('[')) {
        const std::size_t end = entry.find(']');
        return end == std::string_view::npos ? std::string_view{} : entry.substr(1, end - 1);
    }
    const std::size_t colon = entry.find(':');
    return colon != std::string_view::npos && colon == entry.rfind(':') ? entry.substr(0, colon) : entry;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
    add("127.0.0.0/8");
    add("::1");
    for (const std::string& network : networks) add(network);
}

void TrustedProxies::add(std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    bool v4 = false;
    const auto address = parse_address(text.substr(0, slash), v4);
    unsigned bits = v4 ? 32 : 128;
    const unsigned most = bits;
    if (slash < text.size()) {
        const auto read = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) bits = most + 1;
    }
    if (!address || bits > most) throw std::runtime_error("no address or network: " + std::string(text));
    networks_.push_back({*address, bits + (v4 ? kMappedBits : 0)});
}

bool TrustedProxies::contains(std::string_view address) const {
    bool v4 = false;
    const auto bytes = parse_address(address, v4);
    return bytes && std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
               return same_prefix(*bytes, network.prefix, network.bits);
           });
}

std::string client_address(std::string_view forwarded_for, std::string_view peer, const TrustedProxies& proxies) {
    std::string_view nearest = peer;
    while (!forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
        const std::string_view entry = without_port(trimmed(forwarded_for.substr(begin)));
        forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
        bool v4 = false;
        if (!parse_address(entry, v4)) break;
        nearest = entry;
        if (!proxies.contains(entry)) break;
    }
    return std::string(nearest);
}

}  // namespace yw::http
