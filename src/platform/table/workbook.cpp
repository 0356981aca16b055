#include "platform/table/workbook.hpp"

#include <charconv>
#include <map>

#include "platform/table/xml_stream.hpp"

namespace yw::table {
namespace {

/// Workbooks with thousands of styles exist; parsed, this takes up to 20 times as much.
constexpr std::size_t kMaxPartBytes = std::size_t{16} << 20;

struct Relation {
    std::string type;  ///< its last word: "worksheet", "sharedStrings"; the rest differs between editions
    std::string part;
};
using Relations = std::map<std::string, Relation>;

/// Relative to the folder of the part that names it, or absolute within the archive.
std::string resolved(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string path(folder);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        const std::size_t slash = path.empty() ? std::string::npos : path.rfind('/', path.size() - 2);
        path.erase(slash == std::string::npos ? 0 : slash + 1);
    }
    return path + std::string(target);
}

Result<void> load(const archive::Archive& archive, std::string_view part, pugi::xml_document& document) {
    const archive::Entry* entry = archive.find(part);
    if (entry == nullptr) return fail(kNotXlsx, "no " + std::string(part));
    YW_TRY(const std::string xml, archive.read(*entry, kMaxPartBytes));
    return parse_part(xml, document);
}

Result<Relations> relations_of(const archive::Archive& archive, std::string_view part) {
    const std::size_t slash = part.rfind('/');
    const std::string folder(slash == std::string_view::npos ? "" : part.substr(0, slash + 1));
    const std::string file(slash == std::string_view::npos ? part : part.substr(slash + 1));
    pugi::xml_document document;
    YW_CHECK(load(archive, folder + "_rels/" + file + ".rels", document));
    Relations relations;
    for (const pugi::xml_node& node : document.document_element().children()) {
        const std::string_view type(node.attribute("Type").value());
        relations[node.attribute("Id").value()] = {std::string(type.substr(type.rfind('/') + 1)),
                                                   resolved(folder, node.attribute("Target").value())};
    }
    return relations;
}

std::string part_of_type(const Relations& relations, std::string_view type) {
    for (const auto& [id, relation] : relations) {
        if (relation.type == type) return relation.part;
    }
    return {};
}

pugi::xml_node child_of(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& node : parent.children()) {
        if (local_name(node) == name) return node;
    }
    return {};
}

std::string relation_id(const pugi::xml_node& sheet) {
    for (const pugi::xml_attribute& attribute : sheet.attributes()) {
        if (std::string_view(attribute.name()).ends_with(":id")) return attribute.value();
    }
    return {};
}

NumberFormat format_of_id(unsigned id, const std::map<unsigned, NumberFormat>& custom) {
    const auto found = custom.find(id);
    return found == custom.end() ? builtin_format(id) : found->second;
}

Result<std::vector<NumberFormat>> read_styles(const archive::Archive& archive, std::string_view part) {
    std::vector<NumberFormat> styles;
    if (archive.find(part) == nullptr) return styles;
    pugi::xml_document document;
    YW_CHECK(load(archive, part, document));
    std::map<unsigned, NumberFormat> custom;
    const pugi::xml_node root = document.document_element();
    for (const pugi::xml_node& node : child_of(root, "numFmts").children()) {
        custom[node.attribute("numFmtId").as_uint()] = custom_format(node.attribute("formatCode").value());
    }
    for (const pugi::xml_node& node : child_of(root, "cellXfs").children()) {
        if (local_name(node) == "xf") styles.push_back(format_of_id(node.attribute("numFmtId").as_uint(), custom));
    }
    return styles;
}

}  // namespace

Result<Workbook> read_workbook(const archive::Archive& archive) {
    YW_TRY(const Relations package, relations_of(archive, ""));
    const std::string part = part_of_type(package, "officeDocument");
    pugi::xml_document document;
    YW_CHECK(load(archive, part, document));
    const pugi::xml_node root = document.document_element();
    if (local_name(root) != "workbook") return fail(kNotXlsx, "an office file of another kind");
    YW_TRY(const Relations relations, relations_of(archive, part));

    Workbook workbook;
    workbook.epoch = child_of(root, "workbookPr").attribute("date1904").as_bool() ? Epoch::k1904 : Epoch::k1900;
    for (const pugi::xml_node& node : child_of(root, "sheets").children()) {
        const auto relation = relations.find(relation_id(node));
        const bool is_table = relation != relations.end() && relation->second.type == "worksheet";
        const std::string_view state(node.attribute("state").value());
        workbook.sheets.push_back({node.attribute("name").value(), is_table ? relation->second.part : std::string(),
                                   state.empty() || state == "visible"});
    }
    workbook.strings_part = part_of_type(relations, "sharedStrings");
    YW_TRY(workbook.styles, read_styles(archive, part_of_type(relations, "styles")));
    return workbook;
}

}  // namespace yw::table
