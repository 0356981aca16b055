// multipart/form-data as browsers send it (RFC 7578): no preamble, no nesting, no transfer encodings. Anything else is
// refused as a whole, because two readers of an odd body could see two different forms.
#include <algorithm>

#include "platform/http/http.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

constexpr std::size_t kMaxPartHead = 4096;  // a file name of 255 Chinese characters is 765 bytes
constexpr std::size_t kMaxPartHeaders = 8;
constexpr std::size_t kMaxFileName = 200;

/// One `; name="value"` of a header value.
struct Parameter {
    std::string_view name;
    std::string value;
};

/// Browsers write a quotation mark in a name as %22, older tools as \"; a lone backslash is a Windows path.
std::optional<std::string> quoted(std::string_view& rest) {
    std::string out;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return out;
        }
        if (rest[i] == '\\' && i + 1 < rest.size() && rest[i + 1] == '"') {
            out.push_back('"');
            ++i;
        } else if (rest.substr(i, 3) == "%22") {
            out.push_back('"');
            i += 2;
        } else {
            out.push_back(rest[i]);
        }
    }
    return std::nullopt;
}

/// Reads the next parameter from "; name=value; …". Nothing when malformed; `rest` empty when all are read.
std::optional<Parameter> next_parameter(std::string_view& rest) {
    if (rest.empty() || rest.front() != ';') return std::nullopt;
    rest = trimmed(rest.substr(1));
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    Parameter parameter{rest.substr(0, equals), {}};
    if (!is_token(parameter.name)) return std::nullopt;
    rest.remove_prefix(equals + 1);
    if (!rest.empty() && rest.front() == '"') {
        auto value = quoted(rest);
        if (!value) return std::nullopt;
        parameter.value = std::move(*value);
    } else {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view value = trimmed(rest.substr(0, end));
        if (!is_token(value)) return std::nullopt;
        parameter.value = value;
        rest.remove_prefix(end);
    }
    rest = trimmed(rest);
    return parameter;
}

bool is_boundary(std::string_view text) {
    if (text.empty() || text.size() > 70 || text.back() == ' ') return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
    });
}

std::optional<std::string> boundary_of(std::string_view content_type) {
    constexpr std::string_view kType = "multipart/form-data";
    if (!same_word(content_type.substr(0, kType.size()), kType)) return std::nullopt;
    std::string_view rest = trimmed(content_type.substr(kType.size()));
    std::optional<std::string> boundary;
    while (!rest.empty()) {
        // An unquoted boundary may hold characters that are no token (':', '/', '='): read it up to the semicolon.
        if (rest.front() == ';' && same_word(trimmed(rest.substr(1)).substr(0, 9), "boundary=") && !boundary) {
            std::string_view value = trimmed(rest.substr(1)).substr(9);
            if (!value.empty() && value.front() != '"') {
                const std::size_t end = std::min(value.find(';'), value.size());
                boundary = trimmed(value.substr(0, end));
                rest = value.substr(end);
                continue;
            }
        }
        const auto parameter = next_parameter(rest);
        if (!parameter) return std::nullopt;
        if (!same_word(parameter->name, "boundary")) continue;
        if (boundary) return std::nullopt;
        boundary = parameter->value;
    }
    if (!boundary || !is_boundary(*boundary)) return std::nullopt;
    return boundary;
}

/// Base name without control characters, cut in the middle so that the extension stays.
std::string safe_name(std::string_view given) {
    const std::size_t slash = given.find_last_of("/\\");
    if (slash != std::string_view::npos) given.remove_prefix(slash + 1);
    std::string name;
    for (const char c : given)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) name.push_back(c);
    if (name == "." || name == "..") name.clear();
    if (name.size() <= kMaxFileName) return name;
    std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || name.size() - dot > 20) dot = name.size();
    const std::string extension = name.substr(dot);
    std::size_t keep = kMaxFileName - extension.size();
    while (keep > 0 && (static_cast<unsigned char>(name[keep]) & 0xC0) == 0x80) --keep;
    return name.substr(0, keep) + extension;
}

struct PartHead {
    std::optional<std::string> name;
    std::optional<std::string> file_name;
    std::string content_type = "text/plain";
};

bool read_disposition(std::string_view value, PartHead& head) {
    constexpr std::string_view kKind = "form-data";
    if (head.name || !same_word(value.substr(0, kKind.size()), kKind)) return false;
    std::string_view rest = trimmed(value.substr(kKind.size()));
    while (!rest.empty()) {
        auto parameter = next_parameter(rest);
        if (!parameter) return false;
        if (same_word(parameter->name, "name")) {
            if (head.name) return false;
            head.name = std::move(parameter->value);
        } else if (same_word(parameter->name, "filename")) {
            if (head.file_name) return false;
            head.file_name = std::move(parameter->value);
        }
    }
    return head.name.has_value();
}

std::optional<PartHead> read_head(std::string_view text) {
    PartHead head;
    bool typed = false;
    for (std::size_t count = 0; !text.empty(); ++count) {
        const std::size_t end = std::min(text.find("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        const std::size_t colon = line.find(':');
        if (count == kMaxPartHeaders || colon == std::string_view::npos) return std::nullopt;
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!is_token(name) || !is_header_value(value) || !is_utf8(value)) return std::nullopt;
        if (same_word(name, "Content-Disposition")) {
            if (!read_disposition(value, head)) return std::nullopt;
        } else if (same_word(name, "Content-Type")) {
            if (typed) return std::nullopt;
            typed = true;
            head.content_type = value;
        } else if (same_word(name, "Content-Transfer-Encoding")) {
            if (!same_word(value, "binary") && !same_word(value, "8bit") && !same_word(value, "7bit"))
                return std::nullopt;
        }
    }
    if (!head.name) return std::nullopt;
    return head;
}

bool keep_part(Form& form, PartHead head, std::string_view bytes) {
    if (!head.file_name) {
        if (bytes.find('\0') != std::string_view::npos || !is_utf8(bytes)) return false;
        form.fields.add(std::move(*head.name), std::string(bytes));
        return true;
    }
    if (head.file_name->empty() && bytes.empty()) return true;  // a file input that was left empty
    form.files.push_back({std::move(*head.name), safe_name(*head.file_name), std::move(head.content_type), bytes});
    return true;
}

}  // namespace

std::optional<Form> parse_multipart(std::string_view body, std::string_view content_type, std::size_t max_parts) {
    const auto boundary = boundary_of(content_type);
    if (!boundary) return std::nullopt;
    const std::string delimiter = "\r\n--" + *boundary;
    if (!body.starts_with(std::string_view(delimiter).substr(2))) return std::nullopt;
    body.remove_prefix(delimiter.size() - 2);

    Form form;
    for (std::size_t parts = 0;; ++parts) {
        if (body.starts_with("--")) {
            body.remove_prefix(2);
            if (!body.empty() && body != "\r\n") return std::nullopt;
            return form;
        }
        if (parts == max_parts || !body.starts_with("\r\n")) return std::nullopt;
        body.remove_prefix(2);
        const std::size_t head_end = body.substr(0, kMaxPartHead).find("\r\n\r\n");
        if (head_end == std::string_view::npos) return std::nullopt;
        auto head = read_head(body.substr(0, head_end));
        body.remove_prefix(head_end + 4);
        const std::size_t end = body.find(delimiter);
        if (!head || end == std::string_view::npos) return std::nullopt;
        if (!keep_part(form, std::move(*head), body.substr(0, end))) return std::nullopt;
        body.remove_prefix(end + delimiter.size());
    }
}

}  // namespace yw::http
