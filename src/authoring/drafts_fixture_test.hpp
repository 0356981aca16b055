// The module over a real catalogue, with authors and reviewers of two departments. For this module's tests.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authoring/authoring.hpp"
#include "authoring/migrations.hpp"
#include "authoring/pages.hpp"
#include "authoring/strings.hpp"
#include "catalogue/guide_json.hpp"
#include "catalogue/sample_guide.hpp"
#include "catalogue/strings.hpp"
#include "identity/test_gate.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/http/test_client.hpp"
#include "platform/strings/strings.hpp"

namespace yw::authoring::test {

using catalogue::Guide;
using catalogue::test::kDistrict;
using catalogue::test::sample_guide;

inline void add_texts() {
    static const bool kOnce = [] {
        strings::add(strings_table());
        strings::add(catalogue::strings_table());
        html::add_templates(pages());
        html::be_strict();
        return true;
    }();
    (void)kOnce;
}

class DraftsTest : public db::EngineTest {
protected:
    void SetUp() override {
        add_texts();
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), catalogue::migrations(),
                                                                  migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
        item_ = list("DEMO-1", "居民身份证换领", "示范公安局");
        catalogue::publish_guide(database(), clock_, item_, sample_guide()).value();
        other_item_ = list("DEMO-2", "别人的事", "示范民政局");
        department_ = catalogue_->item(item_)->department.id;
        other_department_ = catalogue_->item(other_item_)->department.id;
        author_ = identity::TestGate::guide_author("author", {department_});
        second_author_ = identity::TestGate::guide_author("author2", {department_});
        reviewer_ = identity::TestGate::guide_reviewer("reviewer", {department_});
        stranger_ = identity::TestGate::guide_reviewer("stranger", {other_department_});
        authoring_ = std::make_unique<Authoring>(Dependencies{database(), clock_, audit_, *catalogue_, opens_form});
    }
    /// In place of the portal's printer: a sheet that says so does not open.
    static lint::Opening opens_form(const Guide&, const catalogue::Material& material) {
        return material.sheet->title.find("打不开") == std::string::npos ? lint::Opening::kOpens
                                                                         : lint::Opening::kBroken;
    }
    std::string list(const std::string& source_id, const std::string& name, const std::string& department) {
        catalogue::ItemFacts facts;
        facts.source_id = source_id;
        facts.region = kDistrict;
        facts.name = name;
        facts.task_type = "07";
        return catalogue::list_item(database(), clock_, facts, department).value().id;
    }
    Draft draft(const std::string& id) { return authoring_->view(author_, id).value().draft; }
    std::int64_t version(const std::string& id) { return draft(id).version; }
    int in_force() { return catalogue_->item(item_)->version; }

    /// Saves what `change` does to these elements.
    template <class F>
    Result<void> save(const identity::Viewer& who,
                      const std::string& id,
                      const std::vector<std::string>& elements,
                      F change) {
        Guide guide = draft(id).guide;
        const std::string stamp = stamp_of(guide, elements);
        change(guide);
        return authoring_->save(who, {id, elements, stamp, guide});
    }
    /// A change of the sample's guide, ready to be sent to review.
    std::string begun() {
        const auto id = authoring_->begin_change(author_, item_).value();
        save(author_, id, {"promised"}, [](Guide& guide) { guide.promised.count = 15; }).value();
        return id;
    }
    std::string in_review() {
        const auto id = begun();
        authoring_->submit(author_, id, version(id)).value();
        return id;
    }

    ShiftedClock clock_{LocalDay(2026, 3, 2).begins().plus(std::chrono::hours{9}), ShiftedClock::Pace::kStands};
    crypto::Keys keys_ = crypto::Keys::for_test("authoring");
    audit::Audit audit_{keys_, clock_};
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    std::unique_ptr<Authoring> authoring_;
    std::string item_, other_item_, department_, other_department_;
    identity::Viewer author_, second_author_, reviewer_, stranger_;
};

}  // namespace yw::authoring::test
