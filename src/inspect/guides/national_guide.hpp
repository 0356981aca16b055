// A guide in the national field names, made into what the linter reads.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace yw::inspect {

struct NationalGuide {
    std::string id;  ///< what the record calls itself; empty when it does not say
    lint::Subject subject;
    std::vector<std::string> unchecked;  ///< "D1" …: could not be checked, which is not "failed"
};

/// Liberal: numbers as text, codes or words, absent keys, a procedure as list, text or list in a text.
NationalGuide national_guide(const boost::json::object& record);

}  // namespace yw::inspect
