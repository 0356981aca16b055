// The elements that answer questions: their words in data, their names on pages, their places in a guide.
#include <array>

#include "asking/compose.hpp"

namespace yw::asking {
namespace {

struct Known {
    Element element;
    std::string_view word;
    std::string_view zh;
    std::string_view anchor;
};
constexpr std::array kKnown{
    Known{Element::kMaterials, "materials", "要带什么", "materials"},
    Known{Element::kFees, "fees", "收费", "fees"},
    Known{Element::kPromised, "promised", "多久办完", ""},
    Known{Element::kHours, "hours", "办公时间", "places"},
    Known{Element::kPlaces, "places", "在哪办", "places"},
    Known{Element::kDepartment, "department", "哪个部门办", ""},
    Known{Element::kConditions, "conditions", "我能办吗", "conditions"},
    Known{Element::kVisits, "visits", "要跑几次", ""},
    Known{Element::kResult, "result", "办完得到", "stages"},
    Known{Element::kNext, "next", "接下来怎样", "stages"},
    Known{Element::kStages, "stages", "怎么办", "stages"},
    Known{Element::kObjection, "objection", "不服怎么办", "law"},
    Known{Element::kComplaintPhone, "complaint_phone", "投诉", "law"},
    Known{Element::kConsultPhone, "consult_phone", "咨询", "law"},
    Known{Element::kBasis, "basis", "依据", "law"},
    Known{Element::kQuestions, "questions", "常见问题", "questions"},
};

const Known& known(Element element) {
    for (const Known& each : kKnown)
        if (each.element == element) return each;
    return kKnown.front();
}

}  // namespace

std::string_view word_of(Element element) {
    return known(element).word;
}
std::optional<Element> element_of(std::string_view word) {
    for (const Known& each : kKnown)
        if (each.word == word) return each.element;
    return std::nullopt;
}
std::string_view element_zh(Element element) {
    return known(element).zh;
}
std::string_view anchor_of(Element element) {
    return known(element).anchor;
}

std::string Passage::url() const {
    return "/i/" + item.id + (anchor.empty() ? "" : "#" + anchor);
}

}  // namespace yw::asking
