// How often one address may ask for what costs work: a bucket of tokens for each, filled at a steady rate.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace yw::http {

class PeerRate {
public:
    struct Limit {
        double per_second = 0;  ///< 0: no limit
        double at_once = 0;     ///< requests after a pause
    };
    explicit PeerRate(Limit limit) : limit_(limit) {}

    /// Counts a request; false when this address has none left. Addresses of the machine itself are never counted: a
    /// local proxy that names no client would count as one.
    bool allow(std::string_view address, std::int64_t now_ms);
    /// Addresses remembered; bounded, for tests.
    std::size_t remembered();

    /// Of each part. When it is full those are forgotten whose bucket has filled up, and everybody when none has.
    static constexpr std::size_t kMostOfAPart = 8192;

private:
    struct Bucket {
        double tokens;
        std::int64_t at_ms;
    };
    struct Part {
        std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };
    void make_room(Part& part, std::int64_t now_ms) const;
    double filled(const Bucket& bucket, std::int64_t now_ms) const;

    const Limit limit_;
    std::array<Part, 16> parts_;
};

}  // namespace yw::http
