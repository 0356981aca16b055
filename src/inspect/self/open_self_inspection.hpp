// The open module: following the catalogue, reading the counts, pages.
#pragma once

#include <mutex>
#include <set>

#include "catalogue/directory.hpp"
#include "inspect/self/inspection_store.hpp"
#include "inspect/self/look.hpp"
#include "inspect/self/self_inspection.hpp"

namespace yw::inspect {

struct Progress {
    std::uint64_t generation = 0;
    std::string edition;
    UtcTime finished_at;
    std::int64_t directory = 0;  ///< generation of the base catalogue that items were held against; 0: there was none
};
Progress read_progress(db::Database& database);

class OpenSelfInspection final : public SelfInspection {
public:
    explicit OpenSelfInspection(SelfParts parts) : parts_(std::move(parts)) {}

    bool follow(std::chrono::milliseconds budget) override;
    void cases_filed(db::Transaction& tx, const std::map<std::string, std::int64_t>& by_item) override;
    Result<SelfReport> report(RegionCode place, const std::string& department_id) const override;
    FollowUpPage follow_ups(RegionCode place, std::string_view indicator, const std::string& cursor) const override;
    FollowUpPage overdue(RegionCode place, const std::string& cursor) const override;
    FollowUpPage follow_ups_of(const std::vector<std::string>& department_ids,
                               std::string_view indicator,
                               const std::string& cursor) const override;
    std::vector<SelfFinding> findings(const std::string& subject_id) const override;
    void add_routes(http::Router& router,
                    const identity::Gate& gate,
                    const Frame& frame,
                    std::function<RegionCode(const http::Request&)> place_of) override;

    const SelfParts& parts() const { return parts_; }
    /// Of pages that belong to no place; few.
    std::vector<FollowUp> follow_ups_of_site(std::string_view indicator) const;
    std::optional<StoredSubject> subject(const std::string& id) const;
    std::vector<IndicatorPart> places_below(RegionCode place, std::string_view indicator) const;
    std::vector<IndicatorPart> departments_of(RegionCode place, std::string_view indicator) const;

private:
    using Deadline = std::chrono::steady_clock::time_point;
    /// A pass over everything that changed up to one generation.
    struct Round {
        std::uint64_t from = 0;
        std::uint64_t until = 0;
        std::string cursor;
        bool items_done = false;
        std::set<RegionCode> places;  ///< whose columns are still to be looked at
        std::int64_t directory = 0;   ///< generation of the base catalogue when it began
        bool is_anew = false;         ///< everything is looked at
    };
    /// A pass over what a change of the base catalogue may have made agree or differ.
    struct DirectoryRound {
        std::int64_t until = 0;
        bool is_whole = false;                 ///< there was no base catalogue before: every item
        catalogue::DirectoryPosition entries;  ///< else those of the entries behind this
        std::string cursor;
        bool items_done = false;
        std::set<RegionCode> places;  ///< whose entries are still to be looked at
    };

    bool run_round(Deadline deadline);
    bool look_at_page_of(Round& round, Deadline deadline);
    bool look_at_directory(Deadline deadline);
    void hold_against_base(DirectoryRound& round);
    void hold_against_base(DirectoryRound& round, const std::vector<catalogue::Item>& items);
    std::optional<Look> look_beside_base(const catalogue::Item& item) const;
    void look_again(Deadline deadline);
    void look_at_site();
    void record(const std::vector<Look>& looks, const std::vector<std::string>& gone = {});
    /// Columns and entries of a place.
    void record_columns(RegionCode place);
    /// Everything of this kind that the place has; what is known of it and not among these is gone.
    void record_all_of(std::string_view kind, RegionCode place, std::vector<Look> looks);
    void record_entries(RegionCode place);
    Look look_at(const catalogue::Item& item);
    std::optional<Look> look_at_cases_of(const catalogue::Item& item) const;
    void look_at_channels();
    void mark_differing(RegionCode place);
    void look_at_searches();
    void look_at_vain_queries();
    void look_at_missed_items();
    void count_cases();
    FollowUpPage rows_of(std::string_view region, std::string_view indicator, const std::string& cursor) const;

    SelfParts parts_;
    Clicks clicks_;  ///< under following_
    std::mutex following_;
    std::optional<Round> round_;
    std::optional<DirectoryRound> directory_round_;
    UtcTime site_looked_at_;
    std::string site_edition_;
    std::map<RegionCode, Elsewhere> elsewhere_;
    std::set<std::string> runs_known_;  ///< of channels, by id
    UtcTime others_looked_at_;          ///< channels
    UtcTime searches_looked_at_;
    std::set<std::string> missed_;  ///< items that the search's own check missed when it was asked last
};

}  // namespace yw::inspect
