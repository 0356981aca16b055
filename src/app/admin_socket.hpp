// The door by which other commands reach a running `serve`: a socket in the data directory that only its owner may
// open. A command is its words and its standard input; what it prints comes back as it is printed, then its exit code.
#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

namespace yw::app {

struct RemoteCommand {
    std::vector<std::string> words;
    std::string input;
};

class AdminSocket {
public:
    using Run = std::function<int(const RemoteCommand&, std::ostream& out)>;
    /// Listens until it goes; commands run one after the other. @throws std::runtime_error if it cannot listen.
    AdminSocket(const std::string& path, Run run);
    ~AdminSocket();
    AdminSocket(const AdminSocket&) = delete;
    AdminSocket& operator=(const AdminSocket&) = delete;

private:
    void serve();
    std::string path_;
    Run run_;
    int listener_;
    int wake_[2];
    std::thread thread_;
};

/// Hands the command to the process that listens; nothing when nobody does.
std::optional<int> run_through_socket(const std::string& path, const RemoteCommand& command, std::ostream& out);

}  // namespace yw::app
