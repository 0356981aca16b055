// HTTP as the rest of the program sees it: plain requests, responses and routes. Nothing of Beast or Asio shows here.
//
// A route names its guard: there is no way to add one without saying who may use it. Handlers run on worker threads
// (they may wait for the store); routes of kInline run on the I/O thread and must neither block nor take long.
#pragma once

#include <any>
#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace yw::http {

enum class Method { kGet, kHead, kPost, kPut, kDelete, kOptions };
std::string_view to_string(Method method);

struct Header {
    std::string name;
    std::string value;
};

/// Names and values in the order in which they came; names may repeat (check boxes). All UTF-8, without NUL.
class Fields {
public:
    Fields() = default;
    explicit Fields(std::vector<std::pair<std::string, std::string>> pairs) : pairs_(std::move(pairs)) {}
    /// First value of the name, or empty.
    std::string_view get(std::string_view name) const;
    std::optional<std::string_view> find(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
    const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

/// One file of a multipart form; `bytes` points into the request's body.
struct UploadedFile {
    std::string field;
    std::string name;  ///< base name as the browser gave it, control characters and path removed, at most 200 bytes
    std::string content_type;
    std::string_view bytes;
};

struct Form {
    Fields fields;
    std::vector<UploadedFile> files;
};

/// Percent-decodes `a=1&b=2` (a query or a form body). Nothing on bad escapes, bad UTF-8, NUL or more than
/// `max_fields`.
std::optional<Fields> parse_urlencoded(std::string_view text, std::size_t max_fields = 1000);
/// multipart/form-data. Nothing when malformed or over the limits.
std::optional<Form> parse_multipart(std::string_view body, std::string_view content_type, std::size_t max_parts = 200);

std::string url_encode(std::string_view text);   ///< for one query value or path segment
std::string html_escape(std::string_view text);  ///< for the few pages made without a template

struct Request {
    Method method = Method::kGet;
    std::string path;    ///< decoded, normalised, starts with '/', valid UTF-8
    std::string target;  ///< as sent: path and query
    Fields query;
    std::vector<Header> headers;
    std::string body;
    std::string peer;  ///< address of the client ("127.0.0.1"); from X-Forwarded-For only behind a proxy
    std::string id;    ///< correlation id, in logs and error pages
    std::vector<std::pair<std::string, std::string>> params;  ///< {name} parts of the route

    std::string_view header(std::string_view name) const;  ///< empty when absent; names compare without case
    std::string_view cookie(std::string_view name) const;
    std::string_view param(std::string_view name) const;
    /// The body as a form (urlencoded or multipart), parsed once. Empty when the body is no form.
    const Form& form();
    /// Whether the body is a well-formed form.
    bool form_ok();

    /// What guards leave for handlers: one value of each type.
    template <class T>
    T& put(T value) {
        if (T* before = get<T>()) return *before = std::move(value);
        return *std::any_cast<T>(&context_.emplace_back(std::move(value)));
    }
    template <class T>
    T* get() const {
        for (std::any& left : context_)
            if (T* found = std::any_cast<T>(&left)) return found;
        return nullptr;
    }

    /// Empties it for another request and keeps the memory: the server reuses one on the I/O thread.
    void reset();

private:
    mutable std::list<std::any> context_;  ///< a list: references that put() gave stay good
    std::optional<Form> form_;
    bool form_ok_ = false;
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    /// Shared bytes are sent as they are, without a copy: cached pages and assets.
    std::variant<std::string, std::shared_ptr<const std::string>, std::string_view> body;

    /// Replaces. @throws std::invalid_argument for a line break or control character in the value (header injection),
    /// a name that is no token, and the headers of the connection itself (Content-Length, Connection, Date …).
    Response& set(std::string name, std::string value);
    Response& add(std::string name, std::string value);  ///< repeats (Set-Cookie); throws as set() does
    std::string_view bytes() const;
};

Response html(std::string page, int status = 200);
Response json(std::string text, int status = 200);
Response text(std::string text, int status = 200);
/// 303; only paths of this site. @throws std::invalid_argument for anything else: ask is_site_path() about what came
/// from outside ("next=…").
Response see_other(std::string location);
/// True for "/…" that no browser takes for another site: no "//", no backslash, no control character.
bool is_site_path(std::string_view location);
Response file(std::string bytes, std::string_view content_type, std::string_view name);  ///< download, RFC 6266 name

struct CookieOptions {
    std::chrono::seconds max_age{0};  ///< 0: until the browser closes
    bool http_only = true;
};
/// Always Secure, SameSite=Lax, Path=/.
void set_cookie(Response& response, std::string_view name, std::string_view value, CookieOptions options = {});
void clear_cookie(Response& response, std::string_view name);

using Handler = std::function<Response(Request&)>;
/// The answer of a handler that does not wait for it: given once, from any thread. Until then the request lives; one
/// that is dropped is answered with 500.
class Reply {
public:
    virtual ~Reply() = default;
    /// `make` runs on the calling thread as a handler does: what it throws becomes 500.
    virtual void give(const std::function<Response()>& make) noexcept = 0;
};
using ReplyPtr = std::shared_ptr<Reply>;
/// Begins the work and returns.
using LaterHandler = std::function<void(Request&, ReplyPtr)>;
/// Lets the request through (nothing), or answers it. May leave a value with Request::put.
using Guard = std::function<std::optional<Response>(Request&)>;

enum class Where {
    kInline,  ///< on the I/O thread: answers from memory only
    kWorker,  ///< on a worker: may read and write the store
    kSlow,    ///< on the small pool for password hashing, PDF and imports; a full queue answers 503
};

struct Route {
    Method method;
    std::string pattern;  ///< "/items/{id}/apply"; a last "{rest...}" takes what is left
    Guard guard;
    Handler handler;
    Where where = Where::kWorker;
    std::size_t max_body = 256 * 1024;  ///< bytes; more is refused with 413 before it is read
    /// Tried first, on the I/O thread, behind the guard: the answer where it stands in memory. Nothing, or a request
    /// with a body: the handler runs where it belongs. Only with a guard that looks nothing up.
    std::function<std::optional<Response>(Request&)> at_once = {};
    /// In place of `handler`, on a worker: where many wait for the same commit, none of them holds a thread.
    LaterHandler later = {};
};

/// A trie over the segments of paths. A literal segment beats {name}, {name} beats {rest...}; neither stands for
/// nothing. Routes are added before the server starts and then only read.
class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    /// @throws std::logic_error on a second route of the same method and shape, without guard, without one handler, or
    /// with a pattern that cannot be read.
    void add(Route route);
    struct Match {
        const Route* route = nullptr;
        std::vector<std::pair<std::string, std::string>> params;
        bool path_known = false;  ///< the path exists with another method: 405
    };
    /// HEAD falls back to the route of GET. Cost: about 0.1 µs, no allocation on a path without parameters.
    Match match(Method method, std::string_view path) const;
    /// What the Allow header says about a path: "GET, HEAD, POST"; empty for an unknown path.
    std::string allowed(std::string_view path) const;
    const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;
};

/// What stands for an address where people are counted: IPv4 whole, IPv6 by its first 64 bits, which one customer has.
std::string network_of(std::string_view address);

struct ServerOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;  ///< 0: any free one, see Server::port()
    int io_threads = 2;
    int workers = 64;                 ///< threads for kWorker: most of them wait for the group commit
    std::size_t worker_queue = 1024;  ///< requests that wait for a worker; more: 503
    /// Of one address (IPv6: of one network) that go to a worker, steadily and after a pause; more: 429. Whole offices
    /// and service halls share one address. 0: no limit.
    double peer_requests_per_second = 50;
    double peer_requests_at_once = 1000;
    int slow_workers = 2;
    std::size_t slow_queue = 64;
    std::size_t max_connections = 20000;               ///< more are answered 503 at once
    std::size_t max_header_bytes = 16 * 1024;          ///< more: 431
    std::chrono::milliseconds header_timeout{10'000};  ///< whole head
    std::chrono::milliseconds body_timeout{60'000};    ///< whole body; also what a slow reader of an answer gets
    std::size_t min_body_rate = 1024;                  ///< bytes/s of a body after rate_grace, else 408
    std::chrono::milliseconds rate_grace{5'000};
    std::chrono::milliseconds idle_timeout{75'000};  ///< between requests
    bool behind_proxy = false;                       ///< take the client's address from X-Forwarded-For
    /// Addresses and networks ("10.1.2.0/24") of further proxies whose entries in X-Forwarded-For are skipped.
    /// The machine itself always is one.
    std::vector<std::string> trusted_proxies;
    std::size_t max_waiting_bytes = 512 * 1024 * 1024;  ///< bodies of all unfinished requests together; more: 503
};

/// What the server needs besides routes: the pages for errors and the line for the log.
struct ServerHooks {
    /// Page or problem for an answer that no handler made: 404, 405, 413, 500, 503 …
    std::function<Response(const Request&, int status)> error_page;
    /// After each answer; must be quick.
    std::function<void(const Request&, const Response&, std::chrono::microseconds)> log;
    /// An exception that escaped a handler, with the request's id.
    std::function<void(const Request&, const std::string& what)> bug;
    /// Before an answer of a guard or handler is checked and sent: what every answer must carry for this visitor.
    std::function<void(const Request&, Response&)> finish = {};
};

/// HTTP/1.1 over TCP; what is malformed is refused before a route is looked up. TLS ends at the proxy before it.
/// Owns its threads; `router` must outlive it. An idle connection costs about 1 kB here and none of the threads.
class Server {
public:
    Server(ServerOptions options, const Router& router, ServerHooks hooks);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// Binds and serves in threads of its own. @throws std::runtime_error if the address cannot be had.
    void start();
    unsigned short port() const;
    /// Stops accepting, lets running requests finish for at most `grace`, closes. A handler that runs longer is waited
    /// for (a thread cannot be ended from outside); requests that still queue then are dropped.
    void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{5000});

private:
    class Running;
    std::unique_ptr<Running> running_;
};

/// The whole path from a parsed request to its answer, without a socket: tests, and the server itself. Never throws:
/// what escapes a handler goes to hooks.bug and becomes 500. Gives the request an id if it has none.
Response dispatch(const Router& router, const ServerHooks& hooks, Request& request);

}  // namespace yw::http
