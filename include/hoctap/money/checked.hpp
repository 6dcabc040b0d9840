// Arithmetic on 64-bit integers in which an overflow is an error, never a wrong number.
#pragma once

#include <cstdint>

#include "hoctap/core/export.hpp"

namespace hoctap {

// Throws Overflow for the calculation "a sign b".
[[noreturn]] HOCTAP_EXPORT void throw_overflow(std::int64_t a, char sign, std::int64_t b);

inline std::int64_t checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) throw_overflow(a, '+', b);
  return sum;
}

inline std::int64_t checked_subtract(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) throw_overflow(a, '-', b);
  return difference;
}

inline std::int64_t checked_multiply(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) throw_overflow(a, '*', b);
  return product;
}

}  // namespace hoctap
