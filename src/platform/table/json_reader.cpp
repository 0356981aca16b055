// JSON as rows: [ {…}, {…} ], { "items": [ {…} ] }, or one object a line. Read as a stream of events, because only the
// events still know how a number was written (5.11602E+11 and 511602000000 are one value).
#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <optional>
#include <unordered_map>

#include "platform/table/cell_text.hpp"
#include "platform/table/readers.hpp"
#include "platform/table/table_builder.hpp"

namespace yw::table {
namespace {

namespace json = boost::json;

/// At which depth the objects stand that are rows.
enum class Shape : std::size_t { kLines = 1, kArray = 2, kItems = 3 };
constexpr std::string_view kItemsKey = "items";

/// Collects rows from the events of boost::json::basic_parser, which wants these names and members.
class RowHandler {
public:
    static constexpr std::size_t max_object_size = 100'000;
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = 1024;
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    RowHandler(Shape shape, const Reading& reading)
        : row_depth_(static_cast<std::size_t>(shape)), limits_(reading.limits), builder_(reading) {}

    void set_line(int line) { line_ = line; }
    const std::optional<Error>& error() const { return error_; }
    Result<Table> finish() {
        if (!found_rows_) return fail(kJsonShape, "no list of objects");
        return builder_.finish();
    }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code& ec) { return begin('{', ec); }
    bool on_object_end(std::size_t, json::error_code& ec) { return end('}', ec); }
    bool on_array_begin(json::error_code& ec) { return begin('[', ec); }
    bool on_array_end(std::size_t, json::error_code& ec) { return end(']', ec); }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
        key_.append(part.data(), part.size());
        const std::string key = std::exchange(key_, {});
        if (depth_ == 1 && row_depth_ == static_cast<std::size_t>(Shape::kItems)) in_items_ = key == kItemsKey;
        if (!in_row_) return true;
        if (depth_ == row_depth_) return open_cell(key, ec);
        nested_token(json::serialize(json::string(key)) + ':', false);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code& ec) { return grow(part, ec); }
    bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
        if (!grow(part, ec)) return false;
        const std::string text = std::exchange(scalar_, {});
        if (is_nested()) return nested_token(json::serialize(json::string(text)), true), true;
        return put(text_cell(text), ec);
    }
    bool on_number_part(json::string_view part, json::error_code& ec) { return grow(part, ec); }
    bool on_int64(std::int64_t, json::string_view part, json::error_code& ec) { return number(part, ec); }
    bool on_uint64(std::uint64_t, json::string_view part, json::error_code& ec) { return number(part, ec); }
    bool on_double(double, json::string_view part, json::error_code& ec) { return number(part, ec); }
    bool on_bool(bool value, json::error_code& ec) {
        const char* text = value ? "true" : "false";
        if (is_nested()) return nested_token(text, true), true;
        return put({text, Cell::Origin::kBool, Problem::kNone}, ec);
    }
    bool on_null(json::error_code& ec) {
        if (is_nested()) return nested_token("null", true), true;
        return put({}, ec);
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    bool is_nested() const { return in_row_ && depth_ > row_depth_; }

    bool refuse(Error error, json::error_code& ec) {
        error_ = std::move(error);
        ec = json::error::exception;
        return false;
    }

    bool begin(char bracket, json::error_code& ec) {
        ++depth_;
        if (in_row_) {
            if (depth_ == row_depth_ + 1) nested_.clear();
            nested_token(std::string(1, bracket), false);
            return true;
        }
        const bool is_path = row_depth_ < 3 || in_items_ || depth_ == 1;
        if (!is_path) return true;
        const char wanted = depth_ == row_depth_ || (row_depth_ == 3 && depth_ == 1) ? '{' : '[';
        if (depth_ > row_depth_ || bracket != wanted) return refuse(fail(kJsonShape, "not a list of objects"), ec);
        if (depth_ + 1 == row_depth_) found_rows_ = true;
        if (depth_ == row_depth_) begin_row();
        return true;
    }

    void begin_row() {
        found_rows_ = in_row_ = true;
        row_ = Row{line_ > 0 ? line_ : ++ordinal_, {}};
    }

    bool end(char bracket, json::error_code& ec) {
        const std::size_t depth = depth_--;
        if (!in_row_) return true;
        if (depth == row_depth_) {
            in_row_ = false;
            return add_row(ec);
        }
        wants_comma_ = false;
        nested_token(std::string(1, bracket), true);
        if (depth == row_depth_ + 1) {
            wants_comma_ = false;
            if (!grow({}, ec)) return false;
            return put({std::exchange(nested_, {}), Cell::Origin::kText, Problem::kNestedValue}, ec);
        }
        return true;
    }

    bool add_row(json::error_code& ec) {
        auto added = builder_.add(std::move(row_));
        return added ? true : refuse(std::move(added).error(), ec);
    }

    /// Before a value or key a comma, unless it is the first one of its array or object.
    void nested_token(std::string_view token, bool is_value) {
        if (wants_comma_) nested_ += ',';
        nested_ += token;
        wants_comma_ = is_value;
    }

    bool open_cell(const std::string& key, json::error_code& ec) {
        auto& header = builder_.table().header;
        const auto [found, is_new] = columns_.try_emplace(key, header.size());
        if (is_new) header.push_back(key);
        column_ = found->second;
        if (header.size() > limits_.max_columns) return refuse(fail(kTooManyColumns), ec);
        if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
        // A key that comes twice: whichever is kept, half of what was written is lost.
        is_doubled_ = row_.cells[column_].origin != Cell::Origin::kEmpty;
        wants_comma_ = false;
        return true;
    }

    bool grow(json::string_view part, json::error_code& ec) {
        scalar_.append(part.data(), part.size());
        if (scalar_.size() + nested_.size() <= limits_.max_cell_bytes) return true;
        return refuse(fail_at(kCellTooLarge, row_.number), ec);
    }

    bool number(json::string_view part, json::error_code& ec) {
        if (!grow(part, ec)) return false;
        std::string text = std::exchange(scalar_, {});
        if (is_nested()) return nested_token(text, true), true;
        Cell cell{std::move(text), Cell::Origin::kNumber, Problem::kNone};
        if (cell.text.find_first_of("eE") != std::string::npos) {
            cell.problem = Problem::kScientificNotation;
        } else if (const std::size_t point = cell.text.find('.'); point != std::string::npos) {
            // 511602000000.0 is what Python makes of a column of codes with a gap.
            if (cell.text.find_first_not_of('0', point + 1) == std::string::npos) cell.text.erase(point);
        }
        return put(std::move(cell), ec);
    }

    bool put(Cell cell, json::error_code& ec) {
        if (!in_row_) {
            const bool is_beside_items = row_depth_ == 3 && !in_items_;
            return is_beside_items ? true : refuse(fail(kJsonShape, "a value where a row was expected"), ec);
        }
        if (is_doubled_) cell.problem = Problem::kDoubledKey;
        row_.cells[column_] = std::move(cell);
        return true;
    }

    std::size_t row_depth_;
    const Limits& limits_;
    TableBuilder builder_;
    std::unordered_map<std::string, std::size_t> columns_;
    std::optional<Error> error_;
    Row row_;
    std::string key_;
    std::string scalar_;
    std::string nested_;
    std::size_t depth_ = 0;
    std::size_t column_ = 0;
    int line_ = 0;
    int ordinal_ = 0;
    bool in_items_ = false;
    bool in_row_ = false;
    bool found_rows_ = false;
    bool is_doubled_ = false;
    bool wants_comma_ = false;
};

class JsonReader {
public:
    JsonReader(Shape shape, const Reading& reading) : parser_(options(reading), shape, reading) {}

    Result<void> read_document(std::string_view text, int line) {
        parser_.reset();
        parser_.handler().set_line(line);
        json::error_code ec;
        const std::size_t used = parser_.write_some(false, text.data(), text.size(), ec);
        if (parser_.handler().error()) return *parser_.handler().error();
        if (ec || !parser_.done() || !trimmed(text.substr(used)).empty()) {
            return line > 0 ? fail_at(kJsonBroken, line) : fail(kJsonBroken, fmt::format("byte {}", used));
        }
        return {};
    }
    Result<Table> finish() { return parser_.handler().finish(); }

private:
    static json::parse_options options(const Reading& reading) {
        json::parse_options options;
        options.max_depth = reading.limits.max_json_depth;
        return options;
    }
    json::basic_parser<RowHandler> parser_;
};

Result<Table> read_lines(std::string_view text, const Reading& reading) {
    JsonReader reader(Shape::kLines, reading);
    int line = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view one = trimmed(text.substr(begin, end - begin));
        ++line;
        if (!one.empty()) YW_CHECK(reader.read_document(one, line));
        begin = end + 1;
    }
    return reader.finish();
}

Result<Table> read_one(std::string_view text, Shape shape, const Reading& reading) {
    JsonReader reader(shape, reading);
    YW_CHECK(reader.read_document(text, 0));
    return reader.finish();
}

/// JSON lines often come under the name .json: two lines that each are an object of their own.
bool looks_like_lines(std::string_view text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    const std::string_view first = trimmed(text.substr(0, end));
    const std::string_view rest = trimmed(text.substr(end));
    return first.ends_with('}') && rest.starts_with('{');
}

}  // namespace

Result<Table> read_json(std::string_view utf8, Format format, const Reading& reading) {
    const std::string_view text = trimmed(utf8);
    if (text.empty()) return fail(kEmpty);
    if (format == Format::kJsonLines || looks_like_lines(text)) return read_lines(utf8, reading);
    return read_one(text, text.front() == '{' ? Shape::kItems : Shape::kArray, reading);
}

}  // namespace yw::table
