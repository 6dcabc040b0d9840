// The case tables of the law, one an instrument, worked out by hand from the texts: what the book says of a line.
// docs/rulebook-format.md describes the columns.
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/document.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {
namespace {

namespace fs = std::filesystem;

using Row = std::map<std::string, std::string>;

fs::path case_folder() { return fs::path(HOCTAP_SOURCE_DIR) / "tests" / "golden" / "law" / "cases"; }

std::vector<std::string> tables() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(case_folder())) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Row> rows_of(const std::string& table) {
  const std::string path = (case_folder() / (table + ".csv")).string();
  Findings findings;
  const Grid grid = read_delimited(read_file(path), path, findings, {.delimiter = ','});
  EXPECT_TRUE(findings.empty());
  std::vector<Row> rows;
  for (std::size_t i = 1; i < grid.row_count(); ++i) {
    Row row;
    for (std::size_t j = 0; j < grid.row(i).size(); ++j) row.emplace(grid.row(0)[j].text, grid.row(i)[j].text);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<Date> day(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(Date::parse(text));
}

LineQuestion line_of(const Row& row) {
  LineQuestion line;
  line.content = row.at("content");
  for (const std::string& attribute : split(row.at("attributes"), ';')) {
    const auto equals = attribute.find('=');
    line.attributes.emplace_back(attribute.substr(0, equals), attribute.substr(equals + 1));
  }
  line.date = day(row.at("date"));
  if (!row.at("year").empty()) line.year = std::stoi(row.at("year"));
  line.decided_on = day(row.at("decided_on"));
  return line;
}

std::string flags_of(const Ruling& ruling) {
  std::string flags;
  for (std::size_t bit = 0; bit < line_flag_count; ++bit) {
    if ((ruling.flags >> bit & 1U) == 0) continue;
    if (!flags.empty()) flags += ';';
    flags += flag_name(bit);
  }
  return flags;
}

std::int64_t ceiling_of(const Book& book, const Ruling& ruling, const Row& row) {
  std::int64_t ceiling = ruling.level;
  for (std::size_t i = 0; ruling.is_per_unit && i < most_factors; ++i) {
    const std::string& factor = row.at("factor_" + std::to_string(i + 1));
    if (factor.empty()) continue;
    std::int64_t units = std::stoll(factor);
    if (ruling.limits != 0) units = std::min(units, book.factor_limits()[ruling.limits - 1][i]);
    ceiling *= units;
  }
  return ceiling;
}

// What a case expects, as the columns have it.
struct Said {
  std::string verdict;
  std::string flags;
  std::string ceiling;
  std::string excess;
  std::string norm;
  friend bool operator==(const Said&, const Said&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Said& said) {
    return out << said.verdict << " [" << said.flags << "] ceiling " << said.ceiling << " excess " << said.excess << ' '
               << said.norm;
  }
};

Said said_of(const Book& book, const Row& row) {
  const Ruling ruling = book.choose(line_of(row)).ruling;
  Said said;
  said.flags = flags_of(ruling);
  if (ruling.norm != no_norm) said.norm = book.rulebook().norms()[ruling.norm].id;
  if (ruling.outcome == Outcome::ceiling) {
    const std::int64_t ceiling = ceiling_of(book, ruling, row);
    const std::int64_t amount = std::stoll(row.at("amount"));
    said.ceiling = std::to_string(ceiling);
    said.verdict = amount > ceiling ? "over" : "within";
    if (amount > ceiling) said.excess = std::to_string(amount - ceiling);
  } else if (ruling.outcome == Outcome::actual_cost) {
    said.verdict = "at_actual_cost";
  } else {
    said.verdict = name(ruling.outcome);
  }
  return said;
}

const Rulebook& law() {
  static const Rulebook rulebook = embedded_rulebook();
  return rulebook;
}

// Books are made once for each setting that cases ask for.
const Book& book_of(const std::string& known, const std::string& mode) {
  static std::map<std::pair<std::string, std::string>, Book> books;
  const auto found = books.find({known, mode});
  if (found != books.end()) return found->second;
  return books.emplace(std::pair(known, mode), law().as_of({.known = day(known), .verified_only = mode == "strict"}))
      .first->second;
}

TEST(TheLawsCases, AreDecidedAsWorkedOutByHand) {
  for (const std::string& table : tables()) {
    std::size_t number = 1;
    for (const Row& row : rows_of(table)) {
      SCOPED_TRACE(table + ".csv, row " + std::to_string(++number) + ": " + row.at("why"));
      const Said expected{row.at("verdict"), row.at("flags"), row.at("ceiling"), row.at("excess"), row.at("norm")};
      EXPECT_EQ(said_of(book_of(row.at("known"), row.at("mode")), row), expected);
    }
  }
}

TEST(TheLawsCases, CiteWhatTheyAreAbout) {
  for (const std::string& table : tables()) {
    for (const Row& row : rows_of(table)) {
      const auto citation = Citation::try_parse(row.at("clause"));
      ASSERT_TRUE(citation) << table << ": " << row.at("clause");
      EXPECT_NE(law().find_instrument(citation->instrument), nullptr) << table << ": " << row.at("clause");
      EXPECT_FALSE(row.at("why").empty()) << table << ": " << row.at("clause");
    }
  }
}

// A text that states levels has cases for them, so that none is changed unseen.
TEST(TheLawsCases, AreThereForEachTextWithLevels) {
  const auto names = tables();
  for (NormIndex i = 0; i < law().norms().size(); ++i) {
    const Norm& norm = law().norms()[i];
    if (!has_ceiling(norm.kind) && norm.kind != NormKind::floor && norm.kind != NormKind::value) continue;
    const std::string file = fs::path(law().instrument_of(i).file).stem().string();
    EXPECT_TRUE(std::binary_search(names.begin(), names.end(), file)) << norm.id;
  }
}

}  // namespace
}  // namespace hoctap
