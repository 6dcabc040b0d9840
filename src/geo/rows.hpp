// Rows of different lengths in one block of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace hoctap {

template <class T>
class Rows {
 public:
  Rows() = default;

  // Items of one row keep the order in which they come.
  Rows(std::size_t row_count, const std::vector<std::pair<std::uint32_t, T>>& items)
      : starts_(row_count + 1), items_(items.size()) {
    for (const auto& [row, item] : items) ++starts_[row + 1];
    for (std::size_t row = 0; row < row_count; ++row) starts_[row + 1] += starts_[row];
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (const auto& [row, item] : items) items_[next[row]++] = item;
  }

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  std::span<const T> operator[](std::size_t row) const {
    return {items_.data() + starts_[row], starts_[row + 1] - starts_[row]};
  }

 private:
  std::vector<std::size_t> starts_;
  std::vector<T> items_;
};

}  // namespace hoctap
