// Published decisions, found by what people type: a small index of the change log, made anew when the log has changed.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "decisions/decisions.hpp"
#include "portal/portal.hpp"
#include "search/search.hpp"

namespace yw::app {

class ChangeLogSearch {
public:
    /// What is referred to outlives it. @param words  gives the thesaurus in use
    ChangeLogSearch(const decisions::Decisions& decisions, const search::Search& words);
    ~ChangeLogSearch();
    /// Of the place and those above it, the best first; nothing that fits badly. @cost some tens of microseconds; once
    /// a second the log is asked whether it has changed
    std::vector<portal::OtherResult> find(const std::string& text, RegionCode place, std::size_t limit) const;

private:
    struct Log;
    std::shared_ptr<const Log> log() const;

    const decisions::Decisions& decisions_;
    const search::Search& words_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Log> log_;
    mutable std::chrono::steady_clock::time_point looked_at_;
};

}  // namespace yw::app
