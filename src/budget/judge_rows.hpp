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

// Judges all rows; gives the traits that all their cells share.
unsigned judge_rows(const LineCell* cells, const std::int64_t* levels, const BlockOfRows& rows);

// Of each row the entry of its content and word in a table for the block.
template <class Content, class Word>
void look_up_cells(const std::uint32_t* table, const Content* contents, std::uint32_t words, const Word* codes,
                   std::size_t count, std::uint32_t* numbers) {
  for (std::size_t i = 0; i < count; ++i)
    numbers[i] = table[static_cast<std::uint32_t>(contents[i]) * words + static_cast<std::uint32_t>(codes[i])];
}

}  // namespace hoctap
