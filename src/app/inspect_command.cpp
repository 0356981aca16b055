#include "app/inspect_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "inspect/guides/inspect_guides.hpp"

namespace yw::app {
namespace {

constexpr int kBarWidth = 40;

/// One line on the terminal, written over itself.
void draw_bar(int permille, long long guides) {
    const int filled = permille * kBarWidth / 1000;
    std::cerr << fmt::format("\r[{}{}] {:>3}%  {} 份", std::string(static_cast<std::size_t>(filled), '#'),
                             std::string(static_cast<std::size_t>(kBarWidth - filled), ' '), permille / 10, guides)
              << (permille == 1000 ? "\n" : "") << std::flush;
}

int run_clauses(const std::string& file, std::ostream& out, std::ostream& problems) {
    if (file == "-") return inspect::inspect_clauses(std::cin, out, problems);
    std::ifstream in(file, std::ios::binary);
    if (in) return inspect::inspect_clauses(in, out, problems);
    problems << file << ": 打不开\n";
    return inspect::kNotOpened;
}

}  // namespace

int run_inspect(const InspectArgs& args, std::ostream& out, std::ostream& problems) {
    if (args.what == "rules") {
        inspect::list_rules(out);
        return inspect::kAllRead;
    }
    if (args.what == "clauses") return run_clauses(args.file, out, problems);
    inspect::GuideFiles files;
    files.guides = args.file;
    files.materials = args.materials;
    files.stages = args.stages;
    files.as_json = args.as_json;
    files.stop = args.stop;
    files.limit = args.limit;
    const inspect::Progress progress = isatty(STDERR_FILENO) == 1 ? inspect::Progress(draw_bar) : nullptr;
    return inspect::inspect_guides(files, out, problems, progress);
}

}  // namespace yw::app
