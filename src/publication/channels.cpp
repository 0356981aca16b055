#include "publication/channels.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "platform/toml/toml.hpp"

namespace yw::publication {
namespace {

constexpr std::size_t kShortestKey = 32;

std::string text_at(const toml::table& from, std::string_view key) {
    return from[key].value_or(std::string());
}

struct Reading {
    Channels channels;
    std::vector<FieldError> wrong;

    std::string url(const toml::table& from, const std::string& where, std::string_view key) {
        std::string url = text_at(from, key);
        while (url.ends_with("/")) url.pop_back();
        if (!is_origin(url)) wrong.push_back({where + "." + std::string(key), "应当是https地址，只到主机名和端口。"});
        return url;
    }
    std::string needed(const toml::table& from, const std::string& where, std::string_view key) {
        std::string text = text_at(from, key);
        if (text.empty()) wrong.push_back({where + "." + std::string(key), "缺少。"});
        return text;
    }
    std::string secret(const toml::table& from, const std::string& where) {
        std::string key = text_at(from, "key");
        if (key.size() < kShortestKey) wrong.push_back({where + ".key", "两端共用的密钥至少32个字符。"});
        return key;
    }
    std::chrono::seconds poll(const toml::table& from) {
        const auto seconds = from["poll_seconds"].value_or(std::int64_t{60});
        if (seconds < 1 || seconds > 86'400) wrong.push_back({"upstream.poll_seconds", "应当是1到86400。"});
        return std::chrono::seconds(seconds);
    }
    RegionCode region(const toml::table& from, const std::string& where) {
        const auto code = RegionCode::parse(text_at(from, "region"));
        if (!code) wrong.push_back({where + ".region", "应当是12位地区代码。"});
        return code.value_or(RegionCode());
    }

    template <class F>
    void each(const toml::table& file, std::string_view name, F read) {
        const toml::array* list = file[name].as_array();
        if (!list) return;
        for (std::size_t i = 0; i < list->size(); ++i)
            if (const auto* entry = list->get(i)->as_table())
                read(*entry, std::string(name) + "[" + std::to_string(i) + "]");
    }

    void read(const toml::table& file) {
        if (const auto* portals = file["embed"]["portals"].as_array())
            for (std::size_t i = 0; i < portals->size(); ++i) {
                const auto portal = portals->get(i)->value_or(std::string());
                if (!is_origin(portal))
                    wrong.push_back(
                        {"embed.portals[" + std::to_string(i) + "]", "应当是https地址，只到主机名和端口。"});
                channels.portals.push_back(portal);
            }
        if (const auto* up = file["upstream"].as_table())
            channels.upstream = Upstream{url(*up, "upstream", "url"), needed(*up, "upstream", "id"),
                                         secret(*up, "upstream"), region(*up, "upstream"), poll(*up)};
        each(file, "below", [&](const toml::table& entry, const std::string& where) {
            channels.below.push_back(
                {needed(entry, where, "id"), needed(entry, where, "name"), region(entry, where), secret(entry, where)});
        });
        each(file, "channel", [&](const toml::table& entry, const std::string& where) {
            channels.foreign.push_back({needed(entry, where, "name"), needed(entry, where, "address"),
                                        region(entry, where), entry["pages"].value_or(false)});
        });
    }
};

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

}  // namespace

bool is_origin(std::string_view text) {
    const bool secure = text.starts_with("https://");
    if (!secure && !text.starts_with("http://")) return false;
    text.remove_prefix(secure ? 8 : 7);
    const auto colon = std::min(text.find(':'), text.size());
    const auto host = text.substr(0, colon);
    if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_character)) return false;
    if (!secure && host != "localhost" && !host.starts_with("127.")) return false;
    if (colon == text.size()) return true;
    const auto port = text.substr(colon + 1);
    return !port.empty() && port.size() <= 5 &&
           std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<Channels> read_channels(std::string_view text) {
    Reading reading;
    try {
        reading.read(toml::parse(text));
    } catch (const toml::parse_error& broken) {
        return fail(kChannelsUnreadable, std::string(broken.description()));
    }
    if (!reading.wrong.empty()) return fail(kChannelsUnreadable, std::move(reading.wrong));
    return std::move(reading.channels);
}

Channels load_channels(const std::string& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) return {};
    if ((found.st_mode & 077) != 0) throw std::runtime_error(file + ": others may read it; chmod 600");
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    auto read = read_channels(text);
    if (read) return std::move(read).value();
    std::string why = file + ": " + read.error().detail;
    for (const auto& field : read.error().fields) why += "\n  " + field.field + ": " + field.message;
    throw std::runtime_error(why);
}

}  // namespace yw::publication
