#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/budget/money_table.hpp"
#include "hoctap/core/error.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;
using testing_support::gazetteer_of;

const Book& law() {
  static const Book book = embedded_rulebook().as_of();
  return book;
}

UnitVersion unit(std::string code, Level level, std::string parent, std::string from = "", std::string until = "") {
  UnitVersion version;
  version.code = std::move(code);
  version.name = "Xã " + version.code;
  version.level = level;
  version.parent_code = std::move(parent);
  if (!from.empty()) version.validity.from = day(from);
  if (!until.empty()) version.validity.until = day(until);
  return version;
}

UnitEvent arrow(std::string from, std::string to, EventKind kind) {
  UnitEvent event;
  event.event_id = from + ">" + to;
  event.from_code = std::move(from);
  event.to_code = std::move(to);
  event.date = day("2024-07-01");
  event.kind = kind;
  if (kind == EventKind::merge) event.share = Ratio{1, 1};
  return event;
}

// A province of two districts. In July 2024 01 and 02 merge into 11, 03 is split into 13 and 14 without shares, and 04
// stays; the other district has 05.
Gazetteer changing() {
  return gazetteer_of(
      {unit("99", Level::province, ""), unit("998", Level::district, "99"), unit("999", Level::district, "99"),
       unit("99901", Level::commune, "999", "", "2024-07-01"), unit("99902", Level::commune, "999", "", "2024-07-01"),
       unit("99903", Level::commune, "999", "", "2024-07-01"), unit("99904", Level::commune, "999"),
       unit("99805", Level::commune, "998"), unit("99911", Level::commune, "999", "2024-07-01"),
       unit("99913", Level::commune, "999", "2024-07-01"), unit("99914", Level::commune, "999", "2024-07-01")},
      {arrow("99901", "99911", EventKind::merge), arrow("99902", "99911", EventKind::merge),
       arrow("99903", "99913", EventKind::split), arrow("99903", "99914", EventKind::split)});
}

MoneyRequest on(const std::string& view, std::vector<std::int64_t> years = {}) {
  MoneyRequest request;
  request.views = {ViewChoice::parse(view)};
  request.years = std::move(years);
  return request;
}

const MoneyRow* find(const MoneyTable& table, MoneyRowKind kind, Level level, const std::string& code,
                     std::int64_t year) {
  for (const MoneyRow& row : table.rows) {
    if (row.kind == kind && row.level == level && row.year == year && row.is_of_all &&
        joint_code(table.dataset.gazetteer(), row.units) == code)
      return &row;
  }
  return nullptr;
}

std::int64_t allocated(const MoneyRow* row) {
  return row == nullptr ? -1 : row->amounts[static_cast<std::size_t>(MoneyQuantity::allocated)];
}
std::int64_t allocated_at_most(const MoneyRow* row) {
  return row == nullptr ? -1 : row->at_most[static_cast<std::size_t>(MoneyQuantity::allocated)];
}

Reading reading() {
  District district(changing(), "99", day("2024-01-15"));
  district.allocation("A1", "99901", "", 2024, 10, "2024-02-01");
  district.allocation("A2", "99902", "", 2024, 20, "2024-02-01");
  district.allocation("A3", "99903", "", 2024, 40, "2024-02-01", "donations");
  district.allocation("A4", "99904", "", 2024, 80, "2024-02-01");
  district.allocation("A5", "99805", "", 2024, 160, "2024-02-01");
  district.options().programme.territory.as_of = day("2024-01-15");
  return std::move(district).reading();
}

TEST(AMoneyTable, AddsUpToEveryLevel) {
  const MoneyTable table = money_table(reading(), law(), on("2024-01-15"));
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::commune, "99901", 2024)), 10);
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::district, "999", 2024)), 150);
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::district, "998", 2024)), 160);
  EXPECT_EQ(allocated(find(table, MoneyRowKind::territory, Level::province, "99", 2024)), 310);
}

TEST(AMoneyTable, ShowsJointlyWhatCannotBePlacedOnOneUnit) {
  const MoneyTable table = money_table(reading(), law(), on("2024-12-31"));
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::commune, "99911", 2024)), 30) << "merged";
  const MoneyRow* part = find(table, MoneyRowKind::unit, Level::commune, "99913", 2024);
  EXPECT_EQ(allocated(part), 0) << "nothing is placed on a part of a split without shares";
  EXPECT_EQ(allocated_at_most(part), 40);
  EXPECT_TRUE(part->has_spread());
  EXPECT_EQ(allocated(find(table, MoneyRowKind::joint, Level::commune, "99913+99914", 2024)), 40);
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::district, "999", 2024)), 150) << "whole again above";
}

TEST(AMoneyTable, HasRowsByFundThatSumToTheRowOfAll) {
  MoneyRequest request = on("2024-12-31");
  request.by_fund = true;
  const MoneyTable table = money_table(reading(), law(), request);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> sums;
  for (const MoneyRow& row : table.rows) {
    const std::string key =
        std::string(name(row.kind)) + joint_code(table.dataset.gazetteer(), row.units) + std::string(name(row.level));
    (row.is_of_all ? sums[key].first : sums[key].second) += allocated(&row);
  }
  for (const auto& [key, both] : sums) EXPECT_EQ(both.first, both.second) << key;
}

TEST(AMoneyTable, SaysHowManyReportsWereOwedAndCame) {
  District district;
  district.allocation("A1", "99901", "", 2024, 10, "2024-02-01");
  district.report("KP-01", "99901", "2024");
  district.report("KP-01", "99904", "2024");
  district.options().day = day("2025-06-01");
  const MoneyTable table = money_table(std::move(district).reading(), law(), on("2024-12-31", {2024}));
  const MoneyRow* all = find(table, MoneyRowKind::territory, Level::district, "999", 2024);
  ASSERT_NE(all, nullptr);
  EXPECT_EQ(all->owed, 3);
  EXPECT_EQ(all->reported, 2);
  EXPECT_FALSE(all->has_bounds[static_cast<std::size_t>(MoneyMeasure::social_receipts)])
      << "one never reported what it received";
  const MoneyRow* silent = find(table, MoneyRowKind::unit, Level::commune, "99907", 2024);
  EXPECT_EQ(silent->owed, 1);
  EXPECT_EQ(silent->reported, 0);
}

TEST(AMoneyTable, HasARowForACommuneWithoutACentreAndForACentreWithoutMoney) {
  District district;
  district.centre("TT-1", "99901");
  district.allocation("A1", "99904", "", 2024, 10, "2024-02-01");
  MoneyRequest request = on("2024-12-31", {2024});
  request.by_centre = true;
  const MoneyTable table = money_table(std::move(district).reading(), law(), request);
  ASSERT_EQ(table.rows.front().kind, MoneyRowKind::centre);
  EXPECT_EQ(allocated(&table.rows.front()), 0);
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::commune, "99904", 2024)), 10);
  EXPECT_EQ(allocated(find(table, MoneyRowKind::unit, Level::commune, "99907", 2024)), 0);
}

TEST(AMoneyTable, RefusesSumsBeyond64BitsAndYearsThatCannotBe) {
  District district;
  district.allocation("A1", "99901", "", 2024, std::numeric_limits<std::int64_t>::max(), "2024-02-01");
  district.allocation("A2", "99904", "", 2024, 1, "2024-02-01");
  const Reading records = std::move(district).reading();
  EXPECT_THROW(money_table(records, law(), on("2024-12-31", {2024})), Overflow);
  EXPECT_THROW(money_table(records, law(), on("2024-12-31", {20240})), InvalidValue);
}

RC_GTEST_PROP(AMoneyTableProperty, EqualsAPlainReferenceOnEveryView, ()) {
  const std::vector<std::string> before{"99901", "99902", "99903", "99904", "99805"};
  // Where the territory of each lies after July 2024: one commune, or somewhere in two.
  const std::map<std::string, std::vector<std::string>> after{{"99901", {"99911"}},
                                                              {"99902", {"99911"}},
                                                              {"99903", {"99913", "99914"}},
                                                              {"99904", {"99904"}},
                                                              {"99805", {"99805"}}};
  District district(changing(), "99", day("2024-01-15"));
  district.options().programme.territory.as_of = day("2024-01-15");
  std::map<std::string, std::int64_t> given;
  const int count = *rc::gen::inRange(0, 15);
  for (int i = 0; i < count; ++i) {
    const auto where = *rc::gen::elementOf(before);
    const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
    district.allocation("A" + std::to_string(i), where, "", 2024, amount, "2024-02-01");
    given[where] += amount;
  }
  const Reading records = std::move(district).reading();
  const bool is_after = *rc::gen::arbitrary<bool>();
  const MoneyTable table = money_table(records, law(), on(is_after ? "2024-12-31" : "2024-01-15", {2024}));

  std::map<std::string, std::int64_t> exact;
  std::map<std::string, std::int64_t> at_most;
  std::map<std::string, std::int64_t> of_district;
  std::int64_t all = 0;
  for (const auto& [where, amount] : given) {
    const auto places = is_after ? after.at(where) : std::vector<std::string>{where};
    for (const std::string& place : places) {
      at_most[place] += amount;
      if (places.size() == 1) exact[place] += amount;
    }
    of_district[where.substr(0, 3)] += amount;
    all += amount;
  }
  for (const MoneyRow& row : table.rows) {
    const std::string code = joint_code(table.dataset.gazetteer(), row.units);
    if (row.kind == MoneyRowKind::territory) {
      RC_ASSERT(allocated(&row) == all);
    } else if (row.kind == MoneyRowKind::joint) {
      RC_ASSERT(allocated(&row) == given["99903"]);
    } else if (row.level == Level::district) {
      RC_ASSERT(allocated(&row) == of_district[code]);
      RC_ASSERT(allocated_at_most(&row) == of_district[code]);
    } else {
      RC_ASSERT(allocated(&row) == exact[code]);
      RC_ASSERT(allocated_at_most(&row) == at_most[code]);
    }
  }
}

}  // namespace
}  // namespace hoctap
