// The form of one node of a draft, beside the text: what it asks, where each choice leads, which items it adds and what
// of their materials is brought.
#include <algorithm>
#include <charconv>

#include "guided/edit_node.hpp"
#include "guided/guided_pages.hpp"
#include "platform/strings/strings.hpp"

namespace yw::guided {
namespace {

using SharedParts = std::shared_ptr<const PageParts>;
using Messages = std::vector<FieldError>;

constexpr std::int64_t kShort = 60, kLong = 300, kLongest = 2000;
constexpr std::size_t kSpareChoices = 2;  ///< empty ones under those of a question
constexpr std::size_t kFoldedFrom = 4;    ///< so many choices are shown folded
constexpr int kMostSuggested = 200;       ///< items with a guide
constexpr std::size_t kMostTitle = 24;    ///< characters of a why beside its item

struct Option {
    std::string code;
    std::string words;
};

std::string id_of(std::string_view name) {
    std::string id = "f-";
    for (const char c : name) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        id += stays ? c : '-';
    }
    return id;
}

std::string beginning_of(const std::string& text) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && characters++ == kMostTitle)
            return text.substr(0, i) + "…";
    return text;
}

/// Fields of a form with what is wrong with each.
class Fields {
public:
    explicit Fields(const Messages& wrong) : wrong_(wrong) {}

    html::SafeHtml line(const std::string& name,
                        std::string_view label,
                        std::string_view hint,
                        const std::string& value,
                        std::int64_t most,
                        const std::vector<Option>& suggested = {}) const {
        html::View view = begin("guided/node_text.html", name, label, hint);
        view.set("VALUE", value).set("MOST", most).none("LINES");
        html::View input = view.add("LINE");
        input.set("INPUT_CLASS", is_wrong(name) ? "govuk-input govuk-input--error" : "govuk-input");
        describe(input, name, hint);
        input.when("LISTED", !suggested.empty()).none("SUGGESTED");
        if (!suggested.empty()) {
            html::View list = input.add("SUGGESTED");
            for (const Option& each : suggested) list.add("OPTION").set("CODE", each.code).set("WORDS", each.words);
        }
        return view.render();
    }
    html::SafeHtml lines(const std::string& name,
                         std::string_view label,
                         std::string_view hint,
                         const std::string& value,
                         std::int64_t rows) const {
        html::View view = begin("guided/node_text.html", name, label, hint);
        view.set("VALUE", value).set("MOST", kLongest).none("LINE");
        html::View area = view.add("LINES");
        area.set("ROWS", rows);
        describe(area, name, hint);
        return view.render();
    }
    html::SafeHtml select(const std::string& name,
                          std::string_view label,
                          std::string_view hint,
                          const std::vector<Option>& options,
                          const std::string& chosen) const {
        html::View view = begin("guided/node_select.html", name, label, hint);
        describe(view, name, hint);
        bool known = false;
        const auto add = [&](const Option& each) {
            const bool is_chosen = each.code == chosen;
            known |= is_chosen;
            html::View option = view.add("OPTION");
            for (const auto* section : {"ON", "OFF"}) {
                option.none(section);
                if (is_chosen == (section == std::string_view("ON")))
                    option.add(section).set("CODE", each.code).set("WORDS", each.words);
            }
        };
        for (const Option& each : options) add(each);
        // What is not there any more is shown, else saving would silently choose something else.
        if (!known) add({chosen, "没有这一项：" + chosen});
        return view.render();
    }
    html::SafeHtml boxes(const std::string& name,
                         std::string_view label,
                         std::string_view hint,
                         const std::vector<Option>& options,
                         const std::vector<std::string>& chosen) const {
        html::View view = begin("guided/node_boxes.html", name, label, hint);
        describe(view, name, hint);
        view.none("BOX");
        std::size_t number = 0;
        const auto add = [&](const Option& each, bool is_chosen) {
            html::View box = view.add("BOX");
            box.set("BOX_ID", id_of(name) + (++number == 1 ? "" : "-" + std::to_string(number)));
            box.set("CODE", each.code).set("WORDS", each.words).when("ON", is_chosen).when("OFF", !is_chosen);
        };
        const auto has = [](const auto& list, const auto& is_it) {
            return std::any_of(list.begin(), list.end(), is_it);
        };
        for (const Option& each : options)
            add(each, has(chosen, [&](const std::string& code) { return code == each.code; }));
        for (const auto& code : chosen)
            if (!has(options, [&](const Option& each) { return each.code == code; }))
                add({code, "没有这一项：" + code}, true);
        return view.render();
    }

private:
    bool is_wrong(const std::string& name) const { return !says(name).empty(); }
    std::string says(const std::string& name) const {
        const auto at =
            std::find_if(wrong_.begin(), wrong_.end(), [&](const auto& each) { return each.field == name; });
        return at == wrong_.end() ? std::string() : at->message;
    }
    html::View begin(std::string_view page,
                     const std::string& name,
                     std::string_view label,
                     std::string_view hint) const {
        html::View view(page);
        view.set("ID", id_of(name)).set("NAME", name).set("LABEL", label).none("IF_HINT").none("IF_ERROR");
        if (!hint.empty()) view.add("IF_HINT").set("HINT", hint);
        if (is_wrong(name)) view.add("IF_ERROR").set("ERROR", says(name));
        view.set("GROUP_CLASS", is_wrong(name) ? "govuk-form-group govuk-form-group--error" : "govuk-form-group");
        return view;
    }
    void describe(html::View& view, const std::string& name, std::string_view hint) const {
        std::string by = hint.empty() ? "" : id_of(name) + "-hint";
        if (is_wrong(name)) by += (by.empty() ? "" : " ") + id_of(name) + "-error";
        view.none("DESCRIBED").when("INVALID", is_wrong(name));
        if (!by.empty()) view.add("DESCRIBED").set("BY", by);
    }

    const Messages& wrong_;
};

/// The form of a node as it is, or as it was typed.
class NodeForm {
public:
    NodeForm(const PageParts& parts, const Edited& shown, const Messages& wrong)
        : tree_(shown.tree),
          node_(shown.node),
          guide_of_(parts.guided.guides_of(shown.tree.region)),
          catalogue_(parts.catalogue),
          fields_(wrong) {}

    void fill(html::View& view) const {
        view.none("FIELD");
        const auto add = [&](const html::SafeHtml& field) { view.add("FIELD").set("FIELD_HTML", field); };
        switch (node_.kind) {
            case NodeKind::kHead:
                head(add);
                break;
            case NodeKind::kQuestion:
                question(add);
                break;
            case NodeKind::kPart:
                part(add);
                break;
            case NodeKind::kStop:
                stop(add);
                break;
        }
    }

private:
    std::string name_of(const std::string& item) const {
        const auto guide = guide_of_(item);
        return guide ? guide->item.name : item;
    }

    std::vector<Option> part_options() const {
        std::vector<Option> options;
        for (const Part& each : tree_.parts)
            options.push_back({each.key, name_of(each.item) + "（" + beginning_of(each.why) + "）"});
        return options;
    }

    std::vector<Option> ways_on() const {
        std::vector<Option> options{{"", "还没有定"}, {std::string(kEnd), "问完了，列出要办的事"}};
        for (const Question& each : tree_.questions)
            if (each.key != node_.key || node_.kind != NodeKind::kQuestion)
                options.push_back({each.key, "接着问：" + each.ask});
        for (const Stop& each : tree_.stops) options.push_back({each.key, "不能办：" + each.title});
        return options;
    }

    std::vector<Option> items() const {
        std::vector<Option> options;
        catalogue::ItemFilter filter;
        filter.region = tree_.region;
        filter.include_above = true;
        for (const auto& item : catalogue_.items(filter, kMostSuggested, {}).items)
            if (item.version > 0) options.push_back({item.source_id, item.name});
        return options;
    }

    template <class Add>
    void head(const Add& add) const {
        add(fields_.line("title", "标题", "写事情本身，例如“孩子出生”。", tree_.title, kShort));
        add(fields_.line("lead", "回答以后能得到什么", "一句话，例如“回答几个问题，告诉您办哪几件事、带什么。”",
                         tree_.lead, kLong));
        std::string names;
        for (const auto& name : tree_.other_names) names += (names.empty() ? "" : "\n") + name;
        add(fields_.lines("names", "人们怎么说", "一行一个，搜索时用。", names, 4));
        std::vector<std::string> whom;
        if (tree_.for_persons) whom.emplace_back("person");
        if (tree_.for_firms) whom.emplace_back("firm");
        add(fields_.boxes("for", "面向谁", "", {{"person", "个人"}, {"firm", "企业和其他组织"}}, whom));
        std::vector<Option> events{{"", "不属于哪一件"}};
        for (const auto& each : catalogue::codes("life_event")) events.push_back({each.code, each.name});
        add(fields_.select("life_event", "生命周期事件", "", events, tree_.life_event));
        std::vector<Option> questions{{"", "还没有定"}};
        for (const Question& each : tree_.questions) questions.push_back({each.key, each.ask});
        add(fields_.select("first", "第一个问题", "", questions, tree_.first));
        if (!tree_.parts.empty())
            add(fields_.boxes("always", "无论怎么回答都要办的事", "", part_options(), tree_.always));
    }

    template <class Add>
    void question(const Add& add) const {
        const Question* found = tree_.question(node_.key);
        const Question now = found ? *found : Question{};
        add(fields_.line("ask", "问题", "一次只问一件事，用办事人自己的话。", now.ask, kLong));
        add(fields_.line("help", "说明（可不填）", "帮助回答的话，例如“满一年以居住登记的日期为准”。", now.help,
                         kLong));
        const auto ways = ways_on();
        const auto parts = part_options();
        for (std::size_t i = 0; i < now.choices.size() + kSpareChoices; ++i) {
            const bool is_new = i >= now.choices.size();
            const Choice each = is_new ? Choice{} : now.choices[i];
            const std::string row = "c" + std::to_string(i) + "-";
            html::View view("guided/node_choice.html");
            view.set("NUMBER", "选项" + std::to_string(i + 1))
                .set("HEADING", is_new ? std::string("（新的）") : each.label);
            view.set("KEY_NAME", row + "key").set("KEY", each.key);
            const bool is_open = is_new ? i < 2 : now.choices.size() < kFoldedFrom;
            view.when("OPENED", is_open).when("FOLDED", !is_open);
            const auto put = [&](const html::SafeHtml& field) { view.add("FIELD").set("FIELD_HTML", field); };
            const std::string whose = "选项" + std::to_string(i + 1) + "的";
            put(fields_.line(row + "label", whose + "文字", is_new ? "不填就没有这个选项。" : "", each.label, kLong));
            put(fields_.line(row + "hint", whose + "说明（可不填）", "", each.hint, kLong));
            put(fields_.select(row + "next", whose + "下一步", "", ways, each.next));
            if (!parts.empty())
                put(fields_.boxes(row + "parts", whose + "事项：选了它就要办的", "", parts, each.parts));
            if (!is_new) {
                put(fields_.line(row + "order", whose + "位置", "从1数起。", std::to_string(i + 1), kShort));
                put(fields_.boxes(row + "gone", whose + "去留", "", {{"1", "删除这个选项"}}, {}));
            }
            add(view.render());
        }
    }

    template <class Add>
    void part(const Add& add) const {
        const Part* found = tree_.part(node_.key);
        const Part now = found ? *found : Part{};
        const auto guide = guide_of_(now.item);
        add(fields_.line(
            "item", "事项的标识",
            guide ? "现在是：" + guide->item.name : "输入标识，或者从有办事指南的事项中选。保存以后在这里写它的材料。",
            now.item, kShort, items()));
        add(fields_.line("why", "为什么要办", "对办事人说的一句话，例如“到期换领，交回旧证。”", now.why, kLong));
        add(fields_.boxes("refines", "作用", "", {{"1", "只补充说明：别处要办这件事时才起作用，自己不要求办"}},
                          now.refines ? std::vector<std::string>{"1"} : std::vector<std::string>{}));
        if (found) {
            const auto place = std::find_if(tree_.parts.begin(), tree_.parts.end(),
                                            [&](const Part& each) { return each.key == now.key; });
            add(fields_.line("order", "办理的先后", "在全部" + std::to_string(tree_.parts.size()) + "项中排第几。",
                             std::to_string(place - tree_.parts.begin() + 1), kShort));
        }
        if (guide) {
            materials(add, now, guide->guide);
            answers(add, now, guide->guide);
        }
    }

    template <class Add>
    void materials(const Add& add, const Part& now, const catalogue::Guide& guide) const {
        const std::vector<Option> ways{{"", "这里不说"}, {"needs", "要带"}, {"spares", "不用带"}};
        const auto is_in = [](const std::vector<std::string>& keys, const std::string& key) {
            return std::find(keys.begin(), keys.end(), key) != keys.end();
        };
        const auto put = [&](const std::string& key, const std::string& name, const std::string& when) {
            add(fields_.select("m-" + key, "材料：" + name, when, ways,
                               is_in(now.needs, key)    ? "needs"
                               : is_in(now.spares, key) ? "spares"
                                                        : ""));
        };
        for (const auto& each : guide.materials)
            if (each.need != "1")
                put(each.key, each.name, each.need_when + (each.exempt ? "免提交，由窗口核对。" : ""));
        // What was said of materials that are now required, or are gone from the guide, must be seen to be mended.
        for (const auto* keys : {&now.needs, &now.spares})
            for (const auto& key : *keys) {
                const auto at = std::find_if(guide.materials.begin(), guide.materials.end(),
                                             [&](const auto& each) { return each.key == key; });
                if (at == guide.materials.end())
                    put(key, key, "办事指南里已经没有这份材料。");
                else if (at->need == "1")
                    put(key, at->name, "办事指南规定是必要材料。");
            }
    }

    template <class Add>
    void answers(const Add& add, const Part& now, const catalogue::Guide& guide) const {
        std::vector<std::string> shown;
        if (guide.form)
            for (const auto& step : guide.form->steps)
                for (const auto& field : step.fields) {
                    if (field.type != catalogue::FieldType::kChoice) continue;
                    std::vector<Option> options{{"", "由办事人自己选"}};
                    for (const auto& each : field.options) options.push_back({each.value, each.label});
                    const auto at = now.answers.find(field.key);
                    add(fields_.select("a-" + field.key, "申请表：" + field.label, "这样回答的人，表里可以先选好。",
                                       options, at == now.answers.end() ? "" : at->second));
                    shown.push_back(field.key);
                }
        for (const auto& [field, option] : now.answers)
            if (std::find(shown.begin(), shown.end(), field) == shown.end())
                add(fields_.select("a-" + field, "申请表：" + field, "申请表里已经没有这道选择题。",
                                   {{"", "不再预先选"}, {option, option}}, option));
    }

    template <class Add>
    void stop(const Add& add) const {
        const Stop* found = tree_.stop(node_.key);
        const Stop now = found ? *found : Stop{};
        add(fields_.line("title", "标题", "例如“请到户口所在地办理”。", now.title, kShort));
        add(fields_.lines("says", "为什么现在不能办，可以怎么办", "", now.says, 3));
        add(fields_.line(
            "item", "可以咨询的事项（可不填）",
            now.item.empty() ? "事项的标识。页面上给出它的指南和咨询电话。" : "现在是：" + name_of(now.item), now.item,
            kShort, items()));
    }

    const Tree& tree_;
    const Node& node_;
    GuideOf guide_of_;
    const catalogue::Catalogue& catalogue_;
    Fields fields_;
};

std::string_view kind_zh(NodeKind kind) {
    switch (kind) {
        case NodeKind::kHead:
            return "标题和第一个问题";
        case NodeKind::kQuestion:
            return "问题";
        case NodeKind::kPart:
            return "事项";
        case NodeKind::kStop:
            return "不能办的原因";
    }
    return {};
}

std::string heading_of(const Tree& tree, const Node& node) {
    const std::string kind(kind_zh(node.kind));
    switch (node.kind) {
        case NodeKind::kHead:
            return kind;
        case NodeKind::kQuestion:
            if (const auto* question = tree.question(node.key)) return kind + "：" + question->ask;
            break;
        case NodeKind::kPart:
            if (const auto* part = tree.part(node.key)) return kind + "：" + part->why;
            break;
        case NodeKind::kStop:
            if (const auto* stop = tree.stop(node.key)) return kind + "：" + stop->title;
            break;
    }
    return "新的" + kind;
}

std::string remove_says(NodeKind kind) {
    if (kind == NodeKind::kPart) return "选项里加上它的地方，会一起去掉。";
    return "选项里通到它的地方，会变成“还没有定”。";
}

/// Of the findings those of this node, as errors of its fields.
Messages messages_of(const std::vector<Finding>& findings, const Edited& edited, bool only_own) {
    Messages messages;
    for (const Finding& each : findings) {
        auto field = field_of(each, edited);
        if (field.empty() || is_wrong_by_itself(each) != only_own) continue;
        messages.push_back({std::move(field), each.says});
    }
    return messages;
}

struct Typed {
    const Edited& edited;
    std::string seen;
    const Messages& wrong;
};

/// @param before  the draft as it is stored
http::Response node_page(
    const PageParts& parts, http::Request& request, const Draft& before, const Node& node, const Typed& typed) {
    const std::string draft_url = tree_draft_url(before.tree.id);
    html::View view = page_view("guided/node.html");
    const std::string url =
        draft_url + "/nodes/" + std::string(word_of(node.kind)) + (node.key.empty() ? "" : "/" + node.key);
    view.set("CSRF", identity::form_token(request)).set("URL", url).set("DRAFT_URL", draft_url);
    view.set("TREE", before.tree.title).set("SEEN", typed.seen).set("HEADING", heading_of(before.tree, node));
    view.none("IF_KEY").none("ERRORS").none("IF_FOUND").none("IF_REMOVE");
    if (!node.key.empty()) view.add("IF_KEY").set("KEY", node.key);
    if (!typed.wrong.empty()) {
        html::View errors = view.add("ERRORS");
        for (const auto& each : typed.wrong)
            errors.add("ERROR")
                .set("TARGET", each.field.empty() ? "h-node" : id_of(each.field))
                .set("MESSAGE", each.message);
    }
    const bool is_there = node.kind == NodeKind::kHead || !node.key.empty();
    if (is_there && typed.wrong.empty()) {
        const auto findings = parts.guided.check(typed.edited.tree);
        Messages found = messages_of(findings, typed.edited, true);
        for (auto& each : messages_of(findings, typed.edited, false)) found.push_back(std::move(each));
        if (!found.empty()) {
            html::View list = view.add("IF_FOUND");
            for (const auto& each : found)
                list.add("FOUND").set("TARGET", id_of(each.field)).set("MESSAGE", each.message);
        }
    }
    view.when("IF_WRITING", !before.is_submitted).when("IF_READ_ONLY", before.is_submitted);
    if (!node.key.empty() && !before.is_submitted)
        view.add("IF_REMOVE").set("REMOVE_SAYS", remove_says(node.kind)).set("WHAT", kind_zh(node.kind));
    NodeForm(parts, typed.edited, typed.wrong).fill(view);
    PageHead head;
    head.title = heading_of(before.tree, node);
    head.officer = true;
    head.has_errors = !typed.wrong.empty();
    head.crumbs = {
        {"情形引导", std::string(kTreeList)}, {before.tree.title, draft_url}, {std::string(kind_zh(node.kind)), ""}};
    return parts.frame.page(request, head, view.render(), typed.wrong.empty() ? 200 : 422);
}

/// The draft and the node that an address names. A node that is not there is not found.
struct Named {
    Draft draft;
    Node node;
};
Result<Named> named(const PageParts& parts, http::Request& request) {
    YW_TRY(Draft draft, parts.guided.draft(identity::viewer_of(request), std::string(request.param("id"))));
    const auto kind = node_kind_of(request.param("kind"));
    if (!kind) return fail(kNodeNotFound);
    Node node{*kind, std::string(request.param("key"))};
    if (!node.key.empty() && (node.kind == NodeKind::kHead || !node.is_in(draft.tree))) return fail(kNodeNotFound);
    return Named{std::move(draft), std::move(node)};
}

http::Response get_node(const PageParts& parts, http::Request& request) {
    const auto asked = named(parts, request);
    if (!asked) return parts.frame.error(request, asked.error());
    const Edited shown{asked->draft.tree, asked->node};
    return node_page(parts, request, asked->draft, asked->node, {shown, std::to_string(asked->draft.row_version), {}});
}

std::int64_t seen_in(const http::Fields& fields) {
    const auto typed = fields.get("seen");
    std::int64_t seen = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), seen);
    return seen;
}

http::Response save_node(const PageParts& parts, http::Request& request) {
    const auto asked = named(parts, request);
    if (!asked) return parts.frame.error(request, asked.error());
    const auto& fields = request.form().fields;
    const Edited typed = edited(asked->draft.tree, asked->node, fields);
    Messages wrong;
    for (auto& each : messages_of(parts.guided.check(typed.tree), typed, true)) wrong.push_back(std::move(each));
    if (wrong.empty()) {
        const auto saved = parts.guided.save(identity::viewer_of(request), typed.tree, seen_in(fields));
        if (saved) {
            // The materials of an item are asked for when it is known which item it is.
            const Part* now = typed.node.kind == NodeKind::kPart ? typed.tree.part(typed.node.key) : nullptr;
            const Part* was = now ? asked->draft.tree.part(typed.node.key) : nullptr;
            const bool goes_on = now && (!was || was->item != now->item);
            const std::string url = tree_draft_url(typed.tree.id);
            return http::see_other(goes_on ? url + "/nodes/part/" + now->key : url + "#h-nodes");
        }
        wrong.push_back({"", std::string(strings::sentence(saved.error()))});
    }
    return node_page(parts, request, asked->draft, asked->node, {typed, std::string(fields.get("seen")), wrong});
}

http::Response remove_node(const PageParts& parts, http::Request& request) {
    const auto asked = named(parts, request);
    if (!asked) return parts.frame.error(request, asked.error());
    const auto saved = parts.guided.save(identity::viewer_of(request), without(asked->draft.tree, asked->node),
                                         seen_in(request.form().fields));
    if (!saved) return parts.frame.error(request, saved.error());
    return http::see_other(tree_draft_url(asked->draft.tree.id) + "#h-nodes");
}

}  // namespace

void add_node_routes(http::Router& router, const SharedParts& parts) {
    using identity::Role;
    const auto guard = parts->gate.staff({Role::kGuideAuthor, Role::kGuideReviewer, Role::kOperator});
    const std::string nodes = std::string(kTreeList) + "/{id}/nodes/{kind}", one = nodes + "/{key}";
    for (const auto& pattern : {nodes, one}) {
        router.add({http::Method::kGet, pattern, guard,
                    [parts](http::Request& request) { return get_node(*parts, request); }});
        router.add({http::Method::kPost, pattern, guard,
                    [parts](http::Request& request) { return save_node(*parts, request); }});
    }
    router.add({http::Method::kPost, one + "/remove", guard,
                [parts](http::Request& request) { return remove_node(*parts, request); }});
}

}  // namespace yw::guided
