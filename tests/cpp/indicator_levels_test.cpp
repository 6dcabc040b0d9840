#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/levels.hpp"
#include "hoctap/io/arrow.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;
using testing_support::fictional_units;
using testing_support::gazetteer_of;

// The communes Đông and Tây of which the first is divided in 2025 without shares, and some of their centres' records.
Gazetteer dividing(std::optional<Ratio> share) {
  std::vector<UnitVersion> units = fictional_units();
  std::vector<UnitEvent> events;
  units[2].validity.until = day("2025-01-01");
  for (const char* code : {"99911", "99912"}) {
    UnitVersion part = fictional_units()[2];
    part.code = code;
    part.validity.from = day("2025-01-01");
    units.push_back(part);
    UnitEvent event;
    event.event_id = "E1";
    event.from_code = "99901";
    event.to_code = code;
    event.date = day("2025-01-01");
    event.kind = EventKind::split;
    event.share = share;
    events.push_back(event);
  }
  return gazetteer_of(std::move(units), std::move(events));
}

Reading two_years(District district) {
  district.options().day = day("2025-12-31");
  district.file("2023-12-31");
  district.centre("A1", "99901");
  district.centre("A2", "99901", "2024-05-01");
  district.centre("B1", "99904", "2015-01-01", "2025-03-01");
  district.centre("B2", "99904", "2025-03-01", {}, "B1");
  district.equipped("A1", "2023-09-30");
  district.equipped("A1", "2024-12-31", 0);
  district.equipped("B1", "2024-06-30");
  district.plan("A1", 2024, "2024-02-01");
  district.plan("B1", 2024, "2024-11-01");
  district.plan("B2", 2025, "2025-03-15");
  return std::move(district).reading();
}

std::vector<std::string> codes(const LevelTable& table, const LevelTable::Block& block) {
  std::vector<std::string> found;
  for (const VersionId unit : block.units) found.push_back(table.gazetteer().version(unit).code);
  return found;
}

// Compares counts and status of every row of the table with the row of the result, and calls more(row, expected,
// where).
template <class More>
void expect_to_equal(const LevelTable& table, const Result& rows, const std::string& view, More more) {
  for (const LevelTable::Block& block : table.blocks()) {
    for (std::size_t unit = 0; unit < block.units.size(); ++unit) {
      for (std::size_t i = 0; i < block.figures.size(); ++i) {
        const LevelTable::Figure& figure = table.figures()[block.figures[i]];
        const std::string code = block.level == Level::district ? "" : codes(table, block)[unit];
        const ResultRow& expected = rows.row(code, figure.indicator, figure.period, figure.variant);
        const std::size_t row = block.first_row + unit * block.figures.size() + i;
        const std::string where = view + " " + code + " " + figure.indicator + " " + figure.period.text();
        EXPECT_EQ(table.cell(row), expected.cell) << where;
        EXPECT_EQ(table.status()[row], expected.status) << where;
        more(row, expected, where);
      }
    }
  }
}

TEST(Levels, EqualTheRowsOfUnitsAndTerritoryOnEveryView) {
  const Reading reading = two_years(District(dividing(std::nullopt)));
  for (const char* view : {"plan_territory", "current", "as_reported", "2024-12-31"}) {
    Request asked;
    asked.indicators = {"T1", "T2", "T3"};
    asked.variants = {"all"};
    asked.view = ViewChoice::parse(view);
    const Result rows = evaluate(reading, asked);
    LevelRequest request;
    request.indicators = asked.indicators;
    request.variants = asked.variants;
    request.views = {asked.view};
    const LevelTable table = evaluate_levels(reading, request);
    std::size_t compared = 0;
    expect_to_equal(table, rows, view, [&](std::size_t row, const ResultRow& expected, const std::string& where) {
      for (const ResultFlag flag : {ResultFlag::spread, ResultFlag::year_to_date})
        EXPECT_EQ(table.has_flag(row, flag), expected.has_flag(flag)) << where;
      ++compared;
    });
    EXPECT_EQ(compared, table.size());
    const auto is_shown = [](const ResultRow& row) {
      return row.kind == RowKind::unit || row.kind == RowKind::territory;
    };
    EXPECT_EQ(compared, static_cast<std::size_t>(std::count_if(rows.rows().begin(), rows.rows().end(), is_shown)));
  }
}

TEST(Levels, WhatIsDividedWithoutSharesWidensTheBoundsBelowAndIsWholeAbove) {
  const Reading reading = two_years(District(dividing(std::nullopt)));
  LevelRequest request;
  request.indicators = {"T1"};
  request.periods = {Period::quarter(2025, 1)};
  request.views = {ViewChoice::parse("current")};
  const LevelTable table = evaluate_levels(reading, request);
  ASSERT_EQ(table.blocks().size(), 2U);
  EXPECT_EQ(codes(table, table.blocks()[0]), (std::vector<std::string>{"99904", "99907", "99911", "99912"}));
  // A1 lacks a computer, nobody counted at A2, and either lies in one part or the other.
  const Cell part{0, 0, 0, 0, 2, 1, 1};
  EXPECT_EQ(table.cell(2), part);
  EXPECT_EQ(table.cell(3), part);
  EXPECT_TRUE(table.has_flag(2, ResultFlag::spread));
  EXPECT_EQ(table.status()[2], Status::undetermined);
  EXPECT_EQ(table.cell(4).denominator + table.cell(4).unreported, 3);
  EXPECT_FALSE(table.has_flag(4, ResultFlag::spread));
}

TEST(Levels, OfWhateverElseAddsUpEqualTheRowsOfUnitsAndTerritory) {
  District district(dividing(std::nullopt));
  district.session({.id = "S1", .centre = "A1", .date = "2024-05-01", .attendances = 20}, {1, 2});
  district.resident({.person = 1, .unit = "99901"});
  district.resident({.person = 2, .unit = "99904"});
  district.resident({.person = 3, .unit = "99904"});
  district.allocation("P1", "99901", "A1", 2024, 7, "2024-02-01");
  const Reading reading = two_years(std::move(district));
  for (const char* view : {"plan_territory", "current", "as_reported"}) {
    Request asked;
    for (const IndicatorInfo& info : Catalogue::embedded().indicators()) asked.indicators.push_back(info.id);
    asked.periods = {Period::quarter(2024, 4), Period::quarter(2025, 2)};
    asked.view = ViewChoice::parse(view);
    const Result rows = evaluate(reading, asked);
    LevelRequest request;
    request.indicators = asked.indicators;
    request.periods = asked.periods;
    request.views = {asked.view};
    const LevelTable table = evaluate_levels(reading, request);
    std::set<std::string> compared;
    expect_to_equal(table, rows, view, [&](std::size_t row, const ResultRow& expected, const std::string& where) {
      EXPECT_EQ(table.has_flag(row, ResultFlag::no_bounds), !expected.has_bounds) << where;
      compared.insert(expected.indicator);
    });
    EXPECT_EQ(compared.size(), Catalogue::embedded().indicators().size());
  }
}

TEST(Levels, NameTheIndicatorsThereAreWhereOneIsUnknown) {
  const Reading reading = two_years(District());
  LevelRequest request;
  request.indicators = {"T9"};
  EXPECT_THROW(evaluate_levels(reading, request), NotFound);
}

TEST(Levels, ShowOnlyTheLevelsAskedFor) {
  const Reading reading = two_years(District());
  LevelRequest request;
  request.levels = {Level::district};
  request.views = {ViewChoice::parse("plan_territory"), ViewChoice::parse("current")};
  const LevelTable table = evaluate_levels(reading, request);
  ASSERT_EQ(table.blocks().size(), 2U);
  EXPECT_EQ(codes(table, table.blocks()[1]), std::vector<std::string>{"999"});
  EXPECT_EQ(table.blocks()[1].first_row, table.figures().size());
}

TEST(Levels, GoOutAsDictionariesAndNumbers) {
  const Reading reading = two_years(District());
  const LevelTable table = evaluate_levels(reading, {});
  ArrowArrayStream stream = arrow_stream(table);
  const ArrowTable read = ArrowTable::read(&stream);
  ASSERT_EQ(read.row_count(), table.size());
  for (const ArrowColumn& column : read.columns()) {
    if (column.name() == "unit") {
      EXPECT_EQ(column.texts().values[table.size() - 1], "999");
    }
    if (column.name() == "status") {
      EXPECT_EQ(column.texts().values[table.size() - 1], name(table.status()[table.size() - 1]));
    }
    if (column.name() == "numerator") {
      EXPECT_EQ(column.integers().values.data(), table.numerator().data());
    }
  }
}

}  // namespace
}  // namespace hoctap
