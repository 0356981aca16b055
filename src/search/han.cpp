#include "search/han.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "search/han_files.hpp"

namespace yw::search {
namespace {

constexpr std::string_view kMagic = "YWHAN001";
constexpr std::size_t kHead = 20;
constexpr std::size_t kSpelling = 8;  ///< bytes
constexpr std::size_t kLongestSyllable = 6;

struct Entry {
    std::uint16_t simplified;
    std::uint16_t syllable;
};

/// Characters of item names and everyday words whose first dictionary reading is not the only one people type.
struct OtherReading {
    char32_t character;
    std::string_view letters;
};
constexpr OtherReading kOthers[] = {
    {U'行', "hang"}, {U'会', "kuai"},  {U'重', "chong"}, {U'长', "zhang"}, {U'长', "chang"}, {U'调', "tiao"},
    {U'调', "diao"}, {U'藏', "zang"},  {U'校', "jiao"},  {U'乐', "yue"},   {U'还', "huan"},  {U'传', "zhuan"},
    {U'给', "ji"},   {U'给', "gei"},   {U'车', "ju"},    {U'车', "che"},   {U'差', "chai"},  {U'都', "du"},
    {U'率', "lv"},   {U'率', "shuai"}, {U'参', "shen"},  {U'弹', "dan"},   {U'大', "dai"},   {U'药', "yao"},
    {U'血', "xie"},  {U'血', "xue"},   {U'剥', "bo"},    {U'削', "xue"},   {U'模', "mu"},    {U'模', "mo"},
    {U'奇', "ji"},   {U'便', "pian"},  {U'薄', "bo"},    {U'壳', "qiao"},  {U'仔', "zi"},    {U'仔', "zai"},
    {U'畜', "chu"},  {U'畜', "xu"},    {U'识', "shi"},   {U'折', "zhe"},   {U'地', "di"},    {U'得', "de"},
    {U'和', "he"},   {U'种', "zhong"}, {U'应', "ying"},  {U'处', "chu"},   {U'扫', "sao"},   {U'量', "liang"},
    {U'否', "fou"},  {U'石', "shi"},   {U'单', "dan"},   {U'合', "he"},    {U'宿', "su"},    {U'朝', "chao"},
    {U'卡', "ka"},   {U'没', "mei"},   {U'薄', "bao"},   {U'解', "jie"},   {U'曾', "zeng"},  {U'什', "shen"},
    {U'数', "shu"},
};

class Han {
public:
    Han() {
        const auto file = files::files().front().bytes;
        const auto bytes = std::string_view(file.data(), file.size());
        if (bytes.size() < kHead || !bytes.starts_with(kMagic)) throw std::runtime_error("search: broken han.bin");
        std::uint32_t syllables = 0, last = 0;
        std::memcpy(&syllables, bytes.data() + 8, 4);
        std::memcpy(&first_, bytes.data() + 12, 4);
        std::memcpy(&last, bytes.data() + 16, 4);
        entries_.resize(last - first_ + 1);
        std::memcpy(entries_.data(), bytes.data() + kHead, entries_.size() * sizeof(Entry));
        spelling_.emplace_back();
        const char* at = bytes.data() + kHead + entries_.size() * sizeof(Entry);
        for (std::uint32_t i = 0; i < syllables; ++i, at += kSpelling) {
            std::string text(at, strnlen(at, kSpelling));
            number_.emplace(text, static_cast<Syllable>(spelling_.size()));
            spelling_.push_back(std::move(text));
        }
        number_.emplace("lue", number_.at("lve"));  // as phones accept them
        number_.emplace("nue", number_.at("nve"));
        for (const auto* sound : {"m", "n", "hm"}) number_.erase(sound);  // would make any letters pinyin
        number_alike();
        number_others();
    }

    const Entry* entry(char32_t c) const {
        return c >= first_ && c - first_ < entries_.size() ? &entries_[c - first_] : nullptr;
    }
    const std::string& spelling(Syllable s) const { return spelling_.at(s); }
    Syllable number(std::string_view letters) const {
        const auto found = number_.find(std::string(letters));
        return found == number_.end() ? Syllable{0} : found->second;
    }
    Syllable alike(Syllable s) const { return alike_.at(s); }
    std::span<const Syllable> others(char32_t c) const {
        return c >= first_ && c - first_ < entries_.size()
                   ? std::span<const Syllable>(others_[other_number_[c - first_]])
                   : std::span<const Syllable>();
    }

private:
    static std::string alike(std::string text) {
        const auto begins = [&](std::string_view with, std::string_view as) {
            if (text.starts_with(with)) text = std::string(as) + text.substr(with.size());
        };
        begins("zh", "z");
        begins("ch", "c");
        begins("sh", "s");
        begins("n", "l");
        begins("r", "l");
        begins("hu", "fu");
        if (text.ends_with("ng")) text.pop_back();
        return text;
    }
    /// Classes of sounds get numbers behind the syllables where no syllable is spelt so.
    void number_alike() {
        auto next = static_cast<Syllable>(spelling_.size());
        alike_.resize(spelling_.size());
        std::unordered_map<std::string, Syllable> classes;
        for (std::size_t i = 1; i < spelling_.size(); ++i) {
            const auto [at, is_new] = classes.emplace(alike(spelling_[i]), next);
            if (is_new) ++next;
            alike_[i] = at->second;
        }
    }

    /// Names are asked for the readings of each of their characters: most have none but the first.
    void number_others() {
        other_number_.resize(entries_.size());
        others_.emplace_back();
        for (const auto& [character, letters] : kOthers) {
            const auto s = number(letters);
            if (s == 0 || character < first_ || character - first_ >= entries_.size() ||
                s == entries_[character - first_].syllable)
                continue;
            auto& place = other_number_[character - first_];
            if (place == 0) {
                place = static_cast<std::uint8_t>(others_.size());
                others_.emplace_back();
            }
            others_[place].push_back(s);
        }
    }

    std::uint32_t first_ = 0;
    std::vector<Entry> entries_;
    std::vector<std::uint8_t> other_number_;     ///< of each character; 0: none
    std::vector<std::vector<Syllable>> others_;  ///< by that number
    std::vector<std::string> spelling_;
    std::unordered_map<std::string, Syllable> number_;
    std::vector<Syllable> alike_;
};

const Han& han() {
    static const Han table;
    return table;
}

/// Fewest syllables for letters without blanks; empty when there is no way.
std::vector<Syllable> spelt_run(std::string_view letters) {
    struct Step {
        int count = -1;
        std::size_t length = 0;
        Syllable syllable = 0;
    };
    std::vector<Step> best(letters.size() + 1);
    best[letters.size()].count = 0;
    for (std::size_t i = letters.size(); i-- > 0;) {
        for (std::size_t n = std::min(kLongestSyllable, letters.size() - i); n > 0; --n) {
            const int after = best[i + n].count;
            if (after < 0 || (best[i].count >= 0 && after + 1 >= best[i].count)) continue;
            if (const auto s = han().number(letters.substr(i, n))) best[i] = {after + 1, n, s};
        }
    }
    std::vector<Syllable> way;
    for (std::size_t i = 0; best[0].count > 0 && i < letters.size(); i += best[i].length)
        way.push_back(best[i].syllable);
    return way;
}

}  // namespace

char32_t simplified(char32_t character) {
    const auto* entry = han().entry(character);
    return entry ? entry->simplified : character;
}

bool is_han(char32_t character) {
    return (character >= 0x3400 && character <= 0x9FFF) || (character >= 0x20000 && character <= 0x3FFFF) ||
           character == 0x3007;
}

Syllable reading(char32_t character) {
    const auto* entry = han().entry(character);
    return entry ? entry->syllable : Syllable{0};
}

std::span<const Syllable> other_readings(char32_t character) {
    return han().others(character);
}

std::string_view spelling(Syllable syllable) {
    return han().spelling(syllable);
}

Syllable syllable_of(std::string_view letters) {
    return han().number(letters);
}

Syllable sounds_like(Syllable syllable) {
    return han().alike(syllable);
}

std::vector<Syllable> spelt(std::string_view letters) {
    std::vector<Syllable> all;
    while (!letters.empty()) {
        const auto end = std::min(letters.find_first_of(" '0123456789"), letters.size());
        if (end > 0) {
            const auto run = spelt_run(letters.substr(0, end));
            if (run.empty()) return {};
            all.insert(all.end(), run.begin(), run.end());
        }
        letters.remove_prefix(std::min(end + 1, letters.size()));
    }
    return all;
}

}  // namespace yw::search
