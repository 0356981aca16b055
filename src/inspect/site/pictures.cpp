#include "inspect/site/pictures.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

extern char** environ;

namespace yw::site {
namespace {

constexpr const char* kBrowser = "/usr/bin/chromium";
constexpr std::chrono::seconds kPatience{60};

}  // namespace

bool has_browser() {
    return access(kBrowser, X_OK) == 0;
}

bool take_picture(const std::string& address, const std::string& file, const std::string& user_agent) {
    const std::string profile = file + ".profile";  // its own, so that nothing of the user's is used or kept
    std::vector<std::string> words{kBrowser,
                                   "--headless",
                                   "--disable-gpu",
                                   "--no-first-run",
                                   "--disable-background-networking",
                                   "--disable-sync",
                                   "--hide-scrollbars",
                                   "--window-size=1280,1600",
                                   "--user-data-dir=" + profile,
                                   "--user-agent=" + user_agent,
                                   "--screenshot=" + file};
    if (geteuid() == 0) words.push_back("--no-sandbox");  // Chromium refuses to run as root with one
    words.push_back(address);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t group;
    posix_spawnattr_init(&group);
    posix_spawnattr_setflags(&group, POSIX_SPAWN_SETPGROUP);
    pid_t browser = 0;
    const bool started = posix_spawn(&browser, kBrowser, &quiet, &group, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&quiet);
    posix_spawnattr_destroy(&group);
    int status = -1;
    if (started) {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        while (waitpid(browser, &status, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() > end) {
                kill(-browser, SIGKILL);
                waitpid(browser, &status, 0);
                status = -1;
                break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
    std::error_code left;
    std::filesystem::remove_all(profile, left);
    return status == 0 && std::filesystem::exists(file, left);
}

}  // namespace yw::site
