#include "inspect/campaign/frame_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

constexpr std::size_t kMostPlatforms = 20'000;
constexpr std::size_t kMostItems = 200'000;
constexpr std::size_t kMostNames = 100;
constexpr std::size_t kMostWrong = 50;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestAddress = 500;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    while (!line.empty()) {
        const auto character = utf8::take(line);
        if (character == "\t" || character == "," || character == "，")
            cells.emplace_back();
        else
            cells.back() += character;
    }
    for (auto& cell : cells) cell = std::string(trimmed(cell));
    return cells;
}

std::string stratum_of(std::string_view word) {
    if (word == "省级" || word == "省" || word == "province") return "province";
    if (word == "市级" || word == "市" || word == "city") return "city";
    if (word == "县级" || word == "县" || word == "county") return "county";
    return {};
}

bool is_web_address(std::string_view text) {
    return (text.starts_with("http://") || text.starts_with("https://")) && text.size() <= kLongestAddress &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

/// Each line with its number, counted from 1; empty ones are passed over.
template <class Use>
void each_line(std::string_view text, Use use) {
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty()) use(number, line);
    }
}

void say_wrong(std::vector<FieldError>& wrong, int number, std::string_view what) {
    if (wrong.size() < kMostWrong) wrong.push_back({fmt::format("第{}行", number), std::string(strings::text(what))});
}

bool is_name(const std::string& text) {
    return !text.empty() && utf8::is_valid(text) && utf8::length(text) <= kLongestName;
}

}  // namespace

FrameText read_frame(std::string_view text) {
    FrameText frame;
    std::set<std::string> addresses;
    each_line(text, [&](int number, std::string_view line) {
        const auto cells = cells_of(line);
        FramePlatform platform;
        std::string_view wrong;
        platform.stratum = stratum_of(cells[0]);
        if (platform.stratum.empty())
            wrong = "campaign.frame_level";
        else if (cells.size() < 3 || !is_name(cells[1]))
            wrong = "campaign.frame_name";
        else if (!is_web_address(cells[2]))
            wrong = "campaign.frame_address";
        else if (!addresses.insert(cells[2]).second)
            wrong = "campaign.frame_twice";
        else if (frame.platforms.size() >= kMostPlatforms)
            wrong = "campaign.frame_long";
        if (!wrong.empty()) return say_wrong(frame.wrong, number, wrong);
        platform.name = cells[1];
        platform.address = cells[2];
        platform.named = cells.size() > 3 && !cells[3].empty();
        frame.platforms.push_back(std::move(platform));
    });
    return frame;
}

ItemText read_item_frame(std::string_view text) {
    ItemText frame;
    each_line(text, [&](int number, std::string_view line) {
        const auto cells = cells_of(line);
        std::string_view wrong;
        if (!is_web_address(cells[0]))
            wrong = "campaign.item_platform";
        else if (cells.size() < 2 || !is_name(cells[1]))
            wrong = "campaign.item_name";
        else if (cells.size() > 2 && !cells[2].empty() && !is_web_address(cells[2]))
            wrong = "campaign.item_address";
        else if (frame.items.size() >= kMostItems)
            wrong = "campaign.item_long";
        if (!wrong.empty()) return say_wrong(frame.wrong, number, wrong);
        frame.items.push_back(
            {cells[0], cells[1], cells.size() > 2 ? cells[2] : "", cells.size() > 3 && !cells[3].empty()});
    });
    return frame;
}

std::vector<std::string> read_names(std::string_view text, std::vector<FieldError>& wrong, const char* field) {
    std::set<std::string> names;
    bool good = true;
    each_line(text, [&](int, std::string_view line) {
        std::string name(line);
        good = good && is_name(name) && utf8::length(name) >= 2;
        names.insert(std::move(name));
    });
    if (!good || names.size() > kMostNames) wrong.push_back({field, std::string(strings::text("campaign.named_long"))});
    return {names.begin(), names.end()};
}

std::string_view bare_address(std::string_view address) {
    while (address.ends_with('/')) address.remove_suffix(1);
    return address;
}

}  // namespace yw::campaign
