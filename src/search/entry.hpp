// What can be found, as it is handed in and given back.
#pragma once

#include <string>
#include <vector>

#include "kernel/region_code.hpp"

namespace yw::search {

/// One thing that can be found, as it is handed in.
struct Entry {
    std::string kind;  ///< "item", …
    std::string id;
    std::string source_id;
    std::string code;
    std::string name;
    std::string main_item;
    std::vector<std::string> other_names;
    std::string department;
    std::string promised;
    RegionCode region;
    int visits = -1;
    bool online = false;
    bool has_guide = false;
    bool for_persons = true;
    bool for_firms = true;
};

/// How far around a person's place is searched; the place itself and all levels above it always count.
enum class Width { kPlace, kCity, kProvince, kNation };

}  // namespace yw::search
