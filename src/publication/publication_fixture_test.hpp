// A catalogue with the routes of this module around it, for tests.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "catalogue/demonstration_fixture.hpp"
#include "catalogue/migrations.hpp"
#include "catalogue/publish_guide.hpp"
#include "catalogue/strings.hpp"
#include "identity/test_gate.hpp"
#include "platform/db/test_database.hpp"
#include "platform/http/test_client.hpp"
#include "platform/strings/strings.hpp"
#include "portal/pages.hpp"
#include "portal/portal.hpp"
#include "portal/strings.hpp"
#include "publication/pages.hpp"
#include "publication/publication.hpp"
#include "publication/strings.hpp"

namespace yw::publication::test {

namespace json = boost::json;

inline const RegionCode kGuangan = *RegionCode::parse("511602000000");

inline void add_texts_once() {
    static const bool added = [] {
        html::add_templates(portal::pages());
        html::add_templates(pages());
        html::be_strict();
        strings::add(portal::strings_table());
        strings::add(catalogue::strings_table());
        strings::add(strings_table());
        return true;
    }();
    (void)added;
}

using catalogue::test::text_of;

class PublicationTest : public db::EngineTest {
protected:
    void SetUp() override {
        add_texts_once();
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
        options_.site_url = "https://zwfw.example";
        frame_ = portal::open_site_frame(options_, portal::place_names([] { return regions::Regions(); }));
        add_publication_routes(router_, {.site_url = options_.site_url,
                                         .database = database(),
                                         .catalogue = *catalogue_,
                                         .gate = gate_,
                                         .frame = *frame_,
                                         .clock = clock_,
                                         .audit = audit_,
                                         .default_place = kGuangan,
                                         .place_name = [](RegionCode code) { return code == kGuangan ? "广安区" : ""; },
                                         .channels = channels_,
                                         .find_items =
                                             [this](RegionCode place, const std::string& text, int limit) {
                                                 catalogue::ItemFilter filter;
                                                 filter.region = place;
                                                 filter.text = text;
                                                 return catalogue_->items(filter, limit, "");
                                             }});
        hooks_.error_page = [this](const http::Request& request, int status) {
            return frame_->status_page(request, status);
        };
        hooks_.bug = [](const http::Request& request, const std::string& what) {
            ADD_FAILURE() << request.path << ": " << what;
        };
    }

    std::string list(const std::string& source_id, const std::string& name) {
        catalogue::ItemFacts facts;
        facts.source_id = source_id;
        facts.region = kGuangan;
        facts.name = name;
        facts.task_type = "07";
        return catalogue::list_item(database(), clock_, facts, "示范局").value().id;
    }
    /// The demonstration's first guides; all of them where `most` is 0.
    int import_demo(std::size_t most) { return catalogue::test::import_demonstration(database(), clock_, most); }

    http::Response get(std::string_view target, std::vector<http::Header> headers = {}) {
        auto request = http::test_request(http::Method::kGet, target, std::move(headers));
        return http::dispatch(router_, hooks_, request);
    }
    json::object json_at(std::string_view target) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, 200) << target;
        return json::parse(answer.bytes()).as_object();
    }
    static std::string header(const http::Response& response, std::string_view name) {
        for (const auto& each : response.headers)
            if (each.name == name) return each.value;
        return "";
    }

    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
    crypto::Keys keys_ = crypto::Keys::for_test("publication");
    audit::Audit audit_{keys_, clock_};
    Channels channels_ = [] {
        Channels channels;
        channels.portals = {"https://www.guangan.example"};
        return channels;
    }();
    identity::TestGate gate_;
    portal::PortalOptions options_;
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    std::unique_ptr<portal::SiteFrame> frame_;
    http::Router router_;
    http::ServerHooks hooks_;
};

}  // namespace yw::publication::test
