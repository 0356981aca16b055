// Finding the way on a platform that nobody has seen: which links are columns, which lead to guides, to sign-in, to
// consultation; and going there in an order that the seed decides.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "inspect/site/walk.hpp"

namespace yw::site {

struct Place {
    WebAddress address;
    std::string text;       ///< of the link
    std::string linked_on;  ///< the page that the link stands on
};

/// All that was found on the way; the judging reads it.
class Tour {
public:
    Tour(const Plan& plan, Walk& walk) : plan_(plan), walk_(walk), words_(words()) {}

    /// Entrance, columns, guides, in this order.
    void go();

    struct Guide {
        const Visit* visit;
        std::string linked_as;
    };
    const Visit& home() const { return *home_; }
    const std::vector<const Visit*>& columns() const { return columns_; }
    const std::vector<Guide>& guides() const { return guides_; }
    const std::vector<Place>& column_links() const { return column_links_; }
    /// Links to items that were named on pages of columns, guides read or not.
    const std::vector<Place>& items() const { return items_; }
    /// Every link of every page read, once for each address.
    const std::map<std::string, Place>& links() const { return links_; }
    const std::map<std::string, Place>& files() const { return files_; }
    /// Links by which one signs in or consults, the likeliest first.
    std::vector<Place> entrances(const WordList& names) const;
    /// Opens a page and takes in its links.
    const Visit& look(const WebAddress& address, const std::string& why);

    /// Addresses and lines that stand on at least half of these pages: they belong to the frame.
    static std::set<std::string> common_links(const std::vector<const Visit*>& pages);
    static std::set<std::string> common_lines(const std::vector<const Visit*>& pages);
    /// Pages that are made like the guides that were read.
    bool knows_guides() const { return !guide_shapes_.empty(); }
    bool looks_like_guide(const WebAddress& address) const { return guide_shapes_.contains(shape_of(address)); }

private:
    bool is_column(const Link& link, bool on_home) const;
    void gather_columns(const PageReading& page, const std::string& on, bool on_home, std::vector<Place>& into);
    void read_guides();
    std::vector<Place> shuffled(std::vector<Place> places) const;

    const Plan& plan_;
    Walk& walk_;
    const Words& words_;
    const Visit* home_ = nullptr;
    std::vector<Place> column_links_;
    std::set<std::string> column_addresses_;
    std::vector<const Visit*> columns_;
    std::vector<Guide> guides_;
    std::vector<Place> items_;
    std::set<std::string> guide_shapes_;
    std::map<std::string, Place> links_;
    std::map<std::string, Place> files_;
};

/// "户籍办理（12项）" is the column 户籍办理.
std::string column_name(std::string_view text);

}  // namespace yw::site
