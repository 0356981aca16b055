#include "regions/query.hpp"

#include <algorithm>
#include <array>

#include "kernel/utf8.hpp"

namespace yw::regions {
namespace {

struct Kind {
    std::string_view name;
    std::string_view pinyin;
};

constexpr std::array kKinds{Kind{"省", "Sheng"},
                            Kind{"市", "Shi"},
                            Kind{"自治区", "ZiZhiQu"},
                            Kind{"特别行政区", "TeBieXingZhengQu"},
                            Kind{"地区", "DiQu"},
                            Kind{"盟", "Meng"},
                            Kind{"区", "Qu"},
                            Kind{"新区", "XinQu"},
                            Kind{"县", "Xian"},
                            Kind{"旗", "Qi"},
                            Kind{"林区", "LinQu"},
                            Kind{"街道", "JieDao"},
                            Kind{"街道办事处", "JieDaoBanShiChu"},
                            Kind{"镇", "Zhen"},
                            Kind{"乡", "Xiang"},
                            Kind{"苏木", "SuMu"}};

/// Autonomous places put their peoples between the short name and these.
constexpr std::array kAutonomous{Kind{"自治区", "ZiZhiQu"}, Kind{"自治州", "ZiZhiZhou"}, Kind{"自治县", "ZiZhiXian"},
                                 Kind{"自治旗", "ZiZhiQi"}, Kind{"族乡", "ZuXiang"}};

bool is_separator(char32_t c) {
    constexpr std::u32string_view kSeparators = U" \t\r\n,/>|-　，、／＞－·";
    return kSeparators.find(c) != std::u32string_view::npos;
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

/// One character in the one spelling; 0 for what is dropped.
char32_t plain(char32_t c) {
    constexpr char32_t kFullWidthFirst = U'！';
    constexpr char32_t kFullWidthLast = U'～';
    if (c >= kFullWidthFirst && c <= kFullWidthLast && !is_separator(c)) c = c - kFullWidthFirst + U'!';
    if (c >= U'A' && c <= U'Z') c = c - U'A' + U'a';
    if (c == U'ü' || c == U'Ü') c = U'v';
    return c == U'\'' || c == U'’' || c == U'‘' ? 0 : c;
}

void append(Token& token, char32_t c, std::string_view raw) {
    const auto script = is_digit(c)              ? Token::Script::kDigits
                        : c >= U'a' && c <= U'z' ? Token::Script::kLatin
                                                 : Token::Script::kHan;
    if (token.text.empty()) {
        token.script = script;
    } else if (token.script != script) {
        // jindi2008 is spelt; 1管理区 is looked up as names are written.
        const bool han = token.script == Token::Script::kHan || script == Token::Script::kHan;
        token.script = han ? Token::Script::kHan : Token::Script::kLatin;
    }
    if (c < 0x80) {
        token.text += static_cast<char>(c);
    } else {
        token.text += raw;
    }
}

}  // namespace

std::vector<Token> tokens_of(std::string_view query) {
    constexpr std::size_t kMostTokens = 4;
    constexpr int kMostCharacters = 60;
    std::vector<Token> tokens(1);
    for (int i = 0; i < kMostCharacters && !query.empty(); ++i) {
        const std::string_view raw = utf8::take(query);
        const char32_t c = plain(utf8::decode(raw));
        if (is_separator(c)) {
            if (!tokens.back().text.empty()) tokens.emplace_back();
        } else if (c != 0 && c != utf8::kNotACharacter) {
            append(tokens.back(), c, raw);
        }
    }
    if (tokens.back().text.empty()) tokens.pop_back();
    if (tokens.size() > kMostTokens) tokens.resize(kMostTokens);
    return tokens;
}

bool is_kind_of_place(std::string_view rest) {
    return rest.empty() || std::ranges::find(kKinds, rest, &Kind::name) != kKinds.end() ||
           std::ranges::any_of(kAutonomous, [&](const Kind& kind) { return rest.ends_with(kind.name); });
}

bool is_kind_of_place_spelt(std::string_view rest) {
    return rest.empty() || std::ranges::find(kKinds, rest, &Kind::pinyin) != kKinds.end() ||
           std::ranges::any_of(kAutonomous, [&](const Kind& kind) { return rest.ends_with(kind.pinyin); });
}

}  // namespace yw::regions
