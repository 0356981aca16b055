#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "platform/crypto/crypto.hpp"
#include "platform/toml/toml.hpp"

extern char** environ;

namespace yw::crypto {
namespace {

constexpr std::size_t kMasterBytes = 32;
constexpr std::string_view kVariable = "YIWANG_KEY_";

void write_private(const std::string& file, const std::string& text) {
    // Made with mode 0600 before a byte is in it, and moved into place whole.
    const auto draft = file + ".new";
    const mode_t before = umask(077);
    std::ofstream out(draft, std::ios::trunc);
    out << text;
    out.close();
    umask(before);
    if (!out) throw std::runtime_error("keys: cannot write " + draft);
    std::filesystem::rename(draft, file);
}

}  // namespace

void Keys::add(const std::string& id, std::string_view master) {
    if (master.size() < kMasterBytes) throw std::runtime_error("keys: key " + id + " is shorter than 32 bytes");
    keys_[id] = Derived{hmac_sm3(master, "yiwang cipher").substr(0, 16), hmac_sm3(master, "yiwang mac"),
                        hmac_sm3(master, "yiwang lookup"), hmac_sm3(master, "yiwang sign")};
}

Keys Keys::load_or_make(const std::string& file) {
    Keys keys;
    if (!std::filesystem::exists(file)) {
        write_private(
            file,
            "# The keys of this installation. Whoever has them can read personal data; without them nobody can.\n"
            "[keys]\nk1 = \"" +
                base64url(random_bytes(kMasterBytes)) + "\"\n");
    }
    struct stat state {};
    if (stat(file.c_str(), &state) != 0 || (state.st_mode & 077) != 0)
        throw std::runtime_error("keys: " + file + " must have mode 0600");
    try {
        const auto parsed = toml::parse_file(file);
        if (const auto* table = parsed["keys"].as_table()) {
            for (const auto& [id, value] : *table) {
                const auto master = from_base64url(value.value_or(std::string_view{}));
                if (!master) throw std::runtime_error("keys: a key is not base64url");
                keys.add(std::string(id.str()), *master);
            }
        }
    } catch (const toml::parse_error& error) {
        throw std::runtime_error(fmt::format("keys: {}: {}", file, error.description()));
    }
    for (char** entry = environ; *entry; ++entry) {
        const std::string_view text = *entry;
        const auto equals = text.find('=');
        if (text.substr(0, kVariable.size()) != kVariable || equals == std::string_view::npos) continue;
        const auto master = from_base64url(text.substr(equals + 1));
        if (!master) throw std::runtime_error("keys: a YIWANG_KEY_ variable is not base64url");
        keys.add(std::string(text.substr(kVariable.size(), equals - kVariable.size())), *master);
    }
    if (keys.keys_.empty()) throw std::runtime_error("keys: " + file + " holds no key");
    return keys;
}

Keys Keys::for_test(std::string_view text) {
    Keys keys;
    keys.add("t1", sm3(text));
    return keys;
}

}  // namespace yw::crypto
