#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/io/grid_builder.hpp"

namespace hoctap {
namespace {

TEST(GridBuilder, BuildsCellsOfEveryKind) {
  GridBuilder builder("a.xlsx", "Biểu 1");
  builder.add_text("  xã   Tiên Lục ");
  builder.add_text("   ");
  builder.add_blank();
  builder.add_number(12);
  builder.add_date(Date::of(2024, 9, 30));
  builder.add_boolean(true);
  builder.add_uncached_formula();
  builder.end_row(3);
  const Grid grid = std::move(builder).build();

  EXPECT_EQ(grid.file(), "a.xlsx");
  EXPECT_EQ(grid.sheet(), "Biểu 1");
  ASSERT_EQ(grid.row_count(), 1U);
  EXPECT_EQ(grid.line(0), 3U);
  const auto row = grid.row(0);
  ASSERT_EQ(row.size(), 7U);
  EXPECT_EQ(row[0].text, "xã Tiên Lục");
  EXPECT_EQ(row[0].kind, CellKind::text);
  EXPECT_EQ(row[1].kind, CellKind::blank);
  EXPECT_EQ(row[2].kind, CellKind::blank);
  EXPECT_EQ(row[3].text, "12");
  EXPECT_EQ(row[3].kind, CellKind::number);
  EXPECT_EQ(row[4].text, "2024-09-30");
  EXPECT_EQ(row[4].kind, CellKind::date);
  EXPECT_EQ(row[5].text, "true");
  EXPECT_EQ(row[6].kind, CellKind::formula_uncached);
}

std::string number(double value) {
  GridBuilder builder("a");
  builder.add_number(value);
  builder.end_row(1);
  return std::string(std::move(builder).build().row(0)[0].text);
}

TEST(GridBuilder, WritesNumbersShortestAndWithoutAnExponent) {
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(number(1e6), "1000000");
  EXPECT_EQ(number(-0.0), "0");
  EXPECT_EQ(number(24095001234.0), "24095001234");
  EXPECT_EQ(number(9007199254740993.0), "9007199254740992") << "2^53 + 1 was lost before it came here";
  EXPECT_EQ(number(1e-7), "0.0000001");
  EXPECT_EQ(number(std::numeric_limits<double>::max()).size(), 309U);
}

TEST(GridBuilder, TakesNumbersThatAreNotFiniteAsText) {
  GridBuilder builder("a");
  builder.add_number(std::numeric_limits<double>::quiet_NaN());
  builder.add_number(-std::numeric_limits<double>::infinity());
  builder.end_row(1);
  const Grid grid = std::move(builder).build();
  EXPECT_EQ(grid.row(0)[0].kind, CellKind::text);
  EXPECT_EQ(grid.row(0)[1].text, "-inf");
}

TEST(GridBuilder, RemembersHiddenRows) {
  GridBuilder builder("a");
  builder.end_row(1);
  builder.end_row(2, true);
  builder.end_row(4);
  const Grid grid = std::move(builder).build();
  EXPECT_FALSE(grid.is_hidden(0));
  EXPECT_TRUE(grid.is_hidden(1));
  EXPECT_FALSE(grid.is_hidden(2));
}

TEST(GridBuilder, RefusesLinesThatDoNotRise) {
  GridBuilder builder("a");
  EXPECT_THROW(builder.end_row(0), InvalidValue);
  builder.end_row(2);
  EXPECT_THROW(builder.end_row(2), InvalidValue);
}

TEST(GridBuilder, RefusesMalformedText) {
  GridBuilder builder("a");
  EXPECT_THROW(builder.add_text("a\xFF"), InvalidValue);
}

TEST(GridBuilder, LeavesOutCellsOfARowThatWasNotEnded) {
  GridBuilder builder("a");
  builder.add_text("x");
  builder.end_row(1);
  builder.add_text("y");
  const Grid grid = std::move(builder).build();
  EXPECT_EQ(grid.row_count(), 1U);
  EXPECT_EQ(grid.row(0).size(), 1U);
}

TEST(GridBuilder, KeepsLongTextsWhole) {
  GridBuilder builder("a");
  const std::string one(100'000, 'x');
  const std::string other(50'000, 'y');
  builder.add_text(one);
  builder.add_text("z");
  builder.add_text(other);
  builder.end_row(1);
  const Grid grid = std::move(builder).build();
  EXPECT_EQ(grid.row(0)[0].text, one);
  EXPECT_EQ(grid.row(0)[1].text, "z");
  EXPECT_EQ(grid.row(0)[2].text, other);
}

}  // namespace
}  // namespace hoctap
