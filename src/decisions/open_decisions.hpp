// The open module: use cases, job and pages together. Inside the module.
#pragma once

#include "decisions/decisions.hpp"

namespace yw::decisions {

class OpenDecisions final : public Decisions {
public:
    explicit OpenDecisions(Dependencies dependencies) : d_(std::move(dependencies)) {}

    Result<Trial> trial(const Decision& decision) const override;
    Result<std::string> enter(std::string_view actor, const Decision& decision) override;
    Result<void> withdraw(std::string_view actor, const std::string& id) override;
    int apply_due() override;
    std::optional<UtcTime> next_due() const override;
    Result<Decision> decision(const std::string& id) const override;
    std::string stamp() const override;
    DecisionPage change_log(int limit, const std::string& cursor) const override;
    DecisionPage all(int limit, const std::string& before) const override;
    std::vector<catalogue::Item> items(const std::string& id, const std::string& after, int limit) const override;
    std::vector<GuideChange> guides(const std::string& id, const std::string& after, int limit) const override;
    std::vector<TouchedCase> open_cases(const std::string& id, const std::string& after, int limit) const override;
    std::vector<Flag> flags_of_item(const std::string& item_id) const override;
    std::vector<Flag> flags(const std::string& id, const std::string& after, int limit) const override;
    int settle_flags() override;
    Result<Proof> proof(const std::string& id) const override;
    ProofPage proofs(ProofState state, int limit, const std::string& cursor) const override;
    std::int64_t proof_count(ProofState state) const override;
    Result<std::string> put_proof(std::string_view actor, const Proof& proof) override;
    void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) override;

    /// One that is planned and whose moment has come. @errors decisions.obstacle, decisions.not_planned,
    /// decisions.not_yet
    Result<void> apply(std::string_view actor, const std::string& id);

    std::string region_name(RegionCode region) const { return d_.region_name ? d_.region_name(region) : region.str(); }
    const Dependencies& parts() const { return d_; }

private:
    Result<void> check(const Decision& decision) const;
    Dependencies d_;
};

/// Pages of the public: the change log and the register of proofs, and their interface.
void add_public_routes(http::Router& router,
                       const OpenDecisions& decisions,
                       const identity::Gate& gate,
                       const Frame& frame);
/// Pages of the operator.
void add_operator_routes(http::Router& router,
                         OpenDecisions& decisions,
                         const identity::Gate& gate,
                         const Frame& frame);

}  // namespace yw::decisions
