// Searches counted in memory until they are written. Of visitors only a salted hash is held, and only until enough of
// them have asked the same.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "findability/findability.hpp"
#include "findability/query_rules.hpp"

namespace yw::findability {

struct QueryKey {
    std::string place;
    std::string query;
    friend auto operator<=>(const QueryKey&, const QueryKey&) = default;
};

class QueryCounts {
public:
    explicit QueryCounts(const Rules& rules);

    /// @param is_known  made of words that lists and names hold
    void asked(const Asked& asked, const std::string& query, bool is_known);
    void chosen(const std::string& place, const std::string& query);
    /// What has been counted since the last time; nothing of queries that too few have asked.
    std::map<QueryKey, Counts> take();

private:
    /// Counted, but not yet asked by enough.
    struct Waiting {
        Counts counts;
        std::vector<std::size_t> visitors;  ///< hashes
    };
    static constexpr std::size_t kMostWaiting = 20'000;  ///< queries; then all are forgotten
    static constexpr std::size_t kMostCounted = 20'000;

    const Rules& rules_;
    const std::string salt_;
    std::mutex mutex_;
    std::map<QueryKey, Counts> counted_;
    std::map<QueryKey, Waiting> waiting_;
};

}  // namespace yw::findability
