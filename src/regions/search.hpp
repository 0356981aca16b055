// One search for places: the beginning of a name, of its pinyin or of its initials, or a chain of them.
#pragma once

#include <string_view>
#include <vector>

#include "regions/query.hpp"
#include "regions/regions.hpp"

namespace yw::regions {

class Search {
public:
    Search(const Regions& regions, std::size_t limit);

    /// By level, then by code.
    std::vector<RegionView> run(std::string_view query, RegionCode within);

private:
    using Views = std::vector<RegionView>;
    struct Scope {
        RegionCode within;
        RegionLevel deepest;  ///< levels below are not looked at
        std::size_t limit;
    };

    Views direct(const Token& token, const Scope& scope) const;
    void add_level(const Token& token, const Scope& scope, RegionLevel level, Views& found) const;
    void add_packed(
        Key key, std::string_view prefix, RegionLevel level, const Scope& scope, std::vector<Rank>& found) const;
    void add_codes(std::string_view digits, RegionLevel level, const Scope& scope, std::vector<Rank>& found) const;
    void add_operators(const Token& token, RegionLevel level, const Scope& scope, Views& found) const;
    Views chain_of_tokens(const std::vector<Token>& tokens, std::size_t first, RegionCode within);
    Views chain_without_blanks(const Token& token, RegionCode within);
    Views places_called(const Token& head, RegionCode within) const;
    bool spend();

    const Regions& regions_;
    const Pack& pack_;
    std::size_t limit_;
    int lookups_left_;
};

}  // namespace yw::regions
