// What the rules ask of all values of a column at once: loops without a way out, for each generation of processors.
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>

namespace hoctap::records {

// Values as the plain numbers that they are.
template <class Number, class T>
std::span<const Number> numbers_of(std::span<const T> values) {
  static_assert(std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T> && sizeof(T) == sizeof(Number) &&
                alignof(T) == alignof(Number));
  return {reinterpret_cast<const Number*>(values.data()), values.size()};
}

template <class T>
struct Range {
  T least{};
  T most{};
};
// Of at least one value.
Range<std::uint32_t> range_of(std::span<const std::uint32_t> values);
Range<std::int32_t> range_of(std::span<const std::int32_t> values);
Range<std::int64_t> range_of(std::span<const std::int64_t> values);

bool has_zero(std::span<const std::uint32_t> values);
bool has_negative(std::span<const std::int64_t> values);
// Whether some part is more than its whole.
bool has_above(std::span<const std::int64_t> parts, std::span<const std::int64_t> wholes);

// numbers = numbers · bound + value − least, all modulo 2^32.
void append_digits(std::span<std::uint32_t> numbers, std::uint32_t bound, std::span<const std::uint32_t> values,
                   std::uint32_t least);
void append_digits(std::span<std::uint32_t> numbers, std::uint32_t bound, std::span<const std::int64_t> values,
                   std::uint32_t least);

}  // namespace hoctap::records
