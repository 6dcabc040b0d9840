#include "people/session_codes.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "hoctap/core/error.hpp"

namespace hoctap::people {
namespace {

// Identifiers that fill a range of numbers to this part are found by their number.
constexpr std::uint64_t sparsest = 4;

[[noreturn]] void refuse_twice(std::int64_t id) {
  throw InvalidValue({MessageCode::headcount_session_twice, {std::to_string(id)}});
}

}  // namespace

SessionCodes::SessionCodes(std::span<const std::int64_t> ids, std::span<const std::uint32_t> codes) {
  if (ids.empty()) return;
  const auto [lowest, highest] = std::minmax_element(ids.begin(), ids.end());
  const std::uint64_t range = static_cast<std::uint64_t>(*highest) - static_cast<std::uint64_t>(*lowest);
  if (range / sparsest < ids.size()) {
    first_ = *lowest;
    codes_.resize(range + 1, unknown);
    std::vector<bool> is_there(range + 1);
    for (std::size_t row = 0; row < ids.size(); ++row) {
      const std::uint64_t at = static_cast<std::uint64_t>(ids[row]) - static_cast<std::uint64_t>(first_);
      if (is_there[at]) refuse_twice(ids[row]);
      is_there[at] = true;
      codes_[at] = codes[row];
    }
    return;
  }
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  for (const std::uint32_t row : order) {
    if (!numbers_.empty() && numbers_.back() == ids[row]) refuse_twice(ids[row]);
    numbers_.push_back(ids[row]);
    codes_.push_back(codes[row]);
  }
}

std::uint32_t SessionCodes::of_sparse(std::int64_t id) const {
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), id);
  return found == numbers_.end() || *found != id ? unknown : codes_[static_cast<std::size_t>(found - numbers_.begin())];
}

}  // namespace hoctap::people
