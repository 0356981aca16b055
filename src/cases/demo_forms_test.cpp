// Every guide of the demonstration that can be applied for: each of its pages shows, wrong and empty answers come back
// named at inputs that are there.

#include "cases/case_pages_fixture.hpp"
#include "catalogue/demonstration_fixture.hpp"
#include "catalogue/migrations.hpp"
#include "catalogue/strings.hpp"

namespace yw::cases::test {
namespace {

using testing::HasSubstr;

class DemoFormsTest : public CasePagesTest {
protected:
    void SetUp() override {
        CasesTest::SetUp();
        if (!strings::known("catalogue.guide_refused")) strings::add(catalogue::strings_table());
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), outbox::migrations(),
                                                                  migrations(), catalogue::migrations()};
        database().migrate(modules, 0);
        for (const auto& guide : catalogue::test::demonstration_guides())
            with_form_ += guide.text.find("\n[form]") != std::string::npos;
        catalogue::test::import_demonstration(database(), clock_);
        demo_ = catalogue::open_catalogue(database());
        open_pages(*demo_);
    }
    std::unique_ptr<catalogue::Catalogue> demo_;
    int with_form_ = 0;
};

TEST_P(DemoFormsTest, EveryPageOfEveryFormIsWhole) {
    gate_.viewer = identity::TestGate::agent("agent-1", "广安示范餐饮有限公司");
    int forms = 0;
    std::string cursor;
    do {
        const auto list = demo_->all_items(200, cursor);
        cursor = list.next;
        for (const auto& item : list.items) {
            if (!item.online) continue;
            SCOPED_TRACE(item.name);
            ++forms;
            EXPECT_THAT(page("/apply/" + item.id), HasSubstr("开始填写"));
            const std::string first = location(post("/apply/" + item.id, {}));
            const std::string draft = first.substr(0, first.rfind('/') + 1);
            const auto guide = demo_->guide(item.id).value();
            for (const auto& step : guide->guide.form->steps) {
                SCOPED_TRACE(step.key);
                (void)page(draft + step.key);
                Pairs typed{{"action", "next"}};
                for (const auto& field : step.fields) typed.emplace_back("f." + field.key, "<wrong>");
                const auto answer = post(draft + step.key, typed);
                EXPECT_TRUE(answer.status == 422 || answer.status == 303) << answer.status;
                (void)page(draft + step.key + "?check=1");
            }
            (void)page(draft + "preview");
            const auto refused = post(draft + "preview", {{"declare", "yes"}});
            EXPECT_EQ(refused.status, 422);
            if (!guide->guide.materials.empty()) (void)post(draft + "materials", {{"action", "next"}});
            EXPECT_EQ(post(draft + "discard", {}).status, 303);
        }
    } while (!cursor.empty());
    EXPECT_EQ(forms, 20) << "forms of the demonstration";
}

INSTANTIATE_TEST_SUITE_P(Engines, DemoFormsTest, testing::Values(db::Engine::kSqlite), db::engine_name);

}  // namespace
}  // namespace yw::cases::test
