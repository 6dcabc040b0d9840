#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/breakdown.hpp"
#include "hoctap/indicator/closing.hpp"
#include "hoctap/indicator/quality.hpp"
#include "hoctap/indicator/suppression.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;

// In Đông nine women and eleven men of thirty, of whom seven and two learned, and one labourer of unknown sex who did.
Reading people() {
  District district;
  district.file("2023-09-30");
  district.centre("A1", "99901");
  std::vector<std::uint64_t> learners;
  std::uint64_t person = 1;
  const auto add = [&](const char* sex, int count, int learned) {
    for (int i = 0; i < count; ++i, ++person) {
      district.resident({.person = person, .unit = "99901", .sex = sex, .born = "1993-05"});
      if (i < learned) learners.push_back(person);
    }
  };
  add("woman", 9, 7);
  add("man", 11, 2);
  add("", 1, 1);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, learners);
  return std::move(district).reading();
}

BreakdownRequest by_sex(std::int64_t small_below) {
  BreakdownRequest asked;
  asked.request.indicators = {"T4a"};
  asked.request.periods = {Period::quarter(2023, 3)};
  asked.by = {"sex"};
  asked.small_below = small_below;
  return asked;
}

const Period quarter = Period::quarter(2023, 3);

TEST(Breakdown, PartsAndTheUnknownAddUpAndBoundsTakeInWhoeverMayBelong) {
  const Breakdown table = evaluate_by(people(), by_sex(0));
  const Cell all = table.row("99901", "T4a", quarter, {"all"}).cell;
  const Cell women = table.row("99901", "T4a", quarter, {"woman"}).cell;
  const Cell men = table.row("99901", "T4a", quarter, {"man"}).cell;
  const Cell unknown = table.row("99901", "T4a", quarter, {"unknown"}).cell;
  EXPECT_EQ(women.numerator, 7);
  EXPECT_EQ(women.denominator, 9);
  EXPECT_EQ(men.numerator, 2);
  EXPECT_EQ(unknown.numerator, 1);
  EXPECT_EQ(women.numerator + men.numerator + unknown.numerator, all.numerator);
  EXPECT_EQ(women.denominator + men.denominator + unknown.denominator, all.denominator);
  EXPECT_EQ(women.upper_num, 8);  // the unknown one may be a woman
  EXPECT_EQ(women.upper_den, 10);
  EXPECT_EQ(women.lower_num, 7);
  EXPECT_EQ(women.lower_den, 9);  // who would pass does not lower the lower bound
  EXPECT_EQ(table.row("", "T4a", quarter, {"woman"}).label.vi, "nữ");
}

TEST(Breakdown, WithholdsSmallCountsAndWhatTellsThem) {
  const Breakdown table = evaluate_by(people(), by_sex(5));
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {"man"}).is_withheld);
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {"unknown"}).is_withheld);
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {"woman"}).is_withheld);  // all minus the women would tell
  EXPECT_EQ(table.row("99901", "T4a", quarter, {"man"}).cell, Cell{});
  EXPECT_GT(table.withheld(), 0U);
}

TEST(Breakdown, RefusesWhatCannotBeToldApart) {
  const Reading reading = people();
  BreakdownRequest asked = by_sex(5);
  asked.by = {"height"};
  EXPECT_THROW(evaluate_by(reading, asked), NotFound);
  asked.by = {"host"};
  EXPECT_THROW(evaluate_by(reading, asked), InvalidValue);
  asked.by = {"sex", "zone", "poor", "disabled", "sector"};
  EXPECT_THROW(evaluate_by(reading, asked), InvalidValue);
}

MessageCode refusal_of(auto run) {
  try {
    run();
  } catch (const Error& error) {
    return error.message().code;
  }
  return MessageCode{};
}

TEST(Breakdown, RefusesIndicatorsOfLabourersWithDifferentWholesWhileSmallCountsAreWithheld) {
  const Reading reading = people();
  BreakdownRequest asked = by_sex(5);
  const auto refusal = [&] { return refusal_of([&] { evaluate_by(reading, asked); }); };
  asked.request.indicators = {"T5"};
  asked.request.variants = {"default", "sector"};
  EXPECT_EQ(refusal(), MessageCode::breakdown_of_several);
  asked.small_below = 0;
  EXPECT_FALSE(evaluate_by(reading, asked).rows().empty());
  asked.small_below = 5;
  asked.request.variants = {"sector"};
  EXPECT_FALSE(evaluate_by(reading, asked).rows().empty());
}

TEST(Breakdown, ShowsEveryTargetWhereNoneIsNamed) {
  BreakdownRequest asked = by_sex(5);
  asked.by.clear();
  asked.request.indicators.clear();
  const Breakdown table = evaluate_by(people(), asked);
  std::vector<std::string> shown;
  for (const BreakdownRow& row : table.rows())
    if (std::find(shown.begin(), shown.end(), row.indicator) == shown.end()) shown.push_back(row.indicator);
  EXPECT_EQ(shown, (std::vector<std::string>{"T1", "T2", "T3", "T4a", "T4b", "T5"}));
}

// In Đông forty of sixty labourers learned and 37 of these are trained: three learned and were not.
TEST(Breakdown, WithholdsWhatOneIndicatorTellsOfAnother) {
  District district;
  district.file("2023-09-30");
  district.centre("A1", "99901");
  std::vector<std::uint64_t> trained;
  std::vector<std::uint64_t> others;
  for (std::uint64_t person = 1; person <= 60; ++person) {
    district.resident({.person = person, .unit = "99901", .sex = "woman", .born = "1993-05"});
    if (person <= 37) trained.push_back(person);
    if (37 < person && person <= 40) others.push_back(person);
  }
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .kind = "vocational"}, trained);
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02"}, others);
  const Reading reading = std::move(district).reading();
  BreakdownRequest asked = by_sex(5);
  asked.by.clear();
  const auto shown = [&](const char* indicator) {
    const Breakdown table = evaluate_by(reading, asked);
    return !table.row("99901", indicator, quarter, {}).is_withheld;
  };
  for (const char* indicator : {"T4a", "T4b"}) {
    asked.request.indicators = {indicator};
    EXPECT_TRUE(shown(indicator)) << indicator;
  }
  asked.request.indicators = {"T4a", "T4b"};
  EXPECT_FALSE(shown("T4a") && shown("T4b"));
}

TEST(Breakdown, TablesOfOneReleaseFitTogetherAndAreThoseThatWereAskedFor) {
  const Reading reading = people();
  ReleaseRequest asked;
  asked.request = by_sex(5).request;
  asked.views = {{ViewKind::plan_territory, {}}, {ViewKind::current, {}}};
  asked.by = {{"sex"}, {"age_band"}, {}};
  const std::vector<Breakdown> tables = evaluate_release(reading, asked);
  ASSERT_EQ(tables.size(), 6U);
  EXPECT_EQ(tables[0].view(), asked.views[0]);
  EXPECT_EQ(tables[3].view(), asked.views[1]);
  EXPECT_EQ(tables[4].by().front(), Apart::age_band);
  // Two men learned: by sex it is withheld, and so it is where both tables are there.
  EXPECT_TRUE(tables[0].row("99901", "T4a", quarter, {"man"}).is_withheld);
  EXPECT_TRUE(tables[3].row("99901", "T4a", quarter, {"man"}).is_withheld);
  EXPECT_EQ(tables[2].row("99901", "T4a", quarter, {}).cell, tables[5].row("99901", "T4a", quarter, {}).cell);
  asked.by = {{"sex", "age_band", "zone"}, {"poor", "disabled"}};
  EXPECT_EQ(refusal_of([&] { evaluate_release(reading, asked); }), MessageCode::number_outside_range);
  asked.by.clear();
  EXPECT_TRUE(evaluate_release(reading, asked).empty());
}

TEST(Breakdown, ProtectsTheOthersOfADayThoughMoreLabourersCameLater) {
  District district;
  district.centre("A1", "99901");
  std::vector<std::uint64_t> learners;
  for (std::uint64_t person = 1; person <= 60; ++person) {
    // Of twenty who live there in the third quarter two did not learn; forty more come afterwards.
    district.resident({.person = person, .unit = "99901", .from = person <= 20 ? "2010-01-01" : "2023-10-15"});
    if (person <= 18) learners.push_back(person);
  }
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, learners);
  const Reading reading = std::move(district).reading();
  BreakdownRequest asked = by_sex(5);
  asked.by.clear();
  asked.request.periods = {quarter, Period::quarter(2023, 4)};
  const Breakdown table = evaluate_by(reading, asked);
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {}).is_withheld);
}

TEST(Breakdown, TellsSessionsTurnsAndTitlesApartByTopic) {
  District district;
  district.centre("A1", "99901");
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .attendances = 30, .topic = "law"}, {});
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02", .attendances = 20, .topic = "law"}, {});
  district.session({.id = "S3", .centre = "A1", .date = "2023-08-03", .attendances = 7, .topic = "health"}, {});
  district.session({.id = "S4", .centre = "A1", .date = "2023-08-04", .attendances = 9}, {});  // without a topic
  const Reading reading = std::move(district).reading();
  BreakdownRequest asked = by_sex(5);
  asked.by = {"topic"};
  asked.request.indicators = {"K7-sessions", "K7-turns"};
  const Breakdown table = evaluate_by(reading, asked);
  const auto cell = [&](const char* indicator, const char* topic) {
    return table.row("99901", indicator, quarter, {topic}).cell;
  };
  EXPECT_EQ(cell("K7-sessions", "law").numerator, 2);
  EXPECT_EQ(cell("K7-sessions", "health").numerator, 1);
  EXPECT_EQ(cell("K7-turns", "law").numerator, 50);
  EXPECT_EQ(cell("K7-sessions", "unknown").unreported, 1);
  EXPECT_EQ(cell("K7-sessions", "all").numerator, 3);
  EXPECT_EQ(cell("K7-turns", "all").unreported, 9);
  EXPECT_EQ(cell("K7-sessions", "law").upper_num, 3);  // the one without a topic may be of it
  EXPECT_EQ(table.row("", "K7-turns", quarter, {"law"}).label.vi, "pháp luật");
  asked.request.indicators = {"T4a"};
  EXPECT_EQ(refusal_of([&] { evaluate_by(reading, asked); }), MessageCode::not_told_apart);  // a learner has many
}

TEST(Breakdown, WithholdsFindingsAboutPersonsWithTheirCounts) {
  District district;
  district.centre("A1", "99901");
  for (std::uint64_t person = 1; person <= 10; ++person) district.resident({.person = person, .unit = "99901"});
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1, 2, 3});
  district.declared("99901", "2023Q3", "learned", 5);  // complete lists know of three
  const Reading reading = std::move(district).reading();
  const auto has_conflict = [&](std::int64_t small_below) {
    const Breakdown table = evaluate_by(reading, by_sex(small_below));
    return std::any_of(table.findings().begin(), table.findings().end(),
                       [](const Finding& one) { return one.message.code == MessageCode::declared_conflict; });
  };
  EXPECT_TRUE(has_conflict(0));
  EXPECT_FALSE(has_conflict(5));
}

TEST(Breakdown, WithholdsWhoIsCountedInSeveralCommunes) {
  District district;
  district.centre("A1", "99901");
  district.centre("A4", "99904");
  std::uint64_t person = 1;
  const auto speakers = [&](const std::vector<std::string>& centres, int trained, int untrained) {
    for (int i = 0; i < trained + untrained; ++i, ++person)
      for (const std::string& centre : centres)
        district.speaker(person, centre, i < trained ? "2023-05-01" : "2010-01-01");
  };
  speakers({"A1"}, 20, 30);
  speakers({"A4"}, 25, 35);
  speakers({"A1", "A4"}, 2, 20);  // the two communes minus the district tell of two
  const Reading reading = std::move(district).reading();
  BreakdownRequest asked;
  asked.request.indicators = {"K2b"};
  asked.request.periods = {quarter};
  asked.small_below = 0;
  const auto cell = [&](const Breakdown& table, const char* unit) { return table.row(unit, "K2b", quarter, {}).cell; };
  const Breakdown open = evaluate_by(reading, asked);
  EXPECT_EQ(cell(open, "99901").numerator, 22);
  EXPECT_EQ(cell(open, "99904").numerator, 27);
  EXPECT_EQ(cell(open, "").numerator, 47);
  asked.small_below = 5;
  const Breakdown table = evaluate_by(reading, asked);
  const auto is_withheld = [&](const char* unit) { return table.row(unit, "K2b", quarter, {}).is_withheld; };
  EXPECT_TRUE(is_withheld("99901") || is_withheld("99904") || is_withheld(""));
}

TEST(Closing, KnowsNoGapWithoutAWholeAndRefusesACount) {
  const Reading reading = people();
  // Nobody lives in Tây of whom the records know.
  const Closing empty = closing(reading, {}, "99904", "T4a", quarter);
  EXPECT_EQ(empty.at_least, std::nullopt);
  EXPECT_EQ(empty.at_most, std::nullopt);
  EXPECT_EQ(empty.can_be_closed(), std::nullopt);
  const Closing some = closing(reading, {}, "99901", "T4a", quarter);
  ASSERT_TRUE(some.at_most);
  EXPECT_GE(*some.at_most, *some.at_least);
  EXPECT_TRUE(some.can_be_closed());
  EXPECT_EQ(refusal_of([&] { closing(reading, {}, "99901", "K7-turns", quarter); }), MessageCode::closing_of_a_count);
}

TEST(Suppression, RefusesAThresholdAndATableThatAreTooLarge) {
  CountsToProtect table;
  table.places = table.categories = 1;
  table.states = 2;
  table.releases = successive_periods(1);
  table.counts = {3, 20};
  table.units = table.groups = {{0}};
  EXPECT_EQ(refusal_of([&] { suppress(table, (std::int64_t{1} << 31) + 1); }), MessageCode::number_outside_range);
  EXPECT_NO_THROW(suppress(table, std::int64_t{1} << 31));
  table.states = 101;
  table.releases = successive_periods(100);
  table.counts.assign(101, 0);
  table.counts.front() = 1;
  table.units.assign(2000, {0});
  EXPECT_EQ(refusal_of([&] { suppress(table, 5); }), MessageCode::suppression_too_many);
}

// Of forty labourers of a commune thirty learned, and of these 27 were trained: three learned and were not.
TEST(Suppression, HidesWhomOneFigureCountsAndAnotherDoesNot) {
  CountsToProtect table;
  table.places = 2;
  table.categories = 1;
  table.states = 3;  // trained, learned but not trained, neither
  table.counts = {27, 3, 10, 60, 40, 50};
  table.units = {{0}, {1}, {0, 1}};
  table.groups = {{0}};
  const FigureToProtect learned{{0, 1}, {2}};
  const FigureToProtect trained{{0}, {1, 2}};
  const auto shown = [&](std::vector<FigureToProtect> figures) {
    table.releases = {std::move(figures)};
    const Suppression found = suppress(table, 5);
    std::vector<bool> published;
    for (std::size_t row = 0; row < found.counted.size(); ++row) published.push_back(!found.is_withheld(row));
    return published;
  };
  EXPECT_EQ(shown({learned}), std::vector<bool>(3, true));
  EXPECT_EQ(shown({trained}), std::vector<bool>(3, true));
  const std::vector<bool> both = shown({learned, trained});
  EXPECT_FALSE(both[0] && both[1]);  // one of the two of the first commune
  EXPECT_FALSE((both[2] || both[0]) && (both[3] || both[1]) && both[4] && both[5]);  // and the district less the other
}

TEST(Suppression, StopsWhereItIsAskedTo) {
  CountsToProtect table;
  table.places = table.categories = 1;
  table.states = 2;
  table.releases = successive_periods(1);
  table.counts = {3, 20};
  table.units = table.groups = {{0}};
  EXPECT_THROW(suppress(table, 5, [](std::size_t, std::size_t) { return false; }), Interrupted);
}

TEST(Suppression, HidesASmallCountBehindAnExchangeThatIsWideEnough) {
  CountsToProtect table;
  table.places = 2;
  table.categories = 2;
  table.states = 2;
  table.releases = successive_periods(1);
  table.counts = {3, 20, 40, 30, 50, 60, 70, 80};
  table.units = {{0}, {1}, {0, 1}};
  table.groups = {{0}, {1}, {0, 1}};
  const Suppression found = suppress(table, 5);
  // The corners of a square are withheld, its margins and the total are published.
  const std::vector<std::uint8_t> expected{1, 1, 0, 1, 1, 0, 0, 0, 0};
  std::vector<std::uint8_t> withheld;
  for (std::size_t row = 0; row < expected.size(); ++row) withheld.push_back(found.is_withheld(row) ? 1 : 0);
  EXPECT_EQ(withheld, expected);
}

TEST(Quality, CountsReportsByFormAndUnit) {
  District district;
  district.options().day = day("2024-01-31");
  district.file("2023-09-30");
  district.centre("A1", "99901");
  district.report("HT-01", "99901", "2023Q3");
  const Quality found = quality(std::move(district).reading());
  const auto total = std::find_if(found.reporting.begin(), found.reporting.end(),
                                  [](const ReportingRow& row) { return row.form == "HT-01" && row.unit_code.empty(); });
  ASSERT_NE(total, found.reporting.end());
  EXPECT_EQ(total->came(), 1);
  EXPECT_EQ(total->due, total->came() + total->missing);
  EXPECT_GT(total->missing, 0);
  EXPECT_THROW(quality(people(), {.most_score_thousandths = -1}), InvalidValue);
}

TEST(Quality, LeavesOutAUnitOfWhichTheTurnsOfASessionAreNotTold) {
  const auto changes = [](std::optional<std::int64_t> turns) {
    District district;
    district.options().day = day("2024-12-31");
    district.centre("A1", "99901");
    district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .attendances = 40}, {});
    district.session({.id = "S2", .centre = "A1", .date = "2024-08-01", .attendances = 10}, {});
    district.session({.id = "S3", .centre = "A1", .date = "2024-08-02", .attendances = turns}, {});
    for (const char* period : {"2023Q3", "2024Q3"}) district.report("HT-01", "99901", period);
    const Quality found = quality(std::move(district).reading());
    std::vector<std::int64_t> values;
    for (const QualityRow& row : found.rows)
      if (row.figure == QualityFigure::turns && row.check == QualityCheck::change) values.push_back(row.value);
    return values;
  };
  EXPECT_EQ(changes(0), std::vector<std::int64_t>{10});
  EXPECT_EQ(changes(std::nullopt), std::vector<std::int64_t>{});  // not 10: nobody knows
}

}  // namespace
}  // namespace hoctap
