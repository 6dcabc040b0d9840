// Mixing of words into hashes for tables of the engine; not for digests and not for persons.
#pragma once

#include <cstdint>

namespace hoctap::records {

// Folds a word into a hash: a 128-bit product, high half onto low half.
inline std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(hash ^ 0x9E3779B97F4A7C15U) * (word ^ 0xD6E8FEB86659FD93U);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace hoctap::records
