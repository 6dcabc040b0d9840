// Tells now and then how many rows were gone through, and stops where the caller says so.
#pragma once

#include <algorithm>
#include <cstddef>

#include "hoctap/core/error.hpp"
#include "hoctap/people/headcount.hpp"

namespace hoctap::people {

class RowProgress {
 public:
  explicit RowProgress(const CountingOptions& options) : options_(options) {}

  // Without it progress is told without an end.
  void expect(std::size_t rows) { in_all_ = rows; }
  // Throws Interrupted where the caller says so.
  void tell(std::size_t rows, bool is_end) {
    if (!options_.progress || rows == told_ || (!is_end && rows - told_ < rows_between)) return;
    told_ = rows;
    if (!options_.progress(rows, std::max(rows, in_all_))) throw Interrupted({MessageCode::interrupted, {}});
  }

 private:
  static constexpr std::size_t rows_between = std::size_t{1} << 19U;
  const CountingOptions& options_;
  std::size_t in_all_ = 0;
  std::size_t told_ = 0;
};

}  // namespace hoctap::people
