// Getting one address over the network, once, without following redirects: the walk decides where it may go.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "inspect/site/web_address.hpp"

namespace yw::site {

enum class Failure {
    kNone,
    kTimedOut,
    kUnreachable,  ///< no name, no connection, broken answer
    kCertificate,  ///< TLS that a browser would warn of
};
std::string_view to_string(Failure failure);  ///< "", timed_out, unreachable, certificate

struct Asked {
    WebAddress address;
    std::string form_body;  ///< not empty: POST of a search form, application/x-www-form-urlencoded
};

struct Answer {
    int status = 0;  ///< 0: failure says why
    Failure failure = Failure::kNone;
    std::string content_type;
    std::string location;   ///< of a redirect, as sent
    int retry_after_s = 0;  ///< of 429 and 503, where given in seconds
    std::string body;
    bool cut_off = false;  ///< longer than the limit: the rest was not read
    std::int64_t ms = 0;
};

class Fetcher {
public:
    virtual ~Fetcher() = default;
    virtual Answer get(const Asked& asked) = 0;
};

struct FetchLimits {
    std::chrono::milliseconds whole{20'000};
    std::chrono::milliseconds connect{10'000};
    std::size_t max_bytes = std::size_t{8} << 20;
    std::string user_agent;
};
/// Over platform/fetch: http and https only, certificates checked, nothing kept between requests but connections.
std::unique_ptr<Fetcher> open_fetcher(const FetchLimits& limits);

}  // namespace yw::site
