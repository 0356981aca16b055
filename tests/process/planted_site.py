"""Two platforms for inspections: a good one, and one with known defects. Standard library only."""

import html
import http.server
import io
import threading
import urllib.parse
import zipfile

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def docx():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


DOCX = docx()

# What no rule has anything to say against; a defect changes one thing of it.
GOOD_STAGES = [
    ("受理", "申请人在网上或者到窗口提交材料，窗口人员当场核对是否齐全，出具受理通知书。"),
    ("审查", "承办人自受理之日起3个工作日内核对材料内容，需要现场核查的，提前1个工作日告知申请人。"),
    ("决定", "负责人自收到审查意见之日起1个工作日内作出准予或者不予许可的书面决定，不予许可的说明理由。"),
    ("送达", "自作出决定之日起1个工作日内，由申请人选择窗口领取、邮寄或者在线下载许可证。"),
]
GOOD_MATERIALS = [
    # name, type, form, copies, blank, sample, how to fill
    ("{}申请书", "原件", "纸质", "1", "/papers/{}.docx", "/papers/{}.pdf", "用黑色签字笔填写，由本人签名"),
    ("居民身份证", "复印件", "电子", "1", "", "", ""),
]


def guide(name, department="某县市场监督管理局", **changes):
    facts = {"实施主体": department, "事项类型": "行政许可", "法定办结时限": "20个工作日", "承诺办结时限": "5个工作日",
             "是否收费": "否", "咨询电话": "0826-2340001", "监督投诉电话": "0826-2340002",
             "办理地点": "某县某镇人民路1号政务服务中心二楼3号窗口", "办理时间": "工作日9:00至12:00，13:30至17:00",
             "设定依据": "《中华人民共和国行政许可法》第十二条", "受理条件": "申请人已经取得营业执照，经营场所与申请的项目一致。"}
    facts.update(changes.pop("facts", {}))
    return {"name": name, "facts": facts, "stages": changes.pop("stages", GOOD_STAGES),
            "materials": changes.pop("materials", GOOD_MATERIALS), "note": changes.pop("note", ""), "picture": changes.pop("picture", False)}


def guide_html(number, one):
    name = one["name"]
    rows = "".join(f"<tr><th>{key}</th><td>{html.escape(value)}</td></tr>" for key, value in one["facts"].items() if value is not None)
    papers = ""
    for i, (material, kind, form, copies, blank, sample, fill) in enumerate(one["materials"], 1):
        link = lambda url, text: f'<a href="{url.format(number)}">{text}</a>' if url else "无"
        papers += (f"<tr><td>{i}</td><td>{material.format(name)}</td><td>{kind}</td><td>{form}</td><td>{copies}</td>"
                   f"<td>{link(blank, '空白表格')}</td><td>{link(sample, '样表')}</td><td>{fill or '无'}</td></tr>")
    steps = "".join(f"<tr><td>{step}</td><td>{what}</td></tr>" for step, what in one["stages"])
    flow = '<img src="/flow.png">' if one["picture"] else f"<table><tr><th>环节名称</th><th>办理内容</th></tr>{steps}</table>"
    return (f"<h1>{name}</h1><table>{rows}</table><h2>申请材料</h2><table><tr><th>序号</th><th>材料名称</th><th>材料类型</th>"
            f"<th>材料形式</th><th>份数</th><th>空白表格</th><th>样表</th><th>填报须知</th></tr>{papers}</table>"
            f"<h2>办理流程</h2>{flow}{one['note']}")


class Platform:
    """Columns of items, a search, sign-in, consultation. What is wrong with it is told when it is made."""

    def __init__(self, columns, guides, *, search="finds", sign_in=True, consult=True, extra_links=(), pages=None,
                 charset="utf-8", robots="User-agent: *\nDisallow: /private\n"):
        self.columns, self.guides, self.search = columns, guides, search
        self.sign_in, self.consult, self.extra_links, self.pages = sign_in, consult, extra_links, pages or {}
        self.charset, self.robots = charset, robots
        self.asked = []
        platform = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                platform.asked.append((self.path, self.headers.get("User-Agent", "")))
                status, kind, body = platform.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if status == 302:
                    self.send_header("Location", "/")
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                platform.asked.append(("POST " + self.path, ""))
                self.send_error(500)

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def page(self, title, body):
        nav = '<a href="/">首页</a> <a href="/personal">个人办事</a>'
        nav += ' <a href="/ask">我要咨询</a>' if self.consult else ""
        nav += ' <a href="/login">登录</a>' if self.sign_in else ""
        form = '<form action="/search" method="get"><input name="q" placeholder="请输入要办的事"><button>搜索</button></form>' if self.search else ""
        text = (f'<!doctype html><html><head><meta charset="{self.charset}"><title>{title} - 某县政务服务网</title></head><body>'
                f"<header>某县政务服务网 {nav}{form}</header><main>{body}</main><footer>主办：某县政务服务管理局</footer></body></html>")
        return 200, f"text/html; charset={self.charset}", text.encode(self.charset)

    def answer(self, path):
        where = urllib.parse.urlsplit(path)
        at = urllib.parse.unquote(where.path)
        if at in self.pages:
            return self.pages[at]
        if at == "/robots.txt":
            return 200, "text/plain", self.robots.encode()
        if at == "/":
            links = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in self.extra_links)
            return self.page("首页", f"<h1>某县政务服务网</h1><p>欢迎来到某县政务服务网，您可以按主题、按部门查找要办的事。</p><ul>{links}</ul>")
        if at == "/personal":
            links = "".join(f'<li><a href="/theme/{i}">{name}</a></li>' for i, name in enumerate(self.columns))
            return self.page("个人办事", f"<h1>个人办事</h1><ul>{links}</ul>")
        if at.startswith("/theme/"):
            name = list(self.columns)[int(at.rsplit("/", 1)[1])]
            items = self.columns[name]
            links = "".join(f'<li><a href="/guide/{i}">{self.guides[i]["name"]}</a></li>' for i in items)
            return self.page(name, f"<h1>{name}</h1>" + (f"<ul>{links}</ul>" if items else "<p>暂无内容</p>"))
        if at.startswith("/guide/"):
            number = int(at.rsplit("/", 1)[1])
            return self.page(self.guides[number]["name"], guide_html(number, self.guides[number]))
        if at == "/search":
            query = urllib.parse.parse_qs(where.query, encoding=self.charset).get("q", [""])[0]
            if self.search == "breaks":
                return 500, "text/html", b"error"
            found = [i for i, one in enumerate(self.guides) if self.search == "finds" and query and query in one["name"]]
            links = "".join(f'<li><a href="/guide/{i}">{self.guides[i]["name"]}</a></li>' for i in found)
            return self.page("搜索", f"<h1>搜索结果</h1><p>共{len(found)}条</p><ul>{links}</ul>")
        if at == "/login" and self.sign_in:
            return self.page("登录", '<h1>用户登录</h1><form action="/login" method="post"><input name="u"><input type="password" name="p"><button>登录</button></form>')
        if at == "/ask" and self.consult:
            return self.page("我要咨询", '<h1>我要咨询</h1><form action="/ask" method="post"><textarea name="t"></textarea><button>提交</button></form>')
        if at.startswith("/papers/"):
            return 200, "application/octet-stream", PDF if at.endswith(".pdf") else DOCX
        if at == "/flow.png":
            return 200, "image/png", b"\x89PNG\r\n\x1a\n"
        return 404, "text/html", b"<p>404</p>"


def good_guides():
    return [guide("食品经营许可"), guide("公共场所卫生许可", "某县卫生健康局"), guide("道路货物运输经营许可", "某县交通运输局"),
            guide("娱乐场所经营许可", "某县文化和旅游局"), guide("户外广告设置许可", "某县城市管理局"), guide("劳务派遣经营许可", "某县人力资源和社会保障局")]


def good_platform(**changes):
    return Platform({"准营准办": [0, 1, 2], "职业资格": [3, 4, 5]}, good_guides(), **changes)
