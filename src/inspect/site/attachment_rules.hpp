// Whether a downloaded file is what its ending says, as far as its bytes tell: a person who clicks on it gets a
// document and not an error page.
#pragma once

#include <string_view>

namespace yw::site {

enum class Paper {
    kOpens,
    kEmpty,
    kWebPage,    ///< HTML where a document should be: most often an error page
    kOtherKind,  ///< the bytes of another kind than the ending says
    kCutOff,     ///< begins right and ends too early
    kUnknown,    ///< a kind that we do not know
};

/// @param ending  "docx", "pdf"; empty where the address has none: then the answer's type is asked
Paper judge_paper(std::string_view bytes, std::string_view ending, std::string_view content_type);

}  // namespace yw::site
