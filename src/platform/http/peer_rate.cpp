#include "platform/http/peer_rate.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <functional>

#include "platform/http/http.hpp"

namespace yw::http {

std::string network_of(std::string_view address) {
    in6_addr parsed{};
    if (inet_pton(AF_INET6, std::string(address).c_str(), &parsed) != 1) return std::string(address);
    constexpr std::size_t kNetwork = 8, kWhole = 16;
    const std::size_t kept = IN6_IS_ADDR_V4MAPPED(&parsed) ? kWhole : kNetwork;
    std::fill(parsed.s6_addr + kept, parsed.s6_addr + kWhole, std::uint8_t{0});
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(AF_INET6, &parsed, text, sizeof text);
    return text;
}

bool PeerRate::allow(std::string_view address, std::int64_t now_ms) {
    if (limit_.per_second <= 0 || address == "::1" || address.starts_with("127.")) return true;
    std::string network = network_of(address);
    Part& part = parts_[std::hash<std::string>{}(network) % parts_.size()];
    const std::lock_guard lock(part.mutex);
    if (part.buckets.size() >= kMostOfAPart) make_room(part, now_ms);
    Bucket& bucket = part.buckets.try_emplace(std::move(network), Bucket{limit_.at_once, now_ms}).first->second;
    bucket = {filled(bucket, now_ms), now_ms};
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

std::size_t PeerRate::remembered() {
    std::size_t count = 0;
    for (Part& part : parts_) {
        const std::lock_guard lock(part.mutex);
        count += part.buckets.size();
    }
    return count;
}

double PeerRate::filled(const Bucket& bucket, std::int64_t now_ms) const {
    constexpr double kMsOfASecond = 1000;
    const double gained = static_cast<double>(now_ms - bucket.at_ms) / kMsOfASecond * limit_.per_second;
    return std::min(limit_.at_once, bucket.tokens + std::max(gained, 0.0));
}

void PeerRate::make_room(Part& part, std::int64_t now_ms) const {
    std::erase_if(part.buckets, [&](const auto& entry) { return filled(entry.second, now_ms) >= limit_.at_once; });
    if (part.buckets.size() >= kMostOfAPart) part.buckets.clear();
}

}  // namespace yw::http
