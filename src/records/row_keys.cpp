#include "records/row_keys.hpp"

#include <bit>
#include <utility>

#include "core/citizen_digits.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "records/hashing.hpp"

namespace hoctap::records {
namespace {

std::uint64_t word(Text value) { return value.symbol; }
std::uint64_t word(const UnitRef& value) {
  return value.version != no_version ? value.version | std::uint64_t{1} << 32U : std::uint64_t{value.code.symbol};
}
std::uint64_t word(Date value) { return static_cast<std::uint32_t>(value.days()); }
std::uint64_t word(Month value) { return static_cast<std::uint32_t>(value.index); }
std::uint64_t word(const Period& value) {
  return mixed(word(value.first()) << 32U | word(value.last()), static_cast<std::uint64_t>(value.kind()));
}
std::uint64_t word(std::int64_t value) { return static_cast<std::uint64_t>(value); }
std::uint64_t word(Money value) { return word(value.dong()); }
std::uint64_t word(Decimal value) { return word(value.hundredths); }
std::uint64_t word(bool value) { return value ? 1 : 0; }
// By value, like the comparison of ratios: 1/2 and 2/4 hash alike.
std::uint64_t word(const Ratio& value) {
  return value.den == 0 ? 0 : static_cast<std::uint64_t>(value.num / value.den);
}
std::uint64_t word(const PersonKey& value) { return mixed(value.high, value.low); }

template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}
bool same(const UnitRef& a, const UnitRef& b) { return word(a) == word(b); }

constexpr std::uint64_t missing_word = 0x6D697373696E6721U;

}  // namespace

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
