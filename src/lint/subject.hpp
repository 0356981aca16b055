// What the linter looks at: the elements of a guide, whatever they were called where they came from.
//
// catalogue makes one of its Guide, inspect of the national field names. An element is nullopt when the source has no
// such column: then nothing can be said about it. An empty text is an element that is there and says nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace yw::lint {

using Text = std::optional<std::string>;
using Codes = std::optional<std::vector<std::string>>;

enum class Unit { kUnknown, kHour, kWorkday, kDay, kMonth, kYear };

struct Limit {
    std::optional<int> count;  ///< nullopt: no number; 0: at once
    Unit unit = Unit::kUnknown;
    std::string words;  ///< what is said besides, or in place of, the number
};

struct Stage {
    std::string name;
    Text what;  ///< nullopt: the source has one text a stage, and it is the name
    Text requirement;
    Text who;
    Text outcome;
    std::optional<int> days;  ///< working days
};

struct Material {
    std::string name;
    Text type;    ///< original or copy; code or words
    Text form;    ///< paper or electronic
    Text copies;  ///< a number
    Text need;    ///< "1" needed, "2" only when, "3" may follow; other words are not looked at
    Text need_when;
    Text source;  ///< "10" own, "20" issued by government, "99"
    Text source_note;
    Text signature;
    Text basis;
    Text accept_standard;
    Text fill_note;
    Text blank;   ///< address of the blank form, or any text when there is one
    Text sample;  ///< the same for the filled sample
    bool exempt = false;
    Text commitment;  ///< what may be promised instead of bringing it (告知承诺); empty: not accepted
};

struct Fee {
    std::string name;
    Text standard;
    Text basis;
};

struct Place {
    Text name;
    Text address;
    Text hours;
    Text phone;
};

struct Question {
    std::string q;
    std::string a;
};

struct Basis {
    std::string law;
    std::string article;
};

struct Subject {
    std::string name;
    std::string task_type;     ///< "01" … "20"; empty or another: unknown
    std::string project_type;  ///< "1" instant, "2" promised, else unknown
    Codes audience;            ///< "1" natural person …
    Codes personal_themes;
    Codes legal_themes;
    Codes handle_types;  ///< "1" window, "2" online, "3" express
    Codes online_depth;  ///< "5": decided online
    std::optional<int> visits;
    Text visit_reason;
    std::optional<Limit> statutory;
    Limit promised;
    Text special_procedure;
    Text quantity_limit;
    Text penalty;         ///< of penalties: acts, kinds, range
    Text levy_kind;       ///< of levies
    Text levy_reduction;  ///< of levies: whether reductions are approved
    std::optional<std::vector<std::string>> conditions;
    Text result_name;
    Text result_type;  ///< "10" licence, "20" document, "30" other, else unknown
    Text result_sample;
    Text result_delivery;
    std::string contact;  ///< how to ask
    Text complaint;
    Text review_body;
    Text court;
    std::optional<bool> charged;
    std::optional<bool> pays_online;
    Text fee_note;
    std::vector<Fee> fees;
    std::optional<std::vector<Basis>> bases;
    Text basis_text;  ///< sources that keep the bases as one text
    std::vector<Stage> stages;
    bool stages_unreadable = false;  ///< the procedure is a picture: cannot be checked
    std::vector<Material> materials;
    bool materials_given = true;  ///< false: the source has no list of materials
    std::optional<std::vector<Place>> places;
    std::optional<std::vector<Question>> questions;
};

}  // namespace yw::lint
