// Whose address a request came from, when proxies stand between.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace yw::http {

/// Networks whose entries in X-Forwarded-For are believed to be proxies.
class TrustedProxies {
public:
    /// The machine's own addresses are always among them. @throws std::runtime_error for what is no address or network.
    explicit TrustedProxies(const std::vector<std::string>& networks);
    bool contains(std::string_view address) const;

private:
    struct Network {
        std::array<unsigned char, 16> prefix;
        unsigned bits;
    };
    void add(std::string_view text);
    std::vector<Network> networks_;
};

/// The right-most address of the list that is no trusted proxy: the left ones are whatever the client claimed. Stops
/// at the first entry that is no address. `peer` (the proxy that spoke to us) when nothing remains.
std::string client_address(std::string_view forwarded_for, std::string_view peer, const TrustedProxies& proxies);

}  // namespace yw::http
