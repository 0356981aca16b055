// The store's durable four-row writes with many clients, against the bare loop: what queue, threads and names cost.
#include <thread>

#include "bare_sqlite.hpp"
#include "platform/db/db.hpp"
#include "rounds.hpp"

namespace {

using namespace yw::bench;

constexpr yw::db::Sql kCase{"bench.case",
                            "INSERT INTO case_file (area, id, item_id, state, answers, due_on) VALUES (:area, :id, "
                            ":item, :state, :answers, :due)"};
constexpr yw::db::Sql kEvent{
    "bench.event", "INSERT INTO case_event (area, id, case_id, kind, at_ms) VALUES (:area, :id, :case, :kind, :at)"};
constexpr yw::db::Sql kAudit{
    "bench.audit",
    "INSERT INTO audit_entry (id, at_ms, actor, action, subject) VALUES (:id, :at, :actor, :action, :subject)"};
constexpr yw::db::Sql kOutbox{
    "bench.outbox",
    "INSERT INTO outbox_message (id, topic, message_key, payload) VALUES (:id, :topic, :key, :payload)"};

void write_case(yw::db::Transaction& tx, const std::string& id) {
    tx.execute(kCase, {{"area", "511602000000"},
                       {"id", id},
                       {"item", "i"},
                       {"state", "submitted"},
                       {"answers", kAnswers},
                       {"due", "2026-03-09"}});
    tx.execute(kEvent, {{"area", "511602000000"}, {"id", id}, {"case", id}, {"kind", "submitted"}, {"at", 1}});
    tx.execute(kAudit, {{"id", id}, {"at", 1}, {"actor", "a"}, {"action", "cases.submitted"}, {"subject", id}});
    tx.execute(kOutbox, {{"id", id}, {"topic", "cases.submitted"}, {"key", id}, {"payload", "{}"}});
}

double store_round(int clients) {
    const Folder folder;
    const auto database = yw::db::open_sqlite({.file = folder / "ours.db"});
    database->script(kSchema);
    std::atomic<bool> stop{false};
    std::atomic<long> done{0};
    std::vector<std::thread> threads;
    const auto began = SteadyClock::now();
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            while (!stop) {
                const auto id = next_id();
                if (database->write("bench.submit", [&](yw::db::Transaction& tx) -> yw::Result<void> {
                        write_case(tx, id);
                        return {};
                    }))
                    ++done;
            }
        });
    }
    std::this_thread::sleep_for(Seconds(kRoundSeconds));
    stop = true;
    for (auto& thread : threads) thread.join();
    return static_cast<double>(done) / Seconds(SteadyClock::now() - began).count();
}

}  // namespace

int main() {
    bool holds = true;
    for (const int clients : {32, 128}) {
        holds &= compare({.name = clients == 32 ? "store, 32 clients" : "store, 128 clients",
                          .unit = "four-row writes/s",
                          .gate = 0.8,
                          .ours = [=] { return store_round(clients); },
                          .peer = [=] { return bare_round(clients); }});
    }
    return holds ? 0 : 1;
}
