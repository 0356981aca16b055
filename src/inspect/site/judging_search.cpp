// Searching for what the platform itself names, and where it stands among the results.
#include <algorithm>

#include "inspect/sampling/drawing.hpp"
#include "inspect/site/judging.hpp"
#include "inspect/site/page_text.hpp"
#include "platform/http/http.hpp"
#include "platform/strings/strings.hpp"

namespace yw::site {
namespace {

/// Nothing is called so: what such a search shows stands on every page of results.
constexpr std::string_view kNothingIsCalledSo = "查无此名的检查用词";

std::string bare(std::string_view text) {
    std::string result;
    for (const char c : collapsed(text))
        if (c != ' ') result += c;
    return result;
}

std::string filled_in(const Form& form, const FormField& typed, const std::string& charset, const std::string& text) {
    std::string body;
    for (const FormField& field : form.fields) {
        if (field.name.empty() || field.type == "submit" || field.type == "image" || field.type == "reset") continue;
        const auto& value = &field == &typed ? text : field.value;
        if (!body.empty()) body += '&';
        body += http::url_encode(in_charset(field.name, charset)) + "=" + http::url_encode(in_charset(value, charset));
    }
    return body;
}

}  // namespace

const Form* Judging::find_search(const Visit*& on) const {
    for (const auto& visit : walk_.visits()) {
        if (!visit->page) continue;
        for (const Form& form : visit->page->forms) {
            if (!form.is_search || !form.search_field()) continue;
            on = visit.get();
            return &form;
        }
    }
    return nullptr;
}

const Visit& Judging::search(const Form& form, const std::string& charset, const std::string& text) {
    const std::string body = filled_in(form, *form.search_field(), charset, text);
    if (form.post) return walk_.send({*form.action, body});
    std::string address = form.action->text.substr(0, form.action->text.find('?'));
    const auto parsed = parse_address(address + "?" + body);
    return walk_.send({parsed ? *parsed : *form.action, {}});
}

Search Judging::judge_search(const Place& item, const Visit& results, const std::set<std::string>& always) const {
    Search search;
    search.name = item.text;
    search.item_address = item.address.text;
    search.ms = results.record.ms;
    search.results_address = results.record.address;
    if (results.dead()) {
        search.state = State::kFailed;
        return search;
    }
    if (!why_not(results).empty() || !results.page) return search;
    const std::string wanted = bare(item.text);
    // A search for a full name may lead straight to the guide.
    if (results.final_address == item.address) {
        search.position = 1;
        search.state = State::kPassed;
        return search;
    }
    int place = 0;
    std::set<std::string> counted;
    for (const Link& link : results.page->links) {
        const bool same = link.to == item.address;
        const bool named = bare(link.text).find(wanted) != std::string::npos && !link.in_frame;
        if (!same && (link.in_frame || always.contains(link.to.text))) continue;
        // Filters and page numbers are no results, where it is known what a link to an item looks like.
        if (!same && !named && tour_.knows_guides() && !tour_.looks_like_guide(link.to)) continue;
        if (!counted.insert(link.to.text).second) continue;
        ++place;
        if (!same && !named) continue;
        // A link that every page of results shows was not found by this search.
        if (same && always.contains(link.to.text) && !named) continue;
        search.position = place;
        break;
    }
    search.state = search.position > 0 && search.position <= plan_.search_first ? State::kPassed : State::kFailed;
    return search;
}

void Judging::searching() {
    Tally tally;
    const Visit* on = nullptr;
    const Form* form = find_search(on);
    if (!form) {
        bool by_script = tour_.home().page == nullptr || tour_.home().page->needs_script;
        for (const auto& visit : walk_.visits()) by_script = by_script || (visit->page && visit->page->loose_search);
        if (by_script) {
            ++tally.could_not;
            const auto reason =
                tour_.home().page ? std::string(strings::text("site.reason.script")) : why_not(tour_.home());
            tally.reasons.insert(reason.empty() ? std::string(strings::text("site.reason.no_page")) : reason);
        } else {
            ++tally.checked;
            ++tally.failed;
            find("A3", "no_search", tour_.home().final_address.text);
        }
        conclude("A3", tally);
        return;
    }
    const std::string charset = on->page->charset;
    const std::string where = on->final_address.text;
    const Visit& nothing = search(*form, charset, std::string(kNothingIsCalledSo));
    std::set<std::string> always;
    if (nothing.page)
        for (const Link& link : nothing.page->links) always.insert(link.to.text);
    std::vector<Place> wanted = tour_.items();
    std::stable_sort(wanted.begin(), wanted.end(), [&](const Place& a, const Place& b) {
        const bool named_a = std::find(plan_.named.begin(), plan_.named.end(), a.text) != plan_.named.end();
        const bool named_b = std::find(plan_.named.begin(), plan_.named.end(), b.text) != plan_.named.end();
        if (named_a != named_b) return named_a;
        return inspect::draw_number(plan_.seed, "search", a.address.text) <
               inspect::draw_number(plan_.seed, "search", b.address.text);
    });
    std::set<std::string> names;
    for (const Place& item : wanted) {
        if (static_cast<int>(result_.searches.size()) >= plan_.searches) break;
        if (item.text.empty() || !names.insert(item.text).second) continue;
        const Visit& results = search(*form, charset, item.text);
        Search one = judge_search(item, results, always);
        if (one.state == State::kCouldNotCheck) {
            ++tally.could_not;
            const auto reason = why_not(results);
            tally.reasons.insert(reason.empty() ? std::string(strings::text("site.reason.no_page")) : reason);
        } else {
            ++tally.checked;
            if (one.state == State::kFailed) {
                ++tally.failed;
                find("A3",
                     results.dead()      ? "search_broken"
                     : one.position == 0 ? "search_misses"
                                         : "search_far",
                     results.record.address, item.text);
            }
        }
        result_.searches.push_back(std::move(one));
    }
    if (result_.searches.empty()) {
        ++tally.could_not;
        tally.reasons.insert(std::string(strings::text("site.reason.no_names")));
    }
    conclude("A3", tally);
}

}  // namespace yw::site
