#include "app/platform.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "app/catalogue_pages.hpp"
#include "app/change_log_search.hpp"
#include "app/demo.hpp"
#include "app/key_pages.hpp"
#include "app/operator_pages.hpp"
#include "app/own_visitor.hpp"
#include "asking/asking.hpp"
#include "authoring/authoring.hpp"
#include "cases/cases.hpp"
#include "cases/supervision.hpp"
#include "catalogue/conformity.hpp"
#include "decisions/decisions.hpp"
#include "findability/findability.hpp"
#include "guided/guided.hpp"
#include "identity/identity.hpp"
#include "inspect/campaign/campaign.hpp"
#include "platform/blob/collector.hpp"
#include "platform/filecheck/filecheck.hpp"
#include "platform/log/log.hpp"
#include "platform/outbox/outbox.hpp"
#include "portal/portal.hpp"
#include "publication/channels.hpp"
#include "publication/drift_runs.hpp"
#include "publication/publication.hpp"
#include "rating/rating.hpp"
#include "search/search.hpp"

namespace yw::app {
namespace {

/// Items held against the base catalogue in one sweep: some seconds of a minute.
constexpr int kComparedAtOnce = 20'000;
/// Files that the collector looks at in one sweep: a look-up each.
constexpr std::size_t kFilesAtOnce = 500;
/// Missed items, failed queries and differences of a channel that the inspection follows: more are no list to work by.
constexpr std::size_t kMostFollowed = 5'000;

portal::PortalOptions portal_options(const Installation& installation, const ServeArgs& args) {
    portal::PortalOptions options;
    options.demonstration = installation.is_demonstration();
    options.has_inspection = true;
    options.operator_name = options.demonstration ? "广安区示范行政审批局" : "";
    options.operator_phone = options.demonstration ? "0826-0001000" : "";
    if (options.demonstration) options.default_place = RegionCode::from_number(kDemoPlace);
    if (const auto place = RegionCode::parse(args.place)) options.default_place = *place;
    return options;
}

Result<cases::CheckedFile> check_file(std::string_view bytes,
                                      std::string_view name,
                                      const std::vector<std::string>& accept) {
    using filecheck::FileKind;
    std::vector<FileKind> allowed;
    for (const auto kind : {FileKind::kPdf, FileKind::kJpeg, FileKind::kPng})
        for (const auto& wanted : accept)
            if (wanted == filecheck::ending_of(kind)) allowed.push_back(kind);
    YW_TRY(const auto kind, filecheck::check_file(bytes, name, allowed));
    return cases::CheckedFile{std::string(filecheck::ending_of(kind)), std::string(filecheck::media_type_of(kind))};
}

std::vector<portal::OpenCase> open_cases_of(const cases::Cases& cases, const identity::Viewer& viewer) {
    std::vector<portal::OpenCase> open;
    for (const auto& line : cases.my_cases(viewer, 5, "").lines)
        open.push_back({line.item_name, "/me/cases/" + line.id, std::string(cases::state_zh(line.state))});
    return open;
}

std::vector<portal::OpenCase> newest_cases_of(const cases::Cases& cases, const identity::Viewer& viewer) {
    constexpr int kNewest = 50;
    std::vector<portal::OpenCase> newest;
    for (const auto& line : cases.my_cases(viewer, kNewest, "").lines)
        newest.push_back({line.item_name, "/me/cases/" + line.id, std::string(cases::state_zh(line.state))});
    return newest;
}

portal::ItemRatings ratings_of(const rating::Ratings& ratings, const std::string& item_id) {
    const rating::Summary summary = ratings.summary(item_id);
    portal::ItemRatings shown;
    for (const rating::Level& level : rating::levels())
        shown.levels.push_back({std::string(level.name), summary.count[level.score]});
    shown.total = summary.total();
    shown.good_permille = summary.good_permille();
    return shown;
}

}  // namespace

/// In the order in which they stand on each other.
struct Platform::Modules {
    Modules(Installation& i, const ServeArgs& args)
        : installation(i),
          options(portal_options(i, args)),
          channels(publication::load_channels(args.channels.empty() ? i.directory().channels() : args.channels)),
          frame(portal::open_site_frame(options, portal::place_names([this] { return installation.regions(); }))),
          identity(identity::open_identity(
              i.database(),
              i.keys(),
              i.clock(),
              *frame,
              {.origin = {}, .demonstration = options.demonstration},
              [this](db::Transaction& tx, const std::string& account) { return cases.leave(tx, account); })),
          outbox(i.database(), i.clock()),
          authoring({.database = i.database(),
                     .clock = i.clock(),
                     .audit = i.audit(),
                     .catalogue = i.catalogue(),
                     .opens_form = portal::paper_opens}),
          cases(case_dependencies()),
          ratings(rating::open_ratings(i.database(), i.keys(), i.clock(), i.audit(), cases)),
          decisions(decisions::open_decisions(decision_dependencies())),
          campaigns(campaign::open_campaigns(i.database(), i.clock(), i.audit(), i.blobs())),
          asking(i.catalogue(), search),
          guided({i.database(), i.clock(), i.audit(), i.catalogue()}),
          following(search, i.catalogue(), i.database(), i.directory().search_index()),
          findability(findability::open_findability(findability_parts())),
          change_log(*decisions, search),
          visitor(router, *frame, identity->gate()),
          inspection(inspect::open_self_inspection(inspection_parts())),
          collector(i.blobs(), i.database(), i.clock(), {cases::names_blob, campaign::names_blob}) {
        cases.listen(outbox);
        count_cases();
        add_routes();
        add_publication();
        outbox.start();
    }

    cases::Dependencies case_dependencies() {
        return {.database = installation.database(),
                .keys = installation.keys(),
                .clock = installation.clock(),
                .audit = installation.audit(),
                .blobs = installation.blobs(),
                .catalogue = installation.catalogue(),
                .accounts = identity->accounts(),
                .check_file = check_file,
                .calendar = [this] { return installation.calendar(); },
                .region_known = [this](RegionCode code) { return installation.regions().find(code).has_value(); },
                .region_name = [this](RegionCode code) { return installation.regions().full_name(code); },
                .region_named = [this](std::string_view typed) { return region_named(typed); },
                .wake_outbox = [this] { outbox.wake(); },
                .demonstration = options.demonstration,
                .public_url = options.site_url};
    }

    findability::Dependencies findability_parts() {
        return {.database = installation.database(),
                .clock = installation.clock(),
                .audit = installation.audit(),
                .catalogue = installation.catalogue(),
                .search = search,
                .calendar = [this] { return installation.calendar(); },
                .region_name = [this](RegionCode code) { return installation.regions().full_name(code); },
                .judged_place = options.default_place};
    }

    inspect::SelfParts inspection_parts() {
        return {
            .database = installation.database(),
            .catalogue = installation.catalogue(),
            .clock = installation.clock(),
            .calendar = [this] { return installation.calendar(); },
            .regions = [this] { return installation.regions(); },
            .open_page = [this](const std::string& target, RegionCode place) { return visitor.open(target, place); },
            .search = [this](RegionCode place, const std::string& text) { return first_found(place, text); },
            .missed_items = [this] { return missed_items(); },
            .vain_queries = [this] { return vain_queries(); },
            .channel_runs = [this] { return channel_runs(); },
            .channel_differences = [this](const std::string& run_id) { return channel_differences(run_id); },
            .published_phones = published_phones(),
            .search_knows = [this](std::uint64_t generation) { return search.generation() >= generation; }};
    }

    /// The sign-in pages of a demonstration show its accounts.
    std::vector<std::string> published_phones() const {
        std::vector<std::string> phones;
        if (options.demonstration)
            for (const auto& account : identity::demo_accounts()) phones.emplace_back(account.login);
        return phones;
    }
    std::vector<std::string> missed_items() const {
        std::vector<std::string> ids;
        std::string cursor;
        do {
            const auto page = findability->misses(std::nullopt, cursor);
            for (const auto& miss : page.rows) ids.push_back(miss.item_id);
            cursor = page.next;
        } while (!cursor.empty() && ids.size() < kMostFollowed);
        return ids;
    }
    std::vector<inspect::VainQuery> vain_queries() const {
        std::vector<inspect::VainQuery> queries;
        std::string cursor;
        do {
            const auto page = findability->failed(std::nullopt, cursor);
            for (const auto& query : page.rows)
                if (query.is_open)
                    queries.push_back({query.id, query.place, query.query, query.is_abandoned, query.due_on,
                                       department_of(query.id)});
            cursor = page.next;
        } while (!cursor.empty() && queries.size() < kMostFollowed);
        return queries;
    }
    /// To which a failed query was handed over and which has not answered; else empty. One point read.
    std::string department_of(const std::string& query_id) const {
        const auto handed = findability->handed(query_id);
        return handed && handed->answered_at.ms == 0 ? handed->department_id : std::string();
    }
    std::vector<inspect::ChannelRun> channel_runs() const {
        std::vector<inspect::ChannelRun> runs;
        for (const auto& run : publication::last_runs(installation.database()))
            if (const auto place = RegionCode::parse(run.region))
                runs.push_back({run.id, run.channel, *place, run.failure.empty()});
        return runs;
    }
    std::vector<inspect::ChannelDifference> channel_differences(const std::string& run_id) const {
        std::vector<inspect::ChannelDifference> differences;
        for (const auto& one :
             publication::differences_of(installation.database(), run_id, -1, static_cast<int>(kMostFollowed))) {
            const bool missing = one.kind == publication::Difference::Kind::kMissing;
            differences.push_back({one.item_id, one.name,
                                   missing ? std::string("没有这个事项")
                                           : fmt::format("{}：本平台“{}”，对方“{}”", publication::field_zh(one.field),
                                                         one.ours, one.theirs)});
        }
        return differences;
    }
    /// Cases are counted for the inspection as their messages leave.
    void count_cases() {
        outbox.keep_batch(
            std::string(cases::topic::kSubmitted),
            [this](db::Transaction& tx, std::span<const outbox::Message* const> messages) {
                std::map<std::string, std::int64_t> by_item;
                for (const auto* message : messages)
                    ++by_item[std::string(boost::json::parse(message->payload).as_object().at("item").as_string())];
                inspection->cases_filed(tx, by_item);
            });
    }

    /// What the search shows first to whoever types this in that place.
    std::vector<inspect::FoundItem> first_found(RegionCode place, const std::string& text) const {
        constexpr std::size_t kFirst = 10;
        search::Question question{text, place};
        question.kind = "item";
        question.limit = kFirst;
        std::vector<inspect::FoundItem> found;
        for (auto& one : search.ask(question).found) found.push_back({one.entry.id, one.entry.name});
        return found;
    }

    /// The same for the search box that other sites embed.
    catalogue::ItemPage found_items(RegionCode place, const std::string& text, int limit) {
        search::Question question{text, place};
        question.limit = static_cast<std::size_t>(limit);
        question.one_of_each = true;
        const auto answer = search.ask(question);
        catalogue::ItemPage page;
        page.total = static_cast<std::int64_t>(answer.total);
        for (const auto& found : answer.found)
            if (auto item = installation.catalogue().item(found.entry.id))
                page.items.push_back(std::move(item).value());
        return page;
    }

    authoring::PageDependencies authoring_pages() {
        authoring::Reader reader;
        reader.preview = portal::guide_preview;
        reader.paper = [this](const catalogue::PublishedGuide& guide, std::string_view key, std::string_view file) {
            return portal::guide_paper(guide, key, file, options.demonstration);
        };
        return {.authoring = authoring,
                .catalogue = installation.catalogue(),
                .gate = identity->gate(),
                .frame = *frame,
                .clock = installation.clock(),
                .reader = std::move(reader),
                .flags = [this](const std::string& item_id) { return flags_of(item_id); }};
    }

    std::vector<authoring::GuideFlag> flags_of(const std::string& item_id) const {
        std::vector<authoring::GuideFlag> flags;
        for (const auto& flag : decisions->flags_of_item(item_id)) {
            const auto decision = decisions->decision(flag.decision_id);
            if (!decision) continue;
            flags.push_back({std::string(decisions::kind_zh(decision->kind)), decisions::document_of(decision.value()),
                             "/changes/" + flag.decision_id});
        }
        return flags;
    }

    decisions::Dependencies decision_dependencies() {
        return {.database = installation.database(),
                .clock = installation.clock(),
                .keys = installation.keys(),
                .audit = installation.audit(),
                .catalogue = installation.catalogue(),
                .region_name = [this](RegionCode code) { return installation.regions().full_name(code); },
                .wake_outbox = [this] { outbox.wake(); }};
    }

    /// The place that was typed, where what was typed names exactly one.
    std::optional<RegionCode> region_named(std::string_view typed) const {
        const auto found = installation.regions().search(typed, 2);
        if (found.size() == 1) return found[0].region.code;
        return std::nullopt;
    }

    void add_routes() {
        const auto& gate = identity->gate();
        identity->add_routes(router);
        const cases::PageDependencies pages{
            .cases = cases,
            .catalogue = installation.catalogue(),
            .gate = gate,
            .frame = *frame,
            .clock = installation.clock(),
            .ratings = ratings.get(),
            .region_name = [this](RegionCode code) { return installation.regions().full_name(code); }};
        cases::add_apply_routes(router, pages);
        cases::add_me_routes(router, pages);
        cases::add_desk_routes(router, pages);
        const auto names = portal::place_names([this] { return installation.regions(); });
        const auto place_of = [this, names](const http::Request& request) {
            return portal::place_of(request, options, names);
        };
        cases::add_supervision_routes(router, {.database = installation.database(),
                                               .catalogue = installation.catalogue(),
                                               .clock = installation.clock(),
                                               .calendar = [this] { return installation.calendar(); },
                                               .gate = gate,
                                               .frame = *frame,
                                               .place_of = place_of,
                                               .place_name = names});
        ratings->add_routes(router, gate, *frame);
        decisions->add_routes(router, gate, *frame);
        campaigns->add_routes(router, gate, *frame);
        findability->add_routes(router, gate, *frame);
        inspection->add_routes(router, gate, *frame, place_of);
        guided::add_guided_routes(router, {.guided = guided,
                                           .catalogue = installation.catalogue(),
                                           .gate = gate,
                                           .frame = *frame,
                                           .place_of = place_of,
                                           .place_name = names});
        authoring::add_author_routes(router, authoring_pages());
        authoring::add_guide_api(router, authoring_pages());
        add_operator_routes(router, installation, cases, gate, *frame, [this] { after_import(); });
        add_catalogue_routes(router, installation, gate, *frame);
        add_key_routes(router, installation, gate, *frame);
        portal::add_portal_routes(
            router,
            {.options = options,
             .frame = *frame,
             .gate = gate,
             .catalogue = installation.catalogue(),
             .search = search,
             .asking = asking,
             .guided = guided,
             .regions = [this] { return installation.regions(); },
             .database = installation.database(),
             .keys = installation.keys(),
             .clock = installation.clock(),
             .personal = {.count_to_do = [this](const identity::Viewer& viewer) { return cases.to_do(viewer).count(); },
                          .open_cases = [this](const identity::Viewer& viewer) { return open_cases_of(cases, viewer); },
                          .cases = [this](const identity::Viewer& viewer) { return newest_cases_of(cases, viewer); }},
             .ratings = [this](const std::string& item_id) { return ratings_of(*ratings, item_id); },
             .findability = findability.get(),
             .changes = [this](const std::string& text, RegionCode place,
                               std::size_t limit) { return change_log.find(text, place, limit); }});
    }

    void add_publication() {
        publication::add_publication_routes(
            router, {.site_url = options.site_url,
                     .database = installation.database(),
                     .catalogue = installation.catalogue(),
                     .gate = identity->gate(),
                     .frame = *frame,
                     .clock = installation.clock(),
                     .audit = installation.audit(),
                     .default_place = options.default_place,
                     .place_name = portal::place_names([this] { return installation.regions(); }),
                     .channels = channels,
                     .find_items = [this](RegionCode place, const std::string& text,
                                          int limit) { return found_items(place, text, limit); },
                     .decisions = decisions.get()});
    }

    void after_import() {
        installation.reload_places_and_days();
        cases.recount_deadlines();
    }

    Installation& installation;
    portal::PortalOptions options;
    publication::Channels channels;
    std::unique_ptr<portal::SiteFrame> frame;
    std::unique_ptr<identity::Identity> identity;
    outbox::Deliverer outbox;
    authoring::Authoring authoring;
    cases::Cases cases;
    std::unique_ptr<rating::Ratings> ratings;
    std::unique_ptr<decisions::Decisions> decisions;
    std::unique_ptr<campaign::Campaigns> campaigns;
    search::Search search;
    asking::Asking asking;
    guided::Guided guided;
    search::Following following;
    std::unique_ptr<findability::Findability> findability;
    ChangeLogSearch change_log;
    http::Router router;
    OwnVisitor visitor;
    std::unique_ptr<inspect::SelfInspection> inspection;
    blob::Collector collector;
};

Platform::Platform(Installation& installation, const ServeArgs& args)
    : modules_(std::make_unique<Modules>(installation, args)) {}
Platform::~Platform() {
    modules_->outbox.stop();
}

const http::Router& Platform::router() const {
    return modules_->router;
}

http::Response Platform::status_page(const http::Request& request, int status) const {
    return modules_->frame->status_page(request, status);
}

void Platform::finish(const http::Request& request, http::Response& response) const {
    modules_->identity->gate().finish(request, response);
}

void Platform::run_channels() {
    publication::run_channels({modules_->installation.database(), modules_->installation.clock(),
                               modules_->installation.audit(), *modules_->decisions},
                              modules_->channels);
}

std::chrono::seconds Platform::channels_pause() const {
    constexpr std::chrono::seconds kWithoutUpstream{60};
    return modules_->channels.upstream ? modules_->channels.upstream->poll : kWithoutUpstream;
}

void Platform::sweep() {
    modules_->cases.sweep();
    if (const int removed = modules_->collector.work(kFilesAtOnce); removed > 0)
        log::event("blob.collected", log::Level::kInfo, {{"removed", std::int64_t{removed}}});
    modules_->authoring.publish_due();
    modules_->identity->sweep();
    modules_->decisions->settle_flags();
    modules_->guided.refresh();
    catalogue::refresh_conformity(modules_->installation.database(), kComparedAtOnce);
}

void Platform::apply_decisions() {
    modules_->decisions->apply_due();
}

std::chrono::milliseconds Platform::decisions_pause() const {
    constexpr std::chrono::milliseconds kSoon{10}, kLookAgain{1000};
    const auto due = modules_->decisions->next_due();
    if (!due) return kLookAgain;
    const std::chrono::milliseconds left{due->ms - modules_->installation.clock().now().ms};
    return std::clamp(left, kSoon, kLookAgain);
}

void Platform::inspect() {
    constexpr std::chrono::milliseconds kMoment{1000};
    modules_->inspection->follow(kMoment);
}

void Platform::follow_search() {
    constexpr std::chrono::milliseconds kMoment{100};
    modules_->findability->work(kMoment);
}

inspect::SelfInspection& Platform::inspection() {
    return *modules_->inspection;
}

void Platform::after_import() {
    modules_->after_import();
}

}  // namespace yw::app
