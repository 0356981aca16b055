// The other ends of this installation, out of channels.toml: portals that may show our pieces in a frame, foreign lists
// that are compared with ours, the instance above and those below. The file holds keys: only its owner may read it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/region_code.hpp"
#include "kernel/result.hpp"

namespace yw::publication {

inline constexpr ErrorCode kChannelsUnreadable{"publication.channels_unreadable", Kind::kInvalid};

/// The instance above: its base catalogue is followed, our lists are reported to it.
struct Upstream {
    std::string url;    ///< "https://zwfw.sc.example" without a slash at the end
    std::string id;     ///< our name there
    std::string key;    ///< secret of both ends: signs every request
    RegionCode region;  ///< our place: its lists are reported
    std::chrono::seconds poll{60};
};

/// An instance below that may report the lists of its place.
struct Below {
    std::string id;
    std::string name;
    RegionCode region;
    std::string key;
};

/// A list that somebody else shows of our items, looked at daily.
struct ForeignChannel {
    std::string name;
    std::string address;  ///< http(s) address or a file
    RegionCode region;
    bool pages = false;  ///< the guides that the list links to are looked at too
};

struct Channels {
    std::vector<std::string> portals;  ///< origins: "https://www.example.gov.cn"
    std::optional<Upstream> upstream;
    std::vector<Below> below;
    std::vector<ForeignChannel> foreign;
};

/// @errors kChannelsUnreadable: a field for each entry that is wrong
Result<Channels> read_channels(std::string_view toml);
/// Empty where there is no such file. @throws std::runtime_error with a sentence for the operator: others may read the
/// file, or something in it is wrong
Channels load_channels(const std::string& file);

/// "https://host" or "https://host:port"; http only for this machine.
bool is_origin(std::string_view text);

}  // namespace yw::publication
