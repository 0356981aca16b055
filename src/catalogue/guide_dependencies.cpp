#include "catalogue/guide_dependencies.hpp"

#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

std::string first_text(const db::Row& row) {
    return row.text(0);
}

}  // namespace

std::vector<std::string> laws_in_guides(db::Reader& reader) {
    return reader.list(sql::laws_in_guides, {}, first_text);
}
std::vector<std::string> materials_in_guides(db::Reader& reader) {
    return reader.list(sql::materials_in_guides, {}, first_text);
}
std::vector<std::string> items_resting_on(db::Reader& reader, const std::string& law) {
    return reader.list(sql::items_resting_on_law, {{"name", law}}, first_text);
}
std::vector<std::string> items_asking_for(db::Reader& reader, const std::string& material) {
    return reader.list(sql::items_asking_for_material, {{"name", material}}, first_text);
}

}  // namespace yw::catalogue
