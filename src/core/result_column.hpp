// Memory of a result column: not filled before it is written, and lent on from results that were let go. Fresh memory
// of a column of millions costs more time than all that is written to it.
#pragma once

#include <cstddef>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace hoctap {

// At least so many bytes, aligned for any number; of those given back, the last ones are kept for the next that asks.
// Safe to call from several threads.
void* take_result_memory(std::size_t bytes);
void give_back_result_memory(void* memory, std::size_t bytes) noexcept;

// The same memory for vectors of trivial values, which are not filled where they grow.
template <class T>
struct KeptAllocator {
  using value_type = T;  // NOLINT(readability-identifier-naming): the name that std::span looks for
  KeptAllocator() = default;
  template <class Other>
  KeptAllocator(const KeptAllocator<Other>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(take_result_memory(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept { give_back_result_memory(memory, count * sizeof(T)); }
  // What is not given a value is not filled either.
  template <class Other>
  void construct(Other* place) {
    ::new (static_cast<void*>(place)) Other;
  }
  template <class Other, class... Values>
  void construct(Other* place, Values&&... values) {
    ::new (static_cast<void*>(place)) Other(std::forward<Values>(values)...);
  }
  friend bool operator==(const KeptAllocator&, const KeptAllocator&) { return true; }
};
template <class T>
using KeptVector = std::vector<T, KeptAllocator<T>>;

template <class T>
class ResultColumn {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  ResultColumn() = default;
  explicit ResultColumn(std::size_t size) : memory_(take_result_memory(size * sizeof(T))), size_(size) {}
  ~ResultColumn() { give_back_result_memory(memory_, size_ * sizeof(T)); }
  ResultColumn(ResultColumn&& other) noexcept
      : memory_(std::exchange(other.memory_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  ResultColumn& operator=(ResultColumn&& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(size_, other.size_);
    return *this;
  }

  T* data() { return static_cast<T*>(memory_); }
  std::span<const T> span() const { return {static_cast<const T*>(memory_), size_}; }
  bool empty() const { return size_ == 0; }

 private:
  void* memory_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace hoctap
