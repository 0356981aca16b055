#include "inspect/site/judging.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "inspect/sampling/drawing.hpp"
#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::site {
namespace {

/// A page with so much text of its own says something, also without links.
constexpr std::size_t kEnoughLetters = 80;
constexpr std::size_t kLongestQuote = 120;
/// Links that stand beside "nothing here" as advice.
constexpr std::size_t kAdviceLinks = 4;
constexpr int kSignInPages = 3;
constexpr int kConsultPages = 4;

std::string cut(std::string_view text) {
    std::string result;
    std::size_t letters = 0;
    while (!text.empty() && letters++ < kLongestQuote) result += utf8::take(text);
    return text.empty() ? result : result + "…";
}

std::string bare(std::string_view text) {
    std::string result;
    for (const auto character : utf8::characters(collapsed(text)))
        if (character != " ") result += character;
    return result;
}

}  // namespace

std::string why_not(const Visit& visit) {
    const auto& failure = visit.record.failure;
    if (!failure.empty()) return std::string(strings::text("site.reason." + failure));
    if (visit.page && visit.page->needs_script) return std::string(strings::text("site.reason.script"));
    if (!visit.ok() && !visit.dead())
        return strings::text("site.reason.status", {{"status", std::to_string(visit.record.status)}});
    return {};
}

void Judging::find(std::string indicator, std::string kind, const std::string& address, const std::string& words) {
    Finding finding;
    finding.what = strings::text("site.finding." + kind);
    finding.indicator = std::move(indicator);
    finding.kind = std::move(kind);
    finding.address = address;
    finding.words = cut(words);
    result_.findings.push_back(std::move(finding));
}

void Judging::conclude(const std::string& indicator, const Tally& tally) {
    Check check;
    check.indicator = indicator;
    check.checked = tally.checked;
    check.failed = tally.failed;
    check.could_not = tally.could_not;
    check.state = tally.failed > 0 ? State::kFailed : tally.checked > 0 ? State::kPassed : State::kCouldNotCheck;
    check.reasons.assign(tally.reasons.begin(), tally.reasons.end());
    result_.checks.push_back(std::move(check));
}

void Judging::judge_all() {
    entrance();
    columns();
    searching();
    sign_in();
    consultation();
    papers_and_links();
    guides();
}

void Judging::entrance() {
    Tally tally;
    const Visit& home = tour_.home();
    if (const auto reason = why_not(home); !reason.empty() && !home.dead()) {
        tally.reasons.insert(reason);
        ++tally.could_not;
    } else {
        ++tally.checked;
        if (home.dead() || !home.page) {
            ++tally.failed;
            find("A1", "entrance_dead", home.record.address, std::to_string(home.record.status));
        }
    }
    const auto before = result_.findings.size();
    same_item();
    tally.failed += static_cast<int>(result_.findings.size() - before);
    conclude("A1", tally);
}

/// Two guides of one item of one department that say different things.
void Judging::same_item() {
    const auto& guides = tour_.guides();
    const auto said = [](const ReadGuide& guide) {
        std::string text = fmt::format("{}/{}", guide.subject.promised.count.value_or(-1),
                                       static_cast<int>(guide.subject.promised.unit));
        std::set<std::string> names;
        for (const auto& material : guide.subject.materials) names.insert(material.name);
        for (const auto& name : names) text += "|" + name;
        return text;
    };
    for (std::size_t i = 0; i < guides.size(); ++i) {
        const ReadGuide& first = *guides[i].visit->page->guide;
        for (std::size_t k = i + 1; k < guides.size(); ++k) {
            const ReadGuide& second = *guides[k].visit->page->guide;
            if (first.subject.name.empty() || first.department.empty() || first.subject.name != second.subject.name ||
                first.department != second.department || said(first) == said(second))
                continue;
            find("A1", "item_differs", guides[k].visit->final_address.text,
                 first.subject.name + " " + guides[i].visit->final_address.text);
        }
    }
}

State Judging::judge_column(const Visit& visit,
                            const std::set<std::string>& frame_links,
                            const std::set<std::string>& frame_lines,
                            std::string& reason) const {
    reason = why_not(visit);
    if (!reason.empty()) return State::kCouldNotCheck;
    if (!visit.page) {
        reason = strings::text("site.reason.no_page");
        return State::kCouldNotCheck;
    }
    std::size_t own = 0;
    bool guide = visit.page->guide.has_value();
    for (const Link& link : visit.page->links) {
        if (link.in_frame || frame_links.contains(link.to.text) || link.to == visit.final_address) continue;
        ++own;
        guide = guide || tour_.looks_like_guide(link.to);
    }
    if (guide) return State::kPassed;
    std::size_t letters = 0;
    bool says_empty = false;
    for (const auto& line : visit.page->main_lines) {
        if (frame_lines.contains(line)) continue;
        letters += utf8::length(line);
        says_empty = says_empty || contains_any(bare(line), words_.empty);
    }
    if (says_empty && own <= kAdviceLinks) return State::kFailed;
    if (own > 0 || letters >= kEnoughLetters) return State::kPassed;
    if (visit.page->has_scripts) {
        reason = strings::text("site.reason.script");
        return State::kCouldNotCheck;
    }
    return State::kFailed;
}

void Judging::columns() {
    Tally tally;
    const auto& columns = tour_.columns();
    const auto frame_links = Tour::common_links(columns);
    const auto frame_lines = Tour::common_lines(columns);
    std::set<std::string> judged;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Visit& visit = *columns[i];
        if (visit.dead() || !judged.insert(visit.final_address.text).second) continue;  // a dead link: A6
        std::string reason;
        const State state = judge_column(visit, frame_links, frame_lines, reason);
        if (state == State::kCouldNotCheck) {
            ++tally.could_not;
            tally.reasons.insert(reason);
            continue;
        }
        ++tally.checked;
        if (state == State::kPassed) continue;
        ++tally.failed;
        find("A2", "empty_column", visit.final_address.text, tour_.column_links()[i].text);
    }
    if (columns.empty()) {
        tally.reasons.insert(std::string(strings::text("site.reason.no_columns")));
        ++tally.could_not;
    }
    conclude("A2", tally);
}

void Judging::second_registration(Tally& tally) {
    for (const auto& visit : walk_.visits()) {
        if (!visit->page) continue;
        bool said = false;
        for (const auto& line : visit->page->main_lines) {
            for (const auto& words : words_.second_registration) {
                const auto at = line.find(words);
                if (at == std::string::npos || said) continue;
                // "不用再次登录" says the opposite: look at the twelve letters before.
                const auto before =
                    std::string_view(line).substr(at - std::min<std::size_t>(at, 36), std::min<std::size_t>(at, 36));
                if (contains_any(before, words_.negation)) continue;
                said = true;
                ++tally.failed;
                find("A4", "second_registration", visit->final_address.text, line);
            }
        }
    }
}

void Judging::sign_in() {
    Tally tally;
    bool found = false;
    int opened = 0;
    for (const Place& place : tour_.entrances(words_.sign_in)) {
        if (found || opened >= kSignInPages) break;
        ++opened;
        const Visit& visit = tour_.look(place.address, "sign_in");
        if (visit.dead()) continue;  // a dead link: A6; another entrance may work
        if (const auto reason = why_not(visit); !reason.empty()) {
            ++tally.could_not;
            tally.reasons.insert(reason);
            continue;
        }
        if (!visit.page) continue;
        for (const Form& form : visit.page->forms)
            found = found || form.has_password || contains_any(form.words, {"验证码", "手机号"});
        if (!found && visit.page->has_scripts) {
            ++tally.could_not;
            tally.reasons.insert(std::string(strings::text("site.reason.script")));
        }
    }
    if (found) {
        ++tally.checked;
        tally.reasons.insert(std::string(strings::text("site.reason.not_registered")));
    } else if (tally.could_not == 0 && tour_.home().page) {
        bool by_script = tour_.home().page->needs_script;
        for (const auto& visit : walk_.visits()) by_script = by_script || (visit->page && visit->page->script_entrance);
        if (by_script) {
            ++tally.could_not;
            tally.reasons.insert(std::string(strings::text("site.reason.script")));
        } else {
            ++tally.checked;
            ++tally.failed;
            find("A4", "no_sign_in", tour_.home().final_address.text);
        }
    }
    second_registration(tally);
    if (tally.failed > tally.checked) tally.checked = tally.failed;
    conclude("A4", tally);
}

void Judging::consultation() {
    Tally tally;
    bool channel = false, only_feedback = false;
    int opened = 0;
    auto places = tour_.entrances(words_.consult);
    const auto asking = places.size();
    for (auto& place : tour_.entrances(words_.feedback)) places.push_back(std::move(place));
    for (std::size_t i = 0; i < places.size() && opened < kConsultPages && !channel; ++i) {
        ++opened;
        const Visit& visit = tour_.look(places[i].address, "consult");
        if (visit.dead()) continue;
        if (const auto reason = why_not(visit); !reason.empty()) {
            ++tally.could_not;
            tally.reasons.insert(reason);
            continue;
        }
        if (!visit.page) continue;
        bool form = false;
        for (const Form& one : visit.page->forms) form = form || one.has_textarea;
        bool sign_in = false;
        for (const Form& one : visit.page->forms) sign_in = sign_in || one.has_password;
        answered_late(visit, tally);
        if (i < asking && (form || sign_in))
            channel = true;
        else if (form)
            only_feedback = true;
    }
    if (channel) {
        ++tally.checked;
        tally.reasons.insert(std::string(strings::text("site.reason.not_asked")));
    } else if (only_feedback) {
        ++tally.could_not;
        tally.reasons.insert(std::string(strings::text("site.reason.feedback_only")));
    } else if (tally.could_not == 0 && tally.checked == 0 && tour_.home().page) {
        if (tour_.home().page->needs_script) {
            ++tally.could_not;
            tally.reasons.insert(std::string(strings::text("site.reason.script")));
        } else {
            ++tally.checked;
            ++tally.failed;
            find("A5", "no_consultation", tour_.home().final_address.text);
        }
    }
    conclude("A5", tally);
}

void Judging::papers_and_links() {
    Tally tally;
    // Forms and samples of the guides first: they decide whether a guide can be used.
    std::vector<Place> papers;
    std::set<std::string> known;
    for (const auto& guide : tour_.guides())
        for (const auto& paper : guide.visit->page->guide->papers)
            if (known.insert(paper.text).second) papers.push_back({paper, "", guide.visit->final_address.text});
    for (const auto& entry : tour_.files())
        if (known.insert(entry.first).second) papers.push_back(entry.second);
    int opened = 0;
    for (const Place& place : papers) {
        if (opened >= plan_.papers) {
            ++tally.could_not;
            tally.reasons.insert(std::string(strings::text("site.reason.too_many")));
            continue;
        }
        ++opened;
        const Visit& visit = walk_.open(place.address, "paper");
        if (visit.dead() || !why_not(visit).empty()) continue;  // counted below with all links
        ++tally.checked;
        const bool bad = visit.paper == Paper::kEmpty || visit.paper == Paper::kWebPage ||
                         visit.paper == Paper::kOtherKind || visit.paper == Paper::kCutOff;
        if (!bad) continue;
        ++tally.failed;
        find("A6", visit.paper == Paper::kEmpty ? "attachment_empty" : "attachment_broken", place.address.text,
             place.linked_on);
    }
    // The rest of the requests goes to links that nobody has opened yet, as the seed draws them.
    std::vector<std::pair<std::uint64_t, const Place*>> rest;
    for (const auto& entry : tour_.links())
        if (!walk_.seen(entry.second.address))
            rest.emplace_back(inspect::draw_number(plan_.seed, "link", entry.first), &entry.second);
    std::sort(rest.begin(), rest.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->address < b.second->address;
    });
    for (const auto& entry : rest) walk_.open(entry.second->address, "link");
    for (const auto& entry : rest)
        if (!walk_.seen(entry.second->address)) ++tally.could_not;
    if (tally.could_not > 0) tally.reasons.insert(std::string(strings::text("site.reason.too_many")));

    std::set<std::string> insecure;
    for (const auto& visit : walk_.visits()) {
        if (visit->record.why == "robots" || visit->record.why == "search" || visit->record.why == "entrance") continue;
        if (visit->dead()) {
            ++tally.checked;
            ++tally.failed;
            const auto from = tour_.links().find(visit->record.address);
            find("A6", visit->record.why == "paper" ? "attachment_dead" : "dead_link", visit->record.address,
                 from == tour_.links().end() ? std::string() : from->second.linked_on);
            continue;
        }
        if (const auto reason = why_not(*visit); !reason.empty() && visit->record.failure != "other_host") {
            ++tally.could_not;
            tally.reasons.insert(reason);
            continue;
        }
        if (visit->record.why != "paper" && visit->ok()) ++tally.checked;
        if (!visit->page || visit->final_address.scheme != "http" || is_loopback(visit->final_address)) continue;
        for (const Form& form : visit->page->forms)
            if (form.has_password && insecure.insert(visit->final_address.text).second) {
                ++tally.failed;
                find("A6", "not_encrypted", visit->final_address.text);
            }
    }
    conclude("A6", tally);
}

}  // namespace yw::site
