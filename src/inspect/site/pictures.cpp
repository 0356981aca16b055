#include "inspect/site/pictures.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <thread>
#include <vector>

extern char** environ;

namespace yw::site {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_for(const std::string& browser,
                                   const std::string& address,
                                   const std::string& file,
                                   const std::string& user_agent,
                                   const PictureLimits& limits) {
    std::vector<std::string> words{
        browser, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
        "--disable-component-update", "--disable-background-networking", "--disable-sync", "--mute-audio",
        "--no-first-run", "--no-default-browser-check", "--hide-scrollbars", "--lang=zh-CN", "--window-size=1280,1600",
        // Of a page that never ends loading, what is there by then.
        fmt::format("--timeout={}", limits.page.count() * 500),
        // Its own, so that nothing of the user's is used or kept.
        "--user-data-dir=" + file + ".profile", "--user-agent=" + user_agent, "--screenshot=" + file};
    if (geteuid() == 0) words.emplace_back("--no-sandbox");  // Chromium refuses to run as root with one
    words.push_back(address);
    return words;
}

/// Nothing: it did not start.
pid_t start(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t group;
    posix_spawnattr_init(&group);
    posix_spawnattr_setflags(&group, POSIX_SPAWN_SETPGROUP);  // the browser's children end with it
    pid_t browser = 0;
    const bool started = posix_spawn(&browser, words[0].c_str(), &quiet, &group, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&quiet);
    posix_spawnattr_destroy(&group);
    return started ? browser : 0;
}

bool ended_well(pid_t browser, std::chrono::seconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    int status = -1;
    while (waitpid(browser, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > end) {
            kill(-browser, SIGKILL);
            waitpid(browser, &status, 0);
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    kill(-browser, SIGKILL);  // children that it left behind
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

bool is_browser(const std::string& path) {
    std::error_code wrong;
    return fs::is_regular_file(path, wrong) && access(path.c_str(), X_OK) == 0;
}

bool take_picture(const std::string& browser,
                  const std::string& address,
                  const std::string& file,
                  const std::string& user_agent,
                  const PictureLimits& limits) {
    const pid_t running = start(words_for(browser, address, file, user_agent, limits));
    const bool well = running > 0 && ended_well(running, limits.page);
    std::error_code wrong;
    fs::remove_all(file + ".profile", wrong);
    const auto bytes = fs::file_size(file, wrong);
    if (well && !wrong && bytes > 0 && bytes <= limits.bytes) return true;
    fs::remove(file, wrong);
    return false;
}

}  // namespace yw::site
