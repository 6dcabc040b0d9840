#include "records/column_scan.hpp"

#include <algorithm>
#include <cstddef>

#include "core/processors.hpp"

namespace hoctap::records {
namespace {

// Inlined into each of the functions below, so that it is compiled for the same processors.
template <class T>
[[gnu::always_inline]] inline Range<T> range(std::span<const T> values) {
  T least = values.front();
  T most = least;
  for (const T value : values) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
  return {least, most};
}

template <class T>
[[gnu::always_inline]] inline void append(std::span<std::uint32_t> numbers, std::uint32_t bound,
                                          std::span<const T> values, std::uint32_t least) {
  std::uint32_t* __restrict const to = numbers.data();
  const T* __restrict const from = values.data();
  const std::size_t size = numbers.size();
  for (std::size_t i = 0; i < size; ++i) to[i] = to[i] * bound + (static_cast<std::uint32_t>(from[i]) - least);
}

}  // namespace

HOCTAP_FOR_EACH_PROCESSOR
Range<std::uint32_t> range_of(std::span<const std::uint32_t> values) { return range(values); }

HOCTAP_FOR_EACH_PROCESSOR
Range<std::int32_t> range_of(std::span<const std::int32_t> values) { return range(values); }

HOCTAP_FOR_EACH_PROCESSOR
Range<std::int64_t> range_of(std::span<const std::int64_t> values) { return range(values); }

HOCTAP_FOR_EACH_PROCESSOR
bool has_zero(std::span<const std::uint32_t> values) {
  std::uint32_t zeros = 0;
  for (const std::uint32_t value : values) zeros |= value == 0 ? 1U : 0U;
  return zeros != 0;
}

HOCTAP_FOR_EACH_PROCESSOR
bool has_negative(std::span<const std::int64_t> values) {
  std::int64_t signs = 0;
  for (const std::int64_t value : values) signs |= value;
  return signs < 0;
}

HOCTAP_FOR_EACH_PROCESSOR
bool has_above(std::span<const std::int64_t> parts, std::span<const std::int64_t> wholes) {
  std::int64_t above = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) above |= parts[i] > wholes[i] ? 1 : 0;
  return above != 0;
}

HOCTAP_FOR_EACH_PROCESSOR
void append_digits(std::span<std::uint32_t> numbers, std::uint32_t bound, std::span<const std::uint32_t> values,
                   std::uint32_t least) {
  append(numbers, bound, values, least);
}

HOCTAP_FOR_EACH_PROCESSOR
void append_digits(std::span<std::uint32_t> numbers, std::uint32_t bound, std::span<const std::int64_t> values,
                   std::uint32_t least) {
  append(numbers, bound, values, least);
}

}  // namespace hoctap::records
