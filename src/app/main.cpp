// yiwang: reads the command line and runs what was asked.
#include <filesystem>
#include <iostream>
#include <iterator>

#include "app/admin_socket.hpp"
#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "app/inspect_command.hpp"
#include "app/installation.hpp"
#include "app/platform.hpp"
#include "app/serve.hpp"
#include "calendars/calendars.hpp"

namespace yw::app {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

/// "export catalogue FILE", "export exchange --to FOLDER".
bool is_target(const std::vector<std::string>& words, std::size_t i) {
    if (words[i].find("://") != std::string::npos) return false;
    return words[i - 1] == "--to" || (i == 2 && words[1] == "catalogue");
}

std::vector<std::string> words_of(int count, char** values) {
    std::vector<std::string> words(values + 1, values + count);
    // A running server reads and writes the file itself, from its own working directory.
    const bool writes = !words.empty() && words[0] == "export";
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::error_code error;
        const bool will_be_written = writes && i > 0 && is_target(words, i);
        if (will_be_written || std::filesystem::is_regular_file(words[i], error))
            words[i] = std::filesystem::absolute(words[i]).string();
    }
    return words;
}

/// On this process's own installation, or through the one that serves the directory.
template <class Args, class Run>
int on_installation(const Args& args, const RemoteCommand& command, Run run) {
    try {
        Installation installation(args.state);
        return run(installation);
    } catch (const DirectoryInUse&) {
        const auto code = run_through_socket(DataDirectory(args.state.data).admin_socket(), command, std::cout);
        if (code) return *code;
        throw;
    }
}

std::string read_password() {
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

int run(const std::vector<std::string>& words) {
    return std::visit(
        Overloaded{
            [](const Leave& leave) { return leave.code; },
            [](const CalendarDueArgs&) {
                return calendars::calendar_due(std::cin, std::cout, calendars::published_calendar());
            },
            [](const InspectArgs& args) { return run_inspect(args, std::cout, std::cerr); },
            [](const InspectSiteArgs& args) {
                add_all_texts();
                return site::run_inspect_site(args.site, std::cout, std::cerr);
            },
            [](const ServeArgs& args) { return run_serve(args); },
            [&](const ImportArgs& args) {
                return on_installation(args, {words, {}},
                                       [&](Installation& i) { return run_import(i, args, std::cout); });
            },
            [&](const UserArgs& args) {
                const auto input = args.action == "add" || args.action == "reset" ? read_password() : std::string();
                return on_installation(args, {words, input},
                                       [&](Installation& i) { return run_user(i, args, input, std::cout); });
            },
            [&](const InspectSelfArgs& args) {
                return on_installation(args, {words, {}}, [&](Installation& i) {
                    add_all_texts();
                    ServeArgs serving;
                    serving.state = args.state;
                    Platform platform(i, serving);
                    return run_inspect_self(platform.inspection(), args, std::cout);
                });
            },
            [&](const CatalogueArgs& args) {
                return on_installation(args, {words, {}},
                                       [&](Installation& i) { return run_catalogue(i, args, std::cout); });
            },
            [&](const ExportArgs& args) {
                return on_installation(args, {words, {}},
                                       [&](Installation& i) { return run_export(i, args, std::cout); });
            },
            [&](const DriftArgs& args) {
                return on_installation(args, {words, {}},
                                       [&](Installation& i) { return run_drift(i, args, std::cout); });
            },
            [&](const EvaluateSearchArgs& args) {
                return on_installation(args, {words, {}},
                                       [&](Installation& i) { return run_evaluate_search(i, args, std::cout); });
            },
            [&](const MigrateArgs& args) {
                return on_installation(args, {words, {}}, [](Installation&) {
                    std::cout << "the database is up to date\n";
                    return 0;
                });
            },
            [&](const DoctorArgs& args) {
                return on_installation(args, {words, {}}, [](Installation& i) { return run_doctor(i, std::cout); });
            }},
        read_command_line(words));
}

}  // namespace
}  // namespace yw::app

int main(int count, char** values) {
    std::ios::sync_with_stdio(false);
    try {
        return yw::app::run(yw::app::words_of(count, values));
    } catch (const std::exception& error) {
        std::cerr << "yiwang: " << error.what() << "\n";
        return 1;
    }
}
