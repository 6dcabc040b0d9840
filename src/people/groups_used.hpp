// The groups that residents are in, numbered one after another: of those in which nobody is nothing is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/people/headcount.hpp"

namespace hoctap::people {

class GroupsUsed {
 public:
  explicit GroupsUsed(std::span<const SpellColumns> batches, std::size_t groups) : number_of_(groups, 0) {
    std::vector<std::uint8_t> is_used(groups, 0);
    for (const SpellColumns& batch : batches) {
      if (batch.group.empty() && batch.row_count != 0) is_used.front() = 1;
      for (const std::uint16_t group : batch.group) is_used[group] = 1;
    }
    for (std::size_t group = 0; group < groups; ++group) {
      if (is_used[group] == 0) continue;
      number_of_[group] = static_cast<std::uint16_t>(used_.size());
      used_.push_back(group);
    }
  }

  std::size_t size() const { return used_.size(); }
  // By number.
  std::span<const std::size_t> used() const { return used_; }
  std::size_t number_of(std::uint16_t group) const { return number_of_[group]; }

 private:
  std::vector<std::uint16_t> number_of_;
  std::vector<std::size_t> used_;
};

}  // namespace hoctap::people
