// Values of records as words for hashes, equal where the values mean the same.
#pragma once

#include <cstdint>

#include "hoctap/records/column.hpp"
#include "records/hashing.hpp"

namespace hoctap::records {

inline constexpr std::uint64_t missing_word = 0x6D697373696E6721U;

inline std::uint64_t word(Text value) { return value.symbol; }
inline std::uint64_t word(const UnitRef& value) {
  return value.version != no_version ? value.version | std::uint64_t{1} << 32U : std::uint64_t{value.code.symbol};
}
inline std::uint64_t word(Date value) { return static_cast<std::uint32_t>(value.days()); }
inline std::uint64_t word(Month value) { return static_cast<std::uint32_t>(value.index); }
inline std::uint64_t word(const Period& value) {
  return mixed(word(value.first()) << 32U | word(value.last()), static_cast<std::uint64_t>(value.kind()));
}
inline std::uint64_t word(std::int64_t value) { return static_cast<std::uint64_t>(value); }
inline std::uint64_t word(Money value) { return word(value.dong()); }
inline std::uint64_t word(Decimal value) { return word(value.hundredths); }
inline std::uint64_t word(bool value) { return value ? 1 : 0; }
// By value, like the comparison of ratios: 1/2 and 2/4 hash alike.
inline std::uint64_t word(const Ratio& value) {
  return value.den == 0 ? 0 : static_cast<std::uint64_t>(value.num / value.den);
}
inline std::uint64_t word(const PersonKey& value) { return mixed(value.high, value.low); }

// A unit that was resolved is its version, whatever its code.
template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}
inline bool same(const UnitRef& a, const UnitRef& b) { return word(a) == word(b); }

}  // namespace hoctap::records
