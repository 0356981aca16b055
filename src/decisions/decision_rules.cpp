#include "decisions/decision_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "catalogue/guide_dependencies.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/typed_text.hpp"
#include "kernel/utf8.hpp"

namespace yw::decisions {
namespace {

using catalogue::ItemState;

constexpr std::size_t kLongestLine = 300;      // characters
constexpr std::size_t kLongestSummary = 2000;  // characters
constexpr std::size_t kMostLines = 2000;       // codes, receivers: a province has some 180 counties

struct KindWords {
    DecisionKind kind;
    std::string_view word;
    std::string_view zh;
};
constexpr std::array<KindWords, 8> kKindWords{{{DecisionKind::kCancel, "cancel", "取消事项"},
                                               {DecisionKind::kSuspend, "suspend", "暂停事项"},
                                               {DecisionKind::kRestore, "restore", "恢复事项"},
                                               {DecisionKind::kDelegate, "delegate", "下放事项"},
                                               {DecisionKind::kMerge, "merge", "合并事项"},
                                               {DecisionKind::kSplit, "split", "拆分事项"},
                                               {DecisionKind::kLawChange, "law_change", "法律变更"},
                                               {DecisionKind::kAbolishProof, "abolish_proof", "取消证明"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kReplacements{{{"kept", "保留，仍需提交"},
                                                                                      {"none", "直接取消，不再需要"},
                                                                                      {"sharing", "数据共享核验"},
                                                                                      {"licence", "电子证照代替"},
                                                                                      {"commitment", "告知承诺代替"},
                                                                                      {"inspection", "部门自行核查"}}};

/// One more than are taken, so that too many are seen.
std::vector<std::string_view> lines_of(std::string_view text) {
    return typed_lines(text, kMostLines + 1);
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void need(std::vector<FieldError>& errors,
          std::string_view field,
          std::string_view text,
          std::string_view missing,
          std::size_t longest = kLongestLine) {
    if (trimmed(text).empty())
        errors.push_back({std::string(field), std::string(missing)});
    else if (utf8::length(text) > longest)
        errors.push_back({std::string(field), fmt::format("内容太长，请控制在{}字以内。", longest)});
}

bool is_tab_or_comma(std::string_view line, std::size_t at, std::size_t& width) {
    if (line[at] == '\t' || line[at] == ',') {
        width = 1;
        return true;
    }
    width = 3;
    return line.substr(at).starts_with("，");
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    for (std::size_t at = 0, width = 0; at < line.size();) {
        if (is_tab_or_comma(line, at, width)) {
            cells.emplace_back();
            at += width;
        } else {
            cells.back() += line[at++];
        }
    }
    for (auto& cell : cells) cell = std::string(trimmed(cell));
    cells.resize(std::max<std::size_t>(cells.size(), 7));
    return cells;
}

/// National codes in their one spelling; local ones, which may have hyphens, as they are written.
std::string code_of(std::string_view typed) {
    std::string tidy = tidy_code(typed);
    return is_digits(tidy) ? tidy : std::string(trimmed(typed));
}

void check_lists(const Decision& decision, std::vector<FieldError>& errors) {
    const auto say = [&](std::string_view field, std::string_view what) {
        errors.push_back({std::string(field), std::string(what)});
    };
    const auto kind = decision.kind;
    const bool of_codes = kind != DecisionKind::kLawChange && kind != DecisionKind::kAbolishProof;
    if (of_codes && decision.base_codes.empty()) say("codes", "请写明涉及哪些基本编码，每行一个。");
    if (decision.base_codes.size() > kMostLines) say("codes", "一次最多2000个基本编码。");
    if (kind == DecisionKind::kMerge && decision.base_codes.size() == 1) say("codes", "合并至少要有两个基本编码。");
    if (kind == DecisionKind::kMerge && decision.targets.size() != 1)
        say("targets", "请写明合并成哪一个事项：新的基本编码和名称，只写一行。");
    if (kind == DecisionKind::kSplit && decision.base_codes.size() > 1) say("codes", "一次只拆分一个基本编码。");
    if (kind == DecisionKind::kSplit && decision.targets.size() < 2)
        say("targets", "请写明拆分成哪些事项：每行一个，新的基本编码和名称。");
    for (const Target& target : decision.targets) {
        if (target.base_code.empty() || target.name.empty())
            say("targets", "每行先写基本编码，再写事项名称，中间空一格。");
        if (std::ranges::find(decision.base_codes, target.base_code) != decision.base_codes.end())
            say("targets", "新的基本编码不能和原来的一样：" + target.base_code + "。");
    }
    if (kind == DecisionKind::kDelegate && decision.receivers.empty())
        say("receivers", "请写明由哪些地方的哪个部门承接。");
    if (kind == DecisionKind::kDelegate && !decision.level) say("level", "请选择由哪一级下放。");
    if (kind == DecisionKind::kLawChange && decision.laws.empty()) say("laws", "请写明哪些法律、法规、规章变了。");
    if (kind == DecisionKind::kAbolishProof && decision.proof_id.empty()) say("proof", "请选择取消哪一项证明。");
    std::set<std::pair<RegionCode, std::string>> named;
    for (const Receiver& receiver : decision.receivers)
        if (!named.emplace(receiver.region, "").second)
            say("receivers", "同一个地方只能写一个承接部门：" + receiver.region.str() + "。");
}

}  // namespace

std::string_view to_string(DecisionKind kind) {
    return std::ranges::find(kKindWords, kind, &KindWords::kind)->word;
}
std::optional<DecisionKind> kind_of(std::string_view text) {
    const auto* found = std::ranges::find(kKindWords, text, &KindWords::word);
    if (found == kKindWords.end()) return std::nullopt;
    return found->kind;
}
std::string_view kind_zh(DecisionKind kind) {
    return std::ranges::find(kKindWords, kind, &KindWords::kind)->zh;
}

std::string_view to_string(DecisionState state) {
    switch (state) {
        case DecisionState::kPlanned:
            return "planned";
        case DecisionState::kApplied:
            return "applied";
        case DecisionState::kWithdrawn:
            return "withdrawn";
    }
    return {};
}

std::string_view replacement_zh(std::string_view replacement) {
    for (const auto& known : kReplacements)
        if (known.first == replacement) return known.second;
    return {};
}

std::string document_of(const Decision& decision) {
    const bool marked = decision.title.starts_with("《");
    return decision.document_number + (marked ? decision.title : "《" + decision.title + "》");
}

std::optional<ItemState> state_after(DecisionKind kind) {
    switch (kind) {
        case DecisionKind::kCancel:
            return ItemState::kCancelled;
        case DecisionKind::kSuspend:
            return ItemState::kSuspended;
        case DecisionKind::kDelegate:
            return ItemState::kDelegated;
        case DecisionKind::kMerge:
            return ItemState::kMerged;
        case DecisionKind::kSplit:
            return ItemState::kSplit;
        case DecisionKind::kRestore:
        case DecisionKind::kLawChange:
        case DecisionKind::kAbolishProof:
            break;
    }
    return std::nullopt;
}

std::vector<FieldError> check_decision(const Decision& decision) {
    std::vector<FieldError> errors;
    need(errors, "document_number", decision.document_number, "请填写文号，例如国发〔2019〕6号。");
    need(errors, "issuer", decision.issuer, "请填写发文机关。");
    need(errors, "title", decision.title, "请填写文件标题。");
    if (utf8::length(decision.summary) > kLongestSummary)
        errors.push_back({"summary", "说明太长，请控制在2000字以内。"});
    if (decision.decided_on > LocalDay::of(decision.effective_at))
        errors.push_back({"effective", "生效时间不能早于成文日期。"});
    check_lists(decision, errors);
    return errors;
}

std::vector<FieldError> check_proof(const Proof& proof) {
    std::vector<FieldError> errors;
    need(errors, "name", proof.name, "请填写证明的名称。");
    need(errors, "basis", proof.basis, "请填写设定依据。没有依据的证明不能保留。", kLongestSummary);
    need(errors, "asked_by", proof.asked_by, "请填写谁在办什么事时要它。");
    need(errors, "issued_by", proof.issued_by, "请填写由谁开具。");
    if (replacement_zh(proof.replacement).empty()) errors.push_back({"replacement", "请选择替代方式。"});
    return errors;
}

std::string implement_code(std::string_view credit_code, RegionLevel level, std::string_view base_code) {
    if (!CreditCode::parse(credit_code) || base_code.size() != 12 || !is_digits(base_code)) return {};
    return fmt::format("{}{}{}", credit_code, static_cast<int>(level) + 1, base_code);
}

catalogue::Guide handed_down(catalogue::Guide guide, const Receiver& receiver) {
    guide.power_source = "2";  // 上级下放
    guide.level = std::to_string(static_cast<int>(receiver.region.level()) + 1);
    guide.consult_phone = receiver.phone;
    guide.complaint_phone = receiver.complaint_phone;
    guide.places = {{receiver.department + "窗口", receiver.address, receiver.hours, receiver.phone, ""}};
    return guide;
}

catalogue::Guide renamed(catalogue::Guide guide, const Target& target) {
    guide.name = target.name;
    guide.base_code = target.base_code;
    return guide;
}

catalogue::Guide without_materials(catalogue::Guide guide,
                                   const std::vector<std::string>& material_keys,
                                   std::string& left_out) {
    std::vector<catalogue::Material> kept;
    for (auto& material : guide.materials) {
        if (std::ranges::find(material_keys, catalogue::material_key(material.name)) == material_keys.end()) {
            kept.push_back(std::move(material));
            continue;
        }
        left_out += (left_out.empty() ? "" : "；") + material.name;
    }
    guide.materials = std::move(kept);
    return guide;
}

std::vector<std::string> codes_in(std::string_view typed) {
    std::vector<std::string> codes;
    for (const auto line : lines_of(typed)) {
        std::string code = code_of(line);
        if (std::ranges::find(codes, code) == codes.end()) codes.push_back(std::move(code));
    }
    return codes;
}

std::vector<Target> targets_in(std::string_view typed) {
    std::vector<Target> targets;
    for (const auto line : lines_of(typed)) {
        const auto blank = line.find_first_of(" \t,");
        if (blank == std::string_view::npos)
            targets.push_back({code_of(line), ""});
        else
            targets.push_back({code_of(line.substr(0, blank)), std::string(trimmed(line.substr(blank + 1)))});
    }
    return targets;
}

std::vector<std::string> names_in(std::string_view typed) {
    std::vector<std::string> names;
    for (const auto line : lines_of(typed)) names.emplace_back(line);
    return names;
}

std::vector<Receiver> receivers_in(std::string_view typed, std::vector<FieldError>& errors) {
    std::vector<Receiver> receivers;
    for (const auto line : lines_of(typed)) {
        const auto cells = cells_of(line);
        const auto region = RegionCode::parse_short(tidy_code(cells[0]));
        if (!region || cells[1].empty()) {
            errors.push_back({"receivers", "这一行读不出区划代码和部门：" + std::string(line)});
            continue;
        }
        receivers.push_back({*region, cells[1], tidy_code(cells[2]), cells[3], cells[4], cells[5], cells[6]});
    }
    return receivers;
}

}  // namespace yw::decisions
