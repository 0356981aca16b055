#include "catalogue/guide_dependencies.hpp"

#include "catalogue/sql.hpp"
#include "kernel/utf8.hpp"

namespace yw::catalogue {
namespace {

std::string first_text(const db::Row& row) {
    return row.text(0);
}

}  // namespace

std::string material_key(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const auto character = utf8::take(name);
        if (character == "（")
            out += '(';
        else if (character == "）")
            out += ')';
        else if (character != " " && character != "\t" && character != "\u3000" && character != "\n")
            out += character;
    }
    return out;
}

std::string law_key(std::string_view law) {
    std::string key;
    const std::string whole = material_key(law);
    int depth = 0;
    for (std::string_view rest = whole; !rest.empty();) {
        const auto character = utf8::take(rest);
        if (character == "(") ++depth;
        if (depth == 0 && character != "《" && character != "》") key += character;
        if (character == ")" && depth > 0) --depth;
    }
    constexpr std::string_view kCountry = "中华人民共和国";
    if (key.starts_with(kCountry)) key.erase(0, kCountry.size());
    return key;
}

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
