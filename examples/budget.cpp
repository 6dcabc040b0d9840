// Checks the lines of a budget against the law and explains one: prints each line with its verdict, ceiling and norm,
// what of the law should be read or verified next, and how the verdict of the first line that breaks a norm came about.
//
//   budget FILE.csv [RULEBOOK.toml …]
//
// The first row of FILE that heads a content and an amount begins the lines. Rulebook files, of a province or commune,
// are added to the law that the library knows.
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/budget/line_explanation.hpp"
#include "hoctap/budget/line_table.hpp"
#include "hoctap/budget/money_gaps.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/money/money.hpp"
#include "hoctap/norm/book.hpp"

namespace {

constexpr auto language = hoctap::Language::en;

std::string money(std::int64_t dong) { return hoctap::Money::dong(dong).text(language); }

int run(const std::string& file, const std::vector<std::string>& rules) {
  std::vector<hoctap::Document> documents;
  for (const std::string& path : rules) documents.push_back(hoctap::Document::load(path));
  const hoctap::Rulebook rulebook = hoctap::embedded_rulebook().with(documents);
  const hoctap::Book book = rulebook.as_of();

  hoctap::Findings findings;
  const hoctap::Grid sheet = hoctap::read_delimited(hoctap::read_file(file), file, findings);
  const hoctap::LineTable lines = hoctap::LineTable::of(rulebook, sheet).with(findings);
  const hoctap::Compliance checked = hoctap::check_lines(book, lines.columns());
  for (const hoctap::Finding& finding : lines.findings())
    std::cout << finding.place.text(language) << ": " << finding.message.text(language) << '\n';

  std::optional<std::size_t> broken;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const hoctap::Verdict verdict = checked.verdict(row);
    if (!broken && (verdict == hoctap::Verdict::over || verdict == hoctap::Verdict::not_permitted)) broken = row;
    const bool has_ceiling = checked.has_ceiling().empty() || checked.has_ceiling()[row] != 0;
    std::cout << lines.place(row).row << '\t' << name(verdict) << '\t'
              << (has_ceiling ? money(checked.ceilings()[row]) : "–") << '\t';
    if (checked.norms()[row] != hoctap::Compliance::no_norm_number)
      std::cout << rulebook.norms()[checked.norms()[row]].citation.text(language);
    std::cout << '\n';
  }
  for (const hoctap::MoneyGap& gap : hoctap::gaps_by_money(checked, lines.columns())) {
    std::cout << name(gap.kind) << '\t' << money(gap.amount) << '\t' << gap.content << '\t'
              << hoctap::spoken(gap.reason, language) << '\n';
  }
  if (!broken) return 0;
  std::cout << text(hoctap::explain_line(book, lines.columns(), *broken, lines.place(*broken)), language) << '\n';
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: budget FILE.csv [RULEBOOK.toml …]\n";
    return 2;
  }
  try {
    return run(arguments[1], {arguments + 2, arguments + count});
  } catch (const hoctap::FileError& error) {
    std::cerr << error.what() << '\n';
    return 3;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
