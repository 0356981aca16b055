#include "publication/exchange_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kernel/utf8.hpp"

namespace yw::publication {
namespace {

using catalogue::Guide;
using catalogue::Item;
using Elements = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t kNationalCode = 31;
constexpr std::size_t kCreditCode = 18;
constexpr std::size_t kBaseCode = 12;
/// Codes that the catalogue made for rows without one.
constexpr std::string_view kMadeHere = "L-";
constexpr std::size_t kShownValue = 80;  // characters of a value in the list of rejections

template <class T, class F>
std::string joined(const std::vector<T>& parts, std::string_view between, F text_of) {
    std::string text;
    for (const T& part : parts) {
        const std::string next = text_of(part);
        if (next.empty()) continue;
        if (!text.empty()) text += between;
        text += next;
    }
    return text;
}
/// Several values of one element: "1^2^3".
std::string joined(const std::vector<std::string>& parts) {
    return joined(parts, "^", [](const std::string& part) { return part; });
}
std::string yes_or_no(bool yes) {
    return yes ? "1" : "0";
}

std::string code_in(const ExchangeTables& tables, const std::string& list, const std::string& word) {
    const auto codes = tables.codes.find(list);
    if (codes == tables.codes.end()) return {};
    const auto code = codes->second.find(word);
    return code == codes->second.end() ? std::string() : code->second;
}

std::string_view unit_word(catalogue::LimitUnit unit) {
    switch (unit) {
        case catalogue::LimitUnit::kWorkday:
            return "workday";
        case catalogue::LimitUnit::kDay:
            return "day";
        case catalogue::LimitUnit::kMonth:
            return "month";
    }
    return {};
}

std::string basis_text(const catalogue::LegalBasis& basis) {
    return basis.law + basis.article + (basis.quote.empty() ? "" : "：" + basis.quote);
}

std::string flow_text(const std::vector<catalogue::Stage>& stages) {
    std::string text;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const auto& stage = stages[i];
        text += fmt::format("{}{}.{}（{}，{}）：{}", i == 0 ? "" : "\n", i + 1, stage.name, stage.who,
                            stage.days == 0 ? std::string("当场") : fmt::format("{}个工作日", stage.days), stage.what);
        if (!stage.requirement.empty()) text += "标准：" + stage.requirement;
        if (!stage.outcome.empty()) text += "结果：" + stage.outcome;
    }
    return text;
}

void add_item(Elements& to, const Item& item, std::string_view level, std::string_view site_url) {
    to["item.row"] = item.id;
    to["item.extend_row"] = item.id + "-x";
    to["item.name"] = item.name;
    to["item.base_code"] = item.base_code;
    to["item.task_code"] = national_task_code(item, level);
    const bool local = to["item.task_code"].size() != kNationalCode && !item.implement_code.starts_with(kMadeHere);
    to["item.local_code"] = local ? item.implement_code : "";
    to["item.task_type"] = item.task_type;
    // 1 在用, 2 暂停, 3 取消.
    to["item.state"] = item.state == catalogue::ItemState::kActive      ? "1"
                       : item.state == catalogue::ItemState::kSuspended ? "2"
                                                                        : "3";
    to["item.version"] = std::to_string(item.version);
    to["item.online"] = yes_or_no(item.online);
    to["item.apply_url"] = item.online ? std::string(site_url) + "/i/" + item.id : "";
    to["department.name"] = item.department.name;
    to["department.code"] = item.department.credit_code;
    to["source"] = item.region.str().substr(0, 2);
}

void add_guide(Elements& to, const ExchangeTables& tables, const Guide& guide) {
    to["guide.bases"] = joined(guide.bases, "^", basis_text);
    to["guide.power_source"] = guide.power_source;
    to["guide.level"] = guide.level;
    to["guide.audience"] = joined(guide.audience);
    to["guide.project_type"] = guide.project_type;
    to["guide.handle_types"] = joined(guide.handle_types);
    to["guide.statutory.count"] = std::to_string(guide.statutory.count);
    to["guide.statutory.unit"] = code_in(tables, "limit_unit", std::string(unit_word(guide.statutory.unit)));
    to["guide.statutory.basis"] = guide.statutory.basis;
    to["guide.promised.count"] = std::to_string(guide.promised.count);
    to["guide.promised.unit"] = code_in(tables, "limit_unit", std::string(unit_word(guide.promised.unit)));
    to["guide.promised.words"] = guide.promised.basis.empty() ? to_text(guide.promised) : guide.promised.basis;
    to["guide.conditions"] = joined(guide.conditions, "^", [](const std::string& sentence) { return sentence; });
    to["guide.stages"] = flow_text(guide.stages);
    to["guide.special_procedure"] = guide.special_procedure;
    to["guide.has_fees"] = yes_or_no(!guide.fees.empty());
    to["guide.fee_basis"] = joined(guide.fees, "^", [](const catalogue::Fee& fee) { return fee.basis; });
    to["guide.visits"] = std::to_string(guide.visits);
    to["guide.visit_reason"] = guide.visit_reason;
    to["guide.place_addresses"] = joined(
        guide.places, "^", [](const catalogue::Place& place) { return place.name + "（" + place.address + "）"; });
    to["guide.place_hours"] = joined(guide.places, "^", [](const catalogue::Place& place) { return place.hours; });
    to["guide.consult_phone"] = guide.consult_phone;
    to["guide.complaint_phone"] = guide.complaint_phone;
    to["guide.at_counter"] = yes_or_no(!guide.places.empty());
    const auto& ways = guide.handle_types;
    to["guide.by_post"] = yes_or_no(std::find(ways.begin(), ways.end(), "3") != ways.end());
    to["guide.handle_area"] = code_in(tables, "handle_area", guide.handle_area);
    to["guide.quantity_limit"] = guide.quantity_limit;
    to["guide.penalty"] = guide.penalty;
    to["guide.levy_kind"] = guide.levy_kind;
    to["guide.levy_reduction"] = guide.levy_reduction;
    to["guide.result.type"] = guide.result.type;
    to["guide.result.name"] = guide.result.name;
    to["guide.personal_themes"] = joined(guide.personal_themes);
    to["guide.legal_themes"] = joined(guide.legal_themes);
    to["guide.online_depth"] = joined(guide.online_depth);
}

void add_material(Elements& to, const catalogue::Material& material, std::string_view forms) {
    to["material.name"] = material.name;
    to["material.type"] = material.type;
    to["material.form"] = material.form;
    to["material.need"] = material.need;
    to["material.need_when"] = material.need_when;
    to["material.source"] = material.source;
    to["material.source_note"] = material.source_note;
    to["material.copies"] = std::to_string(material.copies);
    to["material.fill_note"] = material.fill_note;
    to["material.accept_standard"] = material.accept_standard;
    to["material.basis"] = material.basis;
    if (!material.sheet) return;
    const std::string folder = std::string(forms) + material.key;
    to["material.blank_url"] = folder + "/blank.pdf";
    to["material.sample_url"] = folder + "/sample.pdf";
}
void add_fee(Elements& to, const catalogue::Fee& fee) {
    to["fee.name"] = fee.name;
    to["fee.standard"] = fee.standard;
    to["fee.basis"] = fee.basis;
    to["fee.is_reducible"] = yes_or_no(!fee.reducible.empty());
    to["fee.reducible"] = fee.reducible;
}

std::string shown(std::string_view value) {
    if (utf8::length(value) <= kShownValue) return std::string(value);
    std::string text;
    for (std::size_t i = 0; i < kShownValue; ++i) text += utf8::take(value);
    return text + "…";
}

bool is_integer(std::string_view value) {
    if (value.starts_with('-')) value.remove_prefix(1);
    return !value.empty() && value.size() <= 9 &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Makes rows and says what the tables do not take.
class RowMaker {
public:
    RowMaker(const ExchangeTables& tables, std::string item_name, bool has_guide)
        : tables_(tables), item_name_(std::move(item_name)), has_guide_(has_guide) {}

    void add(const ExchangeTable& table, const std::string& row_guid, const Elements& elements) {
        ExchangeRow row{&table, row_guid, {}};
        for (const auto& column : table.columns) {
            if (column.element.starts_with("exchange.")) continue;
            auto value = value_of(column, elements);
            check(table, row_guid, column, value);
            row.cells.push_back(value.empty() ? std::nullopt : std::optional(std::move(value)));
        }
        made_.rows.push_back(std::move(row));
    }
    void without_guide(const ExchangeTable& table, const std::string& row_guid) {
        reject(table, row_guid, {}, "no_guide", "", "只有事项名称，没有公布办事指南，必填的要素都没有。");
    }
    ItemRows take() { return std::move(made_); }

private:
    std::string value_of(const ExchangeColumn& column, const Elements& elements) const {
        if (const auto constant = tables_.constants.find(column.element); constant != tables_.constants.end())
            return constant->second;
        const auto found = elements.find(column.element);
        return found == elements.end() ? std::string() : found->second;
    }
    void check(const ExchangeTable& table,
               const std::string& row_guid,
               const ExchangeColumn& column,
               const std::string& value) {
        if (value.empty()) {
            // Of an item that is only listed it is said once.
            const bool said = !has_guide_ && column.element.starts_with("guide.");
            if (column.required && !said)
                reject(table, row_guid, column, "required", value, fmt::format("“{}”必须填写。", column.meaning));
            return;
        }
        const auto length = utf8::length(value);
        if (column.type == ExchangeColumn::Type::kVarchar && length > static_cast<std::size_t>(column.length))
            reject(table, row_guid, column, "length", value,
                   fmt::format("“{}”最多{}个字符，现在有{}个。", column.meaning, column.length, length));
        if (column.type == ExchangeColumn::Type::kInteger && !is_integer(value))
            reject(table, row_guid, column, "integer", value, fmt::format("“{}”应当是整数。", column.meaning));
    }
    void reject(const ExchangeTable& table,
                const std::string& row_guid,
                const ExchangeColumn& column,
                std::string rule,
                std::string_view value,
                std::string message) {
        made_.rejections.push_back({table.name, row_guid, item_name_, column.name, column.element, shown(value),
                                    std::move(rule), std::move(message)});
    }

    const ExchangeTables& tables_;
    std::string item_name_;
    bool has_guide_;
    ItemRows made_;
};

template <class T, class F>
void add_rows(RowMaker& maker,
              const ExchangeTable& table,
              const Elements& item,
              const std::vector<T>& parts,
              std::string_view kind,
              F add_part) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Elements elements = item;
        const std::string row = fmt::format("{}-{}{}", item.at("item.row"), kind.substr(0, 1), i + 1);
        elements[fmt::format("{}.row", kind)] = row;
        elements[fmt::format("{}.order", kind)] = std::to_string(i + 1);
        add_part(elements, parts[i]);
        maker.add(table, row, elements);
    }
}

}  // namespace

std::string national_task_code(const Item& item, std::string_view level) {
    if (!item.implement_code.starts_with(kMadeHere)) return item.implement_code;
    const auto& body = item.department.credit_code;
    if (body.size() != kCreditCode || level.size() != 1 || item.base_code.size() != kBaseCode) return {};
    return body + std::string(level) + item.base_code;
}

ItemRows exchange_rows(const ExchangeTables& tables, const Item& item, const Guide* guide, std::string_view site_url) {
    Elements elements;
    add_item(elements, item, guide ? std::string_view(guide->level) : std::string_view(), site_url);
    if (guide) add_guide(elements, tables, *guide);
    const std::string forms = std::string(site_url) + "/i/" + item.id + "/v" + std::to_string(item.version) + "/forms/";
    RowMaker maker(tables, item.name, guide != nullptr);
    const auto group = tables.group_of(item.task_type);
    for (const auto& table : tables.tables) {
        if (table.group != group) continue;
        if (table.of == "item") {
            const bool basic = table.name.ends_with("_basic");
            const auto row = basic ? elements["item.row"] : elements["item.extend_row"];
            if (!guide && basic) maker.without_guide(table, row);
            if (guide || basic) maker.add(table, row, elements);
        }
        if (!guide) continue;
        if (table.of == "material")
            add_rows(maker, table, elements, guide->materials, "material",
                     [&](Elements& to, const catalogue::Material& material) { add_material(to, material, forms); });
        if (table.of == "fee")
            add_rows(maker, table, elements, guide->fees, "fee",
                     [](Elements& to, const catalogue::Fee& fee) { add_fee(to, fee); });
        if (table.of == "question")
            add_rows(maker, table, elements, guide->questions, "question",
                     [](Elements& to, const catalogue::Question& question) {
                         to["question.q"] = question.q;
                         to["question.a"] = question.a;
                     });
    }
    return maker.take();
}

ItemRows exchange_rows(const ExchangeTables& tables, const catalogue::DirectoryEntry& entry) {
    const auto moment = [](const std::string& day) { return day.empty() ? day : day + " 00:00:00"; };
    Elements elements;
    elements["entry.row"] = entry.code;
    elements["entry.code"] = entry.code;
    elements["entry.local_code"] = entry.local_code;
    elements["entry.name"] = entry.name;
    elements["entry.task_type"] = entry.task_type;
    elements["entry.bases"] = joined(entry.bases);
    elements["entry.levels"] = joined(entry.levels);
    elements["entry.state"] = entry.state == "active" ? "1" : entry.state == "suspended" ? "2" : "3";
    elements["entry.version"] = std::to_string(entry.version);
    elements["entry.effective_on"] = moment(entry.effective_on);
    elements["entry.cancel_on"] = moment(entry.cancel_on);
    // The level that sets it: 00 the nation, else the province.
    elements["source"] = entry.code.substr(0, 2);
    RowMaker maker(tables, entry.name, true);
    for (const auto& table : tables.tables)
        if (table.of == "directory") maker.add(table, entry.code, elements);
    return maker.take();
}

ItemRows exchange_rows(const ExchangeTables& tables, const catalogue::Department& department) {
    Elements elements;
    elements["department.row"] = department.id;
    elements["department.name"] = department.name;
    elements["department.code"] = department.credit_code;
    // GB 32100: characters 9 to 17 are the organisation code.
    if (department.credit_code.size() == kCreditCode)
        elements["department.organisation_code"] = department.credit_code.substr(8, 9);
    elements["source"] = department.region.str().substr(0, 2);
    RowMaker maker(tables, department.name, true);
    for (const auto& table : tables.tables)
        if (table.of == "department") maker.add(table, department.id, elements);
    return maker.take();
}

}  // namespace yw::publication
