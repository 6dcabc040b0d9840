// The innermost loops of the check: rows of a block, without a condition for each row.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "budget/line_binding.hpp"

namespace hoctap {

// Columns whose next rows are fetched into the cache while a block is judged.
struct RowsAhead {
  static constexpr std::size_t most_columns = 16;
  struct Column {
    const char* next = nullptr;
    std::size_t width = 0;  // bytes a row
  };
  std::array<Column, most_columns> columns;
  std::size_t count = 0;  // 0: nothing is fetched
};

// What a block's rows are judged by, and where the results go.
struct BlockOfRows {
  const std::int64_t* products;  // of the rows' factors; times a level, none overflows
  const std::int64_t* amounts;
  std::size_t count;
  std::int64_t* levels;  // room for the rows' own answers, as LineAnswers has them
  std::uint32_t* marks;
  std::int64_t* ceilings;
  std::int64_t* excesses;
  std::uint8_t* verdicts;
  std::uint8_t* flags;
  std::uint16_t* norms;
  const RowsAhead* ahead;
};

// Judges all rows by the answers of these numbers; gives the traits that all share. `alike` is null or the mark of
// every answer, with all traits.
template <class Number>
unsigned judge_rows(const LineAnswers& answers, const Number* numbers, const std::uint32_t* alike,
                    const BlockOfRows& rows);
extern template unsigned judge_rows(const LineAnswers&, const std::uint8_t*, const std::uint32_t*, const BlockOfRows&);
extern template unsigned judge_rows(const LineAnswers&, const std::uint32_t*, const std::uint32_t*, const BlockOfRows&);

// Whether some row has no norm.
bool lacks_norm(const std::uint16_t* norms, std::size_t count);

// Runs of rows that agree: each row with a change begins one. Writes where they begin and, after the last, `count`;
// gives their number.
std::size_t find_runs(const std::uint8_t* changes, std::size_t count, std::uint16_t* starts);
struct RunSum {
  std::int64_t amount = 0;
  std::int64_t excess = 0;
  std::int64_t over = 0;  // verdicts over and not_permitted
};
// `scratch` holds a byte a row.
void sum_runs(const std::uint16_t* starts, std::size_t runs, const BlockOfRows& rows, std::uint8_t* scratch,
              RunSum* sums);

// Whether not all are the same.
bool are_different(const std::int64_t* values, std::size_t count);
bool are_different(const std::int32_t* values, std::size_t count);
bool are_different(const std::int16_t* values, std::size_t count);
bool are_different(const std::int8_t* values, std::size_t count);
bool are_different(const std::uint32_t* values, std::size_t count);
bool are_different(const std::uint16_t* values, std::size_t count);
bool are_different(const std::uint8_t* values, std::size_t count);

// Marks the rows that differ from the one before.
void note_differences(const std::int64_t* values, std::size_t count, std::uint8_t* changes);
void note_differences(const std::int32_t* values, std::size_t count, std::uint8_t* changes);
void note_differences(const std::int16_t* values, std::size_t count, std::uint8_t* changes);
void note_differences(const std::int8_t* values, std::size_t count, std::uint8_t* changes);
void note_differences(const std::uint32_t* values, std::size_t count, std::uint8_t* changes);
void note_differences(const std::uint16_t* values, std::size_t count, std::uint8_t* changes);
void note_differences(const std::uint8_t* values, std::size_t count, std::uint8_t* changes);

// Bits that some of the numbers use; the sign's among them where one is below zero.
std::uint64_t used_bits(const std::int64_t* values, std::size_t count);
std::uint64_t used_bits(const std::int32_t* values, std::size_t count);
std::uint64_t used_bits(const std::int16_t* values, std::size_t count);
std::uint64_t used_bits(const std::int8_t* values, std::size_t count);
std::uint64_t used_bits(const std::uint32_t* values, std::size_t count);
std::uint64_t used_bits(const std::uint16_t* values, std::size_t count);
std::uint64_t used_bits(const std::uint8_t* values, std::size_t count);

// The highest code, of unsigned numbers: one below zero is higher than any word's.
std::uint64_t highest_code(const std::int64_t* codes, std::size_t count);
std::uint64_t highest_code(const std::int32_t* codes, std::size_t count);
std::uint64_t highest_code(const std::int16_t* codes, std::size_t count);
std::uint64_t highest_code(const std::int8_t* codes, std::size_t count);
std::uint64_t highest_code(const std::uint32_t* codes, std::size_t count);
std::uint64_t highest_code(const std::uint16_t* codes, std::size_t count);
std::uint64_t highest_code(const std::uint8_t* codes, std::size_t count);

// The numbers as 64-bit ones.
void widen(const std::int32_t* values, std::size_t count, std::int64_t* wide);
void widen(const std::int16_t* values, std::size_t count, std::int64_t* wide);
void widen(const std::int8_t* values, std::size_t count, std::int64_t* wide);
void widen(const std::uint32_t* values, std::size_t count, std::int64_t* wide);
void widen(const std::uint16_t* values, std::size_t count, std::int64_t* wide);
void widen(const std::uint8_t* values, std::size_t count, std::int64_t* wide);
void multiply(const std::int64_t* values, std::size_t count, std::int64_t* products);

// Adds to each row's number its code times the stride: of codes up to 255 altogether.
void add_codes(const std::int32_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);
void add_codes(const std::int16_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);
void add_codes(const std::int8_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);
void add_codes(const std::int64_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);
void add_codes(const std::uint32_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);
void add_codes(const std::uint16_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);
void add_codes(const std::uint8_t* codes, std::uint8_t stride, std::size_t count, std::uint8_t* numbers);

}  // namespace hoctap
