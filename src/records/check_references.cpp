#include <vector>

#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Which texts of the pool are keys of a table: values of its first column.
std::vector<std::uint8_t> keys_of(const Table& table, std::size_t texts) {
  std::vector<std::uint8_t> keys(texts, 0);
  keys[Text().symbol] = 1;  // says nothing, so names nothing wrong
  const auto& column = static_cast<const Column<Text>&>(*table.columns().front());
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.has(row)) keys[column[row].symbol] = 1;
  }
  return keys;
}

}  // namespace

void check_references(Check& check, const Tables& tables) {
  const Pool& pool = check.pool();
  for (const ColumnBase* column : std::as_const(check).table().columns()) {
    const ColumnInfo& info = column->info();
    const Table* const referred = info.refers_to.empty() ? nullptr : tables.find(info.refers_to);
    if (referred == nullptr || column->missing_count() == check.size()) continue;
    const auto& values = static_cast<const Column<Text>&>(*column);
    const std::vector<std::uint8_t> keys = keys_of(*referred, pool.size());
    bool all_known = true;
    for (const Text value : values.values()) all_known &= keys[value.symbol] != 0;
    if (all_known) continue;
    for (std::size_t row = 0; row < check.size(); ++row) {
      if (!check.has(values, row) || keys[values[row].symbol] != 0) continue;
      const auto arguments = [&] {
        const std::string table = std::string(referred->info().label) + " (" + std::string(referred->name()) + ")";
        return std::vector<std::string>{described(values), table, check.quoted(values[row])};
      };
      if (column->is_decisive())
        check.drop(row, column, MessageCode::reference_unknown, arguments());
      else
        check.note_value(row, *column, values[row].symbol, std::nullopt, MessageCode::references_unknown, arguments);
    }
  }
}

}  // namespace hoctap::records
