#include <algorithm>
#include <map>
#include <set>

#include "catalogue/form_rules.hpp"
#include "catalogue/guide_subject.hpp"
#include "catalogue/publish_guide.hpp"

namespace yw::catalogue {
namespace {

constexpr std::size_t kLeastQuestions = 2;
constexpr std::size_t kMostOpened = 64;  ///< papers of one guide; what comes after them is not tried
constexpr const char* kNoLimit = "没有写多少日；当场办结或者法律没有规定时限的，写0。";

bool is_digits(std::string_view text, std::size_t length) {
    return text.size() == length && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string at(std::string_view list, std::size_t i, std::string_view element = {}) {
    auto path = std::string(list) + "[" + std::to_string(i) + "]";
    if (!element.empty()) path += "." + std::string(element);
    return path;
}

class Check {
public:
    Check(const Guide& guide, const FormProbe& opens) : guide_(guide), opens_(opens) {}

    std::vector<Finding> run() {
        required();
        known_codes();
        base_code();
        materials();
        questions();
        check_form(guide_, findings_);
        content();
        limits();
        return std::move(findings_);
    }

private:
    void say(std::string_view rule, std::string element, std::string message) {
        findings_.push_back({std::string(rule), std::move(element), std::move(message)});
    }
    void need(std::string element, std::string_view text) {
        if (text.empty()) say("element_missing", std::move(element), "缺少这个要素。");
    }
    bool must(std::string_view element) const { return lint::must_say(element, guide_.task_type); }
    template <class T>
    void need_list(std::string element, const std::vector<T>& list) {
        if (list.empty()) say("element_missing", std::move(element), "缺少这个要素，至少要有一项。");
    }
    void known(std::string element, std::string_view list, std::string_view code) {
        if (!code.empty() && code_name(list, code).empty())
            say("code_unknown", std::move(element), "没有代码“" + std::string(code) + "”。");
    }
    void known_all(std::string_view element, std::string_view list, const std::vector<std::string>& listed) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < listed.size(); ++i) {
            known(at(element, i), list, listed[i]);
            if (!seen.insert(listed[i]).second) say("code_twice", at(element, i), "同一个代码写了两次。");
        }
    }

    /// Elements that only we have, or that hold codes. The others are the linter's.
    void required() {
        need("base_code", guide_.base_code);
        need("task_type", guide_.task_type);
        need_list("audience", guide_.audience);
        need("level", guide_.level);
        if (must("power_source")) need("power_source", guide_.power_source);
        if (must("project_type")) need("project_type", guide_.project_type);
        if (must("handle_types")) need_list("handle_types", guide_.handle_types);
        if (must("online_depth")) need_list("online_depth", guide_.online_depth);
        if (must("handle_area")) need("handle_area", guide_.handle_area);
        if (guide_.form && !is_applied_for(guide_.task_type))
            say("form_of_no_application", "form",
                "处罚、强制、检查由行政机关依职权实施，没有人申请，不能有网上申请表单。");
    }

    void known_codes() {
        known("task_type", "task_type", guide_.task_type);
        known("power_source", "power_source", guide_.power_source);
        known("level", "level", guide_.level);
        known("project_type", "project_type", guide_.project_type);
        known("handle_area", "handle_area", guide_.handle_area);
        known("result.type", "result_type", guide_.result.type);
        known("levy_kind", "levy_kind", guide_.levy_kind);
        known("levy_reduction", "yes_no", guide_.levy_reduction);
        known_all("audience", "audience", guide_.audience);
        known_all("handle_types", "handle_type", guide_.handle_types);
        known_all("online_depth", "online_depth", guide_.online_depth);
        known_all("personal_themes", "personal_theme", guide_.personal_themes);
        known_all("legal_themes", "legal_theme", guide_.legal_themes);
        known_all("life_events", "life_event", guide_.life_events);
    }

    void base_code() {
        if (!is_digits(guide_.base_code, 12) || guide_.base_code.substr(2, 2) != guide_.task_type)
            say("base_code_form", "base_code", "基本编码应为 12 位数字，第 3、4 位是事项类型。");
    }

    void materials() {
        std::set<std::string_view> keys;
        for (std::size_t i = 0; i < guide_.materials.size(); ++i) {
            const Material& material = guide_.materials[i];
            need(at("materials", i, "key"), material.key);
            if (!keys.insert(material.key).second)
                say("key_twice", at("materials", i, "key"), "材料的 key 与前面的重复。");
            known(at("materials", i, "type"), "material_type", material.type);
            known(at("materials", i, "form"), "material_form", material.form);
            known(at("materials", i, "need"), "material_need", material.need);
            known(at("materials", i, "source"), "material_source", material.source);
            known(at("materials", i, "signature"), "signature", material.signature);
        }
    }

    void questions() {
        if (guide_.questions.size() < kLeastQuestions) say("questions", "questions", "常见问题至少写两条。");
    }

    /// What the words say, and whether they agree with one another: the one engine that inspectors use too.
    void content() {
        lint::Options options;
        if (opens_) options.probe = [this](std::size_t material, std::string_view) { return opening(material); };
        for (lint::Finding& found : lint::lint(subject_of(guide_), options)) {
            Finding finding;
            finding.rule = found.rule;
            finding.message = found.why;
            finding.severity =
                found.severity == lint::Severity::kBlocking ? Finding::Severity::kError : Finding::Severity::kWarning;
            for (const auto words : lint::marked_words(found)) finding.marks.emplace_back(words);
            finding.better = found.better;
            finding.element = std::move(found.element);
            finding.text = std::move(found.text);
            findings_.push_back(std::move(finding));
        }
    }

    /// Blank and sample are one sheet and are opened together, once.
    lint::Opening opening(std::size_t material) {
        if (opened_.size() >= kMostOpened && !opened_.contains(material)) return lint::Opening::kUnknown;
        const auto [found, is_new] = opened_.try_emplace(material, lint::Opening::kUnknown);
        if (is_new) found->second = opens_(guide_, guide_.materials.at(material));
        return found->second;
    }
    /// The clock of a case is set by the promise, so whatever can be applied for has one; every type has a statutory
    /// limit or says 0 where the law has none.
    void limits() {
        const auto says = [this](std::string_view element) {
            return std::any_of(findings_.begin(), findings_.end(),
                               [&](const Finding& finding) { return finding.element == element; });
        };
        if (guide_.promised.count < 0 && must("promised") && !says("promised"))
            say("element_missing", "promised", kNoLimit);
        if (guide_.statutory.count < 0) say("element_missing", "statutory", kNoLimit);
    }

    const Guide& guide_;
    const FormProbe& opens_;
    std::map<std::size_t, lint::Opening> opened_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_guide(const Guide& guide, const FormProbe& opens) {
    return Check(guide, opens).run();
}

bool is_applied_for(std::string_view task_type) {
    return lint::must_say("promised", task_type);
}

std::vector<std::string_view> guide_rules() {
    std::vector<std::string_view> rules{"element_missing",       "code_unknown", "code_twice",
                                        "base_code_form",        "key_twice",    "questions",
                                        "form_of_no_application"};
    for (const auto rule : form_rules()) rules.push_back(rule);
    return rules;
}

}  // namespace yw::catalogue
