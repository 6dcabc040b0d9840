#include "core/result_column.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace hoctap {
namespace {

// Less costs nothing to come by.
constexpr std::size_t least_kept = std::size_t{64} << 10U;
// The columns of two million rows of levels, or what a headcount of five million persons strews and gives by groups.
constexpr std::size_t most_kept = std::size_t{512} << 20U;
constexpr std::size_t line = 64;
// From here on memory is asked for in pages of this size, which the processor finds faster.
constexpr std::size_t large_page = std::size_t{2} << 20U;
constexpr std::size_t least_large = 2 * large_page;

std::size_t alignment_of(std::size_t bytes) { return bytes < least_large ? line : large_page; }

std::size_t rounded(std::size_t bytes) {
  const std::size_t alignment = alignment_of(bytes);
  return (bytes + alignment - 1) / alignment * alignment;
}

void* allocate(std::size_t bytes) {
  void* const memory = std::aligned_alloc(alignment_of(bytes), bytes);
  if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  // A wish: without such pages the memory is as good as any.
  if (bytes >= least_large) static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
#endif
  return memory;
}

class KeptMemory {
 public:
  void* take(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(blocks_.begin(), blocks_.end(), [bytes](const Block& block) { return block.bytes == bytes; });
    if (found == blocks_.end()) return nullptr;
    void* const memory = found->memory;
    kept_ -= bytes;
    blocks_.erase(found);
    return memory;
  }

  // Whether it was kept. The oldest go where there is no room.
  bool keep(void* memory, std::size_t bytes) noexcept {
    const std::lock_guard lock(mutex_);
    while (!blocks_.empty() && kept_ + bytes > most_kept) {
      std::free(blocks_.front().memory);
      kept_ -= blocks_.front().bytes;
      blocks_.erase(blocks_.begin());
    }
    if (kept_ + bytes > most_kept) return false;
    try {
      blocks_.push_back({memory, bytes});
    } catch (const std::bad_alloc&) {
      return false;
    }
    kept_ += bytes;
    return true;
  }

 private:
  struct Block {
    void* memory;
    std::size_t bytes;
  };
  std::mutex mutex_;
  std::vector<Block> blocks_;
  std::size_t kept_ = 0;
};

// Never destroyed: a result may be let go after everything else.
KeptMemory& kept_memory() {
  static auto* const kept = new KeptMemory;
  return *kept;
}

}  // namespace

void* take_result_memory(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  const std::size_t size = rounded(bytes);
  if (size >= least_kept) {
    if (void* const memory = kept_memory().take(size)) return memory;
  }
  return allocate(size);
}

void give_back_result_memory(void* memory, std::size_t bytes) noexcept {
  if (memory == nullptr) return;
  const std::size_t size = rounded(bytes);
  if (size < least_kept || !kept_memory().keep(memory, size)) std::free(memory);
}

}  // namespace hoctap
