// The persons of one part, small enough to be held near: finds each by key among the rows of the register.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "people/person_hash.hpp"

namespace hoctap::people {

template <class Key>
class PersonPart {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  // Begins anew, for at most so many rows.
  void begin(std::size_t rows) {
    keys_.clear();
    keys_.reserve(rows);
    later_.clear();
    slots_.assign(4 * rows + 1, 0);
  }
  // The next row; gives the person's first one. `rest` of part_of(mixed(key), …).
  std::uint32_t add(const Key& key, std::uint64_t rest) {
    const auto row = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
    std::size_t slot = part_of(rest, slots_.size());
    for (; slots_[slot] != 0; slot = after(slot)) {
      if (keys_[slots_[slot] - 1] != key) continue;
      later_.emplace_back(row, slots_[slot] - 1);
      return slots_[slot] - 1;
    }
    slots_[slot] = row + 1;
    return row;
  }
  // The first row of the person, as rows were added; none where they have none.
  std::uint32_t find(const Key& key, std::uint64_t rest) const {
    for (std::size_t slot = part_of(rest, slots_.size()); slots_[slot] != 0; slot = after(slot))
      if (keys_[slots_[slot] - 1] == key) return slots_[slot] - 1;
    return none;
  }
  // Rows of persons who have earlier ones, and the first of these.
  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& later() const { return later_; }

 private:
  std::size_t after(std::size_t slot) const { return slot + 1 == slots_.size() ? 0 : slot + 1; }

  std::vector<Key> keys_;  // by row
  std::vector<std::pair<std::uint32_t, std::uint32_t>> later_;
  std::vector<std::uint32_t> slots_;  // rows and 1, three of four 0: a search mostly ends where it begins
};

}  // namespace hoctap::people
