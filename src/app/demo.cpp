#include "app/demo.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "app/demo_files.hpp"
#include "app/demo_trees.hpp"
#include "catalogue/conformity.hpp"
#include "catalogue/directory.hpp"
#include "catalogue/import_guides.hpp"
#include "decisions/decisions.hpp"
#include "guided/guided.hpp"
#include "identity/identity.hpp"
#include "platform/strings/strings.hpp"

namespace yw::app {
namespace {

constexpr std::string_view kAgencies = "agencies.toml";
constexpr std::string_view kProofs = "proofs.toml";
constexpr std::string_view kDirectory = "base_catalogue.csv";
/// More than the demonstration has; the officers see all its departments.
constexpr int kAllDepartments = 500;
/// More than it has items.
constexpr int kManyItems = 10'000;

std::string explain(const Error& error) {
    std::string text =
        fmt::format("the demonstration's guides are refused: {} {}\n", strings::sentence(error), error.detail);
    for (const auto& field : error.fields) text += fmt::format("  {}: {}\n", field.field, field.message);
    return text;
}

void import_guides(Installation& installation) {
    std::vector<catalogue::GuideText> guides;
    std::string_view agencies;
    for (const auto& file : demo_content::files()) {
        if (file.name == kAgencies)
            agencies = file.bytes;
        else if (file.name != kProofs && file.name != kDirectory)
            guides.push_back({std::string(file.name), std::string(file.bytes)});
    }
    const auto done = catalogue::import_guides(installation.database(), installation.clock(), guides, agencies);
    if (!done) throw std::runtime_error(explain(done.error()));
}

void import_proofs(Installation& installation) {
    for (const auto& file : demo_content::files()) {
        if (file.name != kProofs) continue;
        const auto done = decisions::import_proofs(installation.database(), installation.clock(), file.bytes);
        if (!done) throw std::runtime_error(explain(done.error()));
    }
}

void import_directory(Installation& installation) {
    for (const auto& file : demo_content::files()) {
        if (file.name != kDirectory) continue;
        auto table = table::read_table(file.bytes, file.name);
        if (!table) throw std::runtime_error(explain(table.error()));
        const auto done =
            catalogue::import_directory(installation.database(), installation.clock(), std::move(table).value(), {});
        if (!done) throw std::runtime_error(explain(done.error()));
        if (!done->errors.empty()) throw std::runtime_error(table::as_text(done->errors));
    }
    catalogue::refresh_conformity(installation.database(), kManyItems);
}

void import_guided_trees(Installation& installation) {
    std::vector<std::string_view> trees;
    for (const auto& file : demo_trees::files()) trees.push_back(file.bytes);
    const auto done = guided::import_trees(
        {installation.database(), installation.clock(), installation.audit(), installation.catalogue()}, trees);
    if (!done) throw std::runtime_error(explain(done.error()));
}

/// Departments of the demonstration place and of the levels above it.
std::vector<std::string> demo_departments(const catalogue::Catalogue& catalogue) {
    std::vector<std::string> ids;
    catalogue::ItemFilter filter;
    filter.region = RegionCode::from_number(kDemoPlace);
    filter.include_above = true;
    std::string cursor;
    do {
        const auto page = catalogue.items(filter, 200, cursor);
        for (const auto& item : page.items)
            if (item.status == catalogue::ItemStatus::kGuide &&
                std::find(ids.begin(), ids.end(), item.department.id) == ids.end())
                ids.push_back(item.department.id);
        cursor = page.next;
    } while (!cursor.empty() && ids.size() < kAllDepartments);
    return ids;
}

}  // namespace

void make_demonstration(Installation& installation) {
    import_guides(installation);
    import_proofs(installation);
    import_directory(installation);
    import_guided_trees(installation);
    const auto departments = demo_departments(installation.catalogue());
    const auto done =
        identity::add_demo_accounts(installation.database(), installation.keys(), installation.clock(), departments);
    if (!done) throw std::runtime_error(explain(done.error()));
    std::ofstream(installation.directory().demonstration_mark()) << "made with --demo: everything here is invented\n";
}

std::string demonstration_accounts() {
    std::string text = "演示账号（所有人都知道密码，只用于演示）：\n";
    for (const auto& account : identity::demo_accounts())
        text += fmt::format("  {:<14} {}  账号 {}  密码 {}\n", identity::to_string(account.role), account.who,
                            account.login, account.password);
    return text;
}

}  // namespace yw::app
