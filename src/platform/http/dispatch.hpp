// From a routed request to its answer: what the server and dispatch() share.
#pragma once

#include <chrono>
#include <string>

#include "platform/http/http.hpp"

namespace yw::http {

/// Guard and handler of a route, on the calling thread. Never throws.
Response answer(const Route& route, const ServerHooks& hooks, Request& request);
/// The same for a route that answers later: `send` is called once, on any thread, while the request lives.
void answer_later(const Route& route,
                  const ServerHooks& hooks,
                  Request& request,
                  std::function<void(Response)> send) noexcept;
/// What Route::at_once has, on the I/O thread; nothing where the handler is needed. Never throws.
std::optional<Response> answer_at_once(const Route& route, const ServerHooks& hooks, Request& request);
/// The page for an answer that no handler made; plain text where the hook fails. Never throws.
Response error_answer(const ServerHooks& hooks, const Request& request, int status);
/// 404, or 405 with Allow.
Response unrouted(const Router& router, const ServerHooks& hooks, const Request& request, bool path_known);
/// 503 with Retry-After.
Response too_busy(const ServerHooks& hooks, const Request& request);
/// 429 with Retry-After.
Response too_often(const ServerHooks& hooks, const Request& request);
/// hooks.log, whose exceptions go to hooks.bug.
void log_answer(const ServerHooks& hooks,
                const Request& request,
                const Response& response,
                std::chrono::steady_clock::duration spent) noexcept;
/// 13 letters and digits, unique among all processes for practical purposes; short enough to read over the telephone.
std::string next_request_id();

}  // namespace yw::http
