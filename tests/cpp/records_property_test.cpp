// What holds for any rows whatever, however damaged.
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/records/dataset.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::told;

// Cells by column: few values each, so that keys repeat and references meet; some are damaged.
rc::Gen<std::string> cell_of(const ColumnBase& column) {
  const std::vector<std::string> days{"2009-01-01", "2023-07-01", "2024-03-01", "2024-09-30", "2025-08-01"};
  switch (column.type()) {
    case ColumnType::text: {
      if (!column.info().code_list.empty()) {
        static const CodeLists lists = CodeLists::embedded();
        const auto spellings = lists.list(column.info().code_list).spellings();
        return rc::gen::weightedOneOf<std::string>(
            {{8, rc::gen::elementOf(spellings)}, {1, rc::gen::just(std::string("xyzzy"))}});
      }
      return rc::gen::element<std::string>("a", "b", "c", "a;b", "07393", "27");
    }
    case ColumnType::unit:
      return rc::gen::element<std::string>("07381", "07393", "07423", "7381", "07393001", "99999");
    case ColumnType::date:
      return rc::gen::elementOf(days);
    case ColumnType::month:
      return rc::gen::element<std::string>("1967-12", "1968-01", "2020-05");
    case ColumnType::period:
      return rc::gen::element<std::string>("2023", "2024Q3", "2025Q4");
    case ColumnType::integer:
      return rc::gen::element<std::string>("-1", "0", "1", "2", "2024", "9223372036854775807");
    case ColumnType::money:
      return rc::gen::element<std::string>("-5", "0", "1000000", "9223372036854775807");
    case ColumnType::decimal:
      return rc::gen::element<std::string>("-0.5", "0", "2.5");
    case ColumnType::boolean:
      return rc::gen::element<std::string>("true", "false");
    case ColumnType::ratio:
      return rc::gen::element<std::string>("1/3", "1", "2/3", "0");
    case ColumnType::person:
      break;
  }
  return rc::gen::map(rc::gen::inRange(0, 4), [](int i) { return PersonKey{0, static_cast<std::uint64_t>(i)}.hex(); });
}

struct Row {
  std::size_t table = 0;
  std::uint32_t source = 0;
  std::vector<std::string> cells;
};

std::vector<Row> random_rows() {
  const Tables tables;
  std::vector<Row> rows(static_cast<std::size_t>(*rc::gen::inRange(0, 60)));
  for (Row& row : rows) {
    row.table = *rc::gen::inRange<std::size_t>(0, tables.all().size());
    row.source = *rc::gen::inRange<std::uint32_t>(0, 4);
    for (const ColumnBase* column : tables.all()[row.table]->columns()) {
      const bool is_blank =
          *rc::gen::weightedElement<bool>({{column->info().key || column->info().required ? 19 : 3, false}, {1, true}});
      row.cells.push_back(is_blank ? "" : *cell_of(*column));
    }
  }
  return rows;
}

DatasetBuilder builder_with_sources() {
  static const Gazetteer gazetteer = embedded_gazetteer();
  static const CodeLists codes = CodeLists::embedded();
  DatasetBuilder builder(gazetteer, codes);
  for (int i = 1; i < 4; ++i) {
    Source source;
    source.file = std::to_string(i) + ".csv";
    if (i > 1) source.codes_as_of = Date::of(2022 + i, 12, 31);
    builder.add_source(source);
  }
  return builder;
}

Dataset dataset_of(const std::vector<Row>& rows) {
  DatasetBuilder builder = builder_with_sources();
  std::uint32_t line = 1;
  for (const Row& row : rows) {
    Table& table = *builder.tables().all()[row.table];
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      push_canonical(*table.columns()[i], builder.pool(), row.cells[i]);
    table.push_place({row.source, ++line});
  }
  return std::move(builder).finish();
}

std::vector<Row> rows_of(const Dataset& dataset) {
  std::vector<std::pair<std::uint32_t, Row>> rows;
  const auto tables = dataset.tables().all();
  for (std::size_t t = 0; t < tables.size(); ++t) {
    for (std::size_t i = 0; i < tables[t]->size(); ++i) {
      Row row{t, tables[t]->place(i).source, {}};
      for (const ColumnBase* column : tables[t]->columns())
        row.cells.push_back(canonical_text(*column, i, dataset.pool()));
      rows.emplace_back(tables[t]->place(i).row, std::move(row));
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Row> ordered;
  for (auto& [line, row] : rows) ordered.push_back(std::move(row));
  return ordered;
}

RC_GTEST_PROP(Records, CountEveryRowAsKeptOrDroppedWithAFinding, ()) {
  const std::vector<Row> rows = random_rows();
  const Dataset dataset = dataset_of(rows);
  std::vector<std::size_t> read(4, 0);
  for (const Row& row : rows) ++read[row.source];
  std::vector<std::size_t> kept(4, 0);
  for (const Table* table : dataset.tables().all()) {
    for (std::size_t row = 0; row < table->size(); ++row) ++kept[table->place(row).source];
  }
  std::size_t dropped = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Source& source = dataset.sources()[i];
    RC_ASSERT(source.rows_read == read[i]);
    RC_ASSERT(source.rows_kept == kept[i]);
    RC_ASSERT(source.rows_read == source.rows_kept + source.rows_dropped);
    dropped += source.rows_dropped;
  }
  std::size_t told_dropped = 0;
  for (const Finding& finding : dataset.findings()) told_dropped += finding.outcome == RowOutcome::dropped ? 1U : 0U;
  RC_ASSERT(told_dropped == dropped);
}

RC_GTEST_PROP(Records, TellTheSameEveryTimeInOrder, ()) {
  const std::vector<Row> rows = random_rows();
  const Dataset dataset = dataset_of(rows);
  RC_ASSERT(told(dataset) == told(dataset_of(rows)));
  const auto findings = dataset.findings();
  for (std::size_t i = 1; i < findings.size(); ++i) {
    const SourcePlace& before = findings[i - 1].place;
    const SourcePlace& after = findings[i].place;
    RC_ASSERT(std::tie(before.file, before.row) <= std::tie(after.file, after.row));
  }
}

RC_GTEST_PROP(Records, DropNothingMoreFromWhatWasKept, ()) {
  const Dataset once = dataset_of(random_rows());
  const Dataset twice = dataset_of(rows_of(once));
  for (const Finding& finding : twice.findings()) {
    if (finding.outcome == RowOutcome::dropped) RC_FAIL(testing_support::told(twice).front());
  }
  const auto cells = [](const Dataset& dataset) {
    std::vector<std::vector<std::string>> all;
    for (const Row& row : rows_of(dataset)) all.push_back(row.cells);
    return all;
  };
  RC_ASSERT(cells(once) == cells(twice));
}

RC_GTEST_PROP(Records, LeaveNoDanglingKeyAndNoNegativeNumber, ()) {
  const Dataset dataset = dataset_of(random_rows());
  for (const Table* table : dataset.tables().all()) {
    for (const ColumnBase* column : table->columns()) {
      const ColumnInfo& info = column->info();
      const bool is_needed = column->is_needed();
      if (is_needed) RC_ASSERT(column->missing_count() == 0U);
      for (std::size_t row = 0; row < table->size(); ++row) {
        if (info.non_negative && column->has(row))
          RC_ASSERT(canonical_text(*column, row, dataset.pool()).front() != '-');
      }
      if (info.refers_to.empty() || !is_needed) continue;
      const auto& key = static_cast<const Column<Text>&>(*dataset.tables().find(info.refers_to)->columns().front());
      for (const Text value : static_cast<const Column<Text>&>(*column).values()) {
        RC_ASSERT(std::find(key.values().begin(), key.values().end(), value) != key.values().end());
      }
    }
  }
}

}  // namespace
}  // namespace hoctap
