// Applications handed in over HTTP: the real server on loopback, each person with a session of their own, form token,
// rights, the whole form checked, case, event, audit row and message in one durable write to SQLite on disk, while the
// outbox delivers what was written. Against the bare loop that only writes the four rows. The clients share the cores.
#include <fmt/core.h>
#include <sys/resource.h>

#include "bare_sqlite.hpp"
#include "http_clients.hpp"
#include "platform_at_work.hpp"
#include "rounds.hpp"

namespace {

using namespace yw::bench;

constexpr int kSubmissions = 12'800;  ///< of a round; some seconds

void check_answer(const Submission& asked, std::string_view head) {
    const bool right = head.starts_with("HTTP/1.1 303 ") &&
                       head.find("\r\nLocation: " + asked.receipt + "\r\n") != std::string_view::npos;
    if (!right) throw std::runtime_error("not the receipt of " + asked.receipt + ": " + std::string(head));
}

/// Of this process, all threads: server and clients.
double processor_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double round_with(int connections, std::vector<double>& processor_us) {
    const Folder folder;
    PlatformAtWork at_work(folder.path());
    const auto submissions = at_work.people_with_drafts(kSubmissions);
    HttpClients clients(at_work.serve(), connections);
    std::size_t sent = 0;
    std::size_t answered = 0;
    const double processor_before = processor_seconds();
    const auto began = SteadyClock::now();
    clients.run(
        [&]() -> std::optional<Asked> {
            if (sent == submissions.size()) return std::nullopt;
            const auto number = sent++;
            return Asked{number, submissions[number].request};
        },
        [&](std::size_t number, std::string_view head) {
            check_answer(submissions[number], head);
            ++answered;
        });
    const double took = Seconds(SteadyClock::now() - began).count();
    processor_us.push_back((processor_seconds() - processor_before) / kSubmissions * 1e6);
    const auto cases = at_work.number("SELECT COUNT(*) FROM case_file");
    const auto audited = at_work.number("SELECT COUNT(*) FROM audit_entry WHERE action = 'cases.submitted'");
    if (cases != static_cast<std::int64_t>(answered) || audited != cases)
        throw std::runtime_error(fmt::format("{} receipts, {} cases, {} audit rows", answered, cases, audited));
    return static_cast<double>(answered) / took;
}

}  // namespace

int main() {
    bool holds = true;
    for (const int connections : {32, 128}) {
        std::vector<double> processor_us;
        holds &= compare({.name = connections == 32 ? "submission, 32 connections" : "submission, 128 connections",
                          .unit = "submissions/s (peer: four-row writes/s)",
                          .gate = 0.2,
                          .aim = 0.5,
                          .ours = [&] { return round_with(connections, processor_us); },
                          .peer = [=] { return bare_round(connections); }});
        fmt::print("    processor time of one submission, server and client together: {:.0f} µs\n",
                   median(processor_us));
        std::fflush(stdout);
    }
    return holds ? 0 : 1;
}
