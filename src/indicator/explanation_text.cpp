// An explanation as text in one language: what was counted in short, its rows by file.
#include <algorithm>
#include <map>
#include <utility>

#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap {
namespace {

constexpr std::size_t most_rows_named = 5;

class Page {
 public:
  Page(std::string heading, Language language) : text_(std::move(heading) + "\n"), language_(language) {}

  void add(std::size_t depth, const Message& message) { add(depth, message.text(language_)); }
  void add(std::size_t depth, const std::string& line) { text_ += std::string(2 * depth, ' ') + line + "\n"; }
  Language language() const { return language_; }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
  Language language_;
};

std::string table_text(const std::string& name, Language language) {
  static const Tables declared;
  const Table* const table = declared.find(name);
  return language == Language::vi && table != nullptr ? std::string(table->info().label) : name;
}

void add_rows(Page& page, const std::vector<ExplanationPart::RowRef>& rows) {
  std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> by_file;
  for (const auto& row : rows)
    by_file[{row.table, row.file + (row.sheet.empty() ? "" : "/" + row.sheet)}].push_back(row.row);
  for (auto& [file, lines] : by_file) {
    std::sort(lines.begin(), lines.end());
    std::string named;
    for (std::size_t i = 0; i < std::min(lines.size(), most_rows_named); ++i)
      named += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
    if (lines.size() > most_rows_named) named += " …";
    const std::string where = table_text(file.first, page.language()) + (file.second.empty() ? "" : ": " + file.second);
    if (lines.size() == 1)
      page.add(3, {MessageCode::explain_row, {where, named}});
    else
      page.add(3, {MessageCode::explain_rows, {where, std::to_string(lines.size()), named}});
  }
}

// A place whose unit ended has two parts: one for each time.
std::string subject_text(const ExplanationPart& part, bool is_one_of_several, Language language) {
  if (!is_one_of_several) return part.subject;
  const auto& [from, until] = part.place_validity;
  if (until != Date::latest())
    return Message{MessageCode::explain_place_until, {part.subject, (until - 1).iso()}}.text(language);
  if (from != Date::earliest())
    return Message{MessageCode::explain_place_since, {part.subject, from.iso()}}.text(language);
  return part.subject;
}

Message counts(const std::string& subject, const Cell& cell) {
  const std::string open = std::to_string(cell.unreported);
  if (cell.denominator == 0) {
    if (cell.unreported == 0) return {MessageCode::explain_part_alone, {subject}};
    return {MessageCode::explain_part_unreported, {subject, open}};
  }
  const std::string numerator = std::to_string(cell.numerator);
  const std::string denominator = std::to_string(cell.denominator);
  if (cell.unreported == 0) return {MessageCode::explain_part, {subject, numerator, denominator}};
  return {MessageCode::explain_part_open, {subject, numerator, denominator, open}};
}

void add_parts(Page& page, const std::vector<ExplanationPart>& parts) {
  if (parts.empty()) return;
  page.add(1, {MessageCode::explain_heading_parts, {std::to_string(parts.size())}});
  std::map<std::string, std::map<Date, int>> times;  // of each subject, by the day on which its place began
  for (const ExplanationPart& part : parts) ++times[part.subject][part.place_validity.from];
  for (const ExplanationPart& part : parts) {
    const std::string subject = subject_text(part, times[part.subject].size() > 1, page.language());
    page.add(2, counts(subject, part.cell));
    page.add(3, part.reason);
    add_rows(page, part.rows);
  }
}

}  // namespace

std::string Explanation::text(Language language) const {
  std::string heading =
      row.unit_name + (row.unit_code.empty() ? "" : " (" + row.unit_code + ")") + ", " + row.indicator;
  if (row.variant != "default") heading += " (" + row.variant + ")";
  Page page(heading + ", " + row.period.text(), language);
  if (is_simulated) page.add(1, {MessageCode::explain_simulated, {}});
  page.add(1, {MessageCode::explain_heading_rule, {rule.in(language)}});
  if (!clause.empty()) page.add(1, {MessageCode::explain_heading_clause, {clause}});
  page.add(1, {MessageCode::explain_heading_view, {view.text()}});
  for (const Message& step : arithmetic) page.add(1, step);
  if (!missing_reports.empty())
    page.add(1, {MessageCode::explain_heading_missing, {std::to_string(missing_reports.size())}});
  for (const std::string& report : missing_reports) page.add(2, report);
  if (!lineage.empty()) page.add(1, {MessageCode::explain_heading_lineage, {}});
  for (const Message& act : lineage) page.add(2, act);
  add_parts(page, parts);
  if (has_uncited_persons) page.add(1, {MessageCode::explain_persons_counted, {}});
  return std::move(page).text();
}

}  // namespace hoctap
