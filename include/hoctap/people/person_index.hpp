// Persons as dense numbers, so that what is known of each can stand in arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/export.hpp"

namespace hoctap {

inline constexpr std::uint32_t no_person = 0xFFFFFFFFU;

class HOCTAP_EXPORT PersonIndex {
 public:
  PersonIndex() = default;
  // Numbers persons by first appearance. Empty keys are nobody. Throws Overflow beyond 2^31 keys.
  explicit PersonIndex(std::span<const PersonKey> keys);

  // How many different persons there are.
  std::size_t size() const { return persons_.size(); }
  // The number of each key handed over, no_person for an empty one.
  std::span<const std::uint32_t> numbers() const { return numbers_; }
  // no_person where the person is not among them.
  std::uint32_t find(const PersonKey& key) const;
  const PersonKey& key(std::uint32_t person) const { return persons_[person]; }

 private:
  std::vector<PersonKey> persons_;
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> slots_;  // open addressing, a power of two, at most half full
};

}  // namespace hoctap
