// The running platform: every module opened over one installation, and all routes. The only place that names them all.
#pragma once

#include <chrono>
#include <memory>

#include "app/command_line.hpp"
#include "app/installation.hpp"
#include "inspect/self/self_inspection.hpp"
#include "platform/http/http.hpp"

namespace yw::app {

class Platform {
public:
    Platform(Installation& installation, const ServeArgs& args);
    ~Platform();
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    const http::Router& router() const;
    http::Response status_page(const http::Request& request, int status) const;
    void finish(const http::Request& request, http::Response& response) const;
    /// What time brings: deemed acceptance, warnings, ended sessions.
    void sweep();
    /// Looks for a moment at what has changed in the catalogue.
    void inspect();
    inspect::SelfInspection& inspection();
    /// Reports to the instance above, compares channels that are due; to be called again after every channels_pause().
    void run_channels();
    std::chrono::seconds channels_pause() const;
    /// Words of search, counts of queries, items that must be found: for a moment.
    void follow_search();
    /// Decisions whose moment has come.
    void apply_decisions();
    /// Until the next one's moment comes, or until another process may have entered one.
    std::chrono::milliseconds decisions_pause() const;
    /// New places or days may have come: what was computed from the old ones is computed again.
    void after_import();

private:
    struct Modules;
    std::unique_ptr<Modules> modules_;
};

}  // namespace yw::app
