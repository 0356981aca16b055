// yiwang catalogue: how a place stands to the base catalogue, as text.
#include <fmt/format.h>

#include "app/catalogue_pages.hpp"
#include "app/commands.hpp"
#include "catalogue/conformity.hpp"
#include "catalogue/item_codes.hpp"

namespace yw::app {
namespace {

constexpr int kPage = 200;
/// Items held against the base catalogue at one go of the loop.
constexpr int kCompared = 100'000;

std::string joined_zh(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : "、") + std::string(catalogue::zh_of(word));
    return text;
}

std::string department_name(Installation& installation, const std::string& id) {
    const auto found = installation.catalogue().department(id);
    return found ? found->name : "（没有部门负责）";
}

void print_rates(Installation& installation, RegionCode region, std::ostream& out) {
    while (catalogue::refresh_conformity(installation.database(), kCompared) == kCompared) continue;
    const auto found =
        installation.database().read([&](db::Reader& reader) { return catalogue::conformity(reader, region); });
    const auto print = [&](const std::string& name, const catalogue::Conformity::Part& part) {
        out << fmt::format("{}\t基本目录符合率 {} ({}/{})\t实施清单符合率 {} ({}/{})\n", name,
                           rate_text(part.entries_agreeing, part.entries), part.entries_agreeing, part.entries,
                           rate_text(part.items_agreeing, part.items), part.items_agreeing, part.items);
    };
    for (const auto& part : found.departments) print(department_name(installation, part.department_id), part);
    print("合计", found.all);
    std::string after;
    for (;;) {
        const auto rows = installation.database().read(
            [&](db::Reader& reader) { return catalogue::differing_items(reader, region, "", after, kPage); });
        for (const auto& row : rows)
            if (const auto item = installation.catalogue().item(row.item_id))
                out << fmt::format("{}\t{}\t{}\t{}不同\n", item->base_code, item->name, item->department.name,
                                   joined_zh(row.differences));
        if (rows.size() < static_cast<std::size_t>(kPage)) return;
        after = rows.back().item_id;
    }
}

void print_missing(Installation& installation, RegionCode region, std::ostream& out) {
    const auto today = installation.clock().today();
    const auto calendar = installation.calendar();
    installation.database().read([&](db::Reader& reader) {
        for (const auto& duty : catalogue::duties(reader, today, region))
            out << fmt::format("{}\t应当进驻{}\t已经发布{}\t{}\n", catalogue::task_type_name(duty.task_type),
                               duty.entries, duty.published, rate_text(duty.published, duty.entries));
    });
    std::string after;
    for (;;) {
        const auto rows = installation.database().read([&](db::Reader& reader) {
            return catalogue::missing_items(reader, calendar, today, region, after, kPage);
        });
        for (const auto& row : rows)
            out << fmt::format("{}\t{}\t{}\t{}\t{}{}\n", row.entry.code, row.entry.name,
                               department_name(installation, row.department_id), row.listed ? "只有名称" : "没有",
                               row.due_not_before ? "不早于" : "", row.due_on.iso());
        if (rows.size() < static_cast<std::size_t>(kPage)) return;
        after = rows.back().entry.code;
    }
}

void print_codes(Installation& installation, RegionCode region, std::ostream& out) {
    std::int64_t items = 0;
    std::int64_t wrong = 0;
    std::string cursor;
    do {
        const auto page = installation.catalogue().items({.region = region}, kPage, cursor);
        for (const auto& item : page.items) {
            ++items;
            const auto findings = catalogue::check_codes(item);
            if (!findings.empty()) ++wrong;
            for (const auto& finding : findings)
                out << fmt::format("{}\t{}\t{}\t{}\n", item.name, finding.code, finding.rule, finding.message);
        }
        cursor = page.next;
    } while (!cursor.empty());
    out << fmt::format("{}个事项，{}个的编码有问题\n", items, wrong);
}

}  // namespace

int run_catalogue(Installation& installation, const CatalogueArgs& args, std::ostream& out) {
    const auto region = RegionCode::parse(args.region);
    if (!region) {
        out << "--region " << args.region << "：应当是12位区划代码\n";
        return 2;
    }
    if (args.what == "conformity")
        print_rates(installation, *region, out);
    else if (args.what == "onboarding")
        print_missing(installation, *region, out);
    else
        print_codes(installation, *region, out);
    return 0;
}

}  // namespace yw::app
