// Rows of the national exchange tables made of one item and its guide. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/directory.hpp"
#include "publication/exchange_tables.hpp"

namespace yw::publication {

struct ExchangeRow {
    const ExchangeTable* table = nullptr;
    std::string row_guid;
    /// One for each column but the tail's, which the export fills; nothing for NULL.
    std::vector<std::optional<std::string>> cells;
};

/// Why a row cannot go out.
struct Rejection {
    std::string table;
    std::string row_guid;
    std::string item_name;
    std::string column;   ///< of the national table
    std::string element;  ///< of ours
    std::string value;
    std::string rule;     ///< required | length | integer | no_guide | database
    std::string message;  ///< one Chinese sentence
};

struct ItemRows {
    std::vector<ExchangeRow> rows;
    std::vector<Rejection> rejections;  ///< with any of them none of the rows goes out: half an item is a wrong one
};

/// @param guide  nothing for an item that is only listed
ItemRows exchange_rows(const ExchangeTables& tables,
                       const catalogue::Item& item,
                       const catalogue::Guide* guide,
                       std::string_view site_url);
/// The implementing body; one row.
ItemRows exchange_rows(const ExchangeTables& tables, const catalogue::Department& department);

/// An entry of the base catalogue; one row.
ItemRows exchange_rows(const ExchangeTables& tables, const catalogue::DirectoryEntry& entry);

/// The item's code in the national form (GB/T 39554.1: credit code, level, base code). A code that the list gave is
/// taken as it is; where it gave none, it is put together.
std::string national_task_code(const catalogue::Item& item, std::string_view level);

}  // namespace yw::publication
