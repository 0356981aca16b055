// The module over a real database, with invented people and one item; for tests on both engines.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "calendars/calendars.hpp"
#include "cases/cases.hpp"
#include "cases/migrations.hpp"
#include "cases/sample_form.hpp"
#include "cases/strings.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/outbox/migrations.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases::test {

inline constexpr std::string_view kItem = "item-1";
inline constexpr std::string_view kDepartment = "department-1";

/// Versions of one item's guide, published by hand.
class OneItem final : public catalogue::Catalogue {
public:
    void publish(catalogue::Guide guide) {
        auto made = std::make_shared<catalogue::PublishedGuide>();
        made->guide = std::move(guide);
        made->item.id = kItem;
        made->item.name = made->guide.name;
        made->item.implement_code = implement_code;
        made->item.region = RegionCode::parse("511602000000").value();
        made->item.department = {std::string(kDepartment), "广安区示范公安局", made->item.region, ""};
        made->item.version = made->version = static_cast<int>(versions_.size()) + 1;
        versions_.push_back(std::move(made));
    }
    std::string implement_code;
    bool ended = false;  ///< cancelled since the last look

    Result<std::shared_ptr<const catalogue::PublishedGuide>> guide(const std::string& id) const override {
        if (id != kItem || versions_.empty()) return fail(catalogue::kGuideNotFound);
        return std::shared_ptr<const catalogue::PublishedGuide>(versions_.back());
    }
    Result<std::shared_ptr<const catalogue::PublishedGuide>> guide_version(const std::string& id,
                                                                           int version) const override {
        if (id != kItem || version < 1 || version > static_cast<int>(versions_.size()))
            return fail(catalogue::kGuideNotFound);
        return std::shared_ptr<const catalogue::PublishedGuide>(versions_[static_cast<std::size_t>(version - 1)]);
    }
    Result<catalogue::Item> item(const std::string&) const override { return versions_.back()->item; }
    catalogue::ItemPage items(const catalogue::ItemFilter&, int, const std::string&) const override { return {}; }
    catalogue::PlaceCounts counts(RegionCode) const override { return {}; }
    Result<catalogue::Department> department(const std::string& id) const override {
        if (id != kDepartment) return fail(catalogue::kDepartmentNotFound);
        return versions_.back()->item.department;
    }
    Result<catalogue::Item> item_by_source(RegionCode, const std::string&) const override {
        return fail(catalogue::kItemNotFound);
    }
    std::vector<catalogue::PublishedVersion> versions(const std::string&) const override { return {}; }
    Result<void> check_active(db::Reader&, const std::string&) const override {
        if (ended) return fail(catalogue::kItemEnded);
        return {};
    }
    std::vector<catalogue::Standing> standings(const std::string&) const override { return {}; }
    std::vector<catalogue::Item> successors(const std::string&) const override { return {}; }
    catalogue::Coverage coverage(RegionCode) const override { return {}; }
    catalogue::ItemPage all_items(int, const std::string&) const override { return {}; }
    catalogue::ItemPage changed_since(std::uint64_t, int, const std::string&) const override { return {}; }
    std::uint64_t generation() const override { return versions_.size(); }

private:
    std::vector<std::shared_ptr<catalogue::PublishedGuide>> versions_;
};

class TwoPeople final : public identity::Accounts {
public:
    Result<identity::Profile> profile(const std::string& account) const override {
        if (account == "person-1")
            return identity::Profile{account, "张示例", "51160218830930009X", "13800008000", "", "", ""};
        if (account.starts_with("window")) return identity::Profile{account, "周演示", "", "", "", "", ""};
        if (account.starts_with("reviewer")) return fail(identity::kNotFound);
        return identity::Profile{account, "李样本", "51160218830930009X", "13900009000", "", "", ""};
    }
};

class CasesTest : public db::EngineTest {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("cases.changed")) strings::add(strings_table());
    }
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), outbox::migrations(),
                                                                  migrations()};
        database().migrate(modules, 0);
        catalogue_.publish(sample_guide());
        blobs_ = blob::open_files(folder() / "blobs", keys_, clock_);
        const auto check_file = [](std::string_view bytes, std::string_view,
                                   const std::vector<std::string>&) -> Result<CheckedFile> {
            if (bytes.starts_with("bad")) return fail({"file.broken", Kind::kInvalid});
            return CheckedFile{"pdf", "application/pdf"};
        };
        Dependencies on{database(), keys_,      clock_,
                        audit_,     *blobs_,    catalogue_,
                        accounts_,  check_file, [this] { return calendar_; }};
        on.demonstration = true;
        cases_ = std::make_unique<Cases>(std::move(on));
    }

    static identity::Viewer who(identity::Role role, std::string account) {
        identity::Viewer viewer;
        viewer.account_id = std::move(account);
        viewer.role = role;
        viewer.masked_name = "张*例";
        if (viewer.is_officer()) viewer.department_ids = {std::string(kDepartment)};
        return viewer;
    }

    /// A form with one input.
    static http::Fields typed(std::string name, std::string value) {
        http::Fields fields;
        fields.add(std::move(name), std::move(value));
        return fields;
    }
    http::Fields good_first_step() {
        return http::Fields({{"f.name", "张示例"}, {"f.id_number", "51160218830930009X"}, {"f.phone", "13800008000"}});
    }
    /// Of the old card; enough for the file check of these tests.
    virtual std::string card_bytes() const { return "%PDF card"; }
    /// A complete draft of person_.
    std::string ready_draft() {
        const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
        EXPECT_TRUE(cases_->save_draft(person_, {draft.id, "applicant", good_first_step(), "matter"}));
        EXPECT_TRUE(cases_->save_draft(person_, {draft.id, "matter", typed("f.reason", "lost"), "family"}));
        const std::string card = card_bytes();
        EXPECT_TRUE(cases_->attach_material(person_, {draft.id, "card", "旧证.pdf", card}));
        return draft.id;
    }
    std::string submitted() { return cases_->submit_case(person_, {ready_draft(), true}).value().case_id; }

    CaseView seen(const identity::Viewer& viewer, const std::string& id) {
        return cases_->case_view(viewer, id).value();
    }
    template <class D>
    D deed(const std::string& id) {
        D made;
        made.case_id = id;
        made.version = seen(person_, id).version;
        made.opinion = "同意。";
        return made;
    }
    std::string accepted() {
        const auto id = submitted();
        EXPECT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
        return id;
    }
    std::string in_review() {
        const auto id = accepted();
        EXPECT_TRUE(cases_->start_review(reviewer_, deed<Deed>(id)));
        return id;
    }
    /// Statements are known by where their text lies: it must stay there as long as the database.
    std::string_view kept_text(std::string text) { return *texts_.insert(std::move(text)).first; }
    std::int64_t count(std::string_view table) {
        const db::Sql sql{"test.count", kept_text("SELECT COUNT(*) FROM " + std::string(table))};
        return database().read([&](db::Reader& reader) { return reader.number(sql, {}).value(); });
    }

    std::set<std::string> texts_;
    const crypto::Keys keys_ = crypto::Keys::for_test("cases");
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins().plus(std::chrono::hours(10)), ShiftedClock::Pace::kStands};
    audit::Audit audit_{keys_, clock_};
    OneItem catalogue_;
    TwoPeople accounts_;
    WorkingCalendar calendar_ = calendars::published_calendar();
    std::unique_ptr<blob::Blobs> blobs_;
    std::unique_ptr<Cases> cases_;
    const identity::Viewer person_ = who(identity::Role::kPerson, "person-1");
    const identity::Viewer other_ = who(identity::Role::kPerson, "person-2");
    const identity::Viewer window_ = who(identity::Role::kWindow, "window-1");
    const identity::Viewer reviewer_ = who(identity::Role::kReviewer, "reviewer-1");
    const identity::Viewer operator_ = who(identity::Role::kOperator, "operator-1");
};

}  // namespace yw::cases::test
