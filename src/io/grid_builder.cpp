#include "hoctap/io/grid_builder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

}  // namespace

GridBuilder::GridBuilder(std::string file, std::string sheet) {
  grid_.file_ = std::move(file);
  grid_.sheet_ = std::move(sheet);
}

std::string_view GridBuilder::keep(std::string_view text) {
  if (text.empty()) return {};
  auto& blocks = grid_.storage_;
  if (blocks.empty() || blocks.back().size() - block_used_ < text.size()) {
    blocks.emplace_back(std::max(block_size, text.size()));
    block_used_ = 0;
  }
  char* const begin = blocks.back().data() + block_used_;
  std::copy(text.begin(), text.end(), begin);
  block_used_ += text.size();
  return {begin, text.size()};
}

std::string_view GridBuilder::keep_as_block(std::string_view text) {
  auto& block = grid_.storage_.emplace_back(text.begin(), text.end());
  block_used_ = block.size();
  return {block.data(), block.size()};
}

void GridBuilder::reserve(std::size_t cells, std::size_t rows) {
  grid_.cells_.reserve(cells);
  grid_.row_ends_.reserve(rows);
  grid_.lines_.reserve(rows);
}

void GridBuilder::add_text(std::string_view text) {
  const std::string tidy = nfc(squeezed(text));
  add_kept(keep(tidy), tidy.empty() ? CellKind::blank : CellKind::text);
}

void GridBuilder::add_blank() { add_kept({}, CellKind::blank); }

void GridBuilder::add_number(double number) {
  if (!std::isfinite(number)) return add_text(std::isnan(number) ? "nan" : number < 0 ? "-inf" : "inf");
  std::array<char, 400> digits{};  // the smallest double has 324 places, the largest 309 digits
  const double unsigned_zero = number == 0 ? 0 : number;
  const auto [end, problem] =
      std::to_chars(digits.data(), digits.data() + digits.size(), unsigned_zero, std::chars_format::fixed);
  add_kept(keep({digits.data(), static_cast<std::size_t>(end - digits.data())}), CellKind::number);
}

void GridBuilder::add_date(Date date) { add_kept(keep(date.iso()), CellKind::date); }

void GridBuilder::add_boolean(bool value) { add_kept(value ? "true" : "false", CellKind::boolean); }

void GridBuilder::add_uncached_formula() { add_kept({}, CellKind::formula_uncached); }

void GridBuilder::add_covered() {
  const std::size_t rows = grid_.row_ends_.size();
  const std::size_t begin = rows == 0 ? 0 : grid_.row_ends_.back();
  const std::size_t position = grid_.cells_.size() - begin;
  const auto above = rows == 0 ? std::span<const GridCell>() : grid_.row(rows - 1);
  GridCell cell;
  if (position < above.size()) cell = above[position];
  cell.is_covered = true;
  grid_.cells_.push_back(cell);
}

void GridBuilder::add_cell(const GridCell& cell) {
  grid_.cells_.push_back({keep(cell.text), cell.kind, cell.is_covered});
}

void GridBuilder::end_row(std::uint32_t line, bool hidden) {
  if (line == 0 || (!grid_.lines_.empty() && line <= grid_.lines_.back())) {
    throw InvalidValue({MessageCode::grid_lines_must_rise, {std::to_string(line)}},
                       {grid_.file_, grid_.sheet_, line, 0, {}});
  }
  grid_.row_ends_.push_back(grid_.cells_.size());
  grid_.lines_.push_back(line);
  if (hidden && grid_.hidden_.empty()) grid_.hidden_.resize(grid_.lines_.size() - 1, 0);
  if (hidden || !grid_.hidden_.empty()) grid_.hidden_.push_back(hidden ? 1 : 0);
}

Grid GridBuilder::build() && {
  if (!grid_.row_ends_.empty())
    grid_.cells_.resize(grid_.row_ends_.back());
  else
    grid_.cells_.clear();
  block_used_ = 0;
  return std::exchange(grid_, Grid{});
}

}  // namespace hoctap
