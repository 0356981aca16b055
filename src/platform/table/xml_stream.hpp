// A long list of small elements (<row>, <si>) out of a part that may be hundreds of megabytes: read piece by piece,
// each piece parsed by itself, so that memory does not grow with what the file unpacks to.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string_view>

#include "kernel/result.hpp"
#include "platform/archive/archive.hpp"

namespace yw::table {

/// The name without its prefix: <x:row> and <row> are one to us, because all other namespaces stand elsewhere.
std::string_view local_name(const pugi::xml_node& node);
/// A whole small part. @errors kXmlBroken, kXmlRefused
Result<void> parse_part(const std::string& xml, pugi::xml_document& document);

using EachElement = std::function<Result<void>(const pugi::xml_node&)>;
/// Calls `each` for every `element` directly inside `container`; what stands before and after is not looked at.
/// @errors kXmlBroken, kXmlRefused, archive's, and those of `each`
Result<void> for_each_element(archive::EntryReader& from,
                              std::string_view container,
                              std::string_view element,
                              const EachElement& each);

}  // namespace yw::table
