#include "cases/case_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "platform/strings/strings.hpp"
#include "web/web.hpp"

namespace yw::cases {

html::View page_view(std::string_view template_name) {
    html::View view(template_name);
    view.set("ICONS", web::asset_path("icons.svg"));
    return view;
}

std::string input_id(std::string_view field) {
    std::string id = "f-";
    for (const char c : field) id += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    return id;
}

std::vector<ErrorLink> links_to(const std::vector<FieldError>& errors) {
    std::vector<ErrorLink> links;
    for (const FieldError& error : errors) links.push_back({"#" + input_id(error.field), error.message});
    return links;
}

std::vector<ErrorLink> links_to(const std::vector<FieldError>& errors,
                                const std::function<bool(const std::string&)>& on_page) {
    std::vector<ErrorLink> links;
    for (const FieldError& error : errors)
        links.push_back({on_page(error.field) ? "#" + input_id(error.field) : "#errors", error.message});
    return links;
}

void show_error_summary(html::View& page, const std::vector<ErrorLink>& links) {
    page.none("IF_ERRORS");
    if (links.empty()) return;
    html::View shown = page.add("IF_ERRORS");
    html::View summary = shown.part("ERRORS", "cases/case_errors.html");
    summary.set("ERROR_COUNT", static_cast<std::int64_t>(links.size()));
    for (const ErrorLink& link : links)
        summary.add("ERROR_LINES").set("ERROR_URL", link.url).set("ERROR_MESSAGE", link.message);
}

const std::string* error_of(const std::vector<FieldError>& errors, std::string_view field) {
    const auto found = std::ranges::find(errors, field, &FieldError::field);
    return found == errors.end() ? nullptr : &found->message;
}

void maybe(html::View& view, std::string_view section, std::string_view name, std::string_view value) {
    if (value.empty())
        view.none(section);
    else
        view.add(section).set(name, value);
}

std::string size_words(std::int64_t bytes) {
    constexpr std::int64_t kKilo = 1024, kMega = kKilo * kKilo;
    if (bytes < kMega) return fmt::format("{} KB", std::max<std::int64_t>(1, (bytes + kKilo / 2) / kKilo));
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / static_cast<double>(kMega));
}

std::string moment_words(UtcTime at) {
    const LocalDay day = LocalDay::of(at);
    const std::int64_t minutes = (at.ms - day.begins().ms) / 60'000;
    return fmt::format("{}{}:{:02}", day.zh_weekday(), minutes / 60, minutes % 60);
}

std::string_view tag_class(State state) {
    switch (state) {
        case State::kCorrectionRequested:
            return "yw-tag--amber";
        case State::kNotAccepted:
        case State::kRefused:
            return "yw-tag--red";
        case State::kApproved:
        case State::kDelivered:
        case State::kClosed:
            return "yw-tag--green";
        case State::kWithdrawn:
            return "";
        case State::kSubmitted:
        case State::kResubmitted:
        case State::kAccepted:
        case State::kInReview:
            break;
    }
    return "yw-tag--blue";
}

std::string upload_sentence(const Error& error, const std::string& file_name) {
    const std::string why(strings::sentence(error));
    if (file_name.empty()) return why;
    return strings::text("cases.upload.named", {{"file", file_name}, {"why", why}});
}

http::Response file_answer(FileBytes file, Disposition disposition) {
    http::Response answer = http::file(std::move(file.bytes), file.content_type, file.name);
    if (disposition == Disposition::kInline) {
        const std::string named = [&answer] {
            for (const http::Header& header : answer.headers)
                if (header.name == "Content-Disposition") return header.value;
            return std::string("attachment");
        }();
        answer.set("Content-Disposition", "inline" + named.substr(std::min(named.find(';'), named.size())));
    }
    // Nothing in it may act or fetch. A browser shows a PDF in a viewer of its own, outside the page, and refuses to do
    // so in a sandbox; what a PDF could carry that acts was refused when it was uploaded (platform/filecheck).
    const bool is_pdf = file.content_type == "application/pdf";
    answer.set("Content-Security-Policy",
               std::string("default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; "
                           "frame-ancestors 'self'") +
                   (is_pdf ? "" : "; sandbox"));
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Cross-Origin-Resource-Policy", "same-origin");
    answer.set("Referrer-Policy", "no-referrer");
    answer.set("Cache-Control", "no-store");
    return answer;
}

}  // namespace yw::cases
