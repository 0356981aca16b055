// The open module: use cases and pages together.
#pragma once

#include "inspect/campaign/campaign.hpp"

namespace yw::campaign {

class OpenCampaigns final : public Campaigns {
public:
    OpenCampaigns(db::Database& database, const Clock& clock, const audit::Audit& audit, blob::Blobs& blobs)
        : database_(database), clock_(clock), audit_(audit), blobs_(blobs) {}

    Result<std::string> create(const identity::Viewer& viewer, const NewRound& round) override;
    std::vector<Round> rounds(int limit, const std::string& before) const override;
    Result<Round> round(const std::string& id) const override;
    std::vector<Stratum> strata(const std::string& round_id) const override;
    Result<int> add_frame(const identity::Viewer& viewer, const std::string& round_id, std::string_view text) override;
    Result<int> draw(const identity::Viewer& viewer, const std::string& round_id) override;
    Result<int> add_items(const identity::Viewer& viewer, const std::string& round_id, std::string_view text) override;
    Result<int> draw_items(const identity::Viewer& viewer, const std::string& round_id) override;
    ItemCounts item_counts(const std::string& round_id) const override;
    std::vector<ItemLine> sampled_items(const std::string& round_id,
                                        int limit,
                                        const std::string& after) const override;
    Result<std::string> platforms_csv(const std::string& round_id) const override;
    Result<std::string> items_csv(const std::string& round_id) const override;
    Result<void> close(const identity::Viewer& viewer, const std::string& round_id) override;
    std::vector<PlatformLine> platforms(const std::string& round_id,
                                        int limit,
                                        const std::string& after) const override;
    Result<PlatformView> platform(const std::string& id) const override;
    Result<void> observe(const identity::Viewer& viewer, const ManualObservation& observation) override;
    Result<int> take_report(const identity::Viewer& viewer,
                            const std::string& platform_id,
                            std::string_view json) override;
    Result<std::string> make_link(const identity::Viewer& viewer, const std::string& platform_id) override;
    Result<std::string> platform_of_link(const std::string& token) const override;
    Result<void> object(const std::string& token,
                        const std::string& observation_id,
                        const std::string& by_name,
                        const std::string& words) override;
    Result<std::string> answer(const identity::Viewer& viewer,
                               const std::string& objection_id,
                               std::string_view outcome,
                               std::string_view new_state,
                               const std::string& answer) override;
    Result<std::unique_ptr<Report>> report(const std::string& round_id) const override;
    void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) override;

private:
    /// One visit with its observations, in one transaction.
    struct VisitMade {
        std::string kind;  ///< machine | manual
        std::string report_file;
        MachineReport report;
    };
    Result<int> record(const identity::Viewer& viewer, const std::string& platform_id, const VisitMade& visit);

    db::Database& database_;
    const Clock& clock_;
    const audit::Audit& audit_;
    blob::Blobs& blobs_;
};

}  // namespace yw::campaign
