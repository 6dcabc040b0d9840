// Pairs of values strewn over parts that are so small that a processor holds one near: memory is written and read in
// runs, where looking each pair up would wait for memory every time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <type_traits>
#include <vector>

#include "core/result_column.hpp"

namespace hoctap::people {

// Memory in pieces of one size, for all threads of a count: what one lets go another takes.
class ChunkPool {
 public:
  static constexpr std::size_t chunk_bytes = 4096;

  ChunkPool() = default;
  ChunkPool(const ChunkPool&) = delete;
  ChunkPool& operator=(const ChunkPool&) = delete;
  ~ChunkPool() {
    for (void* const slab : slabs_) give_back_result_memory(slab, slab_bytes);
  }

  // Moves some chunks to the end of `chunks`.
  void take(std::vector<std::byte*>& chunks) {
    const std::lock_guard lock(mutex_);
    if (free_.size() < at_once) {
      slabs_.reserve(slabs_.size() + 1);
      free_.reserve(free_.size() + slab_bytes / chunk_bytes);
      slabs_.push_back(take_result_memory(slab_bytes));
      auto* const begin = static_cast<std::byte*>(slabs_.back());
      for (std::size_t at = slab_bytes; at != 0; at -= chunk_bytes) free_.push_back(begin + (at - chunk_bytes));
    }
    chunks.insert(chunks.end(), free_.end() - at_once, free_.end());
    free_.resize(free_.size() - at_once);
  }
  void give_back(std::vector<std::byte*>& chunks) {
    const std::lock_guard lock(mutex_);
    free_.insert(free_.end(), chunks.begin(), chunks.end());
    chunks.clear();
  }

 private:
  static constexpr std::size_t slab_bytes = std::size_t{8} << 20U;
  static constexpr std::ptrdiff_t at_once = 32;

  std::mutex mutex_;
  std::vector<std::byte*> free_;
  std::vector<void*> slabs_;
};

// What one thread strews.
template <class First, class Second>
class Scattered {
  static_assert(std::is_trivially_copyable_v<First> && std::is_trivially_copyable_v<Second>);

 public:
  Scattered(ChunkPool& pool, std::size_t parts) : pool_(&pool), next_(parts, nullptr), chunks_(parts) {}
  Scattered(Scattered&&) noexcept = default;
  Scattered& operator=(Scattered&&) noexcept = default;
  ~Scattered() = default;  // the pool outlives it and frees all

  void add(std::size_t part, const First& first, const Second& second) {
    std::byte* at = next_[part];
    if (is_full(at)) at = add_chunk(part);
    std::memcpy(at, &first, sizeof(First));
    std::memcpy(at + sizeof(First), &second, sizeof(Second));
    next_[part] = at + pair_bytes;
  }

  std::size_t size(std::size_t part) const {
    const auto& chunks = chunks_[part];
    if (chunks.empty()) return 0;
    return (chunks.size() - 1) * pairs_of_chunk + static_cast<std::size_t>(next_[part] - chunks.back()) / pair_bytes;
  }
  // Calls visit(first, second) for each pair of the part, in the order in which they were added.
  template <class Visit>
  void visit(std::size_t part, Visit visit) const {
    std::size_t left = size(part);
    const auto& chunks = chunks_[part];
    for (std::size_t number = 0; number < chunks.size(); ++number) {
      const std::byte* chunk = chunks[number];
      const std::size_t pairs = std::min(left, pairs_of_chunk);
      left -= pairs;
      // Where a chunk begins the processor cannot foresee.
      if (number + 1 < chunks.size())
        for (std::size_t at = 0; at < 16; ++at) __builtin_prefetch(chunks[number + 1] + at * 64);
      for (std::size_t i = 0; i < pairs; ++i, chunk += pair_bytes) {
        First first;
        Second second;
        std::memcpy(&first, chunk, sizeof(First));
        std::memcpy(&second, chunk + sizeof(First), sizeof(Second));
        visit(first, second);
      }
    }
  }
  // Others may clear other parts at the same time.
  void clear(std::size_t part) {
    pool_->give_back(chunks_[part]);
    chunks_[part] = {};
    next_[part] = nullptr;
  }

 private:
  static constexpr std::size_t pair_bytes = sizeof(First) + sizeof(Second);
  static constexpr std::size_t pairs_of_chunk = ChunkPool::chunk_bytes / pair_bytes;

  // Whether no pair fits there any more, or nothing is there; chunks begin at multiples of their size, and what follows
  // the first pair of one does not.
  static bool is_full(const std::byte* at) {
    const auto used = reinterpret_cast<std::uintptr_t>(at) % ChunkPool::chunk_bytes;
    return used == 0 || used > ChunkPool::chunk_bytes - pair_bytes;
  }
  std::byte* add_chunk(std::size_t part) {
    if (own_.empty()) pool_->take(own_);
    chunks_[part].push_back(own_.back());
    own_.pop_back();
    return chunks_[part].back();
  }

  ChunkPool* pool_;
  std::vector<std::byte*> next_;  // by part: where the next pair goes
  std::vector<std::vector<std::byte*>> chunks_;
  std::vector<std::byte*> own_;  // to be filled next
};

}  // namespace hoctap::people
