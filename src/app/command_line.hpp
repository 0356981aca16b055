// The command line: what was asked, checked for form but not yet done.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "inspect/site/command.hpp"

namespace yw::app {

/// Where the state is: a data directory (SQLite and files in it) or a PostgreSQL database.
struct StateArgs {
    std::string data = "data";  ///< keys, lock and admin socket are here with PostgreSQL too
    std::string postgres;       ///< postgres://…; empty: SQLite in the data directory
    std::string now;            ///< start the clock at this moment (2026-03-02T01:00:00Z); empty: the real time
};

struct ServeArgs {
    StateArgs state;
    std::string host = "127.0.0.1";
    unsigned short port = 8080;
    bool demo = false;
    bool behind_proxy = false;
    int io_threads = 2;
    int workers = 64;
    int peer_rate = 50;
    std::string place;     ///< region that a new visitor sees; empty: the nation, or the demonstration's
    std::string channels;  ///< file of the other ends (publication/channels.hpp); empty: channels.toml in the directory
};

struct ImportArgs {
    StateArgs state;
    std::string what;  ///< items | departments | regions | base | calendar
    std::string file;
    std::string region;
    std::string mapping;
    bool dry_run = false;
    bool partial = false;
};

struct UserArgs {
    StateArgs state;
    std::string action;  ///< add | name | reset | list | disable | key | keys | revoke-key
    std::string role;
    std::string name;  ///< key: which system it is for; add, name: how colleagues know them
    std::string key;   ///< revoke-key: its id
    std::string login;
    std::vector<std::string> departments;
};

struct MigrateArgs {
    StateArgs state;
};

struct DoctorArgs {
    StateArgs state;
};

struct ExportArgs {
    StateArgs state;
    std::string what;           ///< catalogue | exchange
    std::string to;             ///< absolute file or folder, or postgres://…; a file that ends in .gz is packed
    std::string site_url;       ///< exchange: "https://…" of the addresses in rows
    bool only_changes = false;  ///< exchange: since the last export to the same target
};

struct InspectSelfArgs {
    StateArgs state;
    std::string region;
    std::string department;
    bool json = false;
};

struct DriftArgs {
    StateArgs state;
    std::string against;  ///< http(s) address or file of another channel's list
    std::string region;   ///< 12 digits: whose items are compared
    bool pages = false;   ///< the guides that the list links to are looked at too
    bool json = false;
};

struct EvaluateSearchArgs {
    StateArgs state;
    std::string queries;  ///< both empty: the product's own list
    std::string judgements;
    std::string region;
};

struct CatalogueArgs {
    StateArgs state;
    std::string what;    ///< conformity | onboarding | codes
    std::string region;  ///< 12 digits; empty: the nation
};

struct CalendarDueArgs {};

struct InspectArgs {
    std::string what;  ///< guides | clauses | rules
    std::string file;
    std::string materials;
    std::string stages;
    bool as_json = false;
    bool stop = false;
    int limit = 20;
};

struct InspectSiteArgs {
    site::SiteArgs site;
};

/// Nothing more to do: help or a complaint has been printed; leave with this code.
struct Leave {
    int code;
};

using CommandLine = std::variant<ServeArgs,
                                 ImportArgs,
                                 UserArgs,
                                 MigrateArgs,
                                 DoctorArgs,
                                 ExportArgs,
                                 InspectSelfArgs,
                                 DriftArgs,
                                 EvaluateSearchArgs,
                                 CatalogueArgs,
                                 CalendarDueArgs,
                                 InspectArgs,
                                 InspectSiteArgs,
                                 Leave>;

/// @param words  without the program's name
CommandLine read_command_line(const std::vector<std::string>& words);

}  // namespace yw::app
