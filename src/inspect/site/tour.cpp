#include "inspect/site/tour.hpp"

#include <algorithm>

#include "inspect/sampling/drawing.hpp"
#include "kernel/utf8.hpp"

namespace yw::site {
namespace {

/// A column has a short name; an item has a long one.
constexpr std::size_t kLongestColumnName = 20;
constexpr std::size_t kLongestNavName = 10;
/// Pages tried for one guide that is found: then the rest of the requests is for other checks.
constexpr int kTriesForAGuide = 4;
/// Pages of one template that are opened while guides are still unknown.
constexpr int kTriesOfAShape = 3;

bool ends_with_any(std::string_view text, const WordList& endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
        return text.size() > ending.size() && text.ends_with(ending);
    });
}

bool has_chinese(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

template <class Take>
std::set<std::string> on_half(const std::vector<const Visit*>& pages, Take take) {
    std::map<std::string, int> count;
    int read = 0;
    for (const Visit* visit : pages) {
        if (!visit->page) continue;
        ++read;
        std::set<std::string> own;
        take(*visit->page, own);
        for (const auto& one : own) ++count[one];
    }
    std::set<std::string> common;
    if (read < 3) return common;
    for (const auto& entry : count)
        if (2 * entry.second >= read + 1) common.insert(entry.first);
    return common;
}

}  // namespace

std::string column_name(std::string_view text) {
    std::string name;
    for (const auto character : utf8::characters(text))
        if (!(character.size() == 1 && character[0] >= '0' && character[0] <= '9')) name += character;
    name = collapsed(name);
    for (const std::string_view tail : {"（项）", "(项)", "（）", "()", " 项", "项", " 件", "个"})
        if (name.size() > tail.size() + 3 && name.ends_with(tail) && name != text) {
            name.resize(name.size() - tail.size());
            break;
        }
    return collapsed(name);
}

std::set<std::string> Tour::common_links(const std::vector<const Visit*>& pages) {
    return on_half(pages, [](const PageReading& page, std::set<std::string>& own) {
        for (const Link& link : page.links) own.insert(link.to.text);
    });
}

std::set<std::string> Tour::common_lines(const std::vector<const Visit*>& pages) {
    return on_half(pages, [](const PageReading& page, std::set<std::string>& own) {
        own.insert(page.lines.begin(), page.lines.end());
    });
}

std::vector<Place> Tour::shuffled(std::vector<Place> places) const {
    const auto number = [&](const Place& place) {
        return inspect::draw_number(plan_.seed, "address", place.address.text);
    };
    std::stable_sort(places.begin(), places.end(),
                     [&](const Place& a, const Place& b) { return number(a) < number(b); });
    return places;
}

const Visit& Tour::look(const WebAddress& address, const std::string& why) {
    const bool first = !walk_.seen(address);
    const Visit& visit = walk_.open(address, why);
    if (!first || !visit.page) return visit;
    for (const Link& link : visit.page->links) {
        if (!walk_.inside(link.to)) continue;
        auto& into = link.is_file ? files_ : links_;
        into.emplace(link.to.text, Place{link.to, link.text, visit.final_address.text});
    }
    return visit;
}

bool Tour::is_column(const Link& link, bool on_home) const {
    if (link.is_file || link.nofollow || !walk_.inside(link.to)) return false;
    const std::string name = column_name(link.text);
    const auto length = utf8::length(name);
    if (length < 2 || length > kLongestColumnName || contains_any(name, words_.other)) return false;
    if (contains_any(name, words_.sign_in) || contains_any(name, words_.consult) || contains_any(name, words_.feedback))
        return false;
    if (words_.columns.contains(name)) return true;
    if (ends_with_any(name, words_.department_endings) &&
        !contains_any(name, {"办理", "登记", "申请", "许可", "补贴", "审批"}))
        return true;
    return on_home && link.in_nav && length <= kLongestNavName && has_chinese(name);
}

void Tour::gather_columns(const PageReading& page, const std::string& on, bool on_home, std::vector<Place>& into) {
    for (const Link& link : page.links)
        if (is_column(link, on_home) && link.to.text != home_->final_address.text &&
            column_addresses_.insert(link.to.text).second)
            into.push_back({link.to, column_name(link.text), on});
}

void Tour::go() {
    home_ = &walk_.begin();
    if (!home_->page) return;
    for (const Link& link : home_->page->links) {
        if (!walk_.inside(link.to)) continue;
        auto& into = link.is_file ? files_ : links_;
        into.emplace(link.to.text, Place{link.to, link.text, home_->final_address.text});
    }
    std::vector<Place> waiting;
    gather_columns(*home_->page, home_->final_address.text, true, waiting);
    // Navigation first (it leads to more columns), then what it leads to, each level in the order of the seed.
    while (!waiting.empty() && static_cast<int>(columns_.size()) < plan_.columns &&
           walk_.left() > plan_.most_pages / 3) {
        std::vector<Place> found;
        for (const Place& place : shuffled(waiting)) {
            if (static_cast<int>(columns_.size()) >= plan_.columns || walk_.left() <= plan_.most_pages / 3) break;
            const Visit& visit = look(place.address, "column");
            column_links_.push_back(place);
            columns_.push_back(&visit);
            if (visit.page) gather_columns(*visit.page, visit.final_address.text, false, found);
        }
        waiting = std::move(found);
    }
    read_guides();
}

void Tour::read_guides() {
    auto pages = columns_;
    pages.push_back(home_);
    const auto frame = common_links(columns_);
    std::set<std::string> known;
    std::vector<Place> candidates;
    for (const Visit* visit : pages) {
        if (!visit->page) continue;
        for (const Link& link : visit->page->links) {
            const bool own = !link.in_frame && !link.is_file && !frame.contains(link.to.text);
            if (!own || !walk_.inside(link.to) || column_addresses_.contains(link.to.text) ||
                link.to.text == home_->final_address.text || contains_any(link.text, words_.sign_in))
                continue;
            if (utf8::length(link.text) < 3 || !has_chinese(link.text)) continue;
            if (known.insert(link.to.text).second)
                candidates.push_back({link.to, link.text, visit->final_address.text});
        }
    }
    candidates = shuffled(candidates);
    std::map<std::string, int> tried;
    int tries = plan_.guides * kTriesForAGuide + static_cast<int>(plan_.items.size());
    const auto try_one = [&](const Place& place) {
        --tries;
        const std::string shape = shape_of(place.address);
        ++tried[shape];
        const Visit& visit = look(place.address, "guide");
        if (!visit.page || !visit.page->guide) return;
        guides_.push_back({&visit, place.text});
        guide_shapes_.insert(shape);
    };
    const auto wanted = [&] {
        return static_cast<int>(guides_.size()) < plan_.guides && tries > 0 && walk_.left() > plan_.most_pages / 5;
    };
    for (const auto& text : plan_.items) {
        const auto address = parse_address(text);
        if (!address || !walk_.inside(*address) || walk_.left() <= plan_.most_pages / 5) continue;
        if (!walk_.seen(*address)) try_one({*address, "", ""});
    }
    // A few pages of each template until guides are found; then the pages of their templates, as drawn.
    for (const Place& place : candidates) {
        if (!wanted()) break;
        const auto shape = shape_of(place.address);
        if (guide_shapes_.contains(shape) || tried[shape] < kTriesOfAShape) try_one(place);
    }
    for (const Place& place : candidates)
        if (wanted() && looks_like_guide(place.address) && !walk_.seen(place.address)) try_one(place);
    for (const Guide& guide : guides_)
        items_.push_back({guide.visit->final_address, guide.visit->page->guide->subject.name, guide.linked_as});
    for (const Place& place : candidates)
        if (looks_like_guide(place.address) && !walk_.seen(place.address)) items_.push_back(place);
}

std::vector<Place> Tour::entrances(const WordList& names) const {
    std::vector<Place> found;
    std::vector<std::pair<std::size_t, const Place*>> ranked;
    for (const auto& entry : links_) {
        const Place& place = entry.second;
        const auto length = utf8::length(place.text);
        if (length <= 20 && contains_any(place.text, names) && !looks_like_guide(place.address))
            ranked.emplace_back(length, &place);
    }
    // "登录" is likelier to be the entrance than "忘记登录密码怎么办".
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& entry : ranked) found.push_back(*entry.second);
    return found;
}

}  // namespace yw::site
