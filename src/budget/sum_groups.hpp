// Lines that agree in some columns, added up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "hoctap/budget/compliance.hpp"

namespace hoctap {

struct GroupSum {
  std::int64_t amount = 0;
  std::int64_t excess = 0;
  std::int64_t over = 0;
  std::int64_t lines = 0;
};

// Numbers the groups in the order in which they appear.
class SumGroups {
 public:
  // Reads the columns once to see how far apart their values lie. A missing value is a group of its own, which shows 0
  // and cannot be told from it: callers give columns without missing values.
  explicit SumGroups(const std::vector<WholeNumbers>& columns);

  bool is_asked() const { return !columns_.empty(); }
  // Keys of the rows from `begin` on: equal keys are equal values.
  void keys(std::size_t begin, std::size_t end, std::uint64_t* keys) const;
  // Throws Overflow.
  void add(std::uint64_t key, std::size_t row, const GroupSum& sum);
  ComplianceSums take();

 private:
  struct Extent {
    std::int64_t least = 0;
    std::uint64_t stride = 1;
  };
  std::uint32_t group_of(std::uint64_t key, std::size_t row);

  const std::vector<WholeNumbers>& columns_;
  std::vector<Extent> extents_;
  std::vector<std::uint32_t> dense_;  // the group by key, where keys lie close enough
  std::unordered_map<std::uint64_t, std::uint32_t> sparse_;
  bool is_dense_ = false;
  ComplianceSums sums_;
};

}  // namespace hoctap
