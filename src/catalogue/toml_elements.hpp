// Reading a TOML table element by element, gathering every problem with its place instead of stopping at the first.
// Only files of this folder that read TOML include this.
#pragma once

#include "platform/toml/toml.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"

namespace yw::catalogue {

enum class Need { kRequired, kOptional };

/// One table of a file. What the file has and nobody read is a problem too: finish() says so.
class TomlElements {
public:
    TomlElements(const toml::table& table, std::string path, std::vector<FieldError>& problems)
        : table_(table), path_(std::move(path)), problems_(problems) {}

    /// Without white space at the ends; control characters but the line end are a problem.
    std::string text(std::string_view key, Need need = Need::kRequired);
    std::int64_t integer(std::string_view key, Need need, std::int64_t least, std::int64_t most);
    bool truth(std::string_view key, Need need = Need::kOptional);
    std::vector<std::string> texts(std::string_view key, Need need = Need::kRequired);
    /// A number of the file, 12 or 0.5, times 10^decimals; a digit behind these is a problem.
    std::optional<std::int64_t> scaled(std::string_view key, int decimals);

    bool has(std::string_view key) const { return table_.contains(key); }
    /// The table under a key; reading it goes on in `read(TomlElements&)`.
    template <class F>
    void table(std::string_view key, Need need, F read) {
        const toml::node* node = find(key, need);
        if (node == nullptr) return;
        if (const toml::table* inner = node->as_table()) {
            read_one(*inner, at(key), read);
        } else {
            say(key, "应为一组要素（表）。", node);
        }
    }
    /// Each table of the array under a key, in order.
    template <class F>
    void each(std::string_view key, Need need, F read) {
        const toml::array* list = find_array(key, need);
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const std::string name = std::string(key) + "[" + std::to_string(i) + "]";
            if (const toml::table* inner = (*list)[i].as_table()) {
                read_one(*inner, at(name), read);
            } else {
                say(name, "应为一组要素（表）。", &(*list)[i]);
            }
        }
    }
    /// Rows of exactly two texts.
    std::vector<std::pair<std::string, std::string>> pairs(std::string_view key);

    /// Adds a problem with the element at `key`, an empty key being the table itself.
    void say(std::string_view key, std::string_view sentence, const toml::node* node = nullptr);
    void refuse_unknown();

private:
    template <class F>
    void read_one(const toml::table& inner, std::string path, F& read) {
        TomlElements elements(inner, std::move(path), problems_);
        read(elements);
        elements.refuse_unknown();
    }
    const toml::node* find(std::string_view key, Need need);
    const toml::array* find_array(std::string_view key, Need need);
    std::optional<std::string> clean(const toml::node& node, std::string_view key);
    std::string at(std::string_view key) const;

    const toml::table& table_;
    std::string path_;
    std::vector<FieldError>& problems_;
    std::set<std::string, std::less<>> read_;
};

/// The whole file as a table. @errors the code given, with the line, when it is not TOML or larger than 1 MiB
Result<toml::table> read_toml(std::string_view text, std::string_view file, ErrorCode code);

}  // namespace yw::catalogue
