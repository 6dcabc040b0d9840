#include "budget/judge_rows.hpp"

#include <algorithm>
#include <cstring>

// One version for each generation of processors, chosen when the program is loaded.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HOCTAP_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define HOCTAP_FOR_EACH_PROCESSOR
#endif

namespace hoctap {
namespace {

// By verdict, whether the line counts as over.
constexpr std::uint8_t is_over[verdict_count] = {0, 1, 0, 1, 0, 0, 0, 0};
static_assert(static_cast<int>(Verdict::over) == 1 && static_cast<int>(Verdict::not_permitted) == 3);

// What the cell says, but for the comparison; gives the traits that all cells share.
unsigned tell_cells(const LineCell* cells, const std::uint32_t* numbers, std::size_t count,
                    std::uint8_t* __restrict verdicts, std::uint8_t* __restrict flags,
                    std::uint16_t* __restrict norms) {
  unsigned shared = LineCell::compared | LineCell::per_unit | LineCell::capped;
  for (std::size_t i = 0; i < count; ++i) {
    const LineCell& cell = cells[numbers[i]];
    verdicts[i] = cell.verdict;
    flags[i] = cell.flags;
    norms[i] = cell.norm;
    shared &= cell.traits;
  }
  return shared;
}

HOCTAP_FOR_EACH_PROCESSOR
void compare_per_unit(const std::int64_t* __restrict levels, const std::uint32_t* __restrict numbers,
                      const std::int64_t* __restrict products, const std::int64_t* __restrict amounts,
                      std::size_t count, std::int64_t* __restrict ceilings, std::int64_t* __restrict excesses) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t ceiling = levels[numbers[i]] * products[i];
    const std::int64_t beyond = amounts[i] - ceiling;
    ceilings[i] = ceiling;
    excesses[i] = beyond > 0 ? beyond : 0;
  }
}

void compare_any(const LineCell* cells, const BlockOfRows& rows) {
  for (std::size_t i = 0; i < rows.count; ++i) {
    const LineCell& cell = cells[rows.numbers[i]];
    // Masks of all ones or zeros instead of conditions.
    const std::int64_t per_unit = -static_cast<std::int64_t>((cell.traits >> 1U) & 1U);
    const std::int64_t capped = -static_cast<std::int64_t>((cell.traits >> 2U) & 1U);
    const std::int64_t ceiling = cell.level * (((rows.products[i] - 1) & per_unit) + 1);
    rows.ceilings[i] = ceiling;
    rows.excesses[i] = (std::max(rows.amounts[i], ceiling) - ceiling) & capped;
  }
}

HOCTAP_FOR_EACH_PROCESSOR
void tell_norms(const std::uint32_t* __restrict norms_of_cells, const std::uint32_t* __restrict numbers,
                std::size_t count, std::uint16_t* __restrict norms) {
  for (std::size_t i = 0; i < count; ++i) norms[i] = static_cast<std::uint16_t>(norms_of_cells[numbers[i]]);
}

HOCTAP_FOR_EACH_PROCESSOR
void tell_over(const std::int64_t* __restrict excesses, std::size_t count, std::uint8_t verdict,
               std::uint8_t* __restrict verdicts) {
  for (std::size_t i = 0; i < count; ++i) verdicts[i] = static_cast<std::uint8_t>(verdict + (excesses[i] > 0 ? 1 : 0));
}

HOCTAP_FOR_EACH_PROCESSOR
void note_over(const std::int64_t* __restrict excesses, std::size_t count, std::uint8_t* __restrict verdicts) {
  for (std::size_t i = 0; i < count; ++i)
    verdicts[i] = static_cast<std::uint8_t>(verdicts[i] + (excesses[i] > 0 ? 1 : 0));
}

HOCTAP_FOR_EACH_PROCESSOR
std::size_t sum_runs_of(const std::uint8_t* __restrict changes, const std::int64_t* __restrict amounts,
                        const std::int64_t* __restrict excesses, const std::uint8_t* __restrict verdicts,
                        std::size_t count, Run* __restrict runs) {
  std::size_t number = 0;
  for (std::size_t first = 0; first < count;) {
    const void* const next = std::memchr(changes + first + 1, 1, count - first - 1);
    const std::size_t last =
        next == nullptr ? count : static_cast<std::size_t>(static_cast<const std::uint8_t*>(next) - changes);
    std::int64_t amount = 0;
    std::int64_t excess = 0;
    std::int64_t over = 0;
    for (std::size_t i = first; i < last; ++i) {
      amount += amounts[i];
      excess += excesses[i];
      over += is_over[verdicts[i]];
    }
    runs[number++] = {first, last - first, amount, excess, over};
    first = last;
  }
  return number;
}

template <class T>
inline __attribute__((always_inline)) void mark_differences(const T* __restrict values, std::size_t count,
                                                            std::uint8_t* __restrict changes) {
  for (std::size_t i = 1; i < count; ++i)
    changes[i] = static_cast<std::uint8_t>(changes[i] | (values[i] != values[i - 1] ? 1 : 0));
}

}  // namespace

std::size_t sum_runs(const std::uint8_t* changes, const BlockOfRows& rows, Run* runs) {
  return sum_runs_of(changes, rows.amounts, rows.excesses, rows.verdicts, rows.count, runs);
}

HOCTAP_FOR_EACH_PROCESSOR
void note_differences(const std::int64_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}
HOCTAP_FOR_EACH_PROCESSOR
void note_differences(const std::int32_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}
HOCTAP_FOR_EACH_PROCESSOR
void note_differences(const std::int16_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}
void note_differences(const std::int8_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}
void note_differences(const std::uint32_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}
void note_differences(const std::uint16_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}
void note_differences(const std::uint8_t* values, std::size_t count, std::uint8_t* changes) {
  mark_differences(values, count, changes);
}

HOCTAP_FOR_EACH_PROCESSOR
std::uint64_t used_bits(const std::int64_t* values, std::size_t count) {
  std::int64_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) bits |= values[i];
  return static_cast<std::uint64_t>(bits);
}

HOCTAP_FOR_EACH_PROCESSOR
void look_up_cells(const std::uint32_t* table, const std::int8_t* contents, std::uint32_t words,
                   const std::int8_t* codes, std::size_t count, std::uint32_t* numbers) {
  for (std::size_t i = 0; i < count; ++i)
    numbers[i] = table[static_cast<std::uint32_t>(contents[i]) * words + static_cast<std::uint32_t>(codes[i])];
}

unsigned judge_rows(const LineBinding& binding, const LineCell* alike, const BlockOfRows& rows) {
  const LineCell* const cells = binding.cells.data();
  const std::int64_t* const levels = binding.levels.data();
  if (alike != nullptr && (alike->traits & LineCell::per_unit) != 0) {
    compare_per_unit(levels, rows.numbers, rows.products, rows.amounts, rows.count, rows.ceilings, rows.excesses);
    tell_over(rows.excesses, rows.count, alike->verdict, rows.verdicts);
    std::fill_n(rows.flags, rows.count, alike->flags);
    tell_norms(binding.norms.data(), rows.numbers, rows.count, rows.norms);
    return alike->traits;
  }
  const unsigned shared = tell_cells(cells, rows.numbers, rows.count, rows.verdicts, rows.flags, rows.norms);
  constexpr unsigned all = LineCell::compared | LineCell::per_unit | LineCell::capped;
  if (shared == all) {
    compare_per_unit(levels, rows.numbers, rows.products, rows.amounts, rows.count, rows.ceilings, rows.excesses);
    note_over(rows.excesses, rows.count, rows.verdicts);
    return shared;
  }
  compare_any(cells, rows);
  for (std::size_t i = 0; i < rows.count; ++i) {
    const unsigned goes_over = rows.excesses[i] > 0 ? 1U : 0U;
    const unsigned is_compared = cells[rows.numbers[i]].traits & LineCell::compared;
    rows.verdicts[i] = static_cast<std::uint8_t>(rows.verdicts[i] + (goes_over & is_compared));
  }
  return shared;
}

}  // namespace hoctap
