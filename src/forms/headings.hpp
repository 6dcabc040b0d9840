// Which row of a sheet is its heading, which table's, and which cell of it names which column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hoctap/io/grid.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap::forms {

// What a heading cell can name.
struct Meaning {
  struct ColumnOf {
    std::size_t table = 0;  // index into HeadingIndex::tables()
    ColumnBase* column = nullptr;
  };
  std::vector<ColumnOf> columns;
  std::optional<std::int64_t> money_factor;  // "Số tiền (nghìn đồng)"
  bool is_running_number = false;
};

// What of a cell stands outside brackets.
std::string without_brackets(std::string_view cell);

// Headings of all tables, by Vietnamese label and English name, compared folded and without what stands in brackets.
class HeadingIndex {
 public:
  explicit HeadingIndex(Tables& tables);
  std::span<Table* const> tables() const { return tables_; }
  // Valid until make_room() is called.
  const Meaning& meaning(std::string_view cell);
  // Forgets what was remembered where garbage would fill the memory with it.
  void make_room();

 private:
  Meaning look_up(std::string_view cell) const;

  std::vector<Table*> tables_;
  std::unordered_map<std::string, Meaning> seen_;  // by the cell as typed: the same headings stand in hundreds of files
  Meaning meaningless_;
};

enum class HeadingCellKind : std::uint8_t { column, running_number, unknown, blank, repeated };

struct HeadingCell {
  HeadingCellKind kind = HeadingCellKind::blank;
  ColumnBase* column = nullptr;  // column and repeated
  std::optional<std::int64_t> money_factor;
  std::string_view text;  // lives as long as the grid
};

struct Heading {
  Table* table = nullptr;
  std::size_t row = 0;        // of the grid
  std::size_t row_count = 1;  // two where groups of columns stand above them
  std::size_t matched = 0;    // columns of the table that were found
  std::vector<HeadingCell> cells;
  std::vector<const ColumnBase*> missing;  // columns of the table without a cell, in order

  bool is_complete() const;  // nothing is missing without which no row can be kept
};

// What a row can be as a heading.
struct HeadingReading {
  std::optional<Heading> heading;     // nothing where no table fits, or several do equally badly
  std::vector<const Table*> nearest;  // tables of which it names some column, the best first
};

// The best reading of a row, alone or together with the next, as a heading of one of the tables. `expected` are the
// tables that the form carries: they win where they fit, and where another fits no better. At least two columns must
// fit (one, where a single table is expected).
HeadingReading read_heading(const Grid& grid, std::size_t row, HeadingIndex& index, std::span<Table* const> expected);

// Whether `a` says more than `b`.
bool is_better(const Heading& a, const Heading& b);

// Whether a row is the heading once more, as at a page break. What holds the digits of a person's number is a record,
// also where a record stands as the lower half of the heading.
bool repeats(std::span<const GridCell> cells, const Heading& heading);

}  // namespace hoctap::forms
