// Person keys as numbers spread evenly over 64 bits, and what such numbers are divided into.
#pragma once

#include <cstddef>
#include <cstdint>

#include "hoctap/core/digest.hpp"

namespace hoctap::people {

inline std::uint64_t mixed(std::uint64_t key) {
  key ^= key >> 32U;
  return key * 0x9E3779B97F4A7C15U;
}
inline std::uint64_t mixed(const PersonKey& key) { return mixed(key.low ^ key.high * 0xBF58476D1CE4E5B9U); }

// The part of `count` that a hash falls into; `rest` is what of the hash tells inside the part.
inline std::uint64_t part_of(std::uint64_t hash, std::uint64_t count, std::uint64_t& rest) {
  __extension__ using Product = unsigned __int128;
  const Product product = static_cast<Product>(hash) * count;
  rest = static_cast<std::uint64_t>(product);
  return static_cast<std::uint64_t>(product >> 64U);
}
inline std::uint64_t part_of(std::uint64_t hash, std::uint64_t count) {
  std::uint64_t unused = 0;
  return part_of(hash, count, unused);
}

}  // namespace hoctap::people
