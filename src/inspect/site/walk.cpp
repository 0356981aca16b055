#include "inspect/site/walk.hpp"

#include <algorithm>

#include "platform/crypto/crypto.hpp"

namespace yw::site {
namespace {

constexpr std::string_view kAgentName = "YiwangInspection";
constexpr int kMostRedirects = 5;
constexpr int kMostRefusals = 3;
constexpr int kLongestWaitSeconds = 60;

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_html(const Answer& answer) {
    if (answer.content_type.find("html") != std::string::npos) return true;
    if (!answer.content_type.empty()) return false;
    const auto first = answer.body.find_first_not_of(" \t\r\n");
    return first != std::string::npos && answer.body[first] == '<';
}

}  // namespace

std::string user_agent(std::string_view contact) {
    std::string text = std::string(kAgentName) + "/1.0 (" + "inspection of online government services";
    if (!contact.empty()) text += "; contact: " + std::string(contact);
    return text + ")";
}

bool Visit::dead() const {
    // Somebody else may see it (401 403 407 451), or later (408 429 503): those were not checked.
    const int s = record.status;
    if (s == 401 || s == 403 || s == 405 || s == 407 || s == 408 || s == 429 || s == 451 || s == 503) return false;
    return s >= 400 || record.failure == "unreachable" || record.failure == "certificate";
}

Walk::Walk(const Plan& plan, const Surroundings& around, WebAddress entrance)
    : plan_(plan),
      around_(around),
      entrance_(std::move(entrance)),
      interval_(plan.per_second > 0 ? static_cast<long>(1000 / plan.per_second) : 0) {}

const Visit& Walk::begin() {
    const auto address = resolve(entrance_, "/robots.txt");
    auto visit = std::make_unique<Visit>();
    visit->record.address = address->text;
    visit->record.why = "robots";
    visit->record.at = around_.clock.now();
    Answer answer = polite_get({*address, {}});
    for (int hop = 0; hop < kMostRedirects && is_redirect(answer.status); ++hop) {
        const auto next = resolve(*address, answer.location);
        if (!next || !inside(*next)) break;
        answer = polite_get({*next, {}});
    }
    keep(*visit, answer);
    order_.push_back(std::move(visit));
    if (answer.status >= 200 && answer.status < 300 && answer.content_type.find("html") == std::string::npos) {
        robots_ = Robots::parse(answer.body, kAgentName);
        robots_found_ = "found";
    } else if (answer.status >= 500 || answer.failure != Failure::kNone) {
        robots_ = Robots::nothing();
        robots_found_ = "refused";
    } else {
        robots_found_ = "none";
    }
    if (const auto delay = robots_.crawl_delay())
        interval_ = std::max(interval_, std::chrono::milliseconds(static_cast<long>(*delay * 1000)));
    if (robots_found_ == "refused" && answer.failure != Failure::kNone) {
        // The site does not answer at all: that is what the entrance says too, and no question of manners.
        robots_ = Robots::everything();
        robots_found_ = "none";
    }
    return open(entrance_, "entrance");
}

Visit& Walk::refused(const Asked& asked, const std::string& why, const std::string& reason) {
    auto visit = std::make_unique<Visit>();
    visit->record.address = asked.address.text;
    visit->record.why = why;
    visit->record.failure = reason;
    visit->record.at = around_.clock.now();
    visit->final_address = asked.address;
    order_.push_back(std::move(visit));
    return *order_.back();
}

const Visit& Walk::open(const WebAddress& address, const std::string& why) {
    const auto found = visits_.find(address.text);
    if (found != visits_.end()) return *found->second;
    const Asked asked{address, {}};
    Visit* visit = nullptr;
    if (!inside(address)) {
        visit = &refused(asked, why, "other_host");
    } else if (!robots_.allows(address.path_and_query())) {
        visit = &refused(asked, why, "robots");
    } else if (stopped_ || left() <= 0) {
        // What was not asked for is no evidence: only the caller is told.
        not_asked_ = Visit{};
        not_asked_.record.address = address.text;
        not_asked_.record.failure = stopped_ ? "stopped" : "too_many";
        return not_asked_;
    } else {
        order_.push_back(std::make_unique<Visit>());
        visit = order_.back().get();
        visit->record.address = address.text;
        visit->record.why = why;
        visits_[address.text] = visit;
        follow(asked, *visit);
    }
    visits_[address.text] = visit;
    return *visit;
}

const Visit& Walk::send(const Asked& asked) {
    if (!inside(asked.address)) return refused(asked, "search", "other_host");
    if (!robots_.allows(asked.address.path_and_query())) return refused(asked, "search", "robots");
    if (stopped_ || left() <= 0) return refused(asked, "search", stopped_ ? "stopped" : "too_many");
    order_.push_back(std::make_unique<Visit>());
    Visit& visit = *order_.back();
    visit.record.address = asked.address.text;
    visit.record.why = "search";
    follow(asked, visit);
    return visit;
}

Answer Walk::polite_get(const Asked& asked) {
    const auto since = std::chrono::milliseconds(around_.clock.now().ms - last_.ms);
    if (last_.ms > 0 && since < interval_) around_.pause(interval_ - since);
    last_ = around_.clock.now();
    ++requests_;
    if (around_.progress) around_.progress(asked.address.text);
    return around_.fetcher.get(asked);
}

void Walk::follow(Asked asked, Visit& visit) {
    visit.record.at = around_.clock.now();
    visit.final_address = asked.address;
    bool again = true;  // once more after a time-out, or when asked to wait a little
    for (int hop = 0;;) {
        const Answer answer = polite_get(asked);
        const bool busy = answer.status == 429 || answer.status == 503;
        refusals_ = busy ? refusals_ + 1 : 0;
        if (refusals_ >= kMostRefusals) stopped_ = true;
        const bool failed = answer.failure == Failure::kTimedOut || answer.failure == Failure::kUnreachable;
        if ((busy || failed) && again && !stopped_ && left() > 0) {
            again = false;
            if (answer.retry_after_s > kLongestWaitSeconds)
                stopped_ = true;
            else if (busy)
                around_.pause(std::chrono::seconds(std::max(answer.retry_after_s, 2)));
            if (!stopped_) continue;
        }
        keep(visit, answer);
        if (!is_redirect(answer.status)) return;
        const auto next = resolve(asked.address, answer.location);
        if (!next || ++hop > kMostRedirects) {
            visit.record.failure = "unreachable";
            return;
        }
        visit.final_address = *next;
        visit.record.final_address = next->text;
        if (!inside(*next))
            visit.record.failure = "other_host";
        else if (!robots_.allows(next->path_and_query()))
            visit.record.failure = "robots";
        else if (left() <= 0)
            visit.record.failure = "too_many";
        if (!visit.record.failure.empty()) {
            visit.record.status = 0;
            return;
        }
        asked = {*next, {}};
    }
}

void Walk::keep(Visit& visit, const Answer& answer) {
    PageRecord& record = visit.record;
    record.status = answer.status;
    record.failure = to_string(answer.failure);
    record.content_type = answer.content_type;
    record.bytes = static_cast<std::int64_t>(answer.body.size());
    record.ms = answer.ms;
    if (answer.failure != Failure::kNone) return;
    record.sha256 = crypto::hex(crypto::sha256(answer.body));
    record.sm3 = crypto::hex(crypto::sm3(answer.body));
    if (around_.keep) around_.keep(record.sha256, answer.body);
    if (!visit.ok() || record.why == "robots") return;
    if (is_html(answer))
        visit.page =
            std::make_shared<PageReading>(read_page(answer.body, answer.content_type, visit.final_address, words()));
    visit.paper =
        answer.cut_off ? Paper::kOpens : judge_paper(answer.body, ending_of(visit.final_address), answer.content_type);
}

}  // namespace yw::site
