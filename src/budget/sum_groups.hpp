// Lines that agree in some columns, added up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "core/result_column.hpp"
#include "hoctap/budget/compliance.hpp"

namespace hoctap {

struct GroupSum {
  std::int64_t lines = 0;
  std::int64_t amount = 0;
  std::int64_t excess = 0;
  std::int64_t over = 0;
};

// Numbers the groups in the order in which they appear.
class SumGroups {
 public:
  explicit SumGroups(const std::vector<WholeNumbers>& columns) : columns_(columns), extents_(columns.size()) {}

  bool is_asked() const { return !columns_.empty(); }
  // Of each row from `begin` on whether it differs from the one before; of the first always.
  void note_changes(std::size_t begin, std::size_t end, std::uint8_t* changes) const;
  // Adds to the group of a row. Throws Overflow.
  void add(std::size_t row, const GroupSum& sum);
  ComplianceSums take();

 private:
  struct Extent {
    std::int64_t least = 0;
    std::uint64_t size = 0;
    std::uint64_t stride = 0;
  };

  std::size_t group_of(std::size_t row);
  bool is_covered() const;
  void cover();

  const std::vector<WholeNumbers>& columns_;
  std::vector<Extent> extents_;      // of the values in `dense_`
  KeptVector<std::uint32_t> dense_;  // the group by value, while values lie close enough
  bool is_sparse_ = false;
  std::map<std::vector<std::int64_t>, std::uint32_t> sparse_;
  std::vector<std::int64_t> sought_;  // the values of the row at hand
  KeptVector<std::int64_t> keys_;     // of each group, one after the other
  KeptVector<GroupSum> sums_;
};

}  // namespace hoctap
