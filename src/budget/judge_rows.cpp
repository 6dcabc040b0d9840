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

// Four rows of a column, in the registers that most processors have.
constexpr std::size_t four = 4;
using FourNumbers = std::int64_t __attribute__((vector_size(four * sizeof(std::int64_t))));
using TwoNumbers = std::int64_t __attribute__((vector_size(2 * sizeof(std::int64_t))));
constexpr std::size_t chunk = 64;  // rows; of a column of n bytes a row they are n lines of the cache

// Entry by entry, which is faster than to gather on most processors. Compiled by itself: for wide registers the
// compiler would put entries together and take them apart again.
template <class Entry, class Number>
__attribute__((noinline)) void look_up(const Entry* __restrict entries, const Number* __restrict numbers,
                                       std::size_t count, Entry* __restrict found) {
  constexpr std::size_t at_once = sizeof(Number) == 1 ? sizeof(std::uint64_t) : 1;
  const std::size_t steps = count / at_once;
  if constexpr (at_once > 1) {
    // Eight numbers with one load; the order of bytes is told apart by the compiler.
    for (std::size_t step = 0; step < steps; ++step) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, numbers + step * at_once, sizeof eight);
      for (std::size_t k = 0; k < at_once; ++k) {
        const std::size_t shift = std::endian::native == std::endian::little ? 8 * k : 56 - 8 * k;
        found[step * at_once + k] = entries[eight >> shift & 0xFFU];
      }
    }
  }
  for (std::size_t i = at_once > 1 ? steps * at_once : 0; i < count; ++i) found[i] = entries[numbers[i]];
}

// One chunk after the other, so that the compiler knows their length; then the rest.
template <class Chunk>
HOCTAP_TAKEN_IN void in_chunks(const BlockOfRows& rows, const Chunk& judge) {
  const std::size_t count = rows.count;
  const std::size_t whole = count / chunk * chunk;
  for (std::size_t first = 0; first < whole; first += chunk) {
    judge(first, chunk);
    if ((first & chunk) != 0) rows.ahead->fetch_part();
  }
  if (whole < count) judge(whole, count - whole);
}

HOCTAP_TAKEN_IN std::int64_t product(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
HOCTAP_TAKEN_IN std::int64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

// Masks of all ones or zeros instead of conditions.
HOCTAP_TAKEN_IN std::int64_t mask_of(std::uint32_t mark, std::uint8_t trait) {
  return -static_cast<std::int64_t>((mark >> LineAnswers::traits_at & trait) != 0 ? 1 : 0);
}

// `levels` and `marks` are the rows' own.
HOCTAP_FOR_EACH_PROCESSOR
JudgedRows judge_any(const BlockOfRows& rows) {
  std::uint32_t shared = ~std::uint32_t{0};
  std::int64_t bits = 0;
  in_chunks(rows, [&](std::size_t begin, std::size_t count) __attribute__((always_inline)) {
    const std::int64_t* __restrict const levels = rows.levels + begin;
    const std::uint32_t* __restrict const marks = rows.marks + begin;
    const std::int64_t* const products = rows.products + begin;
    const std::int64_t* const amounts = rows.amounts + begin;
    std::int64_t* __restrict const ceilings = rows.results.ceilings + begin;
    std::int64_t* __restrict const excesses = rows.results.excesses + begin;
    std::uint16_t* __restrict const norms = rows.results.norms + begin;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t factor = ((products[i] - 1) & mask_of(marks[i], LineCell::per_unit)) + 1;
      const std::int64_t ceiling = product(levels[i] >> LineAnswers::norm_bits, factor);
      const std::int64_t beyond = difference(amounts[i], ceiling);
      bits |= amounts[i];
      ceilings[i] = ceiling;
      excesses[i] = (beyond > 0 ? beyond : 0) & mask_of(marks[i], LineCell::capped);
      norms[i] = static_cast<std::uint16_t>(levels[i]);
    }
    std::uint8_t* __restrict const verdicts = rows.results.verdicts + begin;
    std::uint8_t* __restrict const flags = rows.results.flags + begin;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t goes_over = excesses[i] > 0 ? marks[i] >> LineAnswers::traits_at & LineCell::compared : 0U;
      verdicts[i] = static_cast<std::uint8_t>(marks[i] + goes_over);
      flags[i] = static_cast<std::uint8_t>(marks[i] >> LineAnswers::flags_at);
      shared &= marks[i];
    }
  });
  return {shared >> LineAnswers::traits_at, static_cast<std::uint64_t>(bits)};
}
static_assert(LineCell::compared == 1 && static_cast<int>(Verdict::over) == static_cast<int>(Verdict::within) + 1);

// The same where answers are alike but for level and norm.
HOCTAP_FOR_EACH_PROCESSOR
JudgedRows judge_alike(std::uint32_t mark, const BlockOfRows& rows) {
  const auto verdict = static_cast<std::uint8_t>(mark);
  std::int64_t bits = 0;
  in_chunks(rows, [&](std::size_t begin, std::size_t count) __attribute__((always_inline)) {
    const std::int64_t* __restrict const levels = rows.levels + begin;
    const std::int64_t* const products = rows.products + begin;
    const std::int64_t* const amounts = rows.amounts + begin;
    std::int64_t* __restrict const ceilings = rows.results.ceilings + begin;
    std::int64_t* __restrict const excesses = rows.results.excesses + begin;
    std::uint16_t* __restrict const norms = rows.results.norms + begin;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t ceiling = product(levels[i] >> LineAnswers::norm_bits, products[i]);
      const std::int64_t beyond = difference(amounts[i], ceiling);
      bits |= amounts[i];
      ceilings[i] = ceiling;
      excesses[i] = beyond > 0 ? beyond : 0;
    }
    for (std::size_t i = 0; i < count; ++i) norms[i] = static_cast<std::uint16_t>(levels[i]);
    std::uint8_t* __restrict const verdicts = rows.results.verdicts + begin;
    for (std::size_t i = 0; i < count; ++i)
      verdicts[i] = static_cast<std::uint8_t>(verdict + (excesses[i] > 0 ? 1 : 0));
  });
  std::fill_n(rows.results.flags, rows.count, static_cast<std::uint8_t>(mark >> LineAnswers::flags_at));
  return {mark >> LineAnswers::traits_at, static_cast<std::uint64_t>(bits)};
}

template <class T>
HOCTAP_TAKEN_IN void mark_differences(const T* __restrict values, std::size_t count, std::uint8_t* __restrict changes) {
  for (std::size_t i = 1; i < count; ++i)
    changes[i] = static_cast<std::uint8_t>(changes[i] | (values[i] != values[i - 1] ? 1 : 0));
}

constexpr FourNumbers last_of_four[four]{{0, 0, 0, 0}, {0, 0, 0, -1}, {0, 0, -1, -1}, {0, -1, -1, -1}};

// Masks of a word's last bytes in memory.
constexpr std::array<std::uint64_t, sizeof(std::uint64_t)> last_of_eight = [] {
  std::array<std::uint64_t, sizeof(std::uint64_t)> masks{};
  for (std::size_t bytes = 1; bytes < masks.size(); ++bytes) {
    const auto low = (std::uint64_t{1} << 8 * bytes) - 1;
    masks[bytes] = std::endian::native == std::endian::little ? low << 8 * (masks.size() - bytes) : low;
  }
  return masks;
}();

// The sums of both columns over the rows of a run.
HOCTAP_TAKEN_IN void sum_numbers(const std::int64_t* amounts, const std::int64_t* excesses, std::size_t first,
                                 std::size_t last, RunSum& sum) {
  FourNumbers amount{};
  FourNumbers excess{};
  FourNumbers more;
  std::size_t row = first;
  for (; row + four <= last; row += four) {
    std::memcpy(&more, amounts + row, sizeof more);
    amount += more;
    std::memcpy(&more, excesses + row, sizeof more);
    excess += more;
  }
  if (last >= four) {  // what is left with the rows before it, which do not count: no condition for each length
    const FourNumbers mask = last_of_four[last - row];
    std::memcpy(&more, amounts + last - four, sizeof more);
    amount += more & mask;
    std::memcpy(&more, excesses + last - four, sizeof more);
    excess += more & mask;
    row = last;
  }
  // In pairs of an amount and an excess.
  const FourNumbers pairs =
      __builtin_shufflevector(amount, excess, 0, 4, 2, 6) + __builtin_shufflevector(amount, excess, 1, 5, 3, 7);
  TwoNumbers both = __builtin_shufflevector(pairs, pairs, 0, 1) + __builtin_shufflevector(pairs, pairs, 2, 3);
  for (; row < last; ++row) both += TwoNumbers{amounts[row], excesses[row]};
  sum.amount = both[0];
  sum.excess = both[1];
}

// Of bytes of zero or one; there are eight before the first.
HOCTAP_TAKEN_IN std::int64_t count_ones(const std::uint8_t* ones, std::size_t first, std::size_t last) {
  constexpr std::size_t eight = sizeof(std::uint64_t);
  std::uint64_t bytes = 0;
  std::int64_t count = 0;
  std::size_t row = first;
  for (; row + eight <= last; row += eight) {
    std::memcpy(&bytes, ones + row, eight);
    count += std::popcount(bytes);
  }
  std::memcpy(&bytes, ones + last - eight, eight);
  bytes &= last_of_eight[last - row];
  return count + std::popcount(bytes);
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

void RowsAhead::add(const void* column, std::size_t width) {
  const auto* const rows = static_cast<const char*>(column);
  const bool is_there =
      std::any_of(columns_.begin(), columns_.begin() + count_, [&](const Column& one) { return one.rows == rows; });
  if (!is_there && count_ < most_columns) columns_[count_++] = {rows, width};
}

void RowsAhead::fetch_part() {
  if (row_ == end_) return;
  for (std::size_t c = 0; c < count_; ++c) {
    const Column& column = columns_[c];
    const char* const next = column.rows + row_ * column.width;
    for (std::size_t line = 0; line < column.width; ++line) __builtin_prefetch(next + line * chunk, 0, 1);
  }
  row_ += chunk;
}

template <class Number>
JudgedRows judge_rows(const LineAnswers& answers, const Number* numbers, const std::uint32_t* alike,
                      const BlockOfRows& rows) {
  // All of them before any is used: a wide load has to wait for narrow stores that went just before it.
  look_up(answers.levels, numbers, rows.count, rows.levels);
  if (alike != nullptr) return judge_alike(*alike, rows);
  look_up(answers.marks, numbers, rows.count, rows.marks);
  return judge_any(rows);
}
template JudgedRows judge_rows(const LineAnswers&, const std::uint8_t*, const std::uint32_t*, const BlockOfRows&);
template JudgedRows judge_rows(const LineAnswers&, const std::uint32_t*, const std::uint32_t*, const BlockOfRows&);

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
void sum_runs(const std::uint16_t* starts, std::size_t runs, const BlockOfRows& rows, SumScratch& scratch,
              RunSum* sums) {
  std::uint8_t* __restrict const over = scratch.over.data() + SumScratch::before;
  const std::uint8_t* __restrict const verdicts = rows.results.verdicts;
  const std::size_t count = rows.count;
  for (std::size_t i = 0; i < count; ++i) {
    over[i] = static_cast<std::uint8_t>((verdicts[i] == static_cast<std::uint8_t>(Verdict::over) ? 1 : 0) |
                                        (verdicts[i] == static_cast<std::uint8_t>(Verdict::not_permitted) ? 1 : 0));
  }
  for (std::size_t run = 0; run < runs; ++run) {
    const std::size_t first = starts[run];
    const std::size_t last = starts[run + 1];
    sum_numbers(rows.amounts, rows.results.excesses, first, last, sums[run]);
    sums[run].over = count_ones(over, first, last);
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
