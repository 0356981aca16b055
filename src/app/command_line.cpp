#include "app/command_line.hpp"
#include "app/serve_config.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace yw::app {
namespace {

void add_state(CLI::App& command, StateArgs& state) {
    command.add_option("--data", state.data, "data directory")->envname("YIWANG_DATA")->capture_default_str();
    command.add_option("--db", state.postgres, "postgres://user@host/database instead of SQLite")->envname("YIWANG_DB");
    command
        .add_option("--now", state.now, "start the clock at this moment, 2026-03-02T01:00:00Z (tests, demonstrations)")
        ->envname("YIWANG_NOW");
}

/// "127.0.0.1:8080", "[::1]:8080".
std::string split_listen(const std::string& listen, ServeArgs& args) {
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos || colon == 0) return "write HOST:PORT";
    args.host = listen.substr(0, colon);
    if (args.host.front() == '[' && args.host.back() == ']') args.host = args.host.substr(1, args.host.size() - 2);
    const auto port = listen.substr(colon + 1);
    if (port.empty() || port.size() > 5 ||
        !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; }) || std::stoi(port) > 65535)
        return "the port is a number up to 65535";
    args.port = static_cast<unsigned short>(std::stoi(port));
    return {};
}

struct Everything {
    ServeArgs serve;
    std::string config;
    std::string listen = "127.0.0.1:8080";
    ImportArgs import;
    UserArgs user;
    InspectSelfArgs inspect_self;
    MigrateArgs migrate;
    DoctorArgs doctor;
    ExportArgs export_;
    InspectArgs inspect;
    InspectSiteArgs inspect_site;
    DriftArgs drift;
    EvaluateSearchArgs evaluate;
    CatalogueArgs catalogue;
};

CLI::App* add_serve(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("serve", "serve the platform over HTTP");
    command
        ->add_option(
            "--config", all.config,
            "TOML file with the options of this command, by their long names; the command line and YIWANG_* win")
        ->envname("YIWANG_CONFIG")
        ->check(CLI::ExistingFile);
    add_state(*command, all.serve.state);
    command->add_option("--listen", all.listen, "HOST:PORT")->envname("YIWANG_LISTEN")->capture_default_str();
    command->add_flag("--demo", all.serve.demo, "make the demonstration place and its accounts");
    command->add_flag("--behind-proxy", all.serve.behind_proxy,
                      "a proxy in front ends TLS: other addresses than loopback, and X-Forwarded-For, are accepted");
    command->add_option("--io-threads", all.serve.io_threads, "threads for sockets")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--workers", all.serve.workers, "threads for requests that wait for the store")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    command
        ->add_option("--peer-rate", all.serve.peer_rate,
                     "requests a second of one address that need a worker, twenty times as many after a pause; 0: any")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command->add_option("--place", all.serve.place, "12 digits of the place that a new visitor sees");
    command->add_option("--channels", all.serve.channels, "TOML: portals that embed us, the instances above and below")
        ->envname("YIWANG_CHANNELS")
        ->check(CLI::ExistingFile);
    return command;
}

CLI::App* add_import(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("import", "import a CSV, TSV, XLSX or JSON file");
    add_state(*command, all.import.state);
    command->add_option("what", all.import.what, "items, departments, regions, base or calendar")
        ->required()
        ->check(CLI::IsMember({"items", "departments", "regions", "base", "calendar"}));
    command->add_option("file", all.import.file, "the file")->required()->check(CLI::ExistingFile);
    command->add_option("--region", all.import.region, "12 digits: place of rows without one");
    command->add_option("--mapping", all.import.mapping, "TOML: column = element, constants, enumerations")
        ->check(CLI::ExistingFile);
    command->add_flag("--dry-run", all.import.dry_run, "check everything, change nothing");
    command->add_flag("--partial", all.import.partial, "take the rows without errors");
    return command;
}

CLI::App* add_user(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("user", "accounts of staff, keys of departments' systems");
    command->require_subcommand(1);
    auto* add = command->add_subcommand("add", "add an account; the password is read from standard input");
    add->add_option("--role", all.user.role, "window, reviewer, guide_author, guide_reviewer, operator or inspector")
        ->required()
        ->check(CLI::IsMember({"window", "reviewer", "guide_author", "guide_reviewer", "operator", "inspector"}));
    add->add_option("--login", all.user.login, "name to sign in with")->required();
    add->add_option("--department", all.user.departments, "id of a department; may be repeated");
    add->add_option("--name", all.user.name, "how colleagues know them, in histories of cases; else the login");
    auto* name = command->add_subcommand("name", "the name of staff in histories of cases from now on");
    name->add_option("--login", all.user.login, "name to sign in with")->required();
    name->add_option("--name", all.user.name, "how colleagues know them; empty: the login stands for it")->required();
    auto* reset = command->add_subcommand(
        "reset", "a new password for somebody who has shown who it is; the password is read from standard input");
    reset
        ->add_option("--role", all.user.role,
                     "person, agent, window, reviewer, guide_author, guide_reviewer, operator or inspector")
        ->required()
        ->check(CLI::IsMember(
            {"person", "agent", "window", "reviewer", "guide_author", "guide_reviewer", "operator", "inspector"}));
    reset->add_option("--login", all.user.login, "name of staff to sign in with; phone or identity number of others")
        ->required();
    auto* list = command->add_subcommand("list", "accounts of staff");
    auto* disable = command->add_subcommand("disable", "an account may no longer sign in");
    disable->add_option("--login", all.user.login, "name to sign in with")->required();
    auto* key = command->add_subcommand("key", "issue a key for a department's system; it is printed once");
    key->add_option("--department", all.user.departments, "id of the department whose guides it may write")
        ->required()
        ->expected(1);
    key->add_option("--name", all.user.name, "which system it is")->required();
    auto* keys = command->add_subcommand("keys", "keys of departments' systems");
    auto* revoke = command->add_subcommand("revoke-key", "a key is no longer accepted");
    revoke->add_option("--key", all.user.key, "id of the key, as keys prints it")->required();
    for (auto* each : {add, name, reset, list, disable, key, keys, revoke}) {
        add_state(*each, all.user.state);
        each->callback([each, &all] { all.user.action = each->get_name(); });
    }
    return command;
}

CLI::App* add_export(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("export", "write what others read");
    command->require_subcommand(1);
    auto* catalogue = command->add_subcommand("catalogue", "all items and guides as JSON lines, as /api/v1/snapshot");
    catalogue->add_option("file", all.export_.to, "the file; packed when its name ends in .gz")->required();
    auto* exchange = command->add_subcommand("exchange", "the national exchange tables, with what they reject and why");
    exchange->add_option("--to", all.export_.to, "folder for CSV files, or postgres://user@host/database")->required();
    exchange->add_option("--site", all.export_.site_url, "https://… of this platform, for the addresses in rows");
    exchange->add_flag("--changes", all.export_.only_changes, "only what changed since the last export to this target");
    exchange->callback([&all] { all.export_.what = "exchange"; });
    add_state(*exchange, all.export_.state);
    add_state(*catalogue, all.export_.state);
    catalogue->callback([&all] { all.export_.what = "catalogue"; });
    return command;
}

CLI::App* add_inspect(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("inspect", "inspect anybody's guides, clauses and platforms");
    command->require_subcommand(1);
    auto* guides = command->add_subcommand(
        "guides",
        "guides as JSON lines or CSV in the national field names; 0: every line was read, whatever was found; "
        "1: nothing could be read; 2: some lines could not, and are named on standard error");
    guides->add_option("file", all.inspect.file, "the file; - is JSON lines on standard input")->required();
    guides->add_option("--materials", all.inspect.materials, "CSV: the materials, each row naming its guide")
        ->check(CLI::ExistingFile);
    guides->add_option("--stages", all.inspect.stages, "CSV: the stages, each row naming its guide")
        ->check(CLI::ExistingFile);
    guides->add_flag("--json", all.inspect.as_json, "one object a guide in place of the report");
    guides->add_flag("--stop", all.inspect.stop, "stop at the first line that cannot be read");
    guides->add_option("--limit", all.inspect.limit, "guides that the report shows one by one")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    auto* clauses =
        command->add_subcommand("clauses", "a TSV with columns id and text: id, verdict, rule, marked words");
    clauses->add_option("file", all.inspect.file, "the file; - is standard input")->required();
    auto* rules = command->add_subcommand("rules", "the rules, why each is there and its examples");
    for (auto* each : {guides, clauses, rules}) each->callback([each, &all] { all.inspect.what = each->get_name(); });
    return command;
}

CLI::App* add_inspect_site(CLI::App& inspect, site::SiteArgs& args) {
    auto* command = inspect.add_subcommand("site", "inspect a platform from outside, as a person would use it");
    command->add_option("url", args.address, "its entrance")->required();
    command->add_option("--report", args.report, "folder for report, evidence and pictures");
    command->add_option("--json", args.json_file, "write the report as JSON; - for standard output");
    command->add_option("--contact", args.contact, "whom the platform may ask: part of the User-Agent");
    command->add_option("--seed", args.seed, "draws the pages that are looked at")->capture_default_str();
    command->add_option("--named", args.named, "name of an item that is always searched for; may be repeated");
    command->add_option("--items", args.items_file, "file of addresses: guides that are read before all others")
        ->check(CLI::ExistingFile);
    command->add_option("--rate", args.per_second, "requests a second")
        ->check(CLI::Range(0.01, 100.0))
        ->capture_default_str();
    command->add_option("--pages", args.most_pages, "requests in all")
        ->check(CLI::Range(5, 100000))
        ->capture_default_str();
    command->add_option("--columns", args.columns, "columns to look into")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    command->add_option("--guides", args.guides, "guides to read")->check(CLI::Range(1, 10000))->capture_default_str();
    command->add_option("--searches", args.searches, "names to search for")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--papers", args.papers, "forms and attachments to open")
        ->check(CLI::Range(0, 10000))
        ->capture_default_str();
    command->add_option("--timeout", args.timeout_s, "seconds for one answer")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    command->add_option("--browser", args.browser, "Chromium that takes the pictures")->capture_default_str();
    command->add_flag("!--no-pictures", args.pictures, "take no pictures with Chromium");
    return command;
}

/// Each kind of inspection adds its own word to `inspect`.
CLI::App* add_inspect_self(CLI::App& inspect, Everything& all) {
    auto* command = inspect.add_subcommand("self", "this platform by its own data, as /inspection shows it");
    command->add_option("--region", all.inspect_self.region, "12 digits of the place; without it the nation");
    command->add_option("--department", all.inspect_self.department, "id of a department of that place");
    command->add_flag("--json", all.inspect_self.json, "as /api/v1/inspection");
    add_state(*command, all.inspect_self.state);
    return command;
}

/// The same words, and what the file says of options that they and the environment leave open.
CommandLine with_config(const std::vector<std::string>& words, const CLI::App& serve, const std::string& file) {
    const auto config = read_serve_config(file);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--config")
            ++i;  // its file was read
        else if (!words[i].starts_with("--config="))
            all.push_back(words[i]);
    }
    for (const auto& wrong : config.problems) std::cerr << file << ": " << wrong << "\n";
    bool is_good = config.problems.empty();
    for (const auto& entry : config.options) {
        const auto* option = serve.get_option_no_throw("--" + entry.name);
        if (option == nullptr || entry.name == "config") {
            std::cerr << file << ": there is no option " << entry.name << "\n";
            is_good = false;
        } else if (option->empty()) {
            all.push_back("--" + entry.name + "=" + entry.value);
        }
    }
    if (!is_good) return Leave{2};
    return read_command_line(all);
}

CLI::App* add_catalogue(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("catalogue", "items and guides");
    command->require_subcommand(1);
    auto* drift =
        command->add_subcommand("drift", "another channel's list beside ours; leaves with 1 where they differ");
    drift->add_option("--against", all.drift.against, "http(s) address or file: CSV, TSV, XLSX, JSON, our own snapshot")
        ->required();
    drift->add_option("--region", all.drift.region, "12 digits: whose items are compared")->required();
    drift->add_flag("--pages", all.drift.pages, "look at the guides that the list links to, too");
    drift->add_flag("--json", all.drift.json, "one JSON object instead of lines");
    add_state(*drift, all.drift.state);
    for (const auto& [name, what] :
         {std::pair("conformity", "items that agree with the base catalogue in name, code, basis and type"),
          std::pair("onboarding", "entries of the place's level without a published guide there, owner and deadline"),
          std::pair("codes", "what is wrong with the codes of the place's items")}) {
        auto* each = command->add_subcommand(name, what);
        add_state(*each, all.catalogue.state);
        each->add_option("--region", all.catalogue.region, "12 digits of the place")->required();
        each->callback([each, &all] { all.catalogue.what = each->get_name(); });
    }
    return command;
}

CLI::App* add_search(CLI::App& app, Everything& all) {
    auto* command = app.add_subcommand("search", "the search");
    command->require_subcommand(1);
    auto* evaluate = command->add_subcommand("evaluate", "how much of a list of judged queries is found");
    add_state(*evaluate, all.evaluate.state);
    auto* queries =
        evaluate->add_option("--queries", all.evaluate.queries, "TSV: qid, query, type; without it the product's own")
            ->check(CLI::ExistingFile);
    auto* judgements =
        evaluate->add_option("--judgements", all.evaluate.judgements, "TSV: qid, item_id (source_id), grade 1 or 2")
            ->check(CLI::ExistingFile);
    queries->needs(judgements);
    judgements->needs(queries);
    evaluate->add_option("--region", all.evaluate.region, "12 digits: where the queries are asked")
        ->default_val("511602000000");
    return command;
}

}  // namespace

CommandLine read_command_line(const std::vector<std::string>& words) {
    CLI::App app("一网 Yiwang: an integrated online government service platform", "yiwang");
    app.require_subcommand(1);
    Everything all;
    auto* serve = add_serve(app, all);
    auto* import = add_import(app, all);
    auto* user = add_user(app, all);
    auto* exports = add_export(app, all);
    auto* catalogue = add_catalogue(app, all);
    auto* migrate = app.add_subcommand("migrate", "bring the database up to date");
    add_state(*migrate, all.migrate.state);
    auto* doctor = app.add_subcommand("doctor", "check the installation: database, keys, audit seals");
    add_state(*doctor, all.doctor.state);
    auto* inspect = add_inspect(app, all);
    auto* inspect_self = add_inspect_self(*inspect, all);
    auto* search = add_search(app, all);
    auto* calendar = app.add_subcommand("calendar", "working days");
    calendar->require_subcommand(1);
    calendar->add_subcommand("due", "read accept_date and working_days on standard input, print the last days");
    auto* inspect_site = add_inspect_site(*inspect, all.inspect_site.site);
    try {
        auto reversed = words;
        std::reverse(reversed.begin(), reversed.end());
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return Leave{app.exit(error)};
    }
    if (serve->parsed() && !all.config.empty()) return with_config(words, *serve, all.config);
    if (serve->parsed()) {
        if (const auto wrong = split_listen(all.listen, all.serve); !wrong.empty()) {
            std::cerr << "--listen " << all.listen << ": " << wrong << "\n";
            return Leave{2};
        }
        return all.serve;
    }
    if (import->parsed()) return all.import;
    if (user->parsed()) return all.user;
    if (exports->parsed()) return all.export_;
    if (inspect_self->parsed()) return all.inspect_self;
    if (catalogue->parsed() && !all.catalogue.what.empty()) return all.catalogue;
    if (catalogue->parsed()) return all.drift;
    if (migrate->parsed()) return all.migrate;
    if (doctor->parsed()) return all.doctor;
    if (inspect_site->parsed()) return all.inspect_site;
    if (inspect->parsed()) return all.inspect;
    if (search->parsed()) return all.evaluate;
    return CalendarDueArgs{};
}

}  // namespace yw::app
