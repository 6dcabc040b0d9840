// What a rule sees of a table, and how it says what it found.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/citizen_digits.hpp"
#include "core/joined.hpp"
#include "hoctap/records/table.hpp"
#include "records/state.hpp"
#include "time/day_text.hpp"

namespace hoctap::records {

class Check {
 public:
  Check(BuilderState& state, Table& table);

  Table& table() { return *table_; }
  const Table& table() const { return *table_; }
  Pool& pool() { return content_->pool; }
  const Gazetteer& gazetteer() const { return content_->gazetteer; }
  const CodeLists& codes() const { return content_->codes; }
  const Source& source(std::size_t row) const { return content_->sources[table_->place(row).source]; }

  std::size_t size() const { return live_.size(); }
  // Rows that an earlier rule dropped are no other rule's business.
  bool is_live(std::size_t row) const { return live_[row] != 0; }
  bool has(const ColumnBase& column, std::size_t row) const { return live_[row] != 0 && column.has(row); }

  void drop(std::size_t row, const ColumnBase* column, MessageCode code, std::vector<std::string> arguments);
  void note(std::size_t row, const ColumnBase* column, MessageCode code, std::vector<std::string> arguments);
  // A finding about a value that may stand in many rows: told once a source, column and value, at its first row, with
  // the number of rows as one argument more. `value` tells values apart, and so does the day where the finding names
  // one.
  template <class Arguments>
  void note_value(std::size_t row, const ColumnBase& column, std::uint64_t value, std::optional<Date> day,
                  MessageCode code, const Arguments& arguments) {
    note_value(row, 1, column, value, day, code, arguments);
  }
  // The same about so many rows of one source, of which `row` is the first.
  template <class Arguments>
  void note_value(std::size_t row, std::size_t rows, const ColumnBase& column, std::uint64_t value,
                  std::optional<Date> day, MessageCode code, const Arguments& arguments) {
    auto [at, is_new] = told_.try_emplace(Told{table_->place(row).source, &column, code, value, day});
    if (is_new) {
      at->second = {state_->findings.size(), 0};
      note(row, &column, code, arguments());
    }
    at->second.rows += rows;
  }
  // A finding about the whole table rather than a row.
  void note_table(MessageCode code, std::vector<std::string> arguments);

  // The same for another table, to tell what this one shows of its rows.
  Check of(Table& other) const { return {*state_, other}; }

  // Whether what the row was read from is known to have no such column.
  bool lacks_column(std::size_t row, const ColumnBase& column) const;

  // A text as a finding may show it: nothing that could be a citizen number.
  std::string quoted(Text text) const { return quotable(content_->pool.view(text)); }

  SourcePlace place(std::size_t row, const ColumnBase* column) const;
  // Where a row stands, in either language: "HT-01/07393.csv:12".
  std::string where(std::size_t row) const;

  // Removes the dropped rows and finishes the counts of values told.
  void finish_rows();

 private:
  using Told = std::tuple<std::uint32_t, const ColumnBase*, MessageCode, std::uint64_t, std::optional<Date>>;
  struct Count {
    std::size_t finding = 0;
    std::size_t rows = 0;
  };
  std::size_t index_of(const ColumnBase& column) const;
  void add(std::size_t row, const ColumnBase* column, MessageCode code, std::vector<std::string> arguments,
           RowOutcome outcome);

  BuilderState* state_;
  Content* content_;
  Table* table_;
  std::vector<std::uint8_t> live_;
  std::size_t dropped_ = 0;
  std::map<Told, Count> told_;
};

// Whether the column holds nothing but identifiers of happenings (a report's, an allocation's): a table from memory
// that does not have it is taken as it is, row by row a happening of its own.
bool only_numbers_rows(const Table& table, const ColumnBase& column);

// A column as findings name it: "unit_code (Mã ĐVHC)".
std::string described(const ColumnBase& column);

// Leaves out the part, with a finding, where it is more than the whole.
void check_part(Check& check, Column<std::int64_t>& part, const Column<std::int64_t>& whole);

// The day for which each row of a table speaks, where its declaration says which column holds it.
class RowDays {
 public:
  explicit RowDays(const Table& table);
  std::optional<Date> operator[](std::size_t row) const {
    if (dates_ != nullptr) return dates_->get(row);
    if (periods_ != nullptr && periods_->has(row)) return (*periods_)[row].last();
    return std::nullopt;
  }

 private:
  const Column<Date>* dates_ = nullptr;
  const Column<Period>* periods_ = nullptr;
};

// Rows by the text of their key.
class RowsByText {
 public:
  RowsByText(const Column<Text>& key, const Pool& pool);
  std::optional<std::uint32_t> find(Text text) const {
    if (text.symbol >= rows_.size() || rows_[text.symbol] == 0) return std::nullopt;
    return rows_[text.symbol] - 1;
  }

 private:
  std::vector<std::uint32_t> rows_;  // 1 + row by symbol; 0: none
};

}  // namespace hoctap::records
