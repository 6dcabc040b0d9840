#include <array>
#include <string>
#include <vector>

#include "hoctap/records/parse_canonical.hpp"
#include "records/arrow_columns.hpp"

namespace hoctap::records {
namespace {

using Owner = std::shared_ptr<const void>;

std::array<unsigned char, 16> key_bytes(const PersonKey& key) {
  std::array<unsigned char, 16> bytes{};
  for (std::size_t i = 0; i < 8; ++i) {
    bytes[i] = static_cast<unsigned char>(key.high >> (56 - 8 * i));
    bytes[8 + i] = static_cast<unsigned char>(key.low >> (56 - 8 * i));
  }
  return bytes;
}

// What a value is on the way out, where a run of values is not lent as it is.
std::string_view text_of_symbol(const Column<Text>& column, const Pool& pool, std::size_t i) {
  return pool.view(column[i]);
}
std::string_view text_of_symbol(const Column<UnitRef>& column, const Pool& pool, std::size_t i) {
  return pool.view(column[i].code);
}

template <class T>
void add_symbols(ArrowWriter& writer, const Column<T>& column, const Pool& pool) {
  std::vector<std::string_view> texts(column.size());
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = text_of_symbol(column, pool, i);
  writer.add_texts(std::string(column.name()), texts, column.presence());
}

void add_spelled(ArrowWriter& writer, const ColumnBase& column, const Pool& pool) {
  std::vector<std::string> spelled(column.size());
  std::vector<std::string_view> texts(column.size());
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = spelled[i] = canonical_text(column, i, pool);
  writer.add_texts(std::string(column.name()), texts, column.presence());
}

template <class To, class From>
std::span<const To> as_numbers(std::span<const From> values) {
  static_assert(sizeof(To) == sizeof(From) && std::is_standard_layout_v<From>);
  return {reinterpret_cast<const To*>(values.data()), values.size()};
}

void add_column(ArrowWriter& writer, const Column<Text>& column, const Pool& pool, const Owner&) {
  add_symbols(writer, column, pool);
}
void add_column(ArrowWriter& writer, const Column<UnitRef>& column, const Pool& pool, const Owner&) {
  add_symbols(writer, column, pool);
}
void add_column(ArrowWriter& writer, const Column<Date>& column, const Pool&, const Owner& owner) {
  writer.add_days(std::string(column.name()), as_numbers<std::int32_t>(column.values()), column.presence(), owner);
}
void add_column(ArrowWriter& writer, const Column<Month>& column, const Pool& pool, const Owner&) {
  add_spelled(writer, column, pool);
}
void add_column(ArrowWriter& writer, const Column<Period>& column, const Pool& pool, const Owner&) {
  add_spelled(writer, column, pool);
}
void add_column(ArrowWriter& writer, const Column<Ratio>& column, const Pool& pool, const Owner&) {
  add_spelled(writer, column, pool);
}
void add_column(ArrowWriter& writer, const Column<std::int64_t>& column, const Pool&, const Owner& owner) {
  writer.add_int64(std::string(column.name()), column.values(), column.presence(), owner);
}
void add_column(ArrowWriter& writer, const Column<Money>& column, const Pool&, const Owner& owner) {
  writer.add_int64(std::string(column.name()), as_numbers<std::int64_t>(column.values()), column.presence(), owner);
}
void add_column(ArrowWriter& writer, const Column<Decimal>& column, const Pool&, const Owner&) {
  writer.add_hundredths(std::string(column.name()), as_numbers<std::int64_t>(column.values()), column.presence());
}
void add_column(ArrowWriter& writer, const Column<bool>& column, const Pool&, const Owner&) {
  writer.add_booleans(std::string(column.name()), column.values(), column.presence());
}
void add_column(ArrowWriter& writer, const Column<PersonKey>& column, const Pool&, const Owner&) {
  std::vector<std::array<unsigned char, 16>> keys(column.size());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = key_bytes(column[i]);
  writer.add_bytes16(std::string(column.name()), keys, column.presence());
}

}  // namespace

void add_to_arrow(ArrowWriter& writer, const ColumnBase& column, const Pool& pool, const Owner& owner) {
  visit_column(column, [&](const auto& typed) { add_column(writer, typed, pool, owner); });
}

}  // namespace hoctap::records
