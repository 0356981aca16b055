// The open module: counts, words, check and pages together.
#pragma once

#include <mutex>

#include "findability/findability.hpp"
#include "findability/query_counts.hpp"
#include "findability/query_rules.hpp"
#include "findability/words.hpp"

namespace yw::findability {

class OpenFindability final : public Findability {
public:
    explicit OpenFindability(Dependencies dependencies);

    void asked(const Asked& asked) noexcept override;
    void chosen(std::string_view text, RegionCode place) noexcept override;

    void work(std::chrono::milliseconds budget) override;
    void write_counts() override;
    void follow_words() override { words_.follow(); }

    FailedPage failed(std::optional<RegionCode> place, const std::string& cursor) const override;
    Result<FailedQuery> failed_query(const std::string& id) const override;
    Numbers failed_numbers(RegionCode within) const override;
    Result<void> dismiss(const identity::Viewer& viewer, const std::string& id, const std::string& note) override;

    Result<void> hand_over(const identity::Viewer& viewer,
                           const std::string& id,
                           const std::string& department_id,
                           const std::string& note) override;
    std::optional<Handed> handed(const std::string& id) const override;
    std::vector<FailedQuery> waiting_for(const identity::Viewer& viewer) const override;
    Result<void> answer_handed(const identity::Viewer& viewer,
                               const std::string& id,
                               bool is_done,
                               const std::string& answer) override;
    /// Departments that a query can be handed to: those of its place and the places above it.
    std::vector<catalogue::Count> departments_for(const FailedQuery& query) const;

    Result<Trial> try_words(const std::vector<WordChange>& changes) const override;
    Result<std::int64_t> save_words(const identity::Viewer& viewer, const SaveWords& command) override;
    std::vector<Version> versions(int limit, std::int64_t before) const override {
        return words_.versions(limit, before);
    }

    MissPage misses(std::optional<RegionCode> place, const std::string& cursor) const override;
    Numbers miss_numbers(RegionCode within) const override;
    CheckState check_state() const override;

    void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) override;

    const Dependencies& parts() const { return parts_; }
    std::shared_ptr<const Words> words() const { return words_.now(); }

private:
    LocalDay due(LocalDay from, std::int64_t working_days) const;
    void write_query(db::Transaction& tx, const QueryKey& key, const Counts& counts, LocalDay today) const;
    void settle_query(db::Transaction& tx, const QueryKey& key, LocalDay today) const;
    std::vector<std::string> frequent_queries() const;
    Result<std::shared_ptr<const Words>> with(const std::vector<WordChange>& changes) const;
    void sweep(LocalDay today);

    /// Looks at some more items; true when every one has been looked for.
    bool check_more();
    struct Check;
    struct Looked {
        std::string item_id;
        std::vector<Miss> misses;
    };
    void keep(const Check& check, const std::vector<Looked>& looked) const;

    const Dependencies parts_;
    const Rules& rules_;
    const std::string process_;  ///< of several processes one checks items
    QueryCounts counts_;
    WordStore words_;
    std::mutex working_;
    LocalDay swept_on_;
};

void add_failed_routes(http::Router& router,
                       OpenFindability& findability,
                       const identity::Gate& gate,
                       const Frame& frame);
void add_department_routes(http::Router& router,
                           OpenFindability& findability,
                           const identity::Gate& gate,
                           const Frame& frame);
void add_word_routes(http::Router& router,
                     OpenFindability& findability,
                     const identity::Gate& gate,
                     const Frame& frame);

/// Shows the section with what is wrong with the field, once or not at all.
void show_error(html::View& view,
                std::string_view section,
                const std::vector<FieldError>& errors,
                std::string_view field);

/// "<due day>~<what follows>" of a list that is read in this order.
struct DueCursor {
    std::string due_on;
    std::string after;
};
DueCursor due_cursor(const std::string& text);
std::string text_of(const DueCursor& cursor);

}  // namespace yw::findability
