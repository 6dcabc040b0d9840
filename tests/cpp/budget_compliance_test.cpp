#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "budget/line_check.hpp"
#include "hoctap/budget/compliance.hpp"
#include "hoctap/core/error.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

using test::fictional_rulebook;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

// Columns of one's own, as numbers that may be missing.
struct Table {
  std::vector<std::uint8_t> content;
  std::vector<std::string> contents;
  std::vector<std::uint8_t> zone;
  std::vector<std::string> zones{"I", "II", "none"};
  std::vector<std::int32_t> date;
  std::vector<std::int16_t> year;
  std::vector<std::int64_t> factor_1;
  std::vector<std::int32_t> factor_2;
  std::vector<std::int64_t> price;
  std::vector<std::int64_t> amount;
  std::map<std::string, std::vector<std::uint8_t>> present;  // by column; not there: nothing is missing
  bool has_price = false;

  std::span<const std::uint8_t> presence(const std::string& column) const {
    const auto found = present.find(column);
    return found == present.end() ? std::span<const std::uint8_t>() : std::span<const std::uint8_t>(found->second);
  }
  bool has(const std::string& column, std::size_t row) const {
    const auto found = presence(column);
    return found.empty() || found[row] != 0;
  }

  LineColumns columns() const {
    LineColumns lines;
    lines.row_count = content.size();
    lines.content = {{std::span(content), presence("content")}, {contents.begin(), contents.end()}};
    if (!zone.empty())
      lines.attributes = {{"zone", {{std::span(zone), presence("zone")}, {zones.begin(), zones.end()}}}};
    if (!date.empty()) lines.date = WholeNumbers{std::span(date), presence("date")};
    if (!year.empty()) lines.year = WholeNumbers{std::span(year), presence("year")};
    if (!factor_1.empty()) lines.factors.push_back({std::span(factor_1), presence("factor_1")});
    if (!factor_2.empty()) lines.factors.push_back({std::span(factor_2), presence("factor_2")});
    if (has_price) lines.unit_price = WholeNumbers{std::span(price), presence("unit_price")};
    lines.amount = {std::span(amount), presence("amount")};
    return lines;
  }
};

Table one_line(const std::string& content, Date date, std::int64_t factor_1, std::int32_t factor_2,
               std::int64_t amount) {
  Table table;
  table.contents = {content};
  table.content = {0};
  table.date = {date.days()};
  table.factor_1 = {factor_1};
  table.factor_2 = {factor_2};
  table.amount = {amount};
  return table;
}

const Date some_day = Date::of(2022, 3, 1);

TEST(ALine, IsWithinUpToItsCeilingAndOverBeyondIt) {
  const Book book = fictional_rulebook().as_of();
  const auto verdict_of = [&](std::int64_t amount) {
    const Table table = one_line("meal", some_day, 3, 2, amount);
    return check_lines(book, table.columns());
  };
  EXPECT_EQ(verdict_of(900'000).verdict(0), Verdict::within);
  const Compliance over = verdict_of(900'001);
  EXPECT_EQ(over.verdict(0), Verdict::over);
  EXPECT_EQ(over.ceilings()[0], 900'000);
  EXPECT_EQ(over.excesses()[0], 1);
}

TEST(ALine, IsPaidForNoMoreDaysThanTheNormLimits) {
  const Book book = fictional_rulebook().as_of();
  const Table table = one_line("meal", some_day, 2, 12, 3'600'000);
  const Compliance checked = check_lines(book, table.columns());
  EXPECT_EQ(checked.ceilings()[0], 2 * 10 * 150'000);
  EXPECT_EQ(checked.verdict(0), Verdict::over);
}

TEST(ALine, ThatLacksANumberHasNoCeiling) {
  const Book book = fictional_rulebook().as_of();
  for (const char* column : {"amount", "factor_1", "factor_2"}) {
    Table table = one_line("meal", some_day, 3, 2, 900'000);
    table.present[column] = {0};
    const Compliance checked = check_lines(book, table.columns());
    EXPECT_EQ(checked.verdict(0), Verdict::input_missing) << column;
    ASSERT_EQ(checked.has_ceiling().size(), 1U);
    EXPECT_EQ(checked.has_ceiling()[0], 0);
  }
  Table below = one_line("meal", some_day, -3, 2, 900'000);
  EXPECT_EQ(check_lines(book, below.columns()).verdict(0), Verdict::input_missing);
  below = one_line("meal", some_day, 3, 2, -1);
  EXPECT_EQ(check_lines(book, below.columns()).verdict(0), Verdict::input_missing);
  below = one_line("meal", some_day, 3, 2, 1);
  below.present["content"] = {0};
  EXPECT_EQ(check_lines(book, below.columns()).verdict(0), Verdict::input_missing);
}

TEST(ALine, OfAnUnknownContentIsToldWithTheNearestOnes) {
  const Table table = one_line("meel", some_day, 1, 1, 1);
  const Compliance checked = check_lines(fictional_rulebook().as_of(), table.columns());
  EXPECT_EQ(checked.verdict(0), Verdict::norm_missing);
  ASSERT_EQ(checked.findings().size(), 1U);
  EXPECT_EQ(checked.findings()[0].message.code, MessageCode::unknown_content);
  EXPECT_EQ(checked.findings()[0].message.arguments, (std::vector<std::string>{"meel", "meal"}));
}

TEST(ALine, ThatDependsOnTheDateShowsBothCeilings) {
  Table table = one_line("meal", some_day, 2, 1, 250'000);
  table.date.clear();
  table.year = {2021};
  const Compliance checked = check_lines(fictional_rulebook().as_of(), table.columns());
  EXPECT_EQ(checked.verdict(0), Verdict::depends_on_date);
  EXPECT_EQ(checked.ceilings()[0], 200'000);
  ASSERT_EQ(checked.highest_ceilings().size(), 1U);
  EXPECT_EQ(checked.highest_ceilings()[0], 300'000);
}

TEST(ALine, WhosePriceAndFactorsAreNotItsAmountIsFlagged) {
  Table table = one_line("meal", some_day, 3, 2, 900'000);
  table.has_price = true;
  table.price = {150'000};
  EXPECT_FALSE(check_lines(fictional_rulebook().as_of(), table.columns()).flags()[0] & line_flag::amount_differs);
  table.price = {150'001};
  EXPECT_TRUE(check_lines(fictional_rulebook().as_of(), table.columns()).flags()[0] & line_flag::amount_differs);
}

TEST(AnAmount, NearTheEndOf64BitsIsAnErrorAndNeverAWrongNumber) {
  const Book book = fictional_rulebook().as_of();
  const std::int64_t factor = most / 200'000;
  const Date day = Date::of(2024, 1, 1);
  const Table fits = one_line("meal", day, factor, 1, most);
  const Compliance checked = check_lines(book, fits.columns());
  EXPECT_EQ(checked.ceilings()[0], factor * 200'000);
  EXPECT_EQ(checked.excesses()[0], most - factor * 200'000);
  Table beyond = one_line("meal", day, factor + 1, 1, most);
  try {
    static_cast<void>(check_lines(book, beyond.columns()));
    FAIL();
  } catch (const Overflow& error) {
    EXPECT_EQ(error.place().row, 1U);
  }
  beyond.factor_2 = {0};
  EXPECT_EQ(check_lines(book, beyond.columns()).ceilings()[0], 0);
}

TEST(ATable, WithoutLinesHasNoResults) {
  Table table;
  table.contents = {"meal"};
  const Compliance checked = check_lines(fictional_rulebook().as_of(), table.columns());
  EXPECT_EQ(checked.size(), 0U);
  EXPECT_EQ(checked.sums().size(), 0U);
}

TEST(ATable, OfUnequalColumnsOrStrayCodesIsRefused) {
  const Book book = fictional_rulebook().as_of();
  Table table = one_line("meal", some_day, 1, 1, 1);
  table.factor_1.push_back(1);
  EXPECT_THROW(static_cast<void>(check_lines(book, table.columns())), InvalidValue);
  table = one_line("meal", some_day, 1, 1, 1);
  table.content = {1};
  EXPECT_THROW(static_cast<void>(check_lines(book, table.columns())), InvalidValue);
}

// The plain reference: one line after the other, each through Book::choose.
struct Expected {
  Verdict verdict = Verdict::not_checkable;
  std::uint8_t flags = 0;
  std::optional<std::int64_t> ceiling;
  std::int64_t excess = 0;
};

Expected expected(const Book& book, const Table& table, std::size_t row) {
  LineQuestion line;
  line.content = table.contents[table.content[row]];
  if (!table.zone.empty() && table.has("zone", row)) line.attributes = {{"zone", table.zones[table.zone[row]]}};
  if (!table.date.empty() && table.has("date", row)) line.date = Date::from_days(table.date[row]);
  if (!table.year.empty() && table.has("year", row)) line.year = table.year[row];
  const Choice choice = book.choose(line);
  Expected result;
  result.flags = choice.ruling.flags;
  const bool has_amount = table.has("amount", row);
  const auto ceiling_of = [&](const Ruling& ruling) -> std::optional<std::int64_t> {
    if (!has_amount) return std::nullopt;
    if (!ruling.is_per_unit) return ruling.level;
    std::int64_t product = ruling.level;
    const std::size_t needed = book.rulebook().contents()[choice.content].unit.size();
    const std::vector<std::optional<std::int64_t>> factors{
        table.has("factor_1", row) ? std::optional(table.factor_1[row]) : std::nullopt,
        table.has("factor_2", row) ? std::optional<std::int64_t>(table.factor_2[row]) : std::nullopt};
    for (std::size_t f = 0; f < factors.size(); ++f) {
      if (!factors[f] && f < needed) return std::nullopt;
      std::int64_t factor = factors[f].value_or(1);
      if (ruling.limits != 0) factor = std::min(factor, book.factor_limits()[ruling.limits - 1][f]);
      product *= factor;
    }
    return product;
  };
  switch (choice.ruling.outcome) {
    case Outcome::ceiling:
      result.ceiling = ceiling_of(choice.ruling);
      if (!result.ceiling) {
        result.verdict = Verdict::input_missing;
        break;
      }
      result.excess = std::max<std::int64_t>(table.amount[row] - *result.ceiling, 0);
      result.verdict = result.excess > 0 ? Verdict::over : Verdict::within;
      break;
    case Outcome::actual_cost:
      result.verdict = Verdict::at_actual_cost;
      break;
    case Outcome::not_permitted:
      result.verdict = Verdict::not_permitted;
      break;
    case Outcome::norm_missing:
      result.verdict = Verdict::norm_missing;
      break;
    case Outcome::input_missing:
      result.verdict = Verdict::input_missing;
      break;
    case Outcome::depends_on_date:
      result.verdict = Verdict::depends_on_date;
      for (const Ruling& ruling : choice.rulings) {
        const auto ceiling = ruling.outcome == Outcome::ceiling ? ceiling_of(ruling) : std::nullopt;
        if (!ceiling) {
          result.ceiling.reset();
          break;
        }
        result.ceiling = std::min(*ceiling, result.ceiling.value_or(*ceiling));
      }
      break;
    case Outcome::not_checkable:
      break;
  }
  return result;
}

TEST(CommonAttributes, AreTheValuesOfLinesThatHaveNone) {
  const Book book = test::with(fictional_rulebook(), test::provincial_resolution("180_000")).as_of();
  const Table table = one_line("meal", Date::of(2024, 3, 1), 1, 1, 190'000);
  LineColumns lines = table.columns();
  EXPECT_EQ(check_lines(book, lines).verdict(0), Verdict::input_missing);
  lines.common_attributes = {{"province", "98"}};
  EXPECT_EQ(check_lines(book, lines).verdict(0), Verdict::over);
  lines.common_attributes = {{"province", "97"}};
  EXPECT_EQ(check_lines(book, lines).verdict(0), Verdict::within);
  // A line's own word goes before.
  const std::vector<std::uint8_t> codes{0};
  lines.attributes.push_back({"province", {{std::span(codes), {}}, {"98"}}});
  EXPECT_EQ(check_lines(book, lines).verdict(0), Verdict::over);
  lines.common_attributes = {{"provinces", "98"}};
  EXPECT_THROW(check_lines(book, lines), NotFound);
  lines.common_attributes = {{"zone", "IV"}};
  EXPECT_THROW(check_lines(book, lines), NotFound);
}

TEST(AmountsAtTheEdge, OverflowWithTheirRowAndNeverWrapAround) {
  const Book book = fictional_rulebook().as_of();
  for (const std::size_t rows : {std::size_t{3}, std::size_t{6'000}}) {
    Table table;
    table.contents = {"meal"};
    table.content.assign(rows, 0);
    table.date.assign(rows, some_day.days());
    table.factor_1.assign(rows, 1);
    table.factor_2.assign(rows, 1);
    table.amount.assign(rows, 0);
    table.amount[0] = most;
    const Compliance alone = check_lines(book, table.columns());
    EXPECT_EQ(alone.verdict(0), Verdict::over);
    EXPECT_EQ(alone.excesses()[0], most - 150'000);
    const std::vector<std::int64_t> group(rows, 7);
    LineColumns summed = table.columns();
    summed.sum_by = {{std::span(group), {}}};
    EXPECT_EQ(check_lines(book, summed).sums().amount[0], most);
    table.amount[rows - 1] = 1;
    try {
      static_cast<void>(check_lines(book, summed));
      FAIL();
    } catch (const Overflow& error) {
      EXPECT_LE(error.place().row, rows);
      EXPECT_GT(error.place().row + LineCheck::block_size, rows);
    }
    table.amount[rows - 1] = 0;
    table.factor_1[rows - 1] = most / 150'000 + 1;
    try {
      static_cast<void>(check_lines(book, table.columns()));
      FAIL();
    } catch (const Overflow& error) {
      EXPECT_EQ(error.place().row, rows);
    }
  }
}

// Tables beyond what the cache holds go another way, and words of any width.
TEST(ALargeTable, IsJudgedAsItsPartsAre) {
  constexpr std::size_t rows = 1'000'003;
  std::mt19937 draw(11);
  Table table;
  table.contents = {"allowance", "materials", "hall"};
  table.zones = {"I", "II"};
  for (std::size_t row = 0; row < rows; ++row) {
    table.content.push_back(static_cast<std::uint8_t>(draw() % 3));
    table.zone.push_back(static_cast<std::uint8_t>(draw() % 2));
    table.year.push_back(static_cast<std::int16_t>(2020 + row * 4 / rows));
    table.date.push_back(Date::of(table.year.back(), 6, 1).days());
    table.factor_1.push_back(static_cast<std::int64_t>(draw() % 9));
    table.factor_2.push_back(static_cast<std::int32_t>(draw() % 3));
    table.amount.push_back(static_cast<std::int64_t>(draw() % 40 * 100'000));
  }
  const Book book = fictional_rulebook().as_of();
  const Compliance whole = check_lines(book, table.columns());
  constexpr std::size_t part_size = 50'000;
  for (std::size_t begin = 0; begin < rows; begin += part_size) {
    const std::size_t end = std::min(begin + part_size, rows);
    Table part;
    part.contents = table.contents;
    part.zones = table.zones;
    const auto take = [&](auto& to, const auto& from) {
      to.assign(from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end));
    };
    take(part.content, table.content);
    take(part.zone, table.zone);
    take(part.year, table.year);
    take(part.date, table.date);
    take(part.factor_1, table.factor_1);
    take(part.factor_2, table.factor_2);
    take(part.amount, table.amount);
    const Compliance of_part = check_lines(book, part.columns());
    const auto is_same = [&](const auto& all, const auto& some) {
      return std::equal(some.begin(), some.end(), all.begin() + static_cast<std::ptrdiff_t>(begin));
    };
    ASSERT_TRUE(is_same(whole.verdicts(), of_part.verdicts())) << begin;
    ASSERT_TRUE(is_same(whole.flags(), of_part.flags())) << begin;
    ASSERT_TRUE(is_same(whole.ceilings(), of_part.ceilings())) << begin;
    ASSERT_TRUE(is_same(whole.excesses(), of_part.excesses())) << begin;
    ASSERT_TRUE(is_same(whole.norms(), of_part.norms())) << begin;
    ASSERT_TRUE(is_same(whole.has_ceiling(), of_part.has_ceiling())) << begin;
  }
}

class RandomLines : public testing::TestWithParam<unsigned> {};

TEST_P(RandomLines, AreJudgedAsOneByOneAndSumUp) {
  std::mt19937 draw(GetParam());
  const auto below = [&](unsigned bound) { return static_cast<unsigned>(draw() % bound); };
  const std::size_t rows = GetParam() % 2 == 0 ? 9'000 : 700;
  Table table;
  table.contents = {"meal", "allowance", "materials", "fee", "hall", "base_salary"};
  // The first seeds lack nothing and stay clear of the limits, so that whole blocks go the quick way.
  const bool is_plain = GetParam() < 4;
  if (is_plain) table.contents = {"allowance", "materials", "hall"};
  const bool has_dates = GetParam() % 3 != 1;
  for (std::size_t row = 0; row < rows; ++row) {
    table.content.push_back(static_cast<std::uint8_t>(below(static_cast<unsigned>(table.contents.size()))));
    table.zone.push_back(static_cast<std::uint8_t>(below(3)));
    const auto year = static_cast<std::int16_t>(2019 + row * 6 / rows);
    table.year.push_back(year);
    if (has_dates)
      table.date.push_back(Date::of(year, 1 + static_cast<int>(below(12)), 1 + static_cast<int>(below(28))).days());
    table.factor_1.push_back(below(50));
    table.factor_2.push_back(static_cast<std::int32_t>(below(20)));
    table.amount.push_back(below(40) * 100'000);
  }
  if (!is_plain) {
    for (const char* column : {"zone", "date", "year", "factor_1", "factor_2", "amount"}) {
      auto& present = table.present[column];
      for (std::size_t row = 0; row < rows; ++row) present.push_back(below(10) == 0 ? 0 : 1);
    }
    table.present["year"].assign(rows, 1);
  }
  for (const bool strict : {false, true}) {
    const Book book = fictional_rulebook().as_of({.verified_only = strict});
    LineColumns lines = table.columns();
    lines.sum_by = {*lines.year, lines.content.codes};
    const Compliance checked = check_lines(book, lines);
    std::map<std::pair<std::int64_t, std::int64_t>, std::array<std::int64_t, 4>> sums;
    for (std::size_t row = 0; row < rows; ++row) {
      const Expected one = expected(book, table, row);
      ASSERT_EQ(checked.verdict(row), one.verdict) << row;
      ASSERT_EQ(checked.flags()[row], one.flags) << row;
      const bool has_ceiling = checked.has_ceiling().empty() || checked.has_ceiling()[row] != 0;
      ASSERT_EQ(has_ceiling, one.ceiling.has_value()) << row;
      if (has_ceiling) {
        ASSERT_EQ(checked.ceilings()[row], *one.ceiling) << row;
      }
      if (has_ceiling && one.verdict != Verdict::depends_on_date) {
        ASSERT_EQ(checked.excesses()[row], one.excess) << row;
      }
      auto& sum = sums[{table.year[row], table.content[row]}];
      ++sum[0];
      sum[1] += table.has("amount", row) ? table.amount[row] : 0;
      sum[2] += one.excess;
      sum[3] += one.verdict == Verdict::over ? 1 : 0;
    }
    const ComplianceSums& found = checked.sums();
    ASSERT_EQ(found.size(), sums.size());
    for (std::size_t group = 0; group < found.size(); ++group) {
      const auto& sum = sums.at({found.keys[0][group], found.keys[1][group]});
      EXPECT_EQ(found.lines[group], sum[0]);
      EXPECT_EQ(found.amount[group], sum[1]);
      EXPECT_EQ(found.excess[group], sum[2]);
      EXPECT_EQ(found.lines_over[group], sum[3]);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomLines, testing::Range(0U, 12U));

}  // namespace
}  // namespace hoctap
