#include "faulty_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <variant>
#include <vector>

namespace yw::faults {
namespace {

constexpr std::size_t kSector = 512;

struct Write {
    std::int64_t offset;
    std::string bytes;
};
struct Truncate {
    std::int64_t size;
};
using Change = std::variant<Write, Truncate>;

/// One file as the platter has it, and what has been written since without a sync.
struct Shadow {
    std::string synced;
    std::vector<Change> pending;
};

void put_change(std::string& image, const Change& change) {
    if (const auto* write = std::get_if<Write>(&change)) {
        const auto end = static_cast<std::size_t>(write->offset) + write->bytes.size();
        if (image.size() < end) image.resize(end, '\0');
        image.replace(static_cast<std::size_t>(write->offset), write->bytes.size(), write->bytes);
    } else {
        image.resize(static_cast<std::size_t>(std::get<Truncate>(change).size), '\0');
    }
}

struct Disk {
    std::mutex mutex;
    std::map<std::string, Shadow> files;
    std::int64_t capacity = kUnlimited;

    std::int64_t used() const {
        std::int64_t total = 0;
        for (const auto& [name, shadow] : files) {
            total += static_cast<std::int64_t>(shadow.synced.size());
            for (const auto& change : shadow.pending)
                if (const auto* write = std::get_if<Write>(&change))
                    total += static_cast<std::int64_t>(write->bytes.size());
        }
        return total;
    }
};

Disk& disk() {
    static Disk the_disk;
    return the_disk;
}

sqlite3_vfs* real_vfs() {
    return sqlite3_vfs_find("unix");
}

/// Our file in front of the real one, which lies behind it in memory.
struct File {
    sqlite3_file base;
    char name[512];
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* ours(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}

int file_close(sqlite3_file* file) {
    auto* real = ours(file)->real();
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

int file_read(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 offset) {
    auto* real = ours(file)->real();
    return real->pMethods->xRead(real, buffer, amount, offset);
}

int file_write(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    auto* real = ours(file)->real();
    const std::lock_guard lock(disk().mutex);
    if (disk().capacity != kUnlimited && disk().used() + amount > disk().capacity) return SQLITE_FULL;
    disk().files[ours(file)->name].pending.push_back(
        Write{offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(amount))});
    return real->pMethods->xWrite(real, bytes, amount, offset);
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto* real = ours(file)->real();
    const std::lock_guard lock(disk().mutex);
    disk().files[ours(file)->name].pending.push_back(Truncate{size});
    return real->pMethods->xTruncate(real, size);
}

int file_sync(sqlite3_file* file, int) {
    const std::lock_guard lock(disk().mutex);
    auto& shadow = disk().files[ours(file)->name];
    for (const auto& change : shadow.pending) put_change(shadow.synced, change);
    shadow.pending.clear();
    return SQLITE_OK;  // the real disk need not be bothered: ours is the one that is tested
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    auto* real = ours(file)->real();
    return real->pMethods->xFileSize(real, size);
}
int file_lock(sqlite3_file* file, int level) {
    return ours(file)->real()->pMethods->xLock(ours(file)->real(), level);
}
int file_unlock(sqlite3_file* file, int level) {
    return ours(file)->real()->pMethods->xUnlock(ours(file)->real(), level);
}
int file_check_lock(sqlite3_file* file, int* held) {
    return ours(file)->real()->pMethods->xCheckReservedLock(ours(file)->real(), held);
}
int file_control(sqlite3_file* file, int op, void* argument) {
    return ours(file)->real()->pMethods->xFileControl(ours(file)->real(), op, argument);
}
int file_sector(sqlite3_file*) {
    return kSector;
}
int file_traits(sqlite3_file*) {
    return 0;
}  // no promise of whole sectors, of order, or of anything
int file_shm_map(sqlite3_file* file, int page, int size, int extend, volatile void** memory) {
    return ours(file)->real()->pMethods->xShmMap(ours(file)->real(), page, size, extend, memory);
}
int file_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return ours(file)->real()->pMethods->xShmLock(ours(file)->real(), offset, count, flags);
}
void file_shm_barrier(sqlite3_file* file) {
    ours(file)->real()->pMethods->xShmBarrier(ours(file)->real());
}
int file_shm_unmap(sqlite3_file* file, int remove) {
    return ours(file)->real()->pMethods->xShmUnmap(ours(file)->real(), remove);
}

const sqlite3_io_methods kMethods = {
    2,           file_close,   file_read,     file_write,       file_truncate,  file_sync,
    file_size,   file_lock,    file_unlock,   file_check_lock,  file_control,   file_sector,
    file_traits, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, nullptr,
    nullptr};

int vfs_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* opened = ours(file);
    const int code = real_vfs()->xOpen(real_vfs(), name, opened->real(), flags, out_flags);
    opened->base.pMethods = code == SQLITE_OK ? &kMethods : nullptr;
    if (name) std::strncpy(opened->name, name, sizeof opened->name - 1);
    return code;
}

int vfs_delete(sqlite3_vfs*, const char* name, int sync_folder) {
    const std::lock_guard lock(disk().mutex);
    disk().files.erase(name);
    return real_vfs()->xDelete(real_vfs(), name, sync_folder);
}

int vfs_access(sqlite3_vfs*, const char* name, int flags, int* answer) {
    return real_vfs()->xAccess(real_vfs(), name, flags, answer);
}
int vfs_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    return real_vfs()->xFullPathname(real_vfs(), name, size, out);
}
int vfs_randomness(sqlite3_vfs*, int size, char* out) {
    return real_vfs()->xRandomness(real_vfs(), size, out);
}
int vfs_sleep(sqlite3_vfs*, int microseconds) {
    return real_vfs()->xSleep(real_vfs(), microseconds);
}
int vfs_time(sqlite3_vfs*, double* out) {
    return real_vfs()->xCurrentTime(real_vfs(), out);
}
int vfs_last_error(sqlite3_vfs*, int size, char* out) {
    return real_vfs()->xGetLastError(real_vfs(), size, out);
}
int vfs_time64(sqlite3_vfs*, sqlite3_int64* out) {
    return real_vfs()->xCurrentTimeInt64(real_vfs(), out);
}

/// Some of the sectors of an unsynced write reach the platter, some do not.
void put_torn(std::string& image, const Write& write, std::mt19937& random) {
    for (std::size_t at = 0; at < write.bytes.size(); at += kSector) {
        if (random() % 2 == 0) continue;
        put_change(image, Write{write.offset + static_cast<std::int64_t>(at), write.bytes.substr(at, kSector)});
    }
}

std::string image_after_cut(const Shadow& shadow, std::mt19937& random) {
    std::string image = shadow.synced;
    for (const auto& change : shadow.pending) {
        const auto fate = random() % 3;
        if (fate == 0) continue;
        const auto* write = std::get_if<Write>(&change);
        if (fate == 1 && write)
            put_torn(image, *write, random);
        else
            put_change(image, change);
    }
    return image;
}

}  // namespace

const char* faulty_disk() {
    static sqlite3_vfs vfs{};
    static const int registered = [] {
        vfs.iVersion = 2;
        vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs()->szOsFile;
        vfs.mxPathname = 500;
        vfs.zName = "faulty_disk";
        vfs.xOpen = vfs_open;
        vfs.xDelete = vfs_delete;
        vfs.xAccess = vfs_access;
        vfs.xFullPathname = vfs_full_path;
        vfs.xRandomness = vfs_randomness;
        vfs.xSleep = vfs_sleep;
        vfs.xCurrentTime = vfs_time;
        vfs.xGetLastError = vfs_last_error;
        vfs.xCurrentTimeInt64 = vfs_time64;
        return sqlite3_vfs_register(&vfs, 0);
    }();
    return registered == SQLITE_OK ? vfs.zName : "";
}

void format_disk() {
    const std::lock_guard lock(disk().mutex);
    disk().files.clear();
    disk().capacity = kUnlimited;
}

void set_capacity(std::int64_t bytes) {
    const std::lock_guard lock(disk().mutex);
    disk().capacity = bytes;
}

void power_cut(const std::string& folder, std::mt19937& random) {
    const std::lock_guard lock(disk().mutex);
    for (const auto& [name, shadow] : disk().files) {
        std::ofstream out(folder + "/" + std::filesystem::path(name).filename().string(), std::ios::binary);
        const auto image = image_after_cut(shadow, random);
        out.write(image.data(), static_cast<std::streamsize>(image.size()));
    }
}

}  // namespace yw::faults
