// A sheet of budget lines, as somebody filled it.
#include <algorithm>
#include <map>
#include <set>

#include "budget/line_memory.hpp"
#include "forms/dates.hpp"
#include "forms/numbers.hpp"
#include "forms/totals.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/records/tables/money.hpp"

namespace hoctap {
namespace {

using Wordings = std::map<std::string, std::string, std::less<>>;  // a heading folded, the column it means

// Wordings of headings: names and labels of the table budget_estimates, of the line's days, and of attributes.
Wordings wordings_of(const Rulebook& rulebook) {
  Wordings wordings;
  for (const Attribute& attribute : rulebook.attributes()) {
    for (const std::string& word : {attribute.id, attribute.name.vi, attribute.name.en})
      wordings.emplace(folded(word), attribute.id);
  }
  const BudgetEstimates declared;
  for (const ColumnBase* column : declared.columns()) {
    for (const std::string_view word : {column->info().name, column->info().label})
      wordings.insert_or_assign(folded(word), std::string(column->name()));
  }
  constexpr std::pair<const char*, const char*> others[] = {
      {"date", "date"},
      {"Ngày", "date"},
      {"Ngày thực hiện", "date"},
      {"decided_on", "decided_on"},
      {"Ngày quyết định", "decided_on"},
      {"content", "content_code"},
      {"Thành tiền", "amount"},
      {"centre", "centre_id"},
      {"Trung tâm", "centre_id"},
  };
  for (const auto& [word, column] : others) wordings.insert_or_assign(folded(word), column);
  return wordings;
}

// The value of an attribute by its identifier or name; what is neither stays as it was typed.
std::string_view value_meant(const Attribute& attribute, std::string_view typed) {
  if (typed.empty() || first_invalid_utf8(typed)) return typed;
  const std::string sought = folded(typed);
  for (const AttributeValue& value : attribute.values) {
    if (folded(value.id) == sought || folded(value.name.vi) == sought || folded(value.name.en) == sought)
      return value.id;
  }
  return typed;
}

class SheetOfLines {
 public:
  SheetOfLines(const Rulebook& rulebook, const Grid& grid, LineTable::Memory& memory, std::string file,
               std::string sheet);
  void read();

 private:
  bool find_heading();
  void take_columns(std::size_t row);
  void see_numbers();
  const GridCell& cell(std::size_t row, const char* column) const;
  std::string_view text(std::size_t row, const char* column) const { return cell(row, column).text; }
  std::optional<std::int64_t> number(std::size_t row, const char* column);
  std::optional<std::int64_t> day(std::size_t row, const char* column);
  void add_row(std::size_t row);
  void note(MessageCode code, std::vector<std::string> arguments, std::size_t row, std::size_t position,
            const std::string& field);
  bool has(const char* column) const { return positions_.contains(column); }

  const Rulebook& rulebook_;
  const Grid& grid_;
  LineTable::Memory& memory_;
  std::string file_;
  std::string sheet_;
  Wordings wordings_;
  std::size_t heading_ = 0;
  std::map<std::string, std::size_t, std::less<>> positions_;  // of columns that are there
  forms::NumberStyle style_ = forms::NumberStyle::vietnamese;
};

constexpr const char* number_columns[] = {"year", "factor_1", "factor_2", "factor_3", "unit_price", "amount"};

SheetOfLines::SheetOfLines(const Rulebook& rulebook, const Grid& grid, LineTable::Memory& memory, std::string file,
                           std::string sheet)
    : rulebook_(rulebook),
      grid_(grid),
      memory_(memory),
      file_(std::move(file)),
      sheet_(std::move(sheet)),
      wordings_(wordings_of(rulebook)) {}

void SheetOfLines::note(MessageCode code, std::vector<std::string> arguments, std::size_t row, std::size_t position,
                        const std::string& field) {
  memory_.findings.push_back({{code, std::move(arguments)},
                              {file_, sheet_, grid_.line(row), static_cast<std::uint32_t>(position + 1), field}});
}

bool SheetOfLines::find_heading() {
  bool says_simulated = false;
  for (std::size_t row = 0; row < grid_.row_count(); ++row) {
    bool has_content = false;
    bool has_amount = false;
    for (const GridCell& one : grid_.row(row)) {
      if (one.kind == CellKind::blank || first_invalid_utf8(one.text)) continue;
      const std::string word = folded(one.text);
      // As forms say it in the lines above their heading: "Dữ liệu: mô phỏng".
      says_simulated |= word.find("mo phong") != std::string::npos || word.find("simulated") != std::string::npos;
      const auto meant = wordings_.find(word);
      if (meant == wordings_.end()) continue;
      has_content |= meant->second == "content_code";
      has_amount |= meant->second == "amount";
    }
    if (!has_content || !has_amount) continue;
    take_columns(row);
    memory_.is_simulated = says_simulated;
    return true;
  }
  return false;
}

void SheetOfLines::take_columns(std::size_t row) {
  heading_ = row;
  static const std::set<std::string, std::less<>> of_records{"estimate_id", "line_no",     "version", "status",
                                                             "unit_code",   "fund",        "unit",    "plan_line",
                                                             "prepared_by", "submitted_on"};
  const auto cells = grid_.row(row);
  for (std::size_t position = 0; position < cells.size(); ++position) {
    if (cells[position].kind == CellKind::blank) continue;
    const auto meant = wordings_.find(folded(cells[position].text));
    if (meant == wordings_.end()) {
      note(MessageCode::line_column_unused, {std::string(cells[position].text)}, row, position, {});
    } else if (!of_records.contains(meant->second) && !positions_.emplace(meant->second, position).second) {
      note(MessageCode::line_column_twice, {meant->second}, row, position, meant->second);
    }
  }
}

void SheetOfLines::see_numbers() {
  forms::NumberEvidence evidence;
  for (std::size_t row = heading_ + 1; row < grid_.row_count(); ++row) {
    for (const char* column : number_columns) {
      if (!has(column)) continue;
      const GridCell& one = cell(row, column);
      if (one.kind == CellKind::text)
        evidence.see(one.text, grid_.line(row), static_cast<std::uint32_t>(positions_.find(column)->second + 1));
    }
  }
  style_ = evidence.style();
}

const GridCell& SheetOfLines::cell(std::size_t row, const char* column) const {
  static const GridCell blank;
  const auto place = positions_.find(column);
  const auto cells = grid_.row(row);
  return place == positions_.end() || place->second >= cells.size() ? blank : cells[place->second];
}

std::optional<std::int64_t> SheetOfLines::number(std::size_t row, const char* column) {
  const GridCell& one = cell(row, column);
  if (one.kind == CellKind::blank) return std::nullopt;
  const auto answer = forms::read_number(one, style_);
  std::optional<std::int64_t> value;
  // What has decimals is no whole number; what has more digits than 64 bits hold is none either.
  if (answer.problem == forms::NumberProblem::none && answer.number.decimals <= 0) value = forms::whole(answer.number);
  if (!value)
    note(MessageCode::line_number_unreadable, {std::string(one.text)}, row, positions_.find(column)->second, column);
  return value;
}

std::optional<std::int64_t> SheetOfLines::day(std::size_t row, const char* column) {
  const GridCell& one = cell(row, column);
  if (one.kind == CellKind::blank) return std::nullopt;
  const auto answer = forms::read_date(one);
  if (answer.problem == forms::DateProblem::none) return answer.date.days();
  note(MessageCode::line_day_unreadable, {std::string(one.text)}, row, positions_.find(column)->second, column);
  return std::nullopt;
}

void SheetOfLines::add_row(std::size_t row) {
  memory_.content.push(text(row, "content_code"));
  for (auto& [id, words] : memory_.attributes)
    words.push(value_meant(*rulebook_.find_attribute(id), text(row, id.c_str())));
  if (memory_.date) memory_.date->push(day(row, "date"));
  if (memory_.decided_on) memory_.decided_on->push(day(row, "decided_on"));
  if (memory_.year) memory_.year->push(number(row, "year"));
  constexpr const char* factors[] = {"factor_1", "factor_2", "factor_3"};
  for (std::size_t f = 0; f < memory_.factors.size(); ++f) memory_.factors[f].push(number(row, factors[f]));
  if (memory_.unit_price) memory_.unit_price->push(number(row, "unit_price"));
  memory_.amount.push(number(row, "amount"));
  memory_.centre.push(text(row, "centre_id"));
  memory_.sheet_of.push_back(0);
  memory_.file_rows.push_back(grid_.line(row));
}

void SheetOfLines::read() {
  if (!find_heading()) throw FormatError({MessageCode::lines_without_heading, {}}, {file_, sheet_, 0, 0, {}});
  see_numbers();
  for (const Attribute& attribute : rulebook_.attributes()) {
    if (has(attribute.id.c_str())) memory_.attributes.emplace_back(attribute.id, WordColumn());
  }
  if (has("date")) memory_.date.emplace();
  if (has("decided_on")) memory_.decided_on.emplace();
  if (has("year")) memory_.year.emplace();
  if (has("unit_price")) memory_.unit_price.emplace();
  for (const char* factor : {"factor_1", "factor_2", "factor_3"}) {
    if (has(factor)) memory_.factors.resize(static_cast<std::size_t>(factor[7] - '0'));
  }
  for (std::size_t row = heading_ + 1; row < grid_.row_count(); ++row) {
    const auto cells = grid_.row(row);
    const bool is_blank =
        std::all_of(cells.begin(), cells.end(), [](const GridCell& one) { return one.kind == CellKind::blank; });
    if (!is_blank && !forms::announces_total(cells)) add_row(row);
  }
}

}  // namespace

LineTable LineTable::of(const Rulebook& rulebook, const Grid& grid) {
  const auto memory = std::make_shared<Memory>();
  memory->sheets.push_back({grid.file(), grid.sheet(), 0, 0, {}});
  SheetOfLines(rulebook, grid, *memory, grid.file(), grid.sheet()).read();
  memory->finish();
  return LineTable(memory);
}

}  // namespace hoctap
