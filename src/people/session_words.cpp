#include "people/session_words.hpp"

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

SessionWords::SessionWords(const HeadcountPlan& plan, const SessionColumns& sessions) {
  const std::size_t count = sessions.id.size();
  if (count == 0) return;
  const auto word = [&](std::size_t row) {
    return SessionWord{plan.evidence_of(sessions.day[row], sessions.shows[row], false),
                       plan.evidence_of(sessions.day[row], sessions.shows[row], true), true};
  };
  const auto [lowest, highest] = std::minmax_element(sessions.id.begin(), sessions.id.end());
  first_ = *lowest;
  const std::uint64_t range = static_cast<std::uint64_t>(*highest) - static_cast<std::uint64_t>(*lowest);
  if (range / sparsest < count) {
    words_.resize(range + 1);
    for (std::size_t row = 0; row < count; ++row) {
      SessionWord& at = words_[static_cast<std::uint64_t>(sessions.id[row]) - static_cast<std::uint64_t>(first_)];
      if (at.is_known) refuse_twice(sessions.id[row]);
      at = word(row);
    }
    return;
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return sessions.id[a] < sessions.id[b]; });
  for (const std::uint32_t row : order) {
    if (!numbers_.empty() && numbers_.back() == sessions.id[row]) refuse_twice(sessions.id[row]);
    numbers_.push_back(sessions.id[row]);
    words_.push_back(word(row));
  }
}

std::size_t SessionWords::position(std::int64_t id) const {
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), id);
  return found == numbers_.end() || *found != id ? numbers_.size() : static_cast<std::size_t>(found - numbers_.begin());
}

}  // namespace hoctap::people
