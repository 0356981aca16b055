// Whole pages put together from the examples of docs/guides/pages.md, to see how the parts stand together.

const column = (side, main) => `<div class="yw-columns yw-columns--guide">${side}<div class="yw-columns__main">${main}</div></div>`;

/** `example` gives the HTML of an example by its heading. */
export function composedPages(example) {
  const header = (search) => (search ? example("Header") : example("Header").replace(/<form[\s\S]*<\/form>/, ""));
  const frame = (main, { crumbs = true, search = true } = {}) =>
    example("Skip link and demonstration ribbon") + header(search) +
    `<div class="yw-page">${crumbs ? example("Breadcrumb") : ""}<main class="yw-main" id="main" tabindex="-1">${main}</main></div>` +
    example("Footer");
  const all = (...titles) => titles.map(example).join("\n");
  const head = (title) => `<div class="yw-pagehead"><h1 class="yw-pagehead__title">${title}</h1></div>`;

  return [
    { name: "home", title: "首页", body: frame(all("Hero with search and hot words", "Frequent services", "Tabs with theme grids", "Strip of figures"), { crumbs: false, search: false }) },
    { name: "search", title: "搜索", body: frame(head("搜索“个税”") + example("What was understood, groups, item cards") + example("Pagination (keyset)")) },
    {
      name: "guide", title: "办事指南", bodyClass: "yw-body--actionbar",
      body: frame(example("Head with the bar of four facts") + column(example("Action bar and page navigation"),
        all("Conditions", "Materials", "Stages of the procedure", "Places", "Fees", "Law", "Questions", "What people say"))),
    },
    { name: "form", title: "填写申请", body: frame(head("居民身份证换领：换领原因") + example("Step list") + example("Error summary and form")) },
    { name: "case", title: "办件", body: frame(example("Where it is and what to do") + example("Deadline") + `<section class="yw-section"><h2 class="yw-section__title">办到哪一步</h2>${example("Stage line of a case")}</section><section class="yw-section"><h2 class="yw-section__title">经过</h2>${example("Time line")}</section>`) },
    { name: "receipt", title: "回执", body: frame(example("Receipt")) },
    { name: "my", title: "我的空间", body: frame(example("Page heading") + `<h2 class="yw-listhead">先办这些</h2>` + example("To do, and cards of my space") + `<section class="yw-section"><h2 class="yw-section__title">我的办件</h2>${example("My cases as rows, licence card").replace('<ul class="yw-licences">', '</section><h2 class="yw-listhead">证照</h2><ul class="yw-licences">')}`) },
    { name: "desk", title: "待办件", body: frame(head("待办件") + example("Officer's queue")) },
    { name: "desk-case", title: "办件处理", body: frame(head("居民身份证换领 000102") + example("A case in two panes, decision form")) },
    { name: "inspection", title: "检查结果", body: frame(head("检查结果") + example("Strip of figures") + `<h2 class="yw-listhead">各项指标</h2>` + example("Inspection")) },
    { name: "sign-in", title: "登录", body: frame(example("Sign in, sign up")) },
    { name: "not-found", title: "没有这个页面", body: frame(example("404, 403, 500, 503"), { crumbs: false }) },
  ];
}
