// Sheets as communes fill them, from grids of text and of workbooks to records. Sheets are parted by FS. Of a workbook
// they begin with GS: a line is a row, a tab parts cells, and a first character says what a cell is.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "forms/sealed_sheet.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/io/grid_builder.hpp"
#include "input.hpp"
#include "invariant.hpp"
#include "support/written_rows.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;
using testing_support::written_rows;

constexpr char sheet_separator = '\x1C';
constexpr char workbook = '\x1D';
constexpr std::size_t most_sheets = 4;
// Sealing reads everything a second time. Of the millions that a fuzzer makes, one in eight is enough.
#ifdef HOCTAP_FUZZ
constexpr std::size_t sealed_every = 8;
#else
constexpr std::size_t sealed_every = 1;
#endif

void add_cell(GridBuilder& grid, std::string_view text) {
  const char kind = text.empty() ? '\0' : text[0];
  const std::string rest(text.substr(text.empty() ? 0 : 1));
  switch (kind) {
    case '\0':
      return grid.add_blank();
    case '#':
      return grid.add_number(std::strtod(rest.c_str(), nullptr));
    case '@':
      return grid.add_date(
          Date::from_days(static_cast<std::int32_t>(std::strtol(rest.c_str(), nullptr, 10) % 100'000)));
    case '!':
      return grid.add_boolean(rest == "1");
    case '=':
      return grid.add_uncached_formula();
    default:
      return grid.add_text(text);
  }
}

Grid workbook_sheet(std::string_view text, const std::string& file) {
  GridBuilder grid(file, "Sheet1");
  fuzz::Input lines(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  for (std::uint32_t line = 1; !lines.is_empty(); ++line) {
    std::string_view row = lines.text_until('\n');
    const bool is_hidden = row.starts_with('~');
    if (is_hidden) row.remove_prefix(1);
    fuzz::Input cells(reinterpret_cast<const std::uint8_t*>(row.data()), row.size());
    while (!cells.is_empty()) add_cell(grid, cells.text_until('\t'));
    grid.end_row(line, is_hidden);
  }
  return std::move(grid).build();
}

std::vector<Grid> sheets_of(std::string_view text) {
  std::vector<Grid> grids;
  fuzz::Input sheets(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  while (!sheets.is_empty() && grids.size() < most_sheets) {
    const std::string_view sheet = sheets.text_until(sheet_separator);
    const std::string file = std::to_string(grids.size() + 1) + ".csv";
    Findings findings;
    succeeds([&] {
      if (sheet.starts_with(workbook))
        grids.push_back(workbook_sheet(sheet.substr(1), file));
      else
        grids.push_back(read_delimited(sheet, file, findings));
    });
  }
  return grids;
}

const ReadOptions& options() {
  static const ReadOptions made = [] {
    ReadOptions embedded = ReadOptions::embedded();
    embedded.person_secret = "a secret of the tests only";
    return embedded;
  }();
  return made;
}

void check_rows(const Dataset& dataset) {
  std::vector<std::size_t> kept(dataset.sources().size(), 0);
  for (const Table* table : dataset.tables().all()) {
    table->check_complete();
    for (std::size_t row = 0; row < table->size(); ++row) ++kept[table->place(row).source];
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Source& source = dataset.sources()[i];
    demand(source.rows_read == source.rows_kept + source.rows_dropped, "rows read are kept or dropped");
    demand(source.rows_kept == kept[i], "rows kept are there");
    bool is_explained = source.rows_dropped == 0;
    for (const Finding& finding : dataset.findings())
      is_explained = is_explained || (finding.outcome == RowOutcome::dropped && finding.place.file == source.file);
    demand(is_explained, "rows dropped have a finding");
  }
}

// Sealed for a store and read again, sheets say the same.
void check_sealed(std::string_view text, const Dataset& plain) {
  forms::SheetSealer sealer(options());
  std::vector<StoredForm> stored;
  for (Grid& grid : sheets_of(text)) {
    const std::string file = grid.file();
    stored.push_back({file, {sealer.seal(forms::FiledSheet(std::move(grid))).content}, std::nullopt});
  }
  const Dataset back = read_sealed(std::move(stored), options()).dataset;
  demand(std::equal(back.findings().begin(), back.findings().end(), plain.findings().begin(), plain.findings().end()),
         "sealed sheets have the findings of plain ones");
  const auto tables = back.tables().all();
  const auto others = plain.tables().all();
  for (std::size_t i = 0; i < tables.size(); ++i)
    demand(written_rows(back, *tables[i]) == written_rows(plain, *others[i]),
           "sealed sheets have the rows of plain ones");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const Reading reading = read_grids(sheets_of(text), options());
  check_rows(reading.dataset);
  if (size % sealed_every == 0) check_sealed(text, reading.dataset);
  for (const Finding& finding : reading.dataset.findings()) {
    for (const Language language : {Language::vi, Language::en}) {
      demand(!finding.message.text(language).empty(), "a finding says what is wrong");
      demand(!first_invalid_utf8(finding.message.text(language)), "a finding is well-formed text");
      finding.place.text(language);
    }
  }
  return 0;
}
