// The innermost loops of the check: rows of a block, without a condition for each row.
#pragma once

#include <cstddef>
#include <cstdint>

#include "budget/line_binding.hpp"

namespace hoctap {

// What a block's rows are judged by, and where the results go.
struct BlockOfRows {
  const std::uint32_t* numbers;  // of the rows' cells
  const std::int64_t* products;  // of the rows' factors; times a level, none overflows
  const std::int64_t* amounts;
  std::size_t count;
  std::int64_t* ceilings;
  std::int64_t* excesses;
  std::uint8_t* verdicts;
  std::uint8_t* flags;
  std::uint16_t* norms;
};

// Judges all rows; gives the traits that all their cells share. `alike` is null or a cell that all rows' cells are like
// but for level and norm.
unsigned judge_rows(const LineBinding& binding, const LineCell* alike, const BlockOfRows& rows);

// Sums of runs of rows that agree: each row with a change begins one. Gives the number of runs.
struct Run {
  std::size_t first = 0;  // row of the block
  std::size_t count = 0;
  std::int64_t amount = 0;
  std::int64_t excess = 0;
  std::int64_t over = 0;  // verdicts over and not_permitted
};
std::size_t sum_runs(const std::uint8_t* changes, const BlockOfRows& rows, Run* runs);

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

// Of each row the entry of its content and word in a table for the block.
template <class Content, class Word>
void look_up_cells(const std::uint32_t* table, const Content* contents, std::uint32_t words, const Word* codes,
                   std::size_t count, std::uint32_t* numbers) {
  for (std::size_t i = 0; i < count; ++i)
    numbers[i] = table[static_cast<std::uint32_t>(contents[i]) * words + static_cast<std::uint32_t>(codes[i])];
}
// Dictionaries of up to 127 words have such numbers.
void look_up_cells(const std::uint32_t* table, const std::int8_t* contents, std::uint32_t words,
                   const std::int8_t* codes, std::size_t count, std::uint32_t* numbers);

}  // namespace hoctap
