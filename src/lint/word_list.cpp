#include "lint/word_list.hpp"

#include <algorithm>

namespace yw::lint {
namespace {

/// The first character, up to three bytes: all of Chinese.
std::uint32_t beginning(std::string_view text, std::size_t pos) {
    std::uint32_t key = 0;
    const std::size_t bytes = std::min(step(text, pos), std::size_t{3});
    for (std::size_t i = 0; i < bytes; ++i) key = key << 8 | static_cast<unsigned char>(text[pos + i]);
    return key;
}

std::size_t fold(std::uint32_t key) {
    return (key ^ key >> 5) & 4095U;
}

}  // namespace

std::size_t step(std::string_view text, std::size_t pos) {
    const auto lead = static_cast<unsigned char>(text[pos]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(bytes, text.size() - pos);
}

WordList::WordList(std::vector<std::string> words) : words_(std::move(words)) {
    std::erase(words_, "");
    std::sort(words_.begin(), words_.end(), [](const std::string& a, const std::string& b) {
        const auto left = beginning(a, 0);
        const auto right = beginning(b, 0);
        return left != right ? left < right : a.size() > b.size();
    });
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
        const auto key = beginning(words_[i], 0);
        auto& range = by_beginning_.try_emplace(key, Range{i, i}).first->second;
        range.last = i + 1;
        begins_.set(fold(key));
    }
}

std::size_t WordList::match_at(std::string_view text, std::size_t pos) const {
    if (pos >= text.size()) return 0;
    const auto key = beginning(text, pos);
    if (!begins_.test(fold(key))) return 0;
    const auto found = by_beginning_.find(key);
    if (found == by_beginning_.end()) return 0;
    const auto rest = text.substr(pos);
    for (auto i = found->second.first; i < found->second.last; ++i)
        if (rest.starts_with(words_[i])) return words_[i].size();
    return 0;
}

std::size_t WordList::match_end(std::string_view text) const {
    std::size_t longest = 0;
    for (const auto& word : words_)
        if (word.size() > longest && text.ends_with(word)) longest = word.size();
    return longest;
}

std::size_t WordList::find_in(std::string_view text) const {
    for (std::size_t pos = 0; pos < text.size(); pos += step(text, pos))
        if (match_at(text, pos) != 0) return pos;
    return std::string_view::npos;
}

}  // namespace yw::lint
