#include "platform/blob/collector.hpp"

#include <algorithm>

namespace yw::blob {

bool Collector::is_named(const std::string& name) const {
    return database_.read([&](db::Reader& reader) {
        return std::ranges::any_of(named_by_, [&](const NamedBy& named) { return named(reader, name); });
    });
}

int Collector::work(std::size_t most) {
    const UtcTime now = clock_.now();
    if (after_.empty() && now < next_round_at_) return 0;
    const UtcTime before = now.plus(-kGrace);
    int removed = 0;
    const auto old = blobs_.put_before(before, after_, most);
    for (const std::string& name : old)
        if (!is_named(name) && blobs_.remove(name, before)) ++removed;
    const bool round_ended = old.size() < most;
    after_ = round_ended ? std::string() : old.back();
    if (round_ended) next_round_at_ = now.plus(kBetweenRounds);
    return removed;
}

}  // namespace yw::blob
