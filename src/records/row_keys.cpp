#include "records/row_keys.hpp"

#include <bit>
#include <utility>

#include "core/citizen_digits.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "records/value_words.hpp"

namespace hoctap::records {

RowKeys::RowKeys(const Table& table, std::vector<const ColumnBase*> columns)
    : columns_(std::move(columns)), hashes_(table.size(), 0) {
  for (const ColumnBase* column : columns_) {
    visit_column(*column, [&](const auto& typed) {
      for (std::size_t row = 0; row < hashes_.size(); ++row) {
        hashes_[row] = mixed(hashes_[row], typed.has(row) ? word(typed[row]) : missing_word);
      }
    });
  }
}

bool RowKeys::equal(std::size_t a, std::size_t b) const {
  for (const ColumnBase* column : columns_) {
    if (column->has(a) != column->has(b)) return false;
    if (!column->has(a)) continue;
    if (!visit_column(*column, [&](const auto& typed) { return same(typed[a], typed[b]); })) return false;
  }
  return true;
}

std::string RowKeys::text(std::size_t row, const Pool& pool) const {
  std::string text;
  for (const ColumnBase* column : columns_) {
    if (column->type() == ColumnType::person) continue;
    text += text.empty() ? "" : ", ";
    text += column->has(row) ? quotable(canonical_text(*column, row, pool)) : "–";
  }
  return text.empty() ? "…" : text;
}

RowSet::RowSet(const RowKeys& keys, std::size_t rows) : keys_(&keys), slots_(std::bit_ceil(2 * rows + 1), none) {}

std::uint32_t& RowSet::slot(std::size_t row) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = keys_->hash(row) & mask;
  while (slots_[at] != none && (keys_->hash(slots_[at]) != keys_->hash(row) || !keys_->equal(slots_[at], row))) {
    at = (at + 1) & mask;
  }
  return slots_[at];
}

}  // namespace hoctap::records
