// The innermost loops of the check: rows of a block, without a condition for each row.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "budget/line_binding.hpp"

namespace hoctap {

constexpr std::size_t most_rows = 512;  // of a block

// Columns whose rows some blocks on are fetched into the cache while a block is judged: part by part, between one step
// and the next, since the processor waits where too many lines are on their way.
class RowsAhead {
 public:
  void add(const void* column, std::size_t width);
  // From this row on a block is to be fetched.
  void begin(std::size_t row) {
    row_ = row;
    end_ = row + most_rows;
  }
  void fetch_part();
  void fetch_rest() {
    while (row_ < end_) fetch_part();
  }

 private:
  static constexpr std::size_t most_columns = 16;
  struct Column {
    const char* rows = nullptr;
    std::size_t width = 0;  // bytes a row
  };
  std::array<Column, most_columns> columns_;
  std::size_t count_ = 0;
  std::size_t row_ = 0;
  std::size_t end_ = 0;
};

// Where results go, row by row; on a multiple of 64 bytes.
struct ResultRows {
  std::int64_t* ceilings = nullptr;
  std::int64_t* excesses = nullptr;
  std::uint16_t* norms = nullptr;
  std::uint8_t* verdicts = nullptr;
  std::uint8_t* flags = nullptr;
};

// What a block's rows are judged by, and where the results go.
struct BlockOfRows {
  const std::int64_t* products;  // of the rows' factors
  const std::int64_t* amounts;
  std::size_t count;
  std::int64_t* levels;  // room for the rows' own answers, as LineAnswers has them
  std::uint32_t* marks;
  ResultRows results;
  RowsAhead* ahead;
};

// What the rows of a block have in common.
struct JudgedRows {
  unsigned traits = 0;            // those that all share
  std::uint64_t amount_bits = 0;  // those that some amount has: results are wrong where these are too many
};

// Judges all rows by the answers of these numbers. Arithmetic is modulo 2^64. `alike` is null or the mark of every
// answer, with all traits.
template <class Number>
JudgedRows judge_rows(const LineAnswers& answers, const Number* numbers, const std::uint32_t* alike,
                      const BlockOfRows& rows);
extern template JudgedRows judge_rows(const LineAnswers&, const std::uint8_t*, const std::uint32_t*,
                                      const BlockOfRows&);
extern template JudgedRows judge_rows(const LineAnswers&, const std::uint32_t*, const std::uint32_t*,
                                      const BlockOfRows&);

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
// Whether a row goes over, with some bytes before the first.
struct SumScratch {
  static constexpr std::size_t before = 64;
  alignas(64) std::array<std::uint8_t, before + most_rows> over{};
};
void sum_runs(const std::uint16_t* starts, std::size_t runs, const BlockOfRows& rows, SumScratch& scratch,
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
