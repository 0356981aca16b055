#include "platform/table/xml_stream.hpp"

#include <fmt/format.h>

#include <vector>

#include "platform/table/table.hpp"

namespace yw::table {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10;
/// Parsed, an element takes up to 20 times its bytes.
constexpr std::size_t kMaxElementBytes = std::size_t{8} << 20;
constexpr unsigned kParseOptions = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                                   pugi::parse_wconv_attribute | pugi::parse_ws_pcdata_single;

/// There is no use for a DOCTYPE in office files but to attack; a comment among rows lets two readers see two tables.
Result<void> refuse_declarations(std::string_view xml) {
    if (xml.find("<!D") != std::string_view::npos || xml.find("<!E") != std::string_view::npos) {
        return fail(kXmlRefused, "DOCTYPE");
    }
    return {};
}

class ElementStream {
public:
    ElementStream(archive::EntryReader& from, std::string_view container, std::string_view element)
        : from_(from), container_(container), element_(element) {}

    Result<void> run(const EachElement& each) {
        YW_TRY(const bool has_container, find_container());
        if (!has_container) return {};
        for (;;) {
            const std::size_t end = buffer_.find("</" + prefix_ + container_, searched_);
            if (end != std::string::npos) {
                buffer_.resize(end);
                return parse(buffer_.size(), each);
            }
            searched_ = buffer_.size() - std::min(buffer_.size(), container_.size() + prefix_.size() + 2);
            const std::string close = "</" + prefix_ + element_ + ">";
            if (const std::size_t last = buffer_.rfind(close); last != std::string::npos) {
                YW_CHECK(parse(last + close.size(), each));
            }
            if (buffer_.size() > kMaxElementBytes) return fail(kXmlBroken, "an element too large");
            YW_CHECK(read_more());
        }
    }

private:
    struct Found {
        bool value;
        operator bool() const { return value; }
    };

    /// Reads up to the first byte inside the container; false if it is empty (<sheetData/>).
    Result<Found> find_container() {
        for (;;) {
            YW_CHECK(read_more());
            for (std::size_t at = buffer_.find(container_); at != std::string::npos;
                 at = buffer_.find(container_, at + 1)) {
                const std::size_t open = buffer_.rfind('<', at);
                const std::size_t close = buffer_.find('>', at);
                if (open == std::string::npos || close == std::string::npos) break;
                const std::string_view between = std::string_view(buffer_).substr(open + 1, at - open - 1);
                const std::string_view after = std::string_view(buffer_).substr(at + container_.size(), 1);
                const bool is_tag = (between.empty() || between.back() == ':') &&
                                    between.find_first_of(" \"'=/!") == std::string_view::npos &&
                                    after.find_first_of(" />\t\r\n") == 0;
                if (!is_tag) continue;
                prefix_ = between;
                const bool is_empty = buffer_[close - 1] == '/';
                buffer_.erase(0, close + 1);
                searched_ = 0;
                return Found{!is_empty};
            }
            // Column widths and views come before the rows; a few megabytes of them are not a table.
            if (buffer_.size() > kMaxElementBytes) return fail(kXmlBroken, container_ + " not found");
        }
    }

    Result<void> read_more() {
        const std::size_t before = buffer_.size();
        buffer_.resize(before + kPieceBytes);
        YW_TRY(const std::size_t got, from_.read(std::span(buffer_).subspan(before)));
        buffer_.resize(before + got);
        if (got == 0) return fail(kXmlBroken, "cut off in " + container_);
        const std::string_view fresh = std::string_view(buffer_).substr(before - std::min<std::size_t>(before, 4));
        if (fresh.find("<!-") != std::string_view::npos) return fail(kXmlRefused, "comment");
        return refuse_declarations(fresh);
    }

    Result<void> parse(std::size_t bytes, const EachElement& each) {
        const auto read = document_.load_buffer_inplace(buffer_.data(), bytes, kParseOptions | pugi::parse_fragment,
                                                        pugi::encoding_utf8);
        if (!read) return fail(kXmlBroken, read.description());
        for (const pugi::xml_node& node : document_.children()) {
            if (node.type() == pugi::node_element && local_name(node) == element_) YW_CHECK(each(node));
        }
        document_.reset();
        buffer_.erase(0, bytes);
        searched_ = 0;
        return {};
    }

    archive::EntryReader& from_;
    std::string container_;
    std::string element_;
    std::string prefix_;
    std::string buffer_;
    std::size_t searched_ = 0;
    pugi::xml_document document_;
};

}  // namespace

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name(node.name());
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Result<void> parse_part(const std::string& xml, pugi::xml_document& document) {
    YW_CHECK(refuse_declarations(xml));
    const auto read = document.load_buffer(xml.data(), xml.size(), kParseOptions, pugi::encoding_utf8);
    if (!read) return fail(kXmlBroken, read.description());
    return {};
}

Result<void> for_each_element(archive::EntryReader& from,
                              std::string_view container,
                              std::string_view element,
                              const EachElement& each) {
    return ElementStream(from, container, element).run(each);
}

}  // namespace yw::table
