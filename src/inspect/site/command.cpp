#include "inspect/site/command.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <thread>

#include "inspect/site/pictures.hpp"
#include "inspect/site/site.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/strings/strings.hpp"
#include "web/web.hpp"

namespace yw::site {
namespace {

namespace fs = std::filesystem;

constexpr int kEntranceClosed = 1;
constexpr int kAddressUnreadable = 2;
constexpr std::size_t kMostPictures = 10;

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// evidence/ab/ab12…: the same bytes are kept once.
void keep_evidence(const fs::path& folder, const std::string& sha256, std::string_view bytes) {
    const auto inner = folder / "evidence" / sha256.substr(0, 2);
    fs::create_directories(inner);
    if (!fs::exists(inner / sha256)) write_file(inner / sha256, bytes);
}

/// The entrance and the pages with findings; what cannot be had is left out and nothing else changes.
std::vector<Picture> take_pictures(const SiteArgs& args, const Inspection& inspection, std::ostream& complaints) {
    if (!is_browser(args.browser)) {
        complaints << fmt::format("没有找到Chromium（{}），没有截图；检查结果不受影响。\n", args.browser);
        return {};
    }
    std::vector<std::string> addresses{inspection.address};
    std::set<std::string> known{inspection.address};
    for (const Finding& finding : inspection.findings)
        if (finding.kind != "dead_link" && !finding.kind.starts_with("attachment") &&
            addresses.size() < kMostPictures && known.insert(finding.address).second)
            addresses.push_back(finding.address);
    const fs::path folder = fs::path(args.report) / "pictures";
    fs::create_directories(folder);
    const PictureLimits limits;
    const auto end = std::chrono::steady_clock::now() + limits.all;
    std::vector<Picture> pictures;
    for (std::size_t i = 0; i < addresses.size() && std::chrono::steady_clock::now() < end; ++i) {
        const auto name = fmt::format("pictures/{:02}.png", i + 1);
        const auto file = (fs::path(args.report) / name).string();
        if (take_picture(args.browser, addresses[i], file, user_agent(args.contact), limits))
            pictures.push_back({name, addresses[i], crypto::hex(crypto::sha256(read_file(file)))});
    }
    if (pictures.size() < addresses.size())
        complaints << fmt::format("截图{}张，还有{}个网页没有截成；检查结果不受影响。\n", pictures.size(),
                                  addresses.size() - pictures.size());
    return pictures;
}

void write_report(const SiteArgs& args, const Inspection& inspection) {
    const fs::path folder(args.report);
    fs::create_directories(folder);
    write_file(folder / "report.json", to_json(inspection));
    write_file(folder / "report.html", to_html(inspection));
    for (const web::Asset& asset : web::assets())
        if (asset.name == "yiwang.css") write_file(folder / "yiwang.css", asset.bytes);
}

}  // namespace

int run_inspect_site(const SiteArgs& args, std::ostream& out, std::ostream& complaints) {
    FetchLimits limits;
    limits.user_agent = user_agent(args.contact);
    limits.whole = std::chrono::seconds(args.timeout_s);
    const auto fetcher = open_fetcher(limits);
    const SystemClock clock;
    Plan plan;
    plan.address = args.address;
    plan.seed = args.seed;
    plan.per_second = args.per_second;
    plan.most_pages = args.most_pages;
    plan.columns = args.columns;
    plan.guides = args.guides;
    plan.searches = args.searches;
    plan.papers = args.papers;
    plan.named = args.named;
    if (!args.items_file.empty()) {
        std::ifstream lines(args.items_file);
        for (std::string line; std::getline(lines, line);) {
            while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.pop_back();
            if (!line.empty()) plan.items.push_back(line);
        }
    }
    Surroundings around{*fetcher, clock, [](std::chrono::milliseconds wait) { std::this_thread::sleep_for(wait); }};
    if (!args.report.empty())
        around.keep = [&args](const std::string& sha256, std::string_view bytes) {
            keep_evidence(args.report, sha256, bytes);
        };
    int requests = 0;
    around.progress = [&](const std::string& line) { complaints << fmt::format("{:>4} {}\n", ++requests, line); };
    auto inspection = inspect_site(plan, around);
    if (!inspection) {
        complaints << strings::sentence(inspection.error()) << "\n";
        return kAddressUnreadable;
    }
    if (!args.report.empty() && args.pictures && inspection->entrance_opened)
        inspection.value().pictures = take_pictures(args, inspection.value(), complaints);
    if (!args.report.empty()) write_report(args, inspection.value());
    if (args.json_file == "-")
        out << to_json(inspection.value()) << "\n";
    else
        out << to_text(inspection.value());
    if (!args.json_file.empty() && args.json_file != "-") write_file(args.json_file, to_json(inspection.value()));
    return inspection->entrance_opened ? 0 : kEntranceClosed;
}

}  // namespace yw::site
