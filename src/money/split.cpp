#include "hoctap/money/split.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "hoctap/core/error.hpp"
#include "money/int128.hpp"

namespace hoctap {

std::vector<std::int64_t> split_by_largest_remainder(std::int64_t whole, std::span<const std::int64_t> weights) {
  Int128 total = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0) throw InvalidValue({MessageCode::negative_weight, {std::to_string(weight)}});
    total += weight;
  }
  if (total == 0) throw InvalidValue({MessageCode::no_weight, {}});

  // Truncation towards zero makes a negative whole the mirror image of the positive one.
  const int unit = whole < 0 ? -1 : 1;
  std::vector<std::int64_t> parts(weights.size());
  std::vector<Int128> remainders(weights.size());
  Int128 left = whole;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 product = Int128{whole} * weights[i];
    parts[i] = static_cast<std::int64_t>(product / total);
    remainders[i] = product % total * unit;
    left -= parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&remainders](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (auto next = order.begin(); left != 0; ++next, left -= unit) parts[*next] += unit;
  return parts;
}

}  // namespace hoctap
