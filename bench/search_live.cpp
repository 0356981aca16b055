// Search over the catalogue of a whole platform.
//
//   bench_search_live fill FOLDER DOCUMENTS    lists every line of bench_search's documents.tsv in a demonstration
//   bench_search_live changes FOLDER COUNT     alters items, one commit each, while another thread asks: milliseconds
//                                              from the commit until /api/v1/search gives the new name, "p50 p99 most"
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "app/demo.hpp"
#include "catalogue/catalogue_change.hpp"
#include "platform/http/test_client.hpp"
#include "platform_at_work.hpp"

namespace {

using namespace yw;
using Clock = std::chrono::steady_clock;

constexpr int kInACommit = 20'000;

struct Document {
    std::string id, name, difference;
    RegionCode region;
};

std::optional<Document> next_document(std::istream& documents) {
    std::string line, region;
    if (!std::getline(documents, line)) return std::nullopt;
    std::istringstream fields(line);
    Document document;
    std::getline(fields, document.id, '\t');
    std::getline(fields, region, '\t');
    std::getline(fields, document.name, '\t');
    std::getline(fields, document.difference, '\t');
    document.region = *RegionCode::parse(region);
    return document;
}

void put(catalogue::CatalogueChange& change, const std::vector<Document>& documents) {
    catalogue::Department department;
    for (const Document& document : documents) {
        if (department.id.empty() || department.region != document.region)
            department = change.put_department(document.region, "示例局", "").department;
        catalogue::ItemFacts facts;
        facts.source_id = document.id;
        facts.region = document.region;
        facts.department = department;
        facts.name = document.name;
        facts.main_item = document.difference;
        facts.task_type = "20";
        change.put_item(facts);
    }
}

void fill(const std::string& folder, const std::string& file) {
    const bench::PlatformAtWork platform(folder, bench::PlatformAtWork::Parts::kInstallation);
    std::ifstream in(file);
    for (bool is_last = false; !is_last;) {
        std::vector<Document> documents;
        while (static_cast<int>(documents.size()) < kInACommit) {
            auto document = next_document(in);
            if (!document) break;
            documents.push_back(std::move(*document));
        }
        is_last = static_cast<int>(documents.size()) < kInACommit;
        catalogue::change_catalogue(platform.installation().database(), platform.installation().clock(), "bench.fill",
                                    [&](catalogue::CatalogueChange& change) -> Result<void> {
                                        put(change, documents);
                                        return {};
                                    })
            .value();
    }
}

std::string found_by(const bench::PlatformAtWork& platform, const http::ServerHooks& hooks, std::string_view text) {
    auto request =
        http::test_request(http::Method::kGet, "/api/v1/search?region=511602000000&limit=5&q=" + http::url_encode(text),
                           {{"Host", "localhost"}});
    const auto response = http::dispatch(platform.platform().router(), hooks, request);
    if (response.status != 200) throw std::runtime_error(fmt::format("search answers {}", response.status));
    return std::string(response.bytes());
}

void changes(const std::string& folder, std::size_t count) {
    const bench::PlatformAtWork platform(folder);
    const auto hooks = app::hooks_of(platform.platform());
    std::atomic<bool> ends{false};
    std::atomic<std::uint64_t> asked{0};
    std::thread load([&] {
        constexpr std::string_view kTexts[] = {"公积金提取", "身份证", "营业执照变更", "gongjijin",
                                               "道路运输证核发居民"};
        for (std::size_t i = 0; !ends; ++i, ++asked) (void)found_by(platform, hooks, kTexts[i % std::size(kTexts)]);
    });
    const auto letters = [](std::size_t number) {
        constexpr std::string_view kDigits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
        std::string text;
        for (; number > 0; number /= 10) text += kDigits[number % 10];
        return text;
    };
    std::vector<double> took;
    for (std::size_t i = 1; i <= count; ++i) {
        Document document;
        document.id = fmt::format("changing-{}", i % 50);
        document.region = RegionCode::from_number(app::kDemoPlace);
        document.name = "取暖补贴" + letters(i + 1000) + "发放";
        catalogue::change_catalogue(platform.installation().database(), platform.installation().clock(), "bench.change",
                                    [&](catalogue::CatalogueChange& change) -> Result<void> {
                                        put(change, {document});
                                        return {};
                                    })
            .value();
        const auto committed = Clock::now();
        while (found_by(platform, hooks, document.name).find(document.name) == std::string::npos)
            std::this_thread::sleep_for(std::chrono::microseconds(500));
        took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - committed).count());
    }
    ends = true;
    load.join();
    std::sort(took.begin(), took.end());
    fmt::print("{:.2f} {:.2f} {:.2f} {}\n", took[took.size() / 2], took[took.size() * 99 / 100], took.back(),
               asked.load());
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 3 || (words[0] != "fill" && words[0] != "changes")) {
        std::cerr << "bench_search_live fill FOLDER DOCUMENTS | changes FOLDER COUNT\n";
        return 2;
    }
    if (words[0] == "fill")
        fill(words[1], words[2]);
    else
        changes(words[1], std::stoul(words[2]));
    return 0;
}
