#include "budget/judge_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

#include "core/processors.hpp"

// Functions that are compiled for each processor take their loops in, or the loops would be compiled for none.
#define HOCTAP_TAKEN_IN inline __attribute__((always_inline))

namespace hoctap {
namespace {

constexpr std::size_t chunk = 64;  // rows; of a column of n bytes a row they are n lines of the cache

HOCTAP_TAKEN_IN void fetch(const RowsAhead& ahead, std::size_t row) {
  for (std::size_t c = 0; c < ahead.count; ++c) {
    const RowsAhead::Column& column = ahead.columns[c];
    for (std::size_t line = 0; line < column.width; ++line)
      __builtin_prefetch(column.next + row * column.width + line * chunk, 0, 2);
  }
}

// Entry by entry, which is faster than to gather on most processors.
template <class Entry, class Number>
void look_up(const Entry* __restrict entries, const Number* __restrict numbers, std::size_t count,
             Entry* __restrict found) {
  std::size_t i = 0;
  if constexpr (sizeof(Number) == 1) {
    // Eight numbers with one load; the order of bytes is told apart by the compiler.
    for (; i + 8 <= count; i += 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, numbers + i, sizeof eight);
      for (std::size_t k = 0; k < 8; ++k) {
        const std::size_t shift = std::endian::native == std::endian::little ? 8 * k : 56 - 8 * k;
        found[i + k] = entries[eight >> shift & 0xFFU];
      }
    }
  }
  for (; i < count; ++i) found[i] = entries[numbers[i]];
}

// One chunk after the other, so that the compiler knows their length; then the rest.
template <class Chunk>
HOCTAP_TAKEN_IN void in_chunks(const BlockOfRows& rows, const Chunk& judge) {
  const std::size_t count = rows.count;
  const std::size_t whole = count / chunk * chunk;
  const RowsAhead& ahead = *rows.ahead;
  for (std::size_t first = 0; first < whole; first += chunk) {
    fetch(ahead, first);
    judge(first, first + chunk);
  }
  judge(whole, count);
}

// Rows whose answers are alike but for level and norm. `levels` are the rows' own.
HOCTAP_FOR_EACH_PROCESSOR
void judge_alike(const std::int64_t* __restrict levels, std::uint32_t mark, const BlockOfRows& rows) {
  const std::int64_t* const products = rows.products;
  const std::int64_t* const amounts = rows.amounts;
  std::int64_t* __restrict const ceilings = rows.ceilings;
  std::int64_t* __restrict const excesses = rows.excesses;
  std::uint16_t* __restrict const norms = rows.norms;
  in_chunks(rows, [&](std::size_t begin, std::size_t end) __attribute__((always_inline)) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t ceiling = (levels[i] >> LineAnswers::norm_bits) * products[i];
      const std::int64_t beyond = amounts[i] - ceiling;
      ceilings[i] = ceiling;
      excesses[i] = beyond > 0 ? beyond : 0;
      norms[i] = static_cast<std::uint16_t>(levels[i]);
    }
  });
  std::uint8_t* __restrict const verdicts = rows.verdicts;
  const auto verdict = static_cast<std::uint8_t>(mark);
  const std::size_t count = rows.count;  // a store of bytes could change what is behind a reference
  for (std::size_t i = 0; i < count; ++i) verdicts[i] = static_cast<std::uint8_t>(verdict + (excesses[i] > 0 ? 1 : 0));
  std::fill_n(rows.flags, count, static_cast<std::uint8_t>(mark >> LineAnswers::flags_at));
}

// Masks of all ones or zeros instead of conditions.
HOCTAP_TAKEN_IN std::int64_t mask_of(std::uint32_t mark, std::uint8_t trait) {
  return -static_cast<std::int64_t>((mark >> LineAnswers::traits_at & trait) != 0 ? 1 : 0);
}

// `levels` and `marks` are the rows' own.
HOCTAP_FOR_EACH_PROCESSOR
unsigned judge_any(const std::int64_t* __restrict levels, const std::uint32_t* __restrict marks,
                   const BlockOfRows& rows) {
  const std::int64_t* const products = rows.products;
  const std::int64_t* const amounts = rows.amounts;
  std::int64_t* __restrict const ceilings = rows.ceilings;
  std::int64_t* __restrict const excesses = rows.excesses;
  std::uint16_t* __restrict const norms = rows.norms;
  in_chunks(rows, [&](std::size_t begin, std::size_t end) __attribute__((always_inline)) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t factor = ((products[i] - 1) & mask_of(marks[i], LineCell::per_unit)) + 1;
      const std::int64_t ceiling = (levels[i] >> LineAnswers::norm_bits) * factor;
      const std::int64_t beyond = amounts[i] - ceiling;
      ceilings[i] = ceiling;
      excesses[i] = (beyond > 0 ? beyond : 0) & mask_of(marks[i], LineCell::capped);
      norms[i] = static_cast<std::uint16_t>(levels[i]);
    }
  });
  std::uint8_t* __restrict const verdicts = rows.verdicts;
  std::uint8_t* __restrict const flags = rows.flags;
  std::uint32_t shared = ~std::uint32_t{0};
  const std::size_t count = rows.count;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t goes_over = excesses[i] > 0 ? marks[i] >> LineAnswers::traits_at & LineCell::compared : 0U;
    verdicts[i] = static_cast<std::uint8_t>(marks[i] + goes_over);
    flags[i] = static_cast<std::uint8_t>(marks[i] >> LineAnswers::flags_at);
    shared &= marks[i];
  }
  return shared >> LineAnswers::traits_at;
}
static_assert(LineCell::compared == 1 && static_cast<int>(Verdict::over) == static_cast<int>(Verdict::within) + 1);

template <class T>
HOCTAP_TAKEN_IN void mark_differences(const T* __restrict values, std::size_t count, std::uint8_t* __restrict changes) {
  for (std::size_t i = 1; i < count; ++i)
    changes[i] = static_cast<std::uint8_t>(changes[i] | (values[i] != values[i - 1] ? 1 : 0));
}

// What many loops have in common: one for each width of numbers.
template <class T>
HOCTAP_TAKEN_IN std::uint64_t bits_of(const T* values, std::size_t count) {
  T bits = 0;
  for (std::size_t i = 0; i < count; ++i) bits = static_cast<T>(bits | values[i]);
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(bits));
}

template <class T>
HOCTAP_TAKEN_IN bool has_difference(const T* values, std::size_t count) {
  const T first = count == 0 ? T{0} : values[0];
  T bits = 0;  // in which some value differs: no condition for each row
  for (std::size_t i = 0; i < count; ++i) bits = static_cast<T>(bits | (values[i] ^ first));
  return bits != 0;
}

template <class T>
HOCTAP_TAKEN_IN std::uint64_t highest_of(const T* codes, std::size_t count) {
  using Code = std::make_unsigned_t<T>;
  Code highest = 0;
  for (std::size_t i = 0; i < count; ++i) highest = std::max(highest, static_cast<Code>(codes[i]));
  return highest;
}

template <class T>
HOCTAP_TAKEN_IN void widen_all(const T* __restrict values, std::size_t count, std::int64_t* __restrict wide) {
  // NOLINTNEXTLINE(bugprone-signed-char-misuse): these are numbers
  for (std::size_t i = 0; i < count; ++i) wide[i] = static_cast<std::int64_t>(values[i]);
}

template <class T>
HOCTAP_TAKEN_IN void add_all_codes(const T* __restrict codes, std::uint8_t stride, std::size_t count,
                                   std::uint8_t* __restrict numbers) {
  for (std::size_t i = 0; i < count; ++i)
    numbers[i] = static_cast<std::uint8_t>(numbers[i] + static_cast<std::uint8_t>(codes[i]) * stride);
}

}  // namespace

template <class Number>
unsigned judge_rows(const LineAnswers& answers, const Number* numbers, const std::uint32_t* alike,
                    const BlockOfRows& rows) {
  look_up(answers.levels, numbers, rows.count, rows.levels);
  if (alike != nullptr) {
    judge_alike(rows.levels, *alike, rows);
    return *alike >> LineAnswers::traits_at;
  }
  look_up(answers.marks, numbers, rows.count, rows.marks);
  return judge_any(rows.levels, rows.marks, rows);
}
template unsigned judge_rows(const LineAnswers&, const std::uint8_t*, const std::uint32_t*, const BlockOfRows&);
template unsigned judge_rows(const LineAnswers&, const std::uint32_t*, const std::uint32_t*, const BlockOfRows&);

HOCTAP_FOR_EACH_PROCESSOR
bool lacks_norm(const std::uint16_t* norms, std::size_t count) {
  std::uint16_t highest = 0;
  for (std::size_t i = 0; i < count; ++i) highest = std::max(highest, norms[i]);
  return highest == Compliance::no_norm_number;
}

std::size_t find_runs(const std::uint8_t* changes, std::size_t count, std::uint16_t* starts) {
  std::size_t runs = 0;
  std::size_t row = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; row + sizeof(std::uint64_t) <= count; row += sizeof(std::uint64_t)) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, changes + row, sizeof eight);
      for (; eight != 0; eight &= eight - 1)
        starts[runs++] = static_cast<std::uint16_t>(row + static_cast<std::size_t>(std::countr_zero(eight)) / 8);
    }
  }
  for (; row < count; ++row) {
    if (changes[row] != 0) starts[runs++] = static_cast<std::uint16_t>(row);
  }
  starts[runs] = static_cast<std::uint16_t>(count);
  return runs;
}

HOCTAP_FOR_EACH_PROCESSOR
void sum_runs(const std::uint16_t* starts, std::size_t runs, const BlockOfRows& rows, std::uint8_t* scratch,
              RunSum* sums) {
  const std::int64_t* const amounts = rows.amounts;
  const std::int64_t* const excesses = rows.excesses;
  const std::uint8_t* const verdicts = rows.verdicts;
  std::uint8_t* __restrict const over = scratch;
  const std::size_t count = rows.count;
  for (std::size_t i = 0; i < count; ++i) {
    over[i] = static_cast<std::uint8_t>((verdicts[i] == static_cast<std::uint8_t>(Verdict::over) ? 1 : 0) |
                                        (verdicts[i] == static_cast<std::uint8_t>(Verdict::not_permitted) ? 1 : 0));
  }
  for (std::size_t run = 0; run < runs; ++run) {
    const std::size_t last = starts[run + 1];
    RunSum sum;
    std::size_t i = starts[run];
    for (std::size_t row = i; row < last; ++row) {
      sum.amount += amounts[row];
      sum.excess += excesses[row];
    }
    for (; i + sizeof(std::uint64_t) <= last; i += sizeof(std::uint64_t)) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, over + i, sizeof eight);
      sum.over += std::popcount(eight);
    }
    for (; i < last; ++i) sum.over += over[i];
    sums[run] = sum;
  }
}

// The same loops for each width of numbers.
#define HOCTAP_LOOPS_OF(Number)                                                                           \
  HOCTAP_FOR_EACH_PROCESSOR                                                                               \
  void note_differences(const Number* values, std::size_t count, std::uint8_t* changes) {                 \
    mark_differences(values, count, changes);                                                             \
  }                                                                                                       \
  HOCTAP_FOR_EACH_PROCESSOR                                                                               \
  bool are_different(const Number* values, std::size_t count) { return has_difference(values, count); }   \
  HOCTAP_FOR_EACH_PROCESSOR                                                                               \
  std::uint64_t used_bits(const Number* values, std::size_t count) { return bits_of(values, count); }     \
  HOCTAP_FOR_EACH_PROCESSOR                                                                               \
  std::uint64_t highest_code(const Number* codes, std::size_t count) { return highest_of(codes, count); } \
  HOCTAP_FOR_EACH_PROCESSOR                                                                               \
  void add_codes(const Number* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers) {    \
    add_all_codes(codes, stride, count, numbers);                                                         \
  }
HOCTAP_LOOPS_OF(std::int64_t)
HOCTAP_LOOPS_OF(std::int32_t)
HOCTAP_LOOPS_OF(std::int16_t)
HOCTAP_LOOPS_OF(std::int8_t)
HOCTAP_LOOPS_OF(std::uint32_t)
HOCTAP_LOOPS_OF(std::uint16_t)
HOCTAP_LOOPS_OF(std::uint8_t)
#undef HOCTAP_LOOPS_OF

#define HOCTAP_WIDEN(Number) \
  HOCTAP_FOR_EACH_PROCESSOR  \
  void widen(const Number* values, std::size_t count, std::int64_t* wide) { widen_all(values, count, wide); }
HOCTAP_WIDEN(std::int32_t)
HOCTAP_WIDEN(std::int16_t)
HOCTAP_WIDEN(std::int8_t)
HOCTAP_WIDEN(std::uint32_t)
HOCTAP_WIDEN(std::uint16_t)
HOCTAP_WIDEN(std::uint8_t)
#undef HOCTAP_WIDEN

HOCTAP_FOR_EACH_PROCESSOR
void multiply(const std::int64_t* values, std::size_t count, std::int64_t* products) {
  for (std::size_t i = 0; i < count; ++i) products[i] *= values[i];
}

}  // namespace hoctap
