// A whole portal over SQLite with the demonstration's guides, for tests.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "asking/strings.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/demonstration_fixture.hpp"
#include "catalogue/migrations.hpp"
#include "catalogue/publish_guide.hpp"
#include "catalogue/strings.hpp"
#include "guided/migrations.hpp"
#include "guided/strings.hpp"
#include "identity/test_gate.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/http/test_client.hpp"
#include "platform/strings/strings.hpp"
#include "portal/migrations.hpp"
#include "portal/pages.hpp"
#include "portal/portal.hpp"
#include "portal/strings.hpp"

namespace yw::portal {

inline const RegionCode kGuangan = *RegionCode::parse("511602000000");

using catalogue::test::text_of;

struct Answer {
    http::Response response;
    int status() const { return response.status; }
    std::string body() const { return std::string(response.bytes()); }
    std::string header(std::string_view name) const {
        for (const auto& each : response.headers)
            if (each.name == name) return each.value;
        return "";
    }
};

/// Everything that a portal stands on. Made once for a suite of tests: importing sixty guides takes a moment.
class World {
public:
    World() : database_(db::open_test_database(db::Engine::kSqlite, folder_)) {
        html::add_templates(pages());
        html::be_strict();
        strings::add(strings_table());
        strings::add(catalogue::strings_table());
        strings::add(asking::strings_table());
        strings::add(guided::strings_table());
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations(), guided::migrations(),
                                                                  audit::migrations(), migrations()};
        database_->migrate(modules, 0);
        catalogue::test::import_demonstration(*database_, clock);
        catalogue_ = catalogue::open_catalogue(*database_);
        following_ = std::make_unique<search::Following>(search_, *catalogue_, *database_, "");
        asking_ = std::make_unique<asking::Asking>(*catalogue_, search_);
        import_demo_trees();
        options.operator_name = "示范数据局";
        options.demonstration = true;
        options.site_url = "https://zwfw.example";
        frame_ = open_site_frame(options, place_names(regions_));
        add_portal_routes(router_, {options, *frame_, gate, *catalogue_, search_, *asking_, *guided_, regions_,
                                    *database_, keys, clock, personal(), ratings_of});
        hooks_.error_page = [this](const http::Request& request, int status) {
            return frame_->status_page(request, status);
        };
        hooks_.bug = [](const http::Request& request, const std::string& what) {
            ADD_FAILURE() << request.path << ": " << what;
        };
    }

    Answer send(http::Request request) { return {http::dispatch(router_, hooks_, request)}; }
    Answer get(std::string_view target, std::vector<http::Header> headers = {}) {
        return send(http::test_request(http::Method::kGet, target, std::move(headers)));
    }
    Answer get_at(std::string_view target, RegionCode place) {
        return get(target, {{"Cookie", "yw-place=" + place.str()}});
    }
    Answer post(std::string_view target, std::vector<std::pair<std::string, std::string>> fields) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + http::url_encode(name) + "=" + http::url_encode(value);
        return send(http::test_request(http::Method::kPost, target,
                                       {{"Content-Type", "application/x-www-form-urlencoded"}}, body));
    }
    /// An item that is only listed.
    catalogue::Item list(std::string source_id, std::string name, RegionCode region) {
        catalogue::ItemFacts facts;
        facts.source_id = source_id;
        facts.name = std::move(name);
        facts.region = region;
        facts.task_type = "07";
        const auto put = catalogue::list_item(*database_, clock, facts, "甲<乙>局");
        if (!put) throw std::runtime_error(put.error().detail);
        following_->catch_up();
        return catalogue_->item_by_source(region, source_id).value();
    }
    catalogue::Item demo_item(std::string_view name) {
        catalogue::ItemFilter filter;
        filter.region = kGuangan;
        filter.text = name;
        for (const auto& item : catalogue_->items(filter, 50, "").items)
            if (item.name == name) return item;
        throw std::runtime_error("no demonstration item " + std::string(name));
    }

    const http::Router& router() const { return router_; }
    const http::ServerHooks& hooks() const { return hooks_; }
    const catalogue::Catalogue& catalogue() const { return *catalogue_; }
    db::Database& database() { return *database_; }

    identity::TestGate gate;
    ShiftedClock clock{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
    crypto::Keys keys = crypto::Keys::for_test("portal");
    PortalOptions options;

private:
    void import_demo_trees() {
        audit_ = std::make_unique<audit::Audit>(keys, clock);
        const guided::Parts parts{*database_, clock, *audit_, *catalogue_};
        for (const auto& file : std::filesystem::directory_iterator("demo/guided")) {
            const std::string text = text_of(file.path());
            const std::string_view texts[] = {text};
            if (const auto done = guided::import_trees(parts, texts); !done)
                throw std::runtime_error(file.path().string() + ": " + std::string(done.error().code.name));
        }
        guided_ = std::make_unique<guided::Guided>(parts);
    }
    static ItemRatings ratings_of(const std::string& item_id) {
        if (item_id.empty()) return {};
        return {{{"非常满意", 2}, {"非常<不>满意", 1}}, 3, 667};
    }
    static PersonalThings personal() {
        return {[](const identity::Viewer&) { return 2; },
                [](const identity::Viewer&) {
                    return std::vector<OpenCase>{{"换<领>身份证", "/me/cases/1", "正在审查"}};
                }};
    }

    db::TestFolder folder_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    search::Search search_;
    std::unique_ptr<search::Following> following_;
    std::unique_ptr<asking::Asking> asking_;
    std::unique_ptr<audit::Audit> audit_;
    std::unique_ptr<guided::Guided> guided_;
    RegionsNow regions_ = [] { return regions::Regions(); };
    std::unique_ptr<SiteFrame> frame_;
    http::Router router_;
    http::ServerHooks hooks_;
};

class PortalTest : public testing::Test {
protected:
    static void SetUpTestSuite() { world_ = std::make_unique<World>(); }
    static void TearDownTestSuite() { world_.reset(); }
    void TearDown() override { world().gate.viewer = {}; }
    static World& world() { return *world_; }

private:
    inline static std::unique_ptr<World> world_;
};

}  // namespace yw::portal
