#include "publication/record.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "catalogue/guide_json.hpp"
#include "kernel/ids.hpp"
#include "platform/crypto/crypto.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

std::string text_at(const json::object& from, std::string_view key) {
    return std::string(from.at(key).as_string());
}

Entry read_entry(const json::object& from) {
    const auto region = RegionCode::parse(text_at(from, "region"));
    if (!region) throw std::runtime_error("region");
    const int version = from.at("version").to_number<int>();
    if (version < 0) throw std::runtime_error("version");
    if (!catalogue::item_state_of(text_at(from, "state"))) throw std::runtime_error("state");
    return {*region,
            text_at(from, "source_id"),
            text_at(from, "code"),
            text_at(from, "base_code"),
            text_at(from, "name"),
            text_at(from, "main_item"),
            text_at(from, "task_type"),
            text_at(from, "department"),
            text_at(from, "department_code"),
            text_at(from, "state"),
            version,
            text_at(from, "content_hash")};
}

bool is_kind(std::string_view word) {
    return word == "listed" || word == "changed" || word == "published" || word == "withdrawn";
}

}  // namespace

std::string_view word_of(catalogue::ChangeKind kind) {
    switch (kind) {
        case catalogue::ChangeKind::kListed:
            return "listed";
        case catalogue::ChangeKind::kChanged:
            return "changed";
        case catalogue::ChangeKind::kPublished:
            return "published";
        case catalogue::ChangeKind::kWithdrawn:
            return "withdrawn";
    }
    return {};
}

Entry entry_of(const catalogue::ItemChange& change) {
    const catalogue::Item& item = change.item;
    return {item.region,
            item.source_id,
            item.implement_code,
            item.base_code,
            item.name,
            item.main_item,
            item.task_type,
            item.department.name,
            item.department.credit_code,
            std::string(word_of(item.state)),
            item.version,
            change.content_hash};
}

std::string entry_json(const Entry& entry) {
    return json::serialize(json::object{{"region", entry.region.str()},
                                        {"source_id", entry.source_id},
                                        {"code", entry.code},
                                        {"base_code", entry.base_code},
                                        {"name", entry.name},
                                        {"main_item", entry.main_item},
                                        {"task_type", entry.task_type},
                                        {"department", entry.department},
                                        {"department_code", entry.department_code},
                                        {"state", entry.state},
                                        {"version", entry.version},
                                        {"content_hash", entry.content_hash}});
}

std::string entry_hash(const Entry& entry) {
    return crypto::hex(crypto::sm3(entry_json(entry)));
}

std::string list_hash(std::vector<std::string> entry_hashes) {
    std::sort(entry_hashes.begin(), entry_hashes.end());
    std::string lines;
    for (const auto& hash : entry_hashes) lines += hash + "\n";
    return crypto::hex(crypto::sm3(lines));
}

std::string record_json(const catalogue::ItemChange& change, std::string_view origin, std::string_view guide_json) {
    const std::string entry = entry_json(entry_of(change));
    std::string line = json::serialize(json::object{{"kind", word_of(change.kind)},
                                                    {"id", change.item.id},
                                                    {"changed_at", iso_utc({change.changed_at_ms})},
                                                    {"url", std::string(origin) + "/i/" + change.item.id},
                                                    {"entry_hash", crypto::hex(crypto::sm3(entry))}});
    // Item and guide stand in the line as the very texts that their hashes are made of.
    line.pop_back();
    line += ",\"item\":" + entry;
    if (!guide_json.empty()) {
        line += ",\"guide\":";
        line += guide_json;
    }
    return line + "}";
}

Result<Record> read_record(std::string_view line) {
    Record record;
    try {
        const json::value value = json::parse(line);
        const json::object& from = value.as_object();
        record.kind = text_at(from, "kind");
        record.id = text_at(from, "id");
        const auto changed_at = parse_utc(text_at(from, "changed_at"));
        if (!changed_at || !is_kind(record.kind)) return fail(kRecordUnreadable, "kind or changed_at");
        record.changed_at = *changed_at;
        record.entry = read_entry(from.at("item").as_object());
        if (entry_hash(record.entry) != text_at(from, "entry_hash")) return fail(kRecordHash, record.id);
        if (const auto* guide = from.if_contains("guide")) {
            YW_TRY(record.guide, catalogue::guide_of_json(json::serialize(*guide)));
            if (catalogue::content_hash(*record.guide) != record.entry.content_hash)
                return fail(kRecordHash, record.id);
        }
    } catch (const std::exception& broken) {  // whatever is not as record_json() makes it: an outcome for outsiders
        return fail(kRecordUnreadable, broken.what());
    }
    return record;
}

std::string cursor_text(const catalogue::FeedPosition& position) {
    std::string text = std::to_string(position.generation);
    if (!position.item_id.empty()) text += "." + position.item_id;
    return text;
}

std::optional<catalogue::FeedPosition> position_of(std::string_view cursor) {
    if (cursor.empty()) return catalogue::FeedPosition{};
    const auto dot = std::min(cursor.find('.'), cursor.size());
    catalogue::FeedPosition position;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + dot, position.generation);
    // Room for the generation behind it: nobody counts that far.
    constexpr std::int64_t kMost = std::int64_t{1} << 62;
    if (error != std::errc() || end != cursor.data() + dot || position.generation < 0 || position.generation > kMost)
        return std::nullopt;
    if (dot == cursor.size()) return position;
    position.item_id = cursor.substr(dot + 1);
    if (!is_id(position.item_id)) return std::nullopt;
    return position;
}

}  // namespace yw::publication
