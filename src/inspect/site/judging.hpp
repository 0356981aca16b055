// From what was seen to indicators: each judgement says passed, failed with its findings, or why it could not be made.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "inspect/site/site.hpp"
#include "inspect/site/tour.hpp"

namespace yw::site {

class Judging {
public:
    Judging(const Plan& plan, Walk& walk, Tour& tour, Inspection& result)
        : plan_(plan), walk_(walk), tour_(tour), result_(result), words_(words()) {}

    void judge_all();

private:
    struct Tally {
        int checked = 0;
        int failed = 0;
        std::set<std::string> reasons;
        int could_not = 0;
    };
    void entrance();
    void columns();
    void searching();
    void sign_in();
    void consultation();
    void papers_and_links();
    void guides();

    State judge_column(const Visit& visit,
                       const std::set<std::string>& frame_links,
                       const std::set<std::string>& frame_lines,
                       std::string& reason) const;
    const Form* find_search(const Visit*& on) const;
    const Visit& search(const Form& form, const std::string& charset, const std::string& text);
    Search judge_search(const Place& item, const Visit& results, const std::set<std::string>& always) const;
    void same_item();
    void second_registration(Tally& tally);
    void answered_late(const Visit& visit, Tally& tally);
    void find(std::string indicator, std::string kind, const std::string& address, const std::string& words = {});
    void conclude(const std::string& indicator, const Tally& tally);

    const Plan& plan_;
    Walk& walk_;
    Tour& tour_;
    Inspection& result_;
    const Words& words_;
};

/// Why a page that should have been read was not, as a sentence; empty when it was read.
std::string why_not(const Visit& visit);

}  // namespace yw::site
