#include "hoctap/records/arrow_tables.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/joined.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "records/arrow_columns.hpp"
#include "records/check.hpp"

namespace hoctap {
namespace {

std::vector<std::string> table_names(const Tables& tables) {
  std::vector<std::string> names;
  for (const Table* table : tables.all()) names.emplace_back(table->name());
  return names;
}

[[noreturn]] void refuse_table(const Tables& tables, std::string_view name) {
  const auto names = table_names(tables);
  const auto near = nearest(name, names);
  throw NotFound({MessageCode::unknown_table, {std::string(name), joined(near.empty() ? names : near)}});
}

// Columns that arrow_stream() adds; coming in again they mean nothing and need no finding.
constexpr const char* place_file = "source_file";
constexpr const char* place_row = "source_row";

// Which Arrow column each declared column is read from.
class Matching {
 public:
  Matching(const Table& table, const ArrowTable& arrow, const SourcePlace& place) {
    const auto declared = table.columns();
    from_.assign(declared.size(), nullptr);
    std::vector<const ArrowColumn*> left;
    for (const ArrowColumn& column : arrow.columns()) {
      if (!take(column, place, find(table, [&](const ColumnBase& one) { return one.name() == column.name(); })))
        left.push_back(&column);
    }
    for (const ArrowColumn* column : left) {
      if (column->name() == place_file || column->name() == place_row) continue;
      const std::string typed = first_invalid_utf8(column->name()) ? std::string() : folded(column->name());
      const auto reads_alike = [&](const ColumnBase& one) {
        return folded(one.name()) == typed || folded(one.info().label) == typed;
      };
      if (typed.empty() || !take(*column, place, find(table, reads_alike))) extra_.push_back(column->name());
    }
    for (std::size_t i = 0; i < declared.size(); ++i) {
      if (from_[i] != nullptr) continue;
      if (declared[i]->is_needed() && !records::only_numbers_rows(table, *declared[i])) {
        throw FormatError(
            {MessageCode::arrow_column_missing, {std::string(table.name()), std::string(declared[i]->name())}},
            {place.file, place.sheet, 0, 0, std::string(declared[i]->name())});
      }
      missing_.emplace_back(declared[i]->name());
    }
  }

  const ArrowColumn* from(std::size_t declared) const { return from_[declared]; }
  // Where each declared column stands, counted from 1; 0: not there.
  std::vector<std::uint32_t> positions(const ArrowTable& arrow) const {
    std::vector<std::uint32_t> positions;
    for (const ArrowColumn* column : from_)
      positions.push_back(column == nullptr ? 0U : static_cast<std::uint32_t>(column - arrow.columns().data() + 1));
    return positions;
  }
  const std::vector<std::string>& extra() const { return extra_; }
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  template <class Fits>
  static std::optional<std::size_t> find(const Table& table, const Fits& fits) {
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      if (fits(*table.columns()[i])) return i;
    }
    return std::nullopt;
  }

  bool take(const ArrowColumn& column, const SourcePlace& place, std::optional<std::size_t> declared) {
    if (!declared) return false;
    if (from_[*declared] != nullptr) {
      throw FormatError({MessageCode::arrow_column_twice, {from_[*declared]->name(), column.name()}}, place);
    }
    from_[*declared] = &column;
    return true;
  }

  std::vector<const ArrowColumn*> from_;
  std::vector<std::string> extra_;
  std::vector<std::string> missing_;
};

// A table whose rows came without their identifiers goes out with an empty column of them: it was left out all the
// same.
bool is_left_out(const Table& table, const ColumnBase& column, std::size_t rows_before) {
  if (!records::only_numbers_rows(table, column)) return false;
  const auto& identifiers = static_cast<const Column<Text>&>(column);
  for (std::size_t row = rows_before; row < identifiers.size(); ++row) {
    if (identifiers.has(row) && !identifiers[row].is_empty()) return false;
  }
  return true;
}

// Rows read before a column was refused must not stay behind.
void take_back(Table& table, std::size_t rows) {
  for (ColumnBase* column : table.columns()) column->truncate(rows);
}

}  // namespace

std::uint32_t add_arrow_table(DatasetBuilder& builder, std::string_view name, ArrowArrayStream* stream,
                              const ArrowSource& source) {
  const std::string shown = source.name.empty() ? std::string(name) : source.name;
  const ArrowTable arrow = ArrowTable::read(stream, shown);
  Table* const table = builder.tables().find(name);
  if (table == nullptr) refuse_table(builder.tables(), name);
  const SourcePlace place{shown, {}, 0, 0, {}};
  const Matching matching(*table, arrow, place);

  const std::size_t rows_before = table->size();
  constexpr std::size_t many_texts = 16384;  // more than that are rarely new ones
  builder.pool().reserve(std::min(arrow.row_count(), many_texts));
  Findings findings;
  std::vector<std::uint8_t> stays;  // empty as long as all do
  try {
    for (std::size_t i = 0; i < table->columns().size(); ++i) {
      ColumnBase& column = *table->columns()[i];
      const ArrowColumn* const from = matching.from(i);
      if (from == nullptr) {
        records::append_missing(column, arrow.row_count());
        continue;
      }
      records::append_arrow(column, builder.pool(), *from, [&](std::size_t row, Message message) {
        const auto line = static_cast<std::uint32_t>(row + 1);
        if (column.is_decisive() && stays.empty()) stays.assign(arrow.row_count(), 1);
        const bool drops = column.is_decisive() && std::exchange(stays[row], 0) != 0;
        findings.push_back({std::move(message),
                            {shown, {}, line, 0, std::string(column.name())},
                            drops ? RowOutcome::dropped : RowOutcome::kept});
      });
    }
  } catch (const FormatError& error) {
    take_back(*table, rows_before);
    throw FormatError(error.message(), {shown, {}, error.place().row, 0, error.place().field});
  } catch (...) {
    take_back(*table, rows_before);
    throw;
  }

  Source added;
  added.file = shown;
  added.table = std::string(name);
  added.columns = matching.positions(arrow);
  for (std::size_t i = 0; i < added.columns.size(); ++i) {
    if (is_left_out(*table, *std::as_const(*table).columns()[i], rows_before)) added.columns[i] = 0;
  }
  added.codes_as_of = source.codes_as_of ? source.codes_as_of : builder.source(0).codes_as_of;
  added.is_simulated = source.is_simulated;
  const std::uint32_t index = builder.add_source(std::move(added));
  table->push_places(index, arrow.row_count());
  if (!matching.missing().empty())
    builder.add({{MessageCode::arrow_columns_absent, {joined(matching.missing())}}, place, RowOutcome::kept});
  if (!matching.extra().empty())
    builder.add({{MessageCode::arrow_columns_unknown, {joined(matching.extra())}}, place, RowOutcome::kept});
  for (Finding& finding : findings) {
    if (finding.outcome == RowOutcome::dropped)
      builder.add_dropped(index, std::move(finding));
    else
      builder.add(std::move(finding));
  }
  if (!stays.empty()) {
    stays.insert(stays.begin(), rows_before, 1);
    table->keep(stays);
  }
  return index;
}

ArrowArrayStream arrow_stream(const Dataset& dataset, std::string_view name, bool places) {
  const Table* const table = dataset.tables().find(name);
  if (table == nullptr) refuse_table(dataset.tables(), name);
  const auto owner = std::make_shared<const Dataset>(dataset);
  ArrowWriter writer(table->size());
  for (const ColumnBase* column : table->columns()) records::add_to_arrow(writer, *column, dataset.pool(), owner);
  if (places) {
    std::vector<std::string_view> files(table->size());
    const auto rows = std::make_shared<std::vector<std::uint32_t>>(table->size());
    for (std::size_t i = 0; i < table->size(); ++i) {
      const Source& source = dataset.sources()[table->place(i).source];
      files[i] = source.file.empty() ? table->name() : std::string_view(source.file);
      (*rows)[i] = table->place(i).row;
    }
    writer.add_texts(place_file, files, {});
    writer.add_uint32(place_row, *rows, {}, rows);
  }
  return std::move(writer).finish();
}

}  // namespace hoctap
