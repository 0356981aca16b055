// yiwang catalogue drift: another channel's list beside ours.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/commands.hpp"
#include "platform/strings/strings.hpp"
#include "publication/drift_runs.hpp"

namespace yw::app {
namespace {

namespace json = boost::json;

constexpr int kDifferent = 1;

json::object as_json(const publication::Drift& drift) {
    json::array list;
    for (const auto& each : drift.differences)
        list.push_back(json::object{{"kind", word_of(each.kind)},
                                    {"item", each.item_id},
                                    {"name", each.name},
                                    {"field", each.field},
                                    {"ours", each.ours},
                                    {"theirs", each.theirs}});
    return {{"ours", drift.ours},
            {"theirs", drift.theirs},
            {"matched", drift.matched},
            {"same", drift.same},
            {"differences", std::move(list)}};
}

void print(const publication::Drift& drift, std::ostream& out) {
    using Kind = publication::Difference::Kind;
    for (const auto& each : drift.differences) {
        if (each.kind == Kind::kMissing)
            out << fmt::format("对方没有  {}\n", each.name);
        else if (each.kind == Kind::kExtra)
            out << fmt::format("对方多出  {}\n", each.name);
        else
            out << fmt::format("不同      {}，{}：本平台“{}”，对方“{}”\n", each.name, publication::field_zh(each.field),
                               each.ours, each.theirs);
    }
    out << fmt::format("本平台{}项，对方{}项，两边都有{}项，其中完全一致{}项；缺{}项，多{}项，{}处不同。\n", drift.ours,
                       drift.theirs, drift.matched, drift.same, drift.count(Kind::kMissing), drift.count(Kind::kExtra),
                       drift.count(Kind::kField));
}

}  // namespace

int run_drift(Installation& installation, const DriftArgs& args, std::ostream& out) {
    const auto region = RegionCode::parse(args.region);
    if (!region) throw std::runtime_error("--region: write 12 digits");
    const auto theirs = publication::list_at(args.against, *region);
    if (!theirs) {
        out << strings::sentence(theirs.error()) << " " << theirs.error().detail << "\n";
        for (const auto& field : theirs.error().fields) out << "  " << field.message << "\n";
        return 2;
    }
    const auto ours = publication::our_items(installation.database(), *region);
    auto drift = compare_lists(ours, theirs.value());
    if (args.pages) compare_pages(ours, theirs.value(), publication::polite_pages(), drift);
    if (args.json)
        out << json::serialize(as_json(drift)) << "\n";
    else
        print(drift, out);
    return drift.agrees() ? 0 : kDifferent;
}

}  // namespace yw::app
