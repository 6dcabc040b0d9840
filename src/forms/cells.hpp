// One cell to a value of its column's type, as tolerantly as can be without guessing. What cannot be read is a finding
// that says what was expected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "forms/citizen_number.hpp"
#include "forms/finding_log.hpp"
#include "forms/numbers.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/records/codes.hpp"
#include "hoctap/records/column.hpp"
#include "hoctap/records/pool.hpp"

namespace hoctap::forms {

// The codes that cells of one list meant so far, as symbols.
class CodeMemo {
 public:
  CodeMemo(const CodeList& list, Pool& pool) : list_(&list), pool_(&pool) {}
  // Nothing where the list knows no such word.
  std::optional<Text> recognise(std::string_view text);
  const CodeList& list() const { return *list_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  const CodeList* list_;
  Pool* pool_;
  std::unordered_map<std::string, Text, Hash, std::equal_to<>> known_;
};

// The memos of all lists, shared by the files of one reading.
class CodeMemos {
 public:
  CodeMemos(const CodeLists& lists, Pool& pool) : lists_(lists), pool_(pool) {}
  // nullptr where there is no such list: then any word will do.
  CodeMemo* find(std::string_view list);

 private:
  const CodeLists& lists_;
  Pool& pool_;
  std::map<std::string, std::optional<CodeMemo>, std::less<>> memos_;
};

// How the cells of one sheet are to be read.
struct CellSettings {
  NumberStyle style = NumberStyle::vietnamese;
  std::int64_t money_factor = 1;
  bool money_is_unreadable = false;  // its unit is not known
  Gazetteer gazetteer;               // with the folder's own units
  bool dash_is_zero = false;         // what a lone dash means in a column of numbers
};

enum class CellState : std::uint8_t { blank, value, unreadable };

struct CellValue {
  CellState state = CellState::blank;
  std::int64_t number = 0;       // days, months, a whole number, đồng, hundredths, 0 or 1, the upper part of a ratio
  std::int64_t denominator = 1;  // of a ratio
  std::string_view text;         // text and codes of places: a view into the grid or the reader
  Text symbol;                   // words of a code list
};

// Whether a cell holds a person's key instead of a number: 32 hexadecimal digits.
bool is_person_key(std::string_view text);

// A person as a cell names one.
struct NamedPerson {
  std::optional<CitizenNumber> number;
  PersonKey key;  // where the file holds keys instead of numbers
};

// The row at hand: where it stands and whether something in it has dropped it.
struct RowState {
  std::uint32_t line = 0;
  bool is_dropped = false;
};

// Reads the cells of one column of one sheet from top to bottom.
class ColumnReader {
 public:
  // `position` is 0-based; `factor` the unit of money that the heading itself states.
  ColumnReader(ColumnBase& column, std::size_t position, std::optional<std::int64_t> factor, CodeMemo* codes,
               const CellSettings& settings, FindingLog& log);

  ColumnBase& column() const { return *column_; }
  std::size_t position() const { return position_; }
  bool is_number() const;

  CellValue read(const GridCell& cell, RowState& row);
  // The cell of a totals row, which marks below do not repeat.
  CellValue read_total(const GridCell& cell, RowState& row);
  // What the last cell read stated, in columns of periods and of persons.
  const Period& period() const { return period_; }
  const NamedPerson& person() const { return person_; }
  // Notes what is wrong with the row's cell; it drops the row where the column is decisive.
  void note_problem(RowState& row, MessageCode code, std::vector<std::string> arguments);
  // Notes a flagged value that is used.
  void note(const RowState& row, MessageCode code, std::vector<std::string> arguments);
  CellPlace place(const RowState& row) const;

 private:
  CellValue read_filled(const GridCell& cell, RowState& row);
  CellValue read_text(const GridCell& cell, RowState& row);
  CellValue read_code(const GridCell& cell, RowState& row);
  CellValue read_place_code(const GridCell& cell, RowState& row);
  CellValue read_date(const GridCell& cell, RowState& row);
  CellValue read_month(const GridCell& cell, RowState& row);
  CellValue read_period(const GridCell& cell, RowState& row);
  CellValue read_scaled(const GridCell& cell, RowState& row, std::int64_t factor, MessageCode not_whole);
  CellValue read_money(const GridCell& cell, RowState& row);
  CellValue read_boolean(const GridCell& cell, RowState& row);
  CellValue read_ratio(const GridCell& cell, RowState& row);
  CellValue read_person(const GridCell& cell, RowState& row);
  CellValue unreadable(RowState& row, MessageCode code, std::vector<std::string> arguments);
  std::optional<std::string> repaired_code(std::string_view typed) const;
  static CellValue number_value(std::int64_t number);

  ColumnBase* column_;
  std::size_t position_;
  CodeMemo* codes_;
  const CellSettings* settings_;
  FindingLog* log_;
  std::int64_t money_factor_;
  bool is_code_of_place_;  // also in the tables that define them, where it is plain text
  bool has_serials_ = false;
  bool has_dittos_ = false;
  bool has_merged_ = false;
  bool has_keys_ = false;
  GridCell above_;  // the last cell that was no ditto mark
  std::string_view last_code_;
  Text last_symbol_;
  std::string_view last_place_;  // needed no repair
  Period period_;
  NamedPerson person_;
  std::string repaired_;  // storage of a repaired code, valid until the next cell is read
};

}  // namespace hoctap::forms
