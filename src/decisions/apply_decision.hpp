// A decision carried out inside one transaction of the catalogue. Inside the module.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalogue/catalogue_change.hpp"
#include "catalogue/directory.hpp"
#include "decisions/decisions.hpp"

namespace yw::decisions {

/// One use a transaction: it may run again, so it is made anew there.
class Application {
public:
    Application(catalogue::CatalogueChange& change, const Dependencies& d, const Decision& decision, UtcTime now);

    /// Does what the decision orders and notes what it touched; obstacles() says why it must be undone.
    void run();

    const Reach& reach() const { return reach_; }
    const std::vector<std::string>& obstacles() const { return obstacles_; }
    Trial trial() &&;

private:
    using Item = catalogue::Item;

    void take_off();
    void restore();
    void delegate();
    void merge();
    void split();
    void flag_guides();
    void abolish_proof();
    /// Brings the base catalogue in line, where the decision holds in all of the area that set an entry.
    void reconcile();
    bool covers(const catalogue::DirectoryEntry& entry) const;
    std::vector<std::string> levels_after(const std::vector<std::string>& before) const;

    catalogue::ItemScope scope_of(const std::string& base_code) const;
    catalogue::Standing standing(catalogue::ItemState state) const;
    std::vector<Item> all_items(const std::string& base_code);
    void take_scope_off(const std::string& base_code);
    /// The active item of this code there, or a new one of the department.
    Item successor(const Item& old, RegionCode region, const catalogue::Department& department, const Target& target);
    void hand_guide_on(const Item& old, const Item& successor, const Receiver* receiver, const Target& target);
    void note(const Item& item, std::string becomes);
    /// Places, drafts and open cases of everything that was taken off.
    void note_touched();
    void note_cases(const Item& item, const std::string& handed_to);
    void hand_cases_over(const Item& item, const catalogue::Department& to);

    catalogue::CatalogueChange& change_;
    const Dependencies& d_;
    const Decision& decision_;
    UtcTime now_;
    std::vector<std::string> codes_;  ///< with the sub-items of main items
    Reach reach_;
    std::set<RegionCode> places_;
    std::map<std::string, std::int64_t> open_cases_;  ///< by item
    std::map<std::string, std::int64_t> drafts_;
    std::map<std::string, std::string> handed_to_;  ///< item -> department that goes on with its cases
    std::vector<Trial::Line> lines_;
    std::vector<std::string> warnings_;
    std::vector<std::string> obstacles_;
};

}  // namespace yw::decisions
