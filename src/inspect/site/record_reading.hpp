// Materials and stages: rows of a table with column names, entries of a list, or lines of a text.
#pragma once

#include <string>
#include <vector>

#include "inspect/site/html_tree.hpp"
#include "inspect/site/words.hpp"
#include "lint/subject.hpp"

namespace yw::site {

struct ReadMaterial {
    lint::Material material;
    std::string blank_link;
    std::string sample_link;
};

/// Rows of the first table within [begin, end) whose head names a material and one more of its columns.
std::vector<ReadMaterial> read_material_table(const HtmlTree& tree, int begin, int end, const Words& words);
/// The table, else entries of lists, else numbered lines.
std::vector<ReadMaterial> read_material_records(const HtmlTree& tree, int begin, int end, const Words& words);
std::vector<lint::Stage> read_stage_records(const HtmlTree& tree, int begin, int end, const Words& words);
/// A row of column names of either table: no values stand in it.
bool is_record_head(const HtmlTree& tree, const std::vector<int>& cells, const Words& words);
/// "申请→受理→审查→决定", or numbered lines.
std::vector<lint::Stage> stages_of_text(const std::string& text);

}  // namespace yw::site
