// Lines that agree in some columns, added up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "budget/judge_rows.hpp"
#include "core/result_column.hpp"
#include "hoctap/budget/compliance.hpp"

namespace hoctap {

struct GroupSum {
  std::int64_t lines = 0;
  std::int64_t amount = 0;
  std::int64_t excess = 0;
  std::int64_t over = 0;
};

// The columns of sums, with room for more groups than there are.
struct SumColumns {
  std::size_t groups = 0;
  std::vector<KeptVector<std::int64_t>> keys;
  KeptVector<std::int64_t> lines;
  KeptVector<std::int64_t> amount;
  KeptVector<std::int64_t> excess;
  KeptVector<std::int64_t> over;

  ComplianceSums view() const;
};

// Numbers the groups in the order in which they appear.
class SumGroups {
 public:
  explicit SumGroups(const std::vector<WholeNumbers>& columns);

  bool is_asked() const { return !columns_.empty(); }
  // Of each row from `begin` on whether it differs from the one before; of the first always.
  void note_changes(std::size_t begin, std::size_t end, std::uint8_t* changes) const;
  // Adds the runs of a block that starts at `begin`, or one row. Throws Overflow, naming the row at which a sum did not
  // fit.
  void add_runs(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums);
  void add(std::size_t row, const GroupSum& sum);
  // Fetches where as many new groups as the last block had would be written.
  void look_ahead() const;
  SumColumns take();

 private:
  struct Extent {
    std::int64_t least = 0;
    std::uint64_t size = 0;
    std::uint64_t stride = 0;
  };

  void add_to(std::size_t row, std::size_t group, const GroupSum& sum);
  std::size_t group_of(std::size_t row, const std::int64_t* values);
  bool find(const std::int64_t* values, std::uint64_t& at) const;
  void foresee_extents();
  void cover(const std::int64_t* values);
  void set_keys(std::size_t begin, const std::uint16_t* starts, std::size_t runs);
  bool find_all(std::size_t runs);
  void add_found(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums);
  void make_room(std::size_t row, std::size_t more);
  std::uint32_t new_group(std::size_t row, const std::int64_t* values);

  const std::vector<WholeNumbers>& columns_;
  std::vector<Extent> extents_;      // of the values in `dense_`
  KeptVector<std::uint32_t> dense_;  // the group by value, while values lie close enough
  bool is_sparse_ = false;
  std::map<std::vector<std::int64_t>, std::uint32_t> sparse_;
  std::vector<std::int64_t> values_;  // of a row
  // Of a block's runs: the values, column by column, and the places in `dense_`; of those that are new groups the
  // number.
  std::vector<std::int64_t> keys_;
  std::vector<std::uint64_t> places_;
  std::vector<std::uint32_t> new_runs_;
  std::size_t expected_ = 0;      // new groups of a block
  std::uint64_t last_place_ = 0;  // of the last run
  SumColumns sums_;
};

}  // namespace hoctap
