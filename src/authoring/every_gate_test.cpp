// Acceptance: a guide that breaks a blocking rule is refused by the page, by the interface and by the import alike, and
// nothing of it is published. One broken guide, or more, a rule.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "authoring/author_pages_fixture_test.hpp"
#include "catalogue/broken_guides.hpp"
#include "catalogue/directory.hpp"
#include "catalogue/guide_elements.hpp"
#include "catalogue/import_guides.hpp"
#include "lint/lint.hpp"

namespace yw::authoring::test {
namespace {

namespace json = boost::json;
using catalogue::Element;
using catalogue::ElementKind;

constexpr std::string_view kAgencies =
    "[gongan]\nname = \"示范公安局\"\nregion = \"511602000000\"\ncredit_code = \"11511602DM00000133\"\n";

std::string toml_value(const json::value& value);

std::string toml_table(const json::object& object) {
    std::string text;
    for (const auto& [key, value] : object)
        text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", std::string_view(key), toml_value(value));
    return "{ " + text + " }";
}

/// JSON's strings and numbers are TOML's.
std::string toml_value(const json::value& value) {
    if (const auto* object = value.if_object()) return toml_table(*object);
    if (const auto* list = value.if_array()) {
        std::string text;
        for (const json::value& each : *list) text += (text.empty() ? "" : ", ") + toml_value(each);
        return "[" + text + "]";
    }
    return json::serialize(value);
}

void rename(json::object& object, std::string_view from, std::string_view to) {
    if (const json::value* value = object.if_contains(from)) {
        const json::value moved = *value;
        object.erase(from);
        object[to] = moved;
    }
}

void as_toml_fields(json::object& holder) {
    json::value* fields = holder.if_contains("fields");
    if (!fields) return;
    for (json::value& each : fields->as_array()) {
        json::object& field = each.as_object();
        if (field.contains("required")) field["required"] = true;
        rename(field, "max_length", "max");
        const json::value* written = field.if_contains("decimals");
        const int decimals = written ? written->to_number<int>() : 0;
        for (const char* limit : {"min", "max"})
            if (decimals > 0 && field.contains(limit)) {
                double scaled = field[limit].to_number<double>();
                for (int i = decimals; i > 0; --i) scaled /= 10;
                field[limit] = scaled;
            }
        as_toml_fields(field);
    }
}

/// The guide as an import file (demo/README.md).
std::string toml_of(const Guide& guide) {
    json::object to = json::parse(catalogue::canonical_json(guide)).as_object();
    for (const char* limit : {"statutory", "promised"}) rename(to[limit].as_object(), "count", "days");
    if (guide.promised.count < 0) to.erase("promised");
    rename(to, "bases", "basis");
    if (auto* stages = to.if_contains("stages"))
        for (json::value& stage : stages->as_array()) stage.as_object().emplace("days", 0);
    if (auto* materials = to.if_contains("materials"))
        for (json::value& each : materials->as_array()) {
            json::object& material = each.as_object();
            material.emplace("copies", 1);
            material.emplace("source_note", "申请人自备");
            material["exempt"] = material.contains("exempt");
        }
    if (auto* form = to.if_contains("form"))
        for (json::value& step : form->as_object().at("steps").as_array()) as_toml_fields(step.as_object());
    to.emplace("visits", 0);
    to["apply_online"] = guide.form.has_value();
    to["source_id"] = "DEMO-1";
    to["agency"] = "gongan";
    for (const char* list : {"short_names", "personal_themes", "legal_themes", "life_events"})
        to.emplace(list, json::array());
    std::string text;
    for (const auto& [key, value] : to) text += fmt::format("{} = {}\n", std::string_view(key), toml_value(value));
    return text;
}

std::vector<std::string> all_elements() {
    std::vector<std::string> keys;
    for (const Element& element : catalogue::guide_elements()) keys.emplace_back(element.key);
    return keys;
}

std::vector<std::string> split(const std::string& text, const std::string& at) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find(at, from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end + at.size();
    }
    return parts;
}

/// One change of a rule's failing example. What our guides cannot say (a fee paid online, a form that is a file) is
/// left.
void change(Guide& guide, const std::string& element, const std::string& value) {
    const std::map<std::string, std::string*> texts{
        {"court", &guide.court},
        {"special_procedure", &guide.special_procedure},
        {"visit_reason", &guide.visit_reason},
        {"consult_phone", &guide.consult_phone},
        {"complaint_phone", &guide.complaint_phone},
        {"fee_note", &guide.fee_note},
        {"result.type", &guide.result.type},
        {"result.sample", &guide.result.sample},
        {"task_type", &guide.task_type},
        {"project_type", &guide.project_type},
        {"conditions[0]", &guide.conditions.at(0)},
        {"basis[0].article", &guide.bases.at(0).article},
        {"places[0].hours", &guide.places.at(0).hours},
        {"fees[0].basis", guide.fees.empty() ? nullptr : &guide.fees.at(0).basis},
        {"fees[0].standard", guide.fees.empty() ? nullptr : &guide.fees.at(0).standard},
        {"stages[0].what", &guide.stages.at(0).what},
        {"stages[0].requirement", &guide.stages.at(0).requirement},
        {"materials[1].name", &guide.materials.at(1).name},
        {"materials[1].need", &guide.materials.at(1).need},
        {"materials[1].need_when", &guide.materials.at(1).need_when},
        {"materials[0].commitment", &guide.materials.at(0).commitment},
        {"materials[1].commitment", &guide.materials.at(1).commitment},
        {"materials[0].fill_note", &guide.materials.at(0).fill_note}};
    if (const auto text = texts.find(element); text != texts.end()) *text->second = value;
    if (element == "stages") {
        guide.stages.clear();
        for (const auto& name : split(value, "；")) guide.stages.push_back({name, "", "", 0, "", ""});
    }
    if (element == "stages[0].days") guide.stages.at(0).days = std::stoi(value);
    if (element == "materials[1].copies" && !value.empty()) guide.materials.at(1).copies = std::stoi(value);
    if ((element == "materials[0].blank" || element == "materials[0].sample") && value.empty())
        guide.materials.at(0).sheet.reset();
    if (element == "fees") guide.fees.clear();
    if (element == "questions") guide.questions.clear();
    if (element == "visits") guide.visits = std::stoi(value);
    if (element == "legal_themes") guide.legal_themes = split(value, ",");
    if (element == "online_depth") guide.online_depth = split(value, ",");
    if (element == "handle_types") guide.handle_types = split(value, ",");
    if (const auto limit = split(value, " "); element == "promised" && limit.size() == 2) {
        guide.promised.count = std::stoi(limit[0]);
        guide.promised.unit = limit[1] == "workday" ? catalogue::LimitUnit::kWorkday : catalogue::LimitUnit::kDay;
    }
}

/// The limits of the linter's examples are counted in working days.
Guide sample_of_the_rules() {
    Guide guide = sample_guide();
    guide.statutory = {60, catalogue::LimitUnit::kWorkday, guide.statutory.basis};
    guide.promised = {20, catalogue::LimitUnit::kWorkday, ""};
    return guide;
}

struct Broken {
    std::string rule;
    Guide guide;
};

/// Guides with one fault: those of the catalogue's own tests, and the failing example of each of the linter's rules.
std::vector<Broken> broken_guides() {
    std::vector<Broken> all;
    for (const auto& broken : catalogue::test::kBrokenGuides) {
        Guide guide = sample_guide();
        broken.spoil(guide);
        all.push_back({broken.rule, guide});
    }
    for (const lint::Rule& rule : lint::rules()) {
        if (rule.severity != lint::Severity::kBlocking) continue;
        Guide guide = sample_of_the_rules();
        for (const auto& example : rule.fails) change(guide, example.element, example.value);
        const auto found = catalogue::check_guide(guide);
        if (std::any_of(found.begin(), found.end(), [&](const auto& finding) { return finding.rule == rule.id; }))
            all.push_back({rule.id, guide});
    }
    Guide unopened = sample_guide();
    unopened.materials[0].sheet->title = "打不开的表";
    all.push_back({"form_broken", unopened});
    return all;
}

/// The elements of a rule's failing example that a guide of ours does not have.
std::vector<lint::Rule::Change> not_ours(const lint::Rule& rule) {
    std::vector<lint::Rule::Change> found;
    for (const auto& each : rule.fails) {
        std::string name = each.element.substr(0, each.element.find_first_of("[."));
        if (name == "basis") name = "bases";  // the linter's word for them
        if (!catalogue::find_element(catalogue::guide_elements(), name)) found.push_back(each);
    }
    return found;
}

class EveryGate : public AuthorPagesTest {
protected:
    void SetUp() override {
        AuthorPagesTest::SetUp();
        gate_.calling = {"key", "审批系统", department_};
    }
    Result<catalogue::GuideImportReport> import(const Guide& guide) {
        const std::vector<catalogue::GuideText> files{{"guide.toml", toml_of(guide)}};
        return catalogue::import_guides(database(), clock_, files, kAgencies, opens_form);
    }
    http::Response put_text(const std::string& text) {
        return send(http::test_request(http::Method::kPut, "/api/v1/guides/DEMO-1", {}, text));
    }
    /// An element that a guide of ours does not have is refused by its name, before any rule is asked.
    void expect_unknown(const lint::Rule::Change& element) {
        json::object guide = json::parse(catalogue::canonical_json(sample_guide())).as_object();
        guide[element.element] = element.value;
        const auto answer = put_text(json::serialize(guide));
        EXPECT_EQ(answer.status, 422) << element.element;
        EXPECT_THAT(std::string(answer.bytes()), testing::HasSubstr(std::string(catalogue::kGuideUnreadable.name)));
        EXPECT_THAT(std::string(answer.bytes()), testing::HasSubstr(element.element + ": 没有这个要素"));

        const auto text = fmt::format("{}{} = \"{}\"\n", toml_of(sample_guide()), element.element, element.value);
        const std::vector<catalogue::GuideText> files{{"guide.toml", text}};
        const auto imported = catalogue::import_guides(database(), clock_, files, kAgencies);
        ASSERT_FALSE(imported) << element.element;
        EXPECT_THAT(imported.error().fields,
                    testing::Contains(testing::Field(&FieldError::field, testing::HasSubstr(element.element))));

        // The page is made of the elements: it neither asks for this one nor takes it.
        const auto id = authoring_->begin_change(author_, item_).value();
        const Guide before = draft(id).guide;
        auto fields = deed(id);
        fields.emplace_back(element.element, element.value);
        (void)post(url(id, "/submit"), fields);
        EXPECT_EQ(draft(id).guide, before);
        EXPECT_EQ(in_force(), 1);
    }
    http::Response put(const Guide& guide) {
        return send(
            http::test_request(http::Method::kPut, "/api/v1/guides/DEMO-1", {}, catalogue::canonical_json(guide)));
    }
};

TEST_P(EveryGate, AGoodGuideComesThroughEach) {
    Guide guide = sample_guide();
    guide.promised.count = 19;
    guide.materials[0].source_note = "申请人自备";
    const auto imported = import(guide);
    ASSERT_TRUE(imported) << (imported.error().fields.empty()
                                  ? ""
                                  : imported.error().fields[0].field + ": " + imported.error().fields[0].message);
    EXPECT_EQ(in_force(), 2);
    EXPECT_EQ(catalogue_->guide(item_).value()->guide, guide) << "the test writes import files right";
    guide.promised.count = 18;
    EXPECT_EQ(put(guide).status, 200);
    EXPECT_EQ(in_force(), 3);
}

TEST_P(EveryGate, APenaltyAndALevyComeThroughEachWithWhatTheirTypesHave) {
    for (Guide guide : {catalogue::test::penalty_guide(), catalogue::test::levy_guide()}) {
        for (auto& material : guide.materials)
            if (material.source_note.empty()) material.source_note = "申请人自备";
        const auto imported = import(guide);
        ASSERT_TRUE(imported) << guide.task_type
                              << (imported.error().fields.empty()
                                      ? ""
                                      : imported.error().fields[0].field + ": " + imported.error().fields[0].message);
        EXPECT_EQ(catalogue_->guide(item_).value()->guide, guide) << guide.task_type;
        Guide next = guide;
        next.short_names.push_back("又一个叫法");
        EXPECT_EQ(put(next).status, 200) << guide.task_type;
        EXPECT_EQ(catalogue_->guide(item_).value()->guide, next) << guide.task_type;
    }
    const auto id = authoring_->begin_change(author_, item_).value();
    ASSERT_TRUE(authoring_->save(
        author_, {id, all_elements(), stamp_of(draft(id).guide, all_elements()), catalogue::test::penalty_guide()}));
    EXPECT_NE(post(url(id, "/submit"), deed(id)).status, 422);
    EXPECT_EQ(draft(id).state, State::kInReview);
}

TEST_P(EveryGate, NoGuideThatBreaksABlockingRuleIsPublishedByPageInterfaceOrImport) {
    std::set<std::string> refused;
    for (const Broken& broken : broken_guides()) {
        const Guide& guide = broken.guide;
        const std::string& at = broken.rule;

        const auto id = authoring_->begin_change(author_, item_).value();
        const auto saved =
            authoring_->save(author_, {id, all_elements(), stamp_of(draft(id).guide, all_elements()), guide});
        ASSERT_TRUE(saved) << at << ": a draft may say anything";
        EXPECT_EQ(draft(id).guide, guide) << at << ": and keeps it";
        const auto page = post(url(id, "/submit"), deed(id));
        EXPECT_EQ(page.status, 422) << at;
        EXPECT_EQ(draft(id).state, State::kDrafting) << at;

        const auto answer = put(guide);
        EXPECT_EQ(answer.status, 422) << at;
        EXPECT_THAT(std::string(answer.bytes()), testing::HasSubstr(std::string(catalogue::kGuideRefused.name))) << at;

        const auto imported = import(guide);
        ASSERT_FALSE(imported) << at;
        EXPECT_EQ(imported.error().code.kind, Kind::kInvalid) << at;
        EXPECT_FALSE(imported.error().fields.empty()) << at;

        EXPECT_EQ(in_force(), 1) << at;
        refused.insert(broken.rule);
    }
    for (const std::string_view rule : catalogue::guide_rules())
        EXPECT_TRUE(refused.contains(std::string(rule))) << rule << " has no broken guide";
    for (const lint::Rule& rule : lint::rules())
        EXPECT_TRUE(rule.severity != lint::Severity::kBlocking || refused.contains(rule.id) || !not_ours(rule).empty())
            << rule.id << " has no broken guide";
}

TEST_P(EveryGate, WhatTheBaseCatalogueCancelledIsRefusedByEach) {
    const Guide now = catalogue_->guide(item_).value()->guide;
    catalogue::DirectoryEntry entry;
    entry.code = now.base_code;
    entry.name = now.name;
    entry.task_type = now.task_type;
    entry.state = "cancelled";
    const auto put_entry = database().write("test.directory", [&](db::Transaction& tx) -> Result<void> {
        catalogue::put_directory(tx, entry, clock_.now());
        return {};
    });
    ASSERT_TRUE(put_entry);
    EXPECT_EQ(put(now).status, 200) << "what is in force stays: a decision takes it off";
    Guide next = now;
    next.promised.count = 7;
    const auto answer = put(next);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(std::string(answer.bytes()), testing::HasSubstr("base_code"));
    const auto imported = import(next);
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().code, catalogue::kGuideRefused);
    EXPECT_EQ(imported.error().fields.at(0).field, "base_code");
    EXPECT_EQ(imported.error().detail, "DEMO-1");
    const auto id = authoring_->begin_change(author_, item_).value();
    ASSERT_TRUE(save(author_, id, {"promised"}, [](Guide& guide) { guide.promised.count = 7; }));
    EXPECT_EQ(post(url(id, "/submit"), deed(id)).status, 422);
    EXPECT_EQ(draft(id).state, State::kDrafting);
    EXPECT_EQ(in_force(), 1);
}

TEST_P(EveryGate, WhatOurGuidesCannotSayIsRefusedByItsName) {
    int elements = 0;
    for (const lint::Rule& rule : lint::rules()) {
        if (rule.severity != lint::Severity::kBlocking) continue;
        for (const auto& element : not_ours(rule)) {
            expect_unknown(element);
            ++elements;
        }
    }
    EXPECT_GT(elements, 0);
}

TEST_P(EveryGate, PapersThatDoNotOpenAreNamedOnThePage) {
    const auto id = authoring_->begin_change(author_, item_).value();
    ASSERT_TRUE(save(author_, id, {"materials"}, [](Guide& guide) { guide.materials[0].sheet->title = "打不开的表"; }));
    const auto answer = post(url(id, "/submit"), deed(id));
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(std::string(answer.bytes()), testing::HasSubstr("打不开"));
    const auto refused = authoring_->submit(author_, id, version(id));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, catalogue::kGuideRefused);
    EXPECT_EQ(refused.error().fields.at(0).field, "materials[0].sheet");
}

INSTANTIATE_TEST_SUITE_P(Engines, EveryGate, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::authoring::test
