#include "hoctap/people/person_index.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "hoctap/core/error.hpp"

namespace hoctap {

PersonIndex::PersonIndex(std::span<const PersonKey> keys) {
  if (keys.size() > (std::size_t{1} << 31U))
    throw Overflow({MessageCode::too_many_persons, {std::to_string(keys.size())}});
  slots_.assign(std::bit_ceil(std::max<std::size_t>(16, 2 * keys.size())), no_person);
  numbers_.reserve(keys.size());
  const std::size_t last = slots_.size() - 1;
  for (const PersonKey& key : keys) {
    if (key.is_empty()) {
      numbers_.push_back(no_person);
      continue;
    }
    // A key is a keyed hash: its bits need no mixing.
    std::size_t slot = key.low & last;
    while (slots_[slot] != no_person && persons_[slots_[slot]] != key) slot = (slot + 1) & last;
    if (slots_[slot] == no_person) {
      slots_[slot] = static_cast<std::uint32_t>(persons_.size());
      persons_.push_back(key);
    }
    numbers_.push_back(slots_[slot]);
  }
}

std::uint32_t PersonIndex::find(const PersonKey& key) const {
  if (slots_.empty() || key.is_empty()) return no_person;
  const std::size_t last = slots_.size() - 1;
  std::size_t slot = key.low & last;
  while (slots_[slot] != no_person && persons_[slots_[slot]] != key) slot = (slot + 1) & last;
  return slots_[slot];
}

}  // namespace hoctap
