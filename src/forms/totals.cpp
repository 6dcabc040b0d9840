#include "forms/totals.hpp"

#include <algorithm>

#include "forms/words.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

constexpr std::size_t most_bytes_of_a_label = 40;

std::string shown_wide(Int128 number, ColumnType type) {
  const bool negative = number < 0;
  auto left = negative ? UInt128{0} - static_cast<UInt128>(number) : static_cast<UInt128>(number);
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(left % 10)));
    left /= 10;
  } while (left != 0);
  if (type == ColumnType::decimal) {
    while (digits.size() < 3) digits.push_back('0');
    digits.insert(2, 1, '.');
  }
  if (negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

void ColumnSum::add(std::int64_t number) {
  all_ += number;
  section_ += number;
}

bool ColumnSum::agrees(std::int64_t total) {
  const bool is_equal = all_ == total || section_ == total;
  section_ = 0;
  return is_equal;
}

std::string ColumnSum::text(ColumnType type) const { return shown_wide(all_, type); }

std::string shown(std::int64_t number, ColumnType type) { return shown_wide(number, type); }

bool announces_total(std::span<const GridCell> cells) {
  const auto first =
      std::find_if(cells.begin(), cells.end(), [](const GridCell& cell) { return cell.kind != CellKind::blank; });
  if (first == cells.end() || first->kind != CellKind::text || first->text.size() > most_bytes_of_a_label) return false;
  const char letter = first->text.front();
  if (letter != 'c' && letter != 'C' && letter != 't' && letter != 'T' && letter != 'g' && letter != 'G') return false;
  return is_total(folded(first->text));
}

}  // namespace hoctap::forms
