// What is known of each person as the bits of one word, found by the person's key: a hash table whose buckets are cache
// lines, so that a look-up touches one. Callers prefetch: see MaskTable::prefetch.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "hoctap/core/digest.hpp"

namespace hoctap::people {

inline std::uint64_t mixed(std::uint64_t key) {
  key ^= key >> 32U;
  return key * 0x9E3779B97F4A7C15U;
}
// A keyed hash needs no more mixing.
inline std::uint64_t mixed(const PersonKey& key) { return key.low ^ key.high; }

// The part of `count` that a hash falls into; `rest` is what of the hash tells inside the part.
inline std::uint64_t part_of(std::uint64_t hash, std::uint64_t count, std::uint64_t& rest) {
  __extension__ using Product = unsigned __int128;
  const Product product = static_cast<Product>(hash) * count;
  rest = static_cast<std::uint64_t>(product);
  return static_cast<std::uint64_t>(product >> 64U);
}

struct FreePages {
  std::size_t bytes = 0;
  void operator()(void* memory) const {
#ifdef __linux__
    munmap(memory, bytes);
#else
    std::free(memory);
#endif
  }
};

// Fresh memory, all zero, in large pages where the system has them: a look-up anywhere in it then costs one miss.
class ZeroedPages {
 public:
  ZeroedPages() = default;
  explicit ZeroedPages(std::size_t bytes) {
#ifdef __linux__
    void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    madvise(memory, bytes, MADV_HUGEPAGE);
    memory_ = {memory, FreePages{bytes}};
#else
    void* const memory = std::aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (memory == nullptr) throw std::bad_alloc();
    std::memset(memory, 0, bytes);
    memory_ = {memory, FreePages{bytes}};
#endif
  }
  void* get() const { return memory_.get(); }

 private:
  std::unique_ptr<void, FreePages> memory_;
};

template <class Key, class Mask>
class MaskTable {
 public:
  // The highest two bits are the table's and its users' own.
  static constexpr Mask taken = Mask{1} << (8 * sizeof(Mask) - 1);
  static constexpr Mask several = taken >> 1U;
  static constexpr std::size_t slots = 64 / (sizeof(Key) + sizeof(Mask));

  MaskTable() = default;
  // Four fifths full with so many persons.
  explicit MaskTable(std::size_t persons) { reset(persons * 5 / (slots * 4) + 8); }

  std::size_t size() const { return size_; }

  // Where a person would stand; `rest` of part_of.
  std::size_t bucket(std::uint64_t rest) const {
    std::uint64_t unused = 0;
    return part_of(rest, buckets_, unused);
  }
  void prefetch(std::size_t bucket) const { __builtin_prefetch(&lines_[bucket], 1); }

  // Adds the person; one that was there already is marked as several.
  void add(std::size_t bucket, const Key& key) {
    Line* line = &lines_[bucket];
    for (;;) {
      for (std::size_t slot = 0; slot < slots; ++slot) {
        if (line->masks[slot] == 0) {
          line->keys[slot] = key;
          line->masks[slot] = taken;
          ++size_;
          return;
        }
        if (line->keys[slot] == key) {
          line->masks[slot] |= several;
          return;
        }
      }
      line = next(line);
    }
  }
  // nullptr where the person is not there.
  Mask* find(std::size_t bucket, const Key& key) { return const_cast<Mask*>(std::as_const(*this).find(bucket, key)); }
  const Mask* find(std::size_t bucket, const Key& key) const {
    const Line* line = &lines_[bucket];
    for (;;) {
      for (std::size_t slot = 0; slot < slots; ++slot) {
        if (line->masks[slot] == 0) return nullptr;
        if (line->keys[slot] == key) return &line->masks[slot];
      }
      line = next(line);
    }
  }

  // Whether so many more persons still leave room enough for short ways.
  bool has_room(std::size_t more) const { return size_ + more <= buckets_ * slots / 20 * 19; }
  // Makes room for as many persons again; what rest_of(key) gives must be what placed them.
  template <class RestOf>
  void grow(std::size_t more, RestOf rest_of) {
    MaskTable larger;
    larger.reset(std::max<std::size_t>(2 * buckets_, (size_ + more) / slots * 2));
    for (std::size_t at = 0; at < buckets_; ++at) {
      const Line& line = lines_[at];
      for (std::size_t slot = 0; slot < slots && line.masks[slot] != 0; ++slot)
        larger.put(larger.bucket(rest_of(line.keys[slot])), line.keys[slot], line.masks[slot]);
    }
    *this = std::move(larger);
  }

 private:
  struct alignas(64) Line {
    Key keys[slots];
    Mask masks[slots];  // 0: free, and so are all after it
  };

  void reset(std::size_t buckets) {
    pages_ = ZeroedPages(buckets * sizeof(Line));
    lines_ = static_cast<Line*>(pages_.get());
    buckets_ = buckets;
    size_ = 0;
  }
  void put(std::size_t bucket, const Key& key, Mask mask) {
    Line* line = &lines_[bucket];
    for (;;) {
      for (std::size_t slot = 0; slot < slots; ++slot) {
        if (line->masks[slot] != 0) continue;
        line->keys[slot] = key;
        line->masks[slot] = mask;
        ++size_;
        return;
      }
      line = next(line);
    }
  }
  template <class Some>
  Some* next(Some* line) const {
    return line + 1 == lines_ + buckets_ ? lines_ : line + 1;
  }

  ZeroedPages pages_;
  Line* lines_ = nullptr;
  std::size_t buckets_ = 0;
  std::size_t size_ = 0;
};

}  // namespace hoctap::people
