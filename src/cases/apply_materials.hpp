// Materials as rows of a page: what is asked, what has been given, where to choose a file. For an application's step
// and for a correction. Inside the module.
#pragma once

#include <string>
#include <vector>

#include "cases/case_pages.hpp"

namespace yw::cases {

/// Inputs of materials are called "material.<key>"; so are the fields of their errors.
inline constexpr std::string_view kMaterialPrefix = "material.";
/// Of an error that belongs to none of them: the text above the rows has its id.
inline constexpr std::string_view kAllMaterials = "materials";

struct MaterialRow {
    const catalogue::Material& material;
    const catalogue::PublishedGuide& guide;
    std::vector<const MaterialFile*> files;
    std::string file_url;  ///< before the id of a file
    const std::string* error = nullptr;
    bool required = false;
    bool uploads = true;  ///< false: paper, or fetched by us
    bool may_remove = true;
    bool may_commit = false;  ///< a commitment may be signed instead, where the guide accepts one
};
/// 已上传, 还没有上传, 免提交 … and the colour of its tag.
struct MaterialState {
    std::string_view word;
    std::string_view tag_class;
};
MaterialState state_of(const catalogue::Material& material, bool required, bool uploads, bool given);
/// The same of a row with what was handed in: 已签承诺书, 承诺要重新签 too.
MaterialState state_of(const MaterialRow& shown);
/// Those that lie under this key.
std::vector<const MaterialFile*> files_of(const std::vector<MaterialFile>& files, std::string_view key);
/// Whether a file, or a commitment as the guide words it, is there for the material.
bool is_given(const catalogue::Material& material, const std::vector<MaterialFile>& files);

/// Value of the button that signs the commitment for a material, before its key.
inline constexpr std::string_view kCommitButton = "commit:";
void sign(Cases& cases,
          const identity::Viewer& viewer,
          const std::string& case_id,
          const std::string& button,
          std::vector<FieldError>& errors);
/// Fills a row of apply_upload.html.
void show_material(html::View& row, const MaterialRow& shown);
/// 原件 · 纸质或电子 · 1份 · 要签名
std::string material_words(const catalogue::Material& material);

/// Takes in the files of the form whose inputs are materials of this draft or case. One sentence for each that was
/// refused; `taken` counts the others.
std::vector<FieldError> take_uploads(Cases& cases, http::Request& request, const std::string& case_id, int& taken);

}  // namespace yw::cases
