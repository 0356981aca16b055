// The words in use: those that the program carries with the operators' changes over them, followed by every process.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "findability/findability.hpp"
#include "findability/word_lists.hpp"

namespace yw::findability {

/// One state of all lists.
struct Words {
    std::int64_t version = 0;
    std::vector<WordEntry> entries;
    std::shared_ptr<const search::Thesaurus> thesaurus;
    std::vector<search::JudgedQuery> judged;
};
/// @errors search.thesaurus_unreadable
Result<std::shared_ptr<const Words>> words_of(std::int64_t version, std::vector<WordEntry> entries);

class WordStore {
public:
    WordStore(const Dependencies& parts);

    std::shared_ptr<const Words> now() const { return now_.load(); }
    /// Uses what is stored by now.
    void follow();
    /// Stores a change in the caller's transaction; follow() then uses it. @errors findability.changed_since when an
    /// entry is no longer what `before` says
    Result<std::int64_t> save(db::Transaction& tx,
                              const identity::Viewer& viewer,
                              const SaveWords& command,
                              std::size_t worse) const;
    std::vector<Version> versions(int limit, std::int64_t before) const;

private:
    const Dependencies& parts_;
    std::mutex following_;
    std::atomic<std::shared_ptr<const Words>> now_;
};

}  // namespace yw::findability
