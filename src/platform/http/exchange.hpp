// A request on its way through a connection that needs its body or a worker.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "platform/http/chunked_body.hpp"
#include "platform/http/head.hpp"
#include "platform/http/http.hpp"

namespace yw::http {

/// How the answer goes out.
struct Manner {
    bool keep_alive = false;
    bool http10 = false;
    bool head_only = false;
    std::chrono::steady_clock::time_point started;
};

struct Exchange {
    Exchange(std::atomic<std::size_t>& waiting, const Route& found)
        : waiting_bytes(waiting), route(found), chunked(found.max_body) {}
    ~Exchange() { waiting_bytes -= counted; }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    std::atomic<std::size_t>& waiting_bytes;
    const Route& route;
    ChunkedBody chunked;
    Request request;
    Response response;
    Manner manner;
    Framing framing = Framing::kNone;
    std::uint64_t left = 0;      ///< of a body with Content-Length
    std::uint64_t received = 0;  ///< bytes on the wire, for the minimal rate
    std::size_t counted = 0;     ///< what this body adds to waiting_bytes
    std::int64_t body_began_ms = 0;
};

}  // namespace yw::http
