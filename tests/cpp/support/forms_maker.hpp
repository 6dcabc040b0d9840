// Folders of forms written inline, for tests of reading.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "forms/sealed_sheet.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/io/delimited.hpp"
#include "support/written_rows.hpp"

namespace hoctap::forms_testing {

using testing_support::written_rows;

inline const std::string person_secret = "a secret of the tests only";

// The library's own options, made once: they are values, so that copies are cheap and independent.
inline ReadOptions test_options() {
  static const ReadOptions embedded = ReadOptions::embedded();
  ReadOptions options = embedded;
  options.person_secret = person_secret;
  return options;
}

class FormsMaker {
 public:
  ReadOptions options = test_options();

  FormsMaker& file(const std::string& name, std::string_view text) {
    Findings findings;
    grids_.push_back(read_delimited(text, name, findings));
    texts_.emplace_back(name, text);
    return *this;
  }
  FormsMaker& grid(Grid grid) {
    grids_.push_back(std::move(grid));
    return *this;
  }

  Reading read() {
    const bool is_all_text = texts_.size() == grids_.size();
    Reading reading = read_grids(std::move(grids_), options);
    grids_.clear();
    expect_all_rows_accounted(reading.dataset);
    if (is_all_text) expect_the_same_when_sealed(reading.dataset);
    texts_.clear();
    return reading;
  }
  Dataset dataset() { return read().dataset; }

  static void expect_all_rows_accounted(const Dataset& dataset) {
    std::vector<std::size_t> kept(dataset.sources().size(), 0);
    for (const Table* table : dataset.tables().all()) {
      for (std::size_t row = 0; row < table->size(); ++row) ++kept[table->place(row).source];
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const Source& source = dataset.sources()[i];
      EXPECT_EQ(source.rows_read, source.rows_kept + source.rows_dropped) << source.file;
      EXPECT_EQ(source.rows_kept, kept[i]) << source.file;
      std::size_t told_dropped = 0;
      for (const Finding& finding : dataset.findings()) {
        if (finding.outcome != RowOutcome::dropped || finding.place.file != source.file) continue;
        if (i == 0 || finding.place.sheet == source.sheet) told_dropped += finding.rows;
      }
      EXPECT_EQ(told_dropped, source.rows_dropped) << source.file;
    }
  }

 private:
  // What is read of sheets that were sealed for a store, which are taken in order of their names.
  void expect_the_same_when_sealed(const Dataset& plain) const {
    forms::SheetSealer sealer(options);
    std::vector<StoredForm> stored;
    for (const auto& [name, text] : texts_) {
      if (!stored.empty() && name <= stored.back().name) return;
      Findings findings;
      stored.push_back(
          {name, {sealer.seal(forms::FiledSheet(read_delimited(text, name, findings))).content}, std::nullopt});
    }
    const Dataset back = read_sealed(std::move(stored), options).dataset;
    EXPECT_EQ(Findings(back.findings().begin(), back.findings().end()),
              Findings(plain.findings().begin(), plain.findings().end()));
    for (const Table* table : plain.tables().all())
      EXPECT_EQ(written_rows(back, *back.tables().find(table->name())), written_rows(plain, *table)) << table->name();
  }

  std::vector<Grid> grids_;
  std::vector<std::pair<std::string, std::string>> texts_;
};

// Findings as "file:line:column field code(arguments)", one each, dropped ones led by "x ". What is not said of a place
// is left out, and so is what would be said of nearly every small file: that optional columns or tables of the form are
// missing, or that no report is known.
inline std::vector<std::string> told(const Dataset& dataset) {
  std::vector<std::string> lines;
  for (const Finding& finding : dataset.findings()) {
    const MessageCode code = finding.message.code;
    if (code == MessageCode::no_submission || code == MessageCode::missing_optional_column ||
        code == MessageCode::submission_incomplete)
      continue;
    const SourcePlace& place = finding.place;
    std::string line = finding.outcome == RowOutcome::dropped ? "x " : "";
    line += place.file;
    if (place.row != 0) line += ":" + std::to_string(place.row);
    if (place.column != 0) line += ":" + std::to_string(place.column);
    if (!place.field.empty()) line += " " + place.field;
    std::string arguments;
    for (const std::string& argument : finding.message.arguments)
      arguments += (arguments.empty() ? "" : "; ") + argument;
    lines.push_back(line + " " + std::string(name(code)) + "(" + arguments + ")");
  }
  return lines;
}

inline std::size_t count(const Dataset& dataset, MessageCode code) {
  const auto findings = dataset.findings();
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [code](const Finding& finding) { return finding.message.code == code; }));
}

// The values of a column as text, a dash where one is missing.
template <class T, class Show>
std::vector<std::string> values(const Column<T>& column, Show show) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < column.size(); ++row) texts.push_back(column.has(row) ? show(column[row]) : "-");
  return texts;
}
inline std::vector<std::string> dates(const Column<Date>& column) {
  return values(column, [](Date date) { return date.iso(); });
}
inline std::vector<std::string> amounts(const Column<Money>& column) {
  return values(column, [](Money money) { return std::to_string(money.dong()); });
}
inline std::vector<std::string> numbers(const Column<std::int64_t>& column) {
  return values(column, [](std::int64_t number) { return std::to_string(number); });
}
inline std::vector<std::string> hundredths(const Column<Decimal>& column) {
  return values(column, [](Decimal number) { return std::to_string(number.hundredths); });
}
inline std::vector<std::string> texts(const Column<Text>& column, const Dataset& dataset) {
  return values(column, [&dataset](Text text) { return std::string(dataset.text(text)); });
}

using Lines = std::vector<std::string>;

}  // namespace hoctap::forms_testing
