#include "app/change_log_search.hpp"

#include "search/index.hpp"

namespace yw::app {
namespace {

constexpr int kPage = 100;
constexpr std::chrono::seconds kLookAgain{1};

search::Entry entry_of(const decisions::Decision& decision) {
    search::Entry entry;
    entry.kind = "change";
    entry.id = entry.source_id = decision.id;
    entry.name = decision.title;
    entry.main_item = decision.summary;
    entry.code = decision.document_number;
    entry.department = decision.issuer;
    entry.promised = LocalDay::of(decision.effective_at).zh();
    entry.region = decision.region;
    return entry;
}

}  // namespace

struct ChangeLogSearch::Log {
    std::string stamp;
    search::Search search;
};

ChangeLogSearch::ChangeLogSearch(const decisions::Decisions& decisions, const search::Search& words)
    : decisions_(decisions), words_(words) {}
ChangeLogSearch::~ChangeLogSearch() = default;

std::shared_ptr<const ChangeLogSearch::Log> ChangeLogSearch::log() const {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (log_ && now - looked_at_ < kLookAgain) return log_;
    looked_at_ = now;
    // Asked before reading: a change meanwhile is seen the next time.
    auto stamp = decisions_.stamp();
    if (log_ && log_->stamp == stamp) return log_;
    auto made = std::make_shared<Log>();
    made->stamp = std::move(stamp);
    std::vector<search::Entry> entries;
    std::string cursor;
    do {
        const auto page = decisions_.change_log(kPage, cursor);
        for (const auto& decision : page.decisions) entries.push_back(entry_of(decision));
        cursor = page.next;
    } while (!cursor.empty());
    made->search.index().apply(entries, {}, 1);
    log_ = std::move(made);
    return log_;
}

std::vector<portal::OtherResult> ChangeLogSearch::find(const std::string& text,
                                                       RegionCode place,
                                                       std::size_t limit) const {
    const auto now = log();
    search::Question question{text, place};
    question.limit = limit;
    const auto answer = now->search.ask(question, *words_.thesaurus());
    std::vector<portal::OtherResult> results;
    if (!answer.sure) return results;
    for (const auto& found : answer.found)
        results.push_back({"change", found.entry.id, found.entry.name,
                           found.entry.department + " " + found.entry.code + "，" + found.entry.promised + "起",
                           "/changes/" + found.entry.id, found.entry.region});
    return results;
}

}  // namespace yw::app
