// Search on a generated catalogue of a given size: 12,000 base items, the real tree of regions, local differences.
//
//   bench_search generate ITEMS FOLDER     documents.tsv and queries.tsv, the same for us and the peer
//   bench_search serve FOLDER              builds, then answers commands on standard input (bench/search.py drives it)
//
// Commands: "round CLASS SCOPE" answers "p50 p99" in µs over the queries of that class; "pipeline CLASS" does whole
// questions; "threads N" and "questions N" answer how many of the first and of the second kind N threads do in a
// second, "arithmetic N" what N threads of this machine can do at all; "changes" is the time of taking in one changed
// item under a load of queries; "file" saves and loads.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "regions/regions.hpp"
#include "search/collect.hpp"
#include "search/han.hpp"
#include "search/index.hpp"
#include "search/sample_names.hpp"
#include "search/search.hpp"
#include "search/segment_file.hpp"

namespace {

using namespace yw;
using namespace yw::search;
using Clock = std::chrono::steady_clock;

constexpr unsigned kSeed = 20260302;
constexpr std::size_t kBaseItems = 12'000;
constexpr int kQueriesOfClass = 200;
constexpr std::string_view kClasses[] = {"one_rare", "one_common", "two_and", "two_or", "long", "prefix", "ten_words"};
constexpr std::string_view kWholeClasses[] = {"named", "corrected", "pinyin"};  ///< for whole questions
constexpr std::string_view kTenWords[] = {"公积金", "个税",   "社保",   "结婚",   "低保",
                                          "网约车", "卫生证", "身份证", "开公司", "工业生产许可"};

double since(Clock::time_point began) {
    return std::chrono::duration<double, std::micro>(Clock::now() - began).count();
}

/// Places as a growing country adds them: province by province, each whole; villages have no items of their own.
struct Place {
    RegionCode code;
    std::string name;
    std::size_t items;
};
std::vector<Place> places_for(const regions::Regions& regions, std::size_t items) {
    constexpr std::size_t kOfLevel[] = {2000, 1500, 1500, 1500, 120, 0};
    std::vector<Place> places{{RegionCode(), "全国", kOfLevel[0]}};
    std::size_t sum = kOfLevel[0];
    const auto add = [&](const auto& self, RegionCode code, int level) -> void {
        for (const auto& child : regions.children(code, std::nullopt, 5000)) {
            if (sum >= items || level > 4) return;
            places.push_back({child.code, std::string(child.name), kOfLevel[level]});
            sum += kOfLevel[level];
            self(self, child.code, level + 1);
        }
    };
    std::vector<RegionCode> provinces;
    for (const auto& province : regions.children(RegionCode(), std::nullopt, 100)) provinces.push_back(province.code);
    std::stable_partition(provinces.begin(), provinces.end(),
                          [](RegionCode code) { return code.number() / 10'000'000'000 == 51; });
    for (const auto province : provinces) {
        if (sum >= items) break;
        places.push_back({province, regions.full_name(province), kOfLevel[1]});
        sum += kOfLevel[1];
        add(add, province, 2);
    }
    return places;
}

void generate(std::size_t items, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::mt19937 random(kSeed);
    const auto names = sample_names(random, kBaseItems);
    const regions::Regions regions;
    const auto places = places_for(regions, items);
    std::ofstream documents(folder / "documents.tsv");
    std::size_t number = 0;
    for (const Place& place : places) {
        // Each place carries out its own choice of the base items, the first ones more often than the last.
        std::set<std::size_t> chosen;
        while (chosen.size() < place.items) chosen.insert(std::min(random() % kBaseItems, random() % kBaseItems));
        for (const auto base : chosen) {
            if (number >= items) break;
            const bool differs = random() % 100 < 5;
            documents << "i" << number++ << '\t' << place.code.str() << '\t' << names[base] << '\t'
                      << (differs ? place.name + names[random() % kBaseItems] : "") << '\n';
        }
    }
    std::map<std::string, int> often;
    const auto pair_at = [](const std::string& name, std::size_t i) { return name.substr(3 * i, 6); };
    for (const auto& name : names)
        for (std::size_t i = 0; 3 * i + 6 <= name.size(); ++i) ++often[pair_at(name, i)];
    std::vector<std::pair<int, std::string>> pairs;
    for (const auto& [pair, count] : often) pairs.emplace_back(count, pair);
    std::sort(pairs.begin(), pairs.end());
    // People search from counties and towns of what is there.
    std::vector<RegionCode> here;
    for (const Place& place : places)
        if (place.code.level() >= RegionLevel::kCounty) here.push_back(place.code);
    std::shuffle(here.begin(), here.end(), random);
    here.resize(std::min<std::size_t>(20, here.size()));
    std::ofstream queries(folder / "queries.tsv");
    for (const auto which : kClasses)
        for (int i = 0; i < kQueriesOfClass; ++i) {
            const auto& name = names[random() % names.size()];
            const auto rare = [&] { return pairs[random() % (pairs.size() / 4)].second; };
            const auto common = [&] { return pairs[pairs.size() - 1 - random() % 30].second; };
            const auto start = random() % (name.size() / 3 - 1);
            std::string text;
            if (which == "one_rare") text = rare();
            if (which == "one_common") text = common();
            if (which == "two_and" || which == "two_or") text = common() + " " + pair_at(name, start);
            if (which == "long") text = name + " " + names[random() % names.size()];
            if (which == "prefix") text = name.substr(0, 9);
            if (which == "ten_words") text = kTenWords[i % 10];
            queries << which << '\t' << here[static_cast<std::size_t>(i) % here.size()].str() << '\t' << text << '\n';
        }
    for (const auto which : kWholeClasses)
        for (int i = 0; i < kQueriesOfClass; ++i) {
            auto text = folded(names[random() % names.size()]);
            if (which == "corrected") text[random() % text.size()] = folded(names[random() % names.size()]).front();
            std::string typed = utf8_of(text);
            if (which == "pinyin") {
                typed.clear();
                for (const char32_t c : text) typed += spelling(reading(c));
            }
            queries << which << '\t' << here[static_cast<std::size_t>(i) % here.size()].str() << '\t' << typed << '\n';
        }
}

struct Query {
    RegionCode place;
    std::string text;
};

class Served {
public:
    explicit Served(const std::filesystem::path& folder) {
        read_queries(folder / "queries.tsv");
        std::ifstream documents(folder / "documents.tsv");
        SegmentBuilder builder;
        const auto began = Clock::now();
        for (std::string line; std::getline(documents, line);) {
            std::istringstream fields(line);
            Entry entry;
            entry.kind = "item";
            std::string region, other;
            std::getline(fields, entry.id, '\t');
            std::getline(fields, region, '\t');
            std::getline(fields, entry.name, '\t');
            std::getline(fields, other, '\t');
            entry.region = *RegionCode::parse(region);
            if (!other.empty()) entry.other_names = {other};
            if (example_.id.empty()) example_ = entry;
            builder.add(entry);
        }
        const auto segment = builder.finish();
        build_ms_ = since(began) / 1000;
        search_.index().replace(segment, 1);
        folder_ = folder;
    }

    std::string about() const {
        const auto snapshot = segment();
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return fmt::format(
            "{} items, {} texts ({} shared), {} postings, index {:.0f} MB, built in {:.1f} s, peak {:.0f} MB",
            snapshot->items(), snapshot->texts(), snapshot->shared_texts(), snapshot->postings(),
            static_cast<double>(snapshot->bytes().size()) / 1e6, build_ms_ / 1000,
            static_cast<double>(usage.ru_maxrss) / 1e3);
    }

    std::string run(const std::string& command) {
        std::istringstream words(command);
        std::string verb, which, scope;
        words >> verb >> which >> scope;
        if (verb == "round") return round(which, scope == "place" ? Width::kPlace : Width::kProvince);
        if (verb == "pipeline") return pipeline(which);
        if (verb == "threads") return per_second(std::stoul(which), [this](std::size_t at) { return pick_tens(at); });
        if (verb == "questions") return per_second(std::stoul(which), [this](std::size_t at) { return ask_all(at); });
        if (verb == "arithmetic") return per_second(std::stoul(which), arithmetic);
        if (verb == "changes") return changes();
        if (verb == "file") return file();
        return "unknown";
    }

private:
    std::shared_ptr<const Segment> segment() const {
        return const_cast<Search&>(search_).index().snapshot()->parts.front().segment;
    }

    void read_queries(const std::filesystem::path& path) {
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) {
            const auto first = line.find('\t'), second = line.find('\t', first + 1);
            queries_[line.substr(0, first)].push_back(
                {*RegionCode::parse(line.substr(first + 1, second - first - 1)), line.substr(second + 1)});
        }
    }

    /// Ten items for the tokens, as the peer gives ten documents. Returns how many, so that nothing is optimised away.
    std::size_t top_ten(const Segment& segment, const std::string& which, const Query& query, Width width) const {
        const auto text = folded(query.text);
        std::vector<WeightedToken> tokens;
        const auto add = [&](Token token) {
            tokens.push_back({token, weight_of(segment.find(token).texts, segment.texts())});
        };
        for (const Token token : query_tokens(text)) add(token);
        if (which == "prefix") add(beginning_token(std::u32string_view(text).substr(0, 3)));
        const bool all = which == "two_and" || which == "prefix" || which == "ten_words";
        const auto filter = filter_of(segment, query.place, width);
        std::vector<ItemNumber> items;
        for (const TextHit& hit : collect(segment, *filter, {tokens, all, 10, {}, {}})) {
            for (auto reach = hit.reach; reach < filter->reaches.size() && items.size() < 10; ++reach) {
                const auto& at = filter->reaches[reach];
                const auto range = segment.items_within(hit.text, at.code, at.exactly);
                for (auto item = range.first; item < range.last && items.size() < 10; ++item) items.push_back(item);
            }
            if (items.size() >= 10) break;
        }
        return items.size();
    }

    std::string round(const std::string& which, Width width) {
        const auto one = segment();
        std::vector<double> took;
        for (const Query& query : queries_[which]) {
            const auto began = Clock::now();
            found_ += top_ten(*one, which, query, width);
            took.push_back(since(began));
        }
        std::sort(took.begin(), took.end());
        return fmt::format("{:.2f} {:.2f}", took[took.size() / 2], took[took.size() * 99 / 100]);
    }

    /// Whole questions, as a page asks them: understood, ranked a second time, marked.
    std::string pipeline(const std::string& which) {
        std::vector<double> took;
        for (const Query& query : queries_[which]) {
            const auto began = Clock::now();
            Question question{query.text, query.place};
            question.limit = 10;
            found_ += search_.ask(question).found.size();
            took.push_back(since(began));
        }
        std::sort(took.begin(), took.end());
        return fmt::format("{:.1f} {:.1f}", took[took.size() / 2], took[took.size() * 99 / 100]);
    }

    /// One query of each class. Returns how many.
    std::size_t pick_tens(std::size_t at) const {
        const auto one = segment();
        for (const auto which : kClasses) {
            const auto& queries = queries_.find(which)->second;
            (void)top_ten(*one, std::string(which), queries[at % queries.size()], Width::kPlace);
        }
        return std::size(kClasses);
    }
    std::size_t ask_all(std::size_t at) const {
        for (const auto& [which, queries] : queries_) {
            const Query& query = queries[at % queries.size()];
            (void)search_.ask({.text = query.text, .place = query.place});
        }
        return queries_.size();
    }
    /// What no memory and no lock holds back.
    static std::size_t arithmetic(std::size_t at) {
        volatile std::uint64_t number = at | 1;
        for (int i = 0; i < 10'000; ++i) number = number * 6364136223846793005u + 1442695040888963407u;
        return 1;
    }

    /// @param work  does some work the n-th time and says how much
    template <class F>
    static std::string per_second(std::size_t threads, F work) {
        std::atomic<bool> ends{false};
        std::atomic<std::uint64_t> done{0};
        std::vector<std::thread> running;
        const auto began = Clock::now();
        for (std::size_t i = 0; i < threads; ++i)
            running.emplace_back([&, i] {
                std::uint64_t count = 0;
                for (std::size_t at = i; !ends; ++at) count += work(at);
                done += count;
            });
        std::this_thread::sleep_for(std::chrono::seconds(1));
        ends = true;
        for (auto& thread : running) thread.join();
        return fmt::format("{:.0f}", static_cast<double>(done) / (since(began) / 1e6));
    }

    /// One item altered at a time, while another thread asks: until it is found.
    std::string changes() {
        std::atomic<bool> ends{false};
        std::thread load([&] {
            for (std::size_t at = 0; !ends; ++at) {
                const auto& queries = queries_["long"];
                Question question{queries[at % queries.size()].text, queries[at % queries.size()].place};
                (void)search_.ask(question);
            }
        });
        std::vector<double> took;
        for (std::uint64_t i = 0; i < 200; ++i) {
            Entry entry = example_;
            entry.name = "改过的事项" + std::to_string(i);
            const auto began = Clock::now();
            search_.index().apply(std::vector<Entry>{entry}, {}, i + 2);
            took.push_back(since(began) / 1000);
        }
        ends = true;
        load.join();
        std::sort(took.begin(), took.end());
        return fmt::format("{:.2f} {:.2f}", took[took.size() / 2], took[took.size() * 99 / 100]);
    }

    std::string file() {
        const auto path = folder_ / "search.index";
        auto began = Clock::now();
        save_segment(path, {segment(), 1});
        const double saved = since(began) / 1000;
        began = Clock::now();
        const auto loaded = load_segment(path);
        const double read = since(began) / 1000;
        std::filesystem::remove(path);
        return fmt::format("{:.0f} {:.0f} {}", saved, read, loaded.saved ? loaded.saved->segment->items() : 0);
    }

    std::map<std::string, std::vector<Query>, std::less<>> queries_;
    Search search_;
    Entry example_;
    std::filesystem::path folder_;
    double build_ms_ = 0;
    std::size_t found_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() == 3 && words[0] == "generate") {
        generate(std::stoul(words[1]), words[2]);
        return 0;
    }
    if (words.size() != 2 || words[0] != "serve") {
        std::cerr << "bench_search generate ITEMS FOLDER | serve FOLDER\n";
        return 2;
    }
    Served served(words[1]);
    std::cout << "ready " << served.about() << std::endl;
    for (std::string line; std::getline(std::cin, line);) std::cout << served.run(line) << std::endl;
    return 0;
}
