// A bounded cache of shared values, oldest use out first. Threads may share it.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace yw::catalogue {

/// Every value belongs to a generation of the catalogue: put() of a value that was read before the cache moved on is
/// dropped, so that nothing stale can enter behind a change.
template <class K, class V>
class LruCache {
public:
    explicit LruCache(std::size_t capacity) : capacity_(capacity) {}

    /// Nothing when it is not here, or when the cache holds another generation; moves on to a newer one.
    std::shared_ptr<const V> get(std::uint64_t generation, const K& key) {
        const std::lock_guard lock(mutex_);
        move_on(generation);
        const auto found = generation == generation_ ? index_.find(key) : index_.end();
        if (found == index_.end()) return nullptr;
        order_.splice(order_.begin(), order_, found->second);
        return found->second->second;
    }

    void put(std::uint64_t generation, const K& key, std::shared_ptr<const V> value) {
        const std::lock_guard lock(mutex_);
        move_on(generation);
        if (generation != generation_ || index_.count(key) != 0) return;
        order_.emplace_front(key, std::move(value));
        index_[key] = order_.begin();
        if (order_.size() <= capacity_) return;
        index_.erase(order_.back().first);
        order_.pop_back();
    }

private:
    void move_on(std::uint64_t generation) {
        if (generation <= generation_) return;
        generation_ = generation;
        index_.clear();
        order_.clear();
    }

    using Order = std::list<std::pair<K, std::shared_ptr<const V>>>;
    const std::size_t capacity_;
    std::mutex mutex_;
    std::uint64_t generation_ = 0;
    Order order_;
    std::map<K, typename Order::iterator> index_;
};

}  // namespace yw::catalogue
