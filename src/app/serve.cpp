#include "app/serve.hpp"

#include <fmt/core.h>
#include <sys/resource.h>

#include <csignal>
#include <iostream>
#include <utility>

#include "app/admin_socket.hpp"
#include "app/commands.hpp"
#include "app/demo.hpp"
#include "app/installation.hpp"
#include "app/platform.hpp"
#include "app/timer.hpp"
#include "platform/log/log.hpp"

namespace yw::app {
namespace {

constexpr std::chrono::milliseconds kFirstSweep{1'000}, kSweepPause{60'000};
constexpr std::chrono::milliseconds kInspectPause{200};
/// A change of words made in another process is used within it.
constexpr std::chrono::milliseconds kFinderPause{400};
/// Who paused may ask for so many seconds at once: a hall full of people opens its doors.
constexpr int kSecondsAtOnce = 20;
constexpr std::chrono::microseconds kSlowRequest{1'000'000};

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

/// As many open files as the system allows: each connection is one.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// SIGINT and SIGTERM, taken by whoever waits; blocked before any thread starts, so that all inherit it.
class EndSignals {
public:
    EndSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int number = 0;
        sigwait(&set_, &number);
    }

private:
    sigset_t set_{};
};

/// For threads whose work can wait: they take what time the others leave.
void step_back() {
    constexpr int kBehindRequests = 10;
    setpriority(PRIO_PROCESS, 0, kBehindRequests);  // on Linux of this thread alone
}

/// Runs a command that came through the admin socket on the installation that is being served.
int run_remote(Installation& installation, Platform& platform, const RemoteCommand& command, std::ostream& out) {
    const auto line = read_command_line(command.words);
    int code = 2;
    if (const auto* import = std::get_if<ImportArgs>(&line)) {
        code = run_import(installation, *import, out);
        platform.after_import();
    } else if (const auto* user = std::get_if<UserArgs>(&line)) {
        code = run_user(installation, *user, command.input, out);
    } else if (const auto* catalogue = std::get_if<CatalogueArgs>(&line)) {
        code = run_catalogue(installation, *catalogue, out);
    } else if (const auto* exported = std::get_if<ExportArgs>(&line)) {
        code = run_export(installation, *exported, out);
    } else if (const auto* inspected = std::get_if<InspectSelfArgs>(&line)) {
        code = run_inspect_self(platform.inspection(), *inspected, out);
    } else if (const auto* drift = std::get_if<DriftArgs>(&line)) {
        code = run_drift(installation, *drift, out);
    } else if (const auto* evaluate = std::get_if<EvaluateSearchArgs>(&line)) {
        code = run_evaluate_search(installation, *evaluate, out);
    } else if (std::get_if<DoctorArgs>(&line)) {
        code = run_doctor(installation, out);
    } else if (std::get_if<MigrateArgs>(&line)) {
        out << "the database is up to date: it is being served\n";
        code = 0;
    } else {
        out << "this command does not work while the directory is being served\n";
    }
    return code;
}

}  // namespace

http::ServerHooks hooks_of(const Platform& platform) {
    return {
        .error_page = [&](const http::Request& request, int status) { return platform.status_page(request, status); },
        .log =
            [](const http::Request& request, const http::Response& response, std::chrono::microseconds took) {
                const bool remarkable = response.status >= 500 || took > kSlowRequest;
                log::event("http.request", remarkable ? log::Level::kWarning : log::Level::kDebug,
                           {{"id", request.id},
                            {"method", http::to_string(request.method)},
                            {"path", request.path},
                            {"status", response.status},
                            {"took_us", took.count()}});
            },
        .bug =
            [](const http::Request& request, const std::string& what) {
                log::event("http.bug", log::Level::kError,
                           {{"id", request.id}, {"path", request.path}, {"what", what}});
            },
        .finish = [&](const http::Request& request, http::Response& response) { platform.finish(request, response); }};
}

int run_serve(const ServeArgs& args) {
    if (!args.behind_proxy && !is_loopback(args.host)) {
        std::cerr
            << "--listen " << args.host
            << ": without TLS only loopback is served. Put a proxy that ends TLS in front and add --behind-proxy.\n";
        return 2;
    }
    const EndSignals signals;
    raise_file_limit();
    add_all_texts();
    Installation installation(args.state);
    if (args.demo) make_demonstration(installation);
    Platform platform(installation, args);
    http::ServerOptions options;
    options.address = args.host;
    options.port = args.port;
    options.io_threads = args.io_threads;
    options.workers = args.workers;
    options.behind_proxy = args.behind_proxy;
    options.peer_requests_per_second = args.peer_rate;
    options.peer_requests_at_once = args.peer_rate * kSecondsAtOnce;
    http::Server server(options, platform.router(), hooks_of(platform));
    server.start();
    std::optional<AdminSocket> admin;
    if (args.state.postgres.empty())
        admin.emplace(installation.directory().admin_socket(), [&](const RemoteCommand& command, std::ostream& out) {
            return run_remote(installation, platform, command, out);
        });
    // At once after the start: limits ended while nothing ran.
    const auto pause = [first = true]() mutable { return std::exchange(first, false) ? kFirstSweep : kSweepPause; };
    const Timer sweeper("sweep", pause, [&] { platform.sweep(); });
    const Timer inspector("inspect", kInspectPause, [&, stepped_back = false]() mutable {
        if (!stepped_back) step_back();
        stepped_back = true;
        platform.inspect();
    });
    const Timer finder("findability", kFinderPause, [&, stepped_back = false]() mutable {
        if (!stepped_back) step_back();
        stepped_back = true;
        platform.follow_search();
    });
    // Beside the sweep: other servers may let us wait.
    const Timer channels("channels", platform.channels_pause(), [&] { platform.run_channels(); });
    const Timer decider(
        "decisions", [&] { return platform.decisions_pause(); }, [&] { platform.apply_decisions(); });
    std::cout << fmt::format("一网 Yiwang: http://{}:{}\n", args.host, server.port());
    if (args.demo) std::cout << demonstration_accounts();
    std::cout << std::flush;
    signals.wait();
    server.stop();
    return 0;
}

}  // namespace yw::app
