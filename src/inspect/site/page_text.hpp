// Bytes of a page as UTF-8, whatever the page was written in: many platforms of counties still are GBK.
#pragma once

#include <string>
#include <string_view>

namespace yw::site {

struct PageText {
    std::string utf8;     ///< always valid; what could not be read stands as U+FFFD
    std::string charset;  ///< utf-8 | gb18030 | big5 | …, lower case
};

/// In the order of browsers: byte order mark, the answer's header, <meta> within the first 2048 bytes; where a page
/// says nothing, or says UTF-8 and is none: UTF-8 if it is valid, else GB18030. gb2312 and gbk are read as GB18030, of
/// which they are parts.
PageText page_text(std::string_view bytes, std::string_view content_type);

/// A text for a form of a page of this charset: what the charset lacks stands as '?'.
std::string in_charset(std::string_view utf8, std::string_view charset);

}  // namespace yw::site
