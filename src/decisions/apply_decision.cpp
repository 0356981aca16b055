#include "decisions/apply_decision.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cases/cases_of_items.hpp"
#include "catalogue/directory.hpp"
#include "catalogue/guide_dependencies.hpp"
#include "catalogue/guide_rows.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/item_states.hpp"
#include "catalogue/publish_guide.hpp"
#include "decisions/decision_rules.hpp"
#include "decisions/decision_store.hpp"

namespace yw::decisions {
namespace {

using catalogue::CatalogueChange;
using catalogue::ItemState;

constexpr int kPage = 1000;
constexpr std::size_t kMostWarnings = 200;

std::string where(const Dependencies& d, RegionCode region) {
    return d.region_name ? d.region_name(region) : region.str();
}

}  // namespace

Application::Application(CatalogueChange& change, const Dependencies& d, const Decision& decision, UtcTime now)
    : change_(change), d_(d), decision_(decision), now_(now) {
    open_cases_ = cases::open_cases_by_item(change.reader());
    drafts_ = cases::drafts_by_item(change.reader());
    // A main item brings its sub-items along, as far as the base catalogue knows them.
    for (const auto& code : decision.base_codes)
        for (auto& one : catalogue::codes_under(change.reader(), code))
            if (std::ranges::find(codes_, one) == codes_.end()) codes_.push_back(std::move(one));
}

void Application::run() {
    switch (decision_.kind) {
        case DecisionKind::kCancel:
        case DecisionKind::kSuspend:
            take_off();
            break;
        case DecisionKind::kRestore:
            restore();
            break;
        case DecisionKind::kDelegate:
            delegate();
            break;
        case DecisionKind::kMerge:
            merge();
            break;
        case DecisionKind::kSplit:
            split();
            break;
        case DecisionKind::kLawChange:
            flag_guides();
            break;
        case DecisionKind::kAbolishProof:
            abolish_proof();
            break;
    }
    if (!places_.empty()) reach_.places = static_cast<std::int64_t>(places_.size());
    if (obstacles_.empty()) reconcile();
}

bool Application::covers(const catalogue::DirectoryEntry& entry) const {
    if (decision_.region == RegionCode()) return true;
    return decision_.region.level() == RegionLevel::kProvince && entry.code.starts_with(decision_.region.prefix());
}

void Application::reconcile() {
    const auto kind = decision_.kind;
    const bool delegates = kind == DecisionKind::kDelegate;
    // A level alone says nothing of the entry; a delegation moves it from one level to others.
    if (kind == DecisionKind::kLawChange || kind == DecisionKind::kAbolishProof || (decision_.level && !delegates))
        return;
    for (const auto& code : codes_) {
        const auto found = catalogue::find_directory_entry(change_.reader(), code);
        if (!found || !covers(*found)) continue;
        auto entry = *found;
        if (delegates) {
            entry.levels = levels_after(entry.levels);
        } else {
            entry.state = kind == DecisionKind::kRestore   ? "active"
                          : kind == DecisionKind::kSuspend ? "suspended"
                                                           : "cancelled";
        }
        for (const Target& target : decision_.targets) {
            if (catalogue::find_directory_entry(change_.reader(), target.base_code)) continue;
            auto made = *found;
            made.code = target.base_code;
            made.name = target.name;
            made.version = 1;
            made.effective_on = LocalDay::of(decision_.effective_at).iso();
            made.added_on = made.effective_on;
            catalogue::put_directory(change_.transaction(), made, now_);
        }
        if (entry == *found) continue;
        ++entry.version;
        catalogue::put_directory(change_.transaction(), entry, now_);
    }
}

std::vector<std::string> Application::levels_after(const std::vector<std::string>& before) const {
    std::set<std::string> levels(before.begin(), before.end());
    if (decision_.level) levels.erase(std::to_string(static_cast<int>(*decision_.level) + 1));
    for (const Receiver& receiver : decision_.receivers)
        levels.insert(std::to_string(static_cast<int>(receiver.region.level()) + 1));
    return {levels.begin(), levels.end()};
}

Trial Application::trial() && {
    if (warnings_.size() > kMostWarnings) warnings_.resize(kMostWarnings);
    return {reach_, std::move(lines_), std::move(warnings_), std::move(obstacles_)};
}

catalogue::ItemScope Application::scope_of(const std::string& base_code) const {
    return {base_code, decision_.region, decision_.level};
}

catalogue::Standing Application::standing(ItemState state) const {
    return {state, decision_.effective_at, decision_.summary, document_of(decision_), decision_.id};
}

std::vector<catalogue::Item> Application::all_items(const std::string& base_code) {
    std::vector<Item> items;
    for (;;) {
        const Item* after = items.empty() ? nullptr : &items.back();
        auto page = catalogue::items_of(change_.reader(), scope_of(base_code), after, kPage);
        const bool last = page.size() < static_cast<std::size_t>(kPage);
        std::move(page.begin(), page.end(), std::back_inserter(items));
        if (last) return items;
    }
}

void Application::note(const Item& item, std::string becomes) {
    if (lines_.size() >= kTrialLines) return;
    const auto found = open_cases_.find(item.id);
    lines_.push_back({item, std::move(becomes), found == open_cases_.end() ? 0 : found->second});
}

void Application::take_scope_off(const std::string& base_code) {
    const auto state = state_after(decision_.kind);
    const auto scope = scope_of(base_code);
    const auto before = catalogue::count_items_of(change_.reader(), scope);
    if (before.items == 0) warnings_.push_back("没有在用的事项使用基本编码" + base_code + "。");
    if (before.items == 0 || !state) return;
    reach_.guides += before.guides;
    reach_.online += before.online;
    reach_.items += change_.take_off(scope, standing(*state));
}

void Application::take_off() {
    const auto state = state_after(decision_.kind);
    for (const auto& code : codes_) {
        for (const Item& item : catalogue::items_of(change_.reader(), scope_of(code), nullptr, kTrialLines))
            note(item, std::string(catalogue::state_zh(state.value_or(ItemState::kCancelled))));
        take_scope_off(code);
    }
    note_touched();
}

void Application::note_touched() {
    reach_.places = catalogue::count_places_of_decision(change_.reader(), decision_.id);
    if (open_cases_.empty() && drafts_.empty()) return;
    for (const auto& id : catalogue::ids_of_decision(change_.reader(), decision_.id)) {
        const auto drafts = drafts_.find(id);
        const bool has_cases = open_cases_.count(id) != 0;
        if (!has_cases && drafts == drafts_.end()) continue;
        const auto item = catalogue::find_item(change_.reader(), id);
        if (!item || item->state == ItemState::kActive) continue;
        if (drafts != drafts_.end()) reach_.drafts += drafts->second;
        const auto handed = handed_to_.find(id);
        if (has_cases) note_cases(*item, handed == handed_to_.end() ? "" : handed->second);
    }
}

void Application::note_cases(const Item& item, const std::string& handed_to) {
    // Cases that were handed over have a new department now: the old one is the item's.
    for (const auto& open : cases::open_cases_of(change_.reader(), item.id)) {
        ++reach_.open_cases;
        insert_touched_case(change_.transaction(), decision_.id,
                            {open.number, item.id, open.item_name, std::string(cases::to_string(open.state)),
                             handed_to.empty() ? open.department_name : item.department.name, handed_to});
    }
}

void Application::restore() {
    for (const auto& code : codes_) {
        std::optional<Item> last;
        bool any = false;
        for (;;) {
            auto page = catalogue::items_off_of(change_.reader(), scope_of(code), last ? &*last : nullptr, kPage);
            for (const Item& item : page) {
                any = true;
                ++reach_.items;
                if (item.version > 0) ++reach_.guides;
                places_.insert(item.region);
                note(item, "恢复在用");
                if (item.state != ItemState::kCancelled && item.state != ItemState::kSuspended)
                    warnings_.push_back(fmt::format("{}（{}）恢复以后，承接它的事项仍然在用，需要另作决定。", item.name,
                                                    item.department.name));
                change_.set_state(item, standing(ItemState::kActive));
            }
            if (page.size() < static_cast<std::size_t>(kPage)) break;
            last = std::move(page.back());
        }
        if (!any) warnings_.push_back("没有可以恢复的事项使用基本编码" + code + "。");
    }
}

catalogue::Item Application::successor(const Item& old,
                                       RegionCode region,
                                       const catalogue::Department& department,
                                       const Target& target) {
    const catalogue::ItemScope there{target.base_code, region, region.level()};
    const auto present = catalogue::items_of(change_.reader(), there, nullptr, 1);
    if (!present.empty() && present.front().state == ItemState::kActive) return present.front();
    catalogue::ItemFacts facts;
    facts.source_id = "decision-" + target.base_code;
    facts.region = region;
    facts.department = department;
    facts.name = target.name;
    facts.base_code = target.base_code;
    facts.task_type = old.task_type;
    facts.implement_code = implement_code(department.credit_code, region.level(), target.base_code);
    const auto put = change_.put_item(facts);
    auto made = catalogue::find_item(change_.reader(), put.id).value();
    if (made.state != ItemState::kActive) {
        change_.set_state(made, standing(ItemState::kActive));
        made.state = ItemState::kActive;
    }
    return made;
}

void Application::hand_guide_on(const Item& old,
                                const Item& successor,
                                const Receiver* receiver,
                                const Target& target) {
    insert_flag(change_.transaction(), decision_.id, successor.id, successor.version + 1);
    if (old.version == 0 || successor.version > 0) return;
    const bool has_office =
        !receiver || (!receiver->address.empty() && !receiver->phone.empty() && !receiver->complaint_phone.empty());
    auto stored = catalogue::find_guide(change_.reader(), old.id, old.version);
    if (!has_office || !stored) {
        warnings_.push_back(fmt::format("{}：没有承接部门的地址和电话，{}只列入目录，等它发布办事指南。",
                                        where(d_, successor.region), target.name));
        return;
    }
    auto guide = renamed(std::move(stored->guide), target);
    if (receiver) guide = handed_down(std::move(guide), *receiver);
    if (const auto accepted = catalogue::accept_guide(guide); !accepted) {
        std::string why;
        for (const auto& field : accepted.error().fields) why += field.message;
        warnings_.push_back(
            fmt::format("{}：{}的指南不能直接沿用，先列入目录。{}", where(d_, successor.region), target.name, why));
        return;
    }
    change_.publish(successor, guide);
}

void Application::hand_cases_over(const Item& item, const catalogue::Department& to) {
    if (open_cases_.count(item.id) == 0 || to.id == item.department.id) return;
    handed_to_[item.id] = to.name;
    cases::hand_over(change_.transaction(), d_.clock, d_.keys, d_.audit, {item.id, to, document_of(decision_)});
}

void Application::delegate() {
    for (const auto& code : codes_) {
        const auto items = all_items(code);
        std::vector<std::pair<std::string, Item>> pairs;
        for (const Item& item : items) {
            std::string receives;
            for (const Receiver& receiver : decision_.receivers) {
                if (receiver.region == item.region || !receiver.region.is_within(item.region)) continue;
                const auto department =
                    change_.put_department(receiver.region, receiver.department, receiver.credit_code).department;
                const Target target{code, item.name};
                auto made = successor(item, receiver.region, department, target);
                hand_guide_on(item, made, &receiver, target);
                receives += (receives.empty() ? "" : "、") + where(d_, receiver.region);
                pairs.emplace_back(item.id, std::move(made));
            }
            if (receives.empty()) {
                obstacles_.push_back(
                    fmt::format("{}的“{}”没有写明由哪个下级部门承接。", where(d_, item.region), item.name));
                continue;
            }
            note(item, "下放到" + receives);
            const auto first = std::ranges::find(pairs, item.id, &std::pair<std::string, Item>::first);
            const bool only_one = pairs.back().second.id == first->second.id;
            if (only_one)
                hand_cases_over(item, first->second.department);
            else if (open_cases_.count(item.id) != 0)
                warnings_.push_back(fmt::format("“{}”有多个承接部门，在办件由原部门办完。", item.name));
        }
        take_scope_off(code);
        for (const auto& pair : pairs) change_.add_successor(pair.first, pair.second.id);
    }
    note_touched();
}

void Application::merge() {
    const Target& target = decision_.targets.front();
    std::map<RegionCode, std::vector<Item>> by_place;
    for (const auto& code : codes_)
        for (Item& item : all_items(code)) by_place[item.region].push_back(std::move(item));
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& place : by_place) {
        const std::vector<Item>& items = place.second;
        const auto made = successor(items.front(), place.first, items.front().department, target);
        const auto with_guide = std::ranges::find_if(items, [](const Item& item) { return item.version > 0; });
        hand_guide_on(with_guide == items.end() ? items.front() : *with_guide, made, nullptr, target);
        for (const Item& item : items) {
            note(item, "并入" + target.name);
            hand_cases_over(item, made.department);
            pairs.emplace_back(item.id, made.id);
        }
    }
    for (const auto& code : codes_) take_scope_off(code);
    for (const auto& pair : pairs) change_.add_successor(pair.first, pair.second);
    note_touched();
}

void Application::split() {
    const auto& code = codes_.front();
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const Item& item : all_items(code)) {
        std::string names;
        for (const Target& target : decision_.targets) {
            const auto made = successor(item, item.region, item.department, target);
            hand_guide_on(item, made, nullptr, target);
            names += (names.empty() ? "" : "、") + target.name;
            pairs.emplace_back(item.id, made.id);
        }
        note(item, "拆成" + names);
    }
    take_scope_off(code);
    for (const auto& pair : pairs) change_.add_successor(pair.first, pair.second);
    note_touched();
}

void Application::flag_guides() {
    std::set<std::string> keys;
    for (const auto& law : decision_.laws) keys.insert(catalogue::law_key(law));
    std::set<std::string> ids;
    for (const auto& law : catalogue::laws_in_guides(change_.reader())) {
        if (keys.count(catalogue::law_key(law)) == 0) continue;
        for (auto& id : catalogue::items_resting_on(change_.reader(), law)) ids.insert(std::move(id));
    }
    for (const auto& id : ids) {
        const auto item = catalogue::find_item(change_.reader(), id);
        if (!item || !item->region.is_within(decision_.region)) continue;
        insert_flag(change_.transaction(), decision_.id, id, item->version);
        ++reach_.items;
        ++reach_.guides;
        if (item->online) ++reach_.online;
        places_.insert(item->region);
        note(*item, "指南待核对修订");
    }
    if (reach_.items == 0) warnings_.push_back("没有办事指南以这些法律、法规、规章为依据。");
}

void Application::abolish_proof() {
    const auto proof = find_proof(change_.reader(), decision_.proof_id);
    if (!proof || proof->state == ProofState::kAbolished) {
        obstacles_.emplace_back("这项证明不在保留的清单里。");
        return;
    }
    std::vector<std::string> keys{catalogue::material_key(proof->name)};
    for (const auto& name : proof->materials) keys.push_back(catalogue::material_key(name));
    std::set<std::string> ids;
    for (const auto& name : catalogue::materials_in_guides(change_.reader())) {
        const auto key = catalogue::material_key(name);
        if (std::ranges::find(keys, key) != keys.end()) {
            for (auto& id : catalogue::items_asking_for(change_.reader(), name)) ids.insert(std::move(id));
        } else if (key.find(keys.front()) != std::string::npos &&
                   !catalogue::items_asking_for(change_.reader(), name).empty()) {
            warnings_.push_back("材料“" + name + "”名称相近，不会删除。要一起取消，请先加到这项证明的材料名称里。");
        }
    }
    for (const auto& id : ids) {
        const auto item = catalogue::find_item(change_.reader(), id);
        if (!item || !item->region.is_within(decision_.region)) continue;
        if (!codes_.empty() && std::ranges::find(codes_, item->base_code) == codes_.end()) continue;
        auto stored = catalogue::find_guide(change_.reader(), id, item->version);
        if (!stored) continue;
        GuideChange made{id, item->version, 0, ""};
        const auto guide = without_materials(std::move(stored->guide), keys, made.materials);
        if (const auto accepted = catalogue::accept_guide(guide); !accepted) {
            for (const auto& field : accepted.error().fields)
                obstacles_.push_back(fmt::format("{}：删去材料以后指南不能发布，{}", item->name, field.message));
            continue;
        }
        made.new_version = change_.publish(*item, guide).version;
        insert_guide_change(change_.transaction(), decision_.id, made);
        ++reach_.items;
        ++reach_.guides;
        if (item->online) ++reach_.online;
        places_.insert(item->region);
        if (const auto drafts = drafts_.find(id); drafts != drafts_.end()) reach_.drafts += drafts->second;
        if (const auto open = open_cases_.find(id); open != open_cases_.end()) reach_.open_cases += open->second;
        note(*item, "不再要“" + made.materials + "”");
    }
    if (reach_.items == 0) warnings_.push_back("现在没有办事指南要这项证明，只改登记。");
    if (decisions::abolish_proof(change_.transaction(), decision_, now_) == Written::kNo)
        obstacles_.emplace_back("这项证明不在保留的清单里。");
}

}  // namespace yw::decisions
