#include "hoctap/records/column.hpp"

#include <algorithm>

#include "hoctap/core/error.hpp"
#include "hoctap/records/table.hpp"

namespace hoctap {

std::string_view name(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "text";
    case ColumnType::unit:
      return "unit";
    case ColumnType::date:
      return "date";
    case ColumnType::month:
      return "month";
    case ColumnType::period:
      return "period";
    case ColumnType::integer:
      return "integer";
    case ColumnType::money:
      return "money";
    case ColumnType::decimal:
      return "decimal";
    case ColumnType::boolean:
      return "boolean";
    case ColumnType::ratio:
      return "ratio";
    case ColumnType::person:
      return "person";
  }
  return {};
}

ColumnBase::ColumnBase(Table& table, ColumnType type, const ColumnInfo& info) : type_(type), info_(info) {
  table.columns_.push_back(this);
}

namespace {

// How many of the bytes are 0; in parts whose counts fit into a few bits, so that many are counted at once.
std::size_t zeros_in(std::span<const std::uint8_t> bytes) {
  constexpr std::size_t most = 4096;
  std::size_t zeros = 0;
  for (std::size_t first = 0; first < bytes.size(); first += most) {
    std::uint16_t of_part = 0;
    for (const std::uint8_t byte : bytes.subspan(first, std::min(most, bytes.size() - first)))
      of_part = static_cast<std::uint16_t>(of_part + (byte == 0 ? 1 : 0));
    zeros += of_part;
  }
  return zeros;
}

}  // namespace

std::span<const std::uint8_t> ColumnBase::presence() const {
  if (missing_count_ == 0) return {};
  return present_;
}

void ColumnBase::note_missing(std::size_t count, std::size_t size_before) {
  if (present_.empty()) present_.assign(size_before, 1);
  present_.resize(size_before + count, 0);
  missing_count_ += count;
}

void ColumnBase::note_set(bool present, std::size_t i, std::size_t size) {
  if (has(i) == present) return;
  if (present_.empty()) present_.assign(size, 1);
  present_[i] = present ? 1 : 0;
  missing_count_ = present ? missing_count_ - 1 : missing_count_ + 1;
}

void ColumnBase::keep_presence(std::span<const std::uint8_t> flags) {
  if (present_.empty()) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < present_.size(); ++i) {
    if (flags[i] != 0) present_[kept++] = present_[i];
  }
  present_.resize(kept);
  missing_count_ = zeros_in(present_);
}

void ColumnBase::truncate_presence(std::size_t count) {
  if (present_.empty()) return;
  present_.resize(count);
  missing_count_ = zeros_in(present_);
}

void ColumnBase::assign_presence(std::vector<std::uint8_t> present, std::size_t size) {
  if (!present.empty() && present.size() != size) {
    throw InvalidValue(
        {MessageCode::presence_length, {std::string(name()), std::to_string(size), std::to_string(present.size())}});
  }
  missing_count_ = zeros_in(present);
  present_ = std::move(present);
  if (missing_count_ == 0) present_.clear();
}

}  // namespace hoctap
