#include "kernel/ids.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <system_error>

namespace yw {
namespace {

constexpr std::uint64_t kLow62 = (std::uint64_t{1} << 62) - 1;
constexpr std::uint64_t kLow12 = 0xfff;

/// Random words of the kernel, fetched by the page: one system call per identifier would cost ten times as much.
class RandomWords {
public:
    std::uint64_t next() {
        if (used_ == words_.size()) refill();
        return words_[used_++];
    }

private:
    void refill() {
        auto* bytes = reinterpret_cast<char*>(words_.data());
        std::size_t have = 0;
        while (have < sizeof words_) {
            const auto got = getrandom(bytes + have, sizeof words_ - have, 0);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
            have += static_cast<std::size_t>(got);
        }
        used_ = 0;
    }

    std::array<std::uint64_t, 64> words_{};
    std::size_t used_ = words_.size();
};

/// The 128 bits of a UUIDv7 without version and variant.
struct Stamp {
    std::uint64_t ms;      // 48 bits
    std::uint64_t rand_a;  // 12 bits
    std::uint64_t rand_b;  // 62 bits
};

/// RFC 9562, section 6.2, method 2: within one millisecond the 74 random bits grow by a random step of 62 bits, so that
/// order holds and the low 62 bits are fresh each time.
class Sequence {
public:
    Stamp next(std::uint64_t now_ms) {
        const std::lock_guard lock(mutex_);
        const std::uint64_t step = random_.next() & kLow62;
        if (now_ms > last_.ms) return start(now_ms, step);
        const std::uint64_t low = last_.rand_b + step + 1;
        last_.rand_a += low >> 62;
        last_.rand_b = low & kLow62;
        // 2,048 or more steps fit in a millisecond; past them the next millisecond is borrowed.
        if (last_.rand_a > kLow12) return start(last_.ms + 1, step);
        return last_;
    }

private:
    Stamp start(std::uint64_t ms, std::uint64_t low) {
        last_ = {ms, random_.next() & (kLow12 >> 1), low};
        return last_;
    }

    std::mutex mutex_;
    RandomWords random_;
    Stamp last_{};
};

std::uint64_t unix_ms() {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
    return static_cast<std::uint64_t>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

void put_hex(std::string& out, std::uint64_t bits, int digits) {
    static constexpr char kHex[] = "0123456789abcdef";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kHex[(bits >> shift) & 0xf];
}

constexpr std::size_t kIdLength = 36;
constexpr bool is_dash_place(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

}  // namespace

std::string new_id() {
    static Sequence sequence;
    const Stamp stamp = sequence.next(unix_ms());
    std::string id;
    id.reserve(kIdLength);
    put_hex(id, stamp.ms >> 16, 8);
    id += '-';
    put_hex(id, stamp.ms & 0xffff, 4);
    id += '-';
    put_hex(id, 0x7000 | stamp.rand_a, 4);
    id += '-';
    put_hex(id, 0x8000 | (stamp.rand_b >> 48), 4);
    id += '-';
    put_hex(id, stamp.rand_b & 0xffff'ffff'ffff, 12);
    return id;
}

bool is_id(std::string_view text) {
    if (text.size() != kIdLength || text[14] != '7') return false;
    if (text[19] != '8' && text[19] != '9' && text[19] != 'a' && text[19] != 'b') return false;
    for (std::size_t i = 0; i < kIdLength; ++i) {
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (is_dash_place(i) ? c != '-' : !hex) return false;
    }
    return true;
}

}  // namespace yw
