// Datasets written as plain tables, for tests of rules.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/io/delimited.hpp"
#include "hoctap/records/dataset.hpp"
#include "records/plain_table.hpp"

namespace hoctap::testing_support {

// Of Lạng Giang's places and the compiled-in code lists.
class DatasetMaker {
 public:
  DatasetMaker() : builder_(embedded_gazetteer(), CodeLists::embedded()) {}
  explicit DatasetMaker(DatasetBuilder builder) : builder_(std::move(builder)) {}

  // Adds the rows of a plain table (heading and rows) as one more source, "<table>-<n>.csv".
  DatasetMaker& add(std::string_view table, std::string_view text,
                    std::optional<Date> codes_as_of = Date::of(2024, 12, 31)) {
    Source source;
    source.file = std::string(table) + "-" + std::to_string(++sources_) + ".csv";
    source.table = std::string(table);
    source.codes_as_of = codes_as_of;
    Findings findings;
    const Grid grid = read_delimited(text, source.file, findings, {.delimiter = ','});
    EXPECT_TRUE(findings.empty());
    records::read_plain_table(*builder_.tables().find(table), builder_.pool(), grid, builder_.add_source(source));
    return *this;
  }
  DatasetBuilder& builder() { return builder_; }

  Dataset finish() {
    const Dataset dataset = std::move(builder_).finish();
    expect_all_rows_accounted(dataset);
    return dataset;
  }

  static void expect_all_rows_accounted(const Dataset& dataset) {
    std::vector<std::size_t> kept(dataset.sources().size(), 0);
    for (const Table* table : dataset.tables().all()) {
      for (std::size_t row = 0; row < table->size(); ++row) ++kept[table->place(row).source];
    }
    std::size_t dropped = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const Source& source = dataset.sources()[i];
      EXPECT_EQ(source.rows_read, source.rows_kept + source.rows_dropped) << source.file;
      EXPECT_EQ(source.rows_kept, kept[i]) << source.file;
      dropped += source.rows_dropped;
    }
    const auto is_drop = [](const Finding& finding) { return finding.outcome == RowOutcome::dropped; };
    const auto findings = dataset.findings();
    EXPECT_EQ(static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), is_drop)), dropped);
  }

 private:
  DatasetBuilder builder_;
  int sources_ = 0;
};

// Findings as "line column code(arguments)", one a line, dropped ones led by "x ".
inline std::vector<std::string> told(const Dataset& dataset) {
  std::vector<std::string> lines;
  for (const Finding& finding : dataset.findings()) {
    std::string line = finding.outcome == RowOutcome::dropped ? "x " : "";
    line += finding.place.file + ":" + std::to_string(finding.place.row);
    if (!finding.place.field.empty()) line += " " + finding.place.field;
    line += " " + std::string(name(finding.message.code));
    std::string arguments;
    for (const std::string& argument : finding.message.arguments)
      arguments += (arguments.empty() ? "" : "; ") + argument;
    lines.push_back(line + "(" + arguments + ")");
  }
  return lines;
}

}  // namespace hoctap::testing_support
