#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;
using testing_support::fictional_units;
using testing_support::gazetteer_of;

// Every commune sends every form for every period, but those left out ("HT-01 99904 2023Q4", "HT-01 99904" for all
// periods).
void report_all(District& district, const std::vector<std::string>& left_out,
                const std::vector<std::string>& units = {"99901", "99904", "99907"}) {
  const auto is_left_out = [&](const std::string& form, const std::string& unit, const std::string& period) {
    for (const std::string& one : left_out)
      if (one == form + " " + unit || one == form + " " + unit + " " + period) return true;
    return false;
  };
  const auto send = [&](const std::string& form, PeriodKind kind) {
    for (const Period& period : periods_in(kind, day("2023-07-01"), day("2025-12-31"), true))
      for (const std::string& unit : units)
        if (!is_left_out(form, unit, period.text())) district.report(form, unit, period.text());
  };
  for (const char* form : {"HT-01", "LD-01", "TT-02"}) send(form, PeriodKind::quarter);
  for (const char* form : {"TT-03", "KP-01"}) send(form, PeriodKind::year);
}

void residents(District& district, const std::string& unit, std::uint64_t first, std::uint64_t last) {
  for (std::uint64_t person = first; person <= last; ++person) district.resident({.person = person, .unit = unit});
}

Request ask(const std::string& indicator, const std::string& period, const std::string& variant = "default",
            const std::string& view = "plan_territory") {
  Request request;
  request.indicators = {indicator};
  request.variants = {variant};
  request.periods = {Period::parse(period)};
  request.view = ViewChoice::parse(view);
  return request;
}

ResultRow row(const Reading& reading, const Request& request, const std::string& unit) {
  return evaluate(reading, request)
      .row(unit, request.indicators.front(), request.periods.front(), request.variants.front());
}

TEST(Windows, OfAYearAndOfTwelveMonthsHaveNoPath) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 4);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1});
  district.session({.id = "S2", .centre = "A1", .date = "2024-02-01"}, {2});
  district.session({.id = "S3", .centre = "A1", .date = "2024-11-01"}, {3});
  const Reading reading = std::move(district).reading();

  const ResultRow half = row(reading, ask("T4a", "2024Q2", "per_year"), "99901");
  EXPECT_EQ(half.cell, Cell::passing(1) + Cell::failing(3));
  EXPECT_TRUE(half.has_flag(ResultFlag::year_to_date));
  EXPECT_EQ(half.status, Status::not_met);
  EXPECT_EQ(half.path, std::nullopt);
  EXPECT_EQ(half.pace_from_lower, std::nullopt);
  EXPECT_EQ(half.reach, Reach::not_applicable);

  EXPECT_EQ(row(reading, ask("T4a", "2024", "per_year"), "99901").cell.numerator, 2);
  EXPECT_FALSE(row(reading, ask("T4a", "2024", "per_year"), "99901").has_flag(ResultFlag::year_to_date));
  EXPECT_EQ(row(reading, ask("T4a", "2024Q1", "twelve_months"), "99901").cell.numerator, 2);
  EXPECT_EQ(row(reading, ask("T4a", "2024Q3", "twelve_months"), "99901").cell.numerator, 1);
  EXPECT_EQ(row(reading, ask("T4a", "2024Q4"), "99901").cell.numerator, 3);
  EXPECT_EQ(row(reading, ask("T4a", "2023"), "99901").cell.numerator, 1);
}

TEST(Denominators, ANumberStatedStandsInForAMissingListAndAgesWithin12Months) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  district.labourers("99907", "2023-12-31", 50);
  report_all(district, {"LD-01 99907"});
  const Reading reading = std::move(district).reading();
  const ResultRow fresh = row(reading, ask("T4a", "2024Q4"), "99907");
  EXPECT_EQ(fresh.cell, Cell::unknown(50));
  EXPECT_TRUE(fresh.has_bounds);
  EXPECT_EQ(fresh.status, Status::no_data);
  EXPECT_FALSE(fresh.has_flag(ResultFlag::stale_denominator));
  EXPECT_TRUE(row(reading, ask("T4a", "2025Q1"), "99907").has_flag(ResultFlag::stale_denominator));
  EXPECT_EQ(row(reading, ask("T4a", "2024Q4"), "").cell, Cell::failing(10) + Cell::unknown(50));
  // Before the number was stated nothing is known of the commune; nor is ever known who of them works in which sector.
  EXPECT_FALSE(row(reading, ask("T4a", "2023Q3"), "99907").has_bounds);
  EXPECT_FALSE(row(reading, ask("T5", "2024Q4", "sector"), "").has_bounds);
  EXPECT_EQ(row(reading, ask("T5", "2024Q4", "sector"), "").status, Status::undetermined);
}

TEST(Denominators, BandsOfAgeAcrossTheLimitWidenTheBounds) {
  District district;
  residents(district, "99901", 1, 10);
  district.labourers("99907", "2024-06-30", 20, "man", "15-59");
  district.labourers("99907", "2024-06-30", 5, "man", "60+");
  district.labourers("99907", "2024-06-30", 30, "woman");
  report_all(district, {"LD-01 99907"});
  const Reading reading = std::move(district).reading();
  EXPECT_EQ(row(reading, ask("T4a", "2024Q2"), "99907").cell, (Cell{0, 0, 50, 0, 55, 55, 55}));
}

TEST(Denominators, TheLastListStandsInForALateOneAndSaysSo) {
  District district;
  residents(district, "99901", 1, 10);
  report_all(district, {"LD-01 99901 2024Q2"});
  const Reading reading = std::move(district).reading();
  EXPECT_FALSE(row(reading, ask("T4a", "2024Q1"), "99901").has_flag(ResultFlag::stale_denominator));
  const ResultRow late = row(reading, ask("T4a", "2024Q2"), "99901");
  EXPECT_EQ(late.cell, Cell::failing(10));
  EXPECT_TRUE(late.has_flag(ResultFlag::stale_denominator));
}

TEST(Denominators, ThatDifferFromTheListByMoreThanTwoPercentAreAFinding) {
  const auto findings = [](std::int64_t stated) {
    District district;
    residents(district, "99901", 1, 100);
    district.labourers("99901", "2024-06-30", stated);
    return evaluate(std::move(district).reading(), ask("T4a", "2024Q4")).findings().size();
  };
  EXPECT_EQ(findings(102), 0U);
  EXPECT_EQ(findings(98), 0U);
  EXPECT_EQ(findings(103), 1U);
  EXPECT_EQ(findings(97), 1U);
}

TEST(Denominators, AListShorterThanTheNumberStatedLeavesTheMissingOpen) {
  District district;
  residents(district, "99901", 1, 80);
  district.labourers("99901", "2024-06-30", 100);
  const Reading reading = std::move(district).reading();
  const ResultRow cut = row(reading, ask("T4a", "2024Q4"), "99901");
  EXPECT_EQ(cut.cell, Cell::failing(80) + Cell::unknown(20));
  EXPECT_TRUE(cut.has_flag(ResultFlag::conflict));
  EXPECT_EQ(row(reading, ask("T4a", "2024Q1"), "99901").cell, Cell::failing(80));  // nothing was stated yet
}

TEST(DeclaredCounts, OfMorePersonsThanThereAreLabourersAreNotUsed) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1, 2, 3});
  district.declared("99901", "2023Q3", "learned", 950);
  const Result result = evaluate(std::move(district).reading(), ask("T4a", "2023Q3"));
  const ResultRow& row = result.row("99901", "T4a", Period::parse("2023Q3"));
  EXPECT_EQ(row.cell, Cell::passing(3) + Cell::failing(7));
  EXPECT_TRUE(row.has_flag(ResultFlag::conflict));
  ASSERT_EQ(result.findings().size(), 1U);
  EXPECT_EQ(result.findings()[0].message.code, MessageCode::declared_above_labourers);
}

TEST(DeclaredCounts, OfBothSexesAreExactWhateverTheCountOfOneSexIs) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  district.declared("99901", "2023Q3", "learned", 4);
  district.declared("99901", "2023Q3", "learned", 3, "estimated", "woman");
  report_all(district, {"HT-01 99901"});
  EXPECT_EQ(row(std::move(district).reading(), ask("T4a", "2023Q3"), "99901").cell, (Cell{4, 10, 0, 4, 10, 4, 10}));
}

TEST(DeclaredCounts, AreTheValueWhereNoListOfSessionsCame) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  residents(district, "99904", 101, 150);
  residents(district, "99907", 201, 240);
  district.declared("99904", "2023Q3", "learned", 12);
  district.declared("99904", "2023Q4", "learned", 10);
  district.declared("99907", "2023Q3", "learned", 20, "estimated");
  report_all(district, {"HT-01 99904", "HT-01 99907"});
  const Reading reading = std::move(district).reading();

  const ResultRow one = row(reading, ask("T4a", "2023Q3"), "99904");
  EXPECT_EQ(one.cell, Cell::passing(12) + Cell::failing(38));
  EXPECT_TRUE(one.has_flag(ResultFlag::declared));
  EXPECT_EQ(row(reading, ask("T4a", "2023Q4"), "99904").cell, (Cell{12, 50, 0, 12, 50, 22, 50}));
  EXPECT_EQ(row(reading, ask("T4a", "2024Q1"), "99904").cell, (Cell{12, 50, 0, 12, 50, 50, 50}));
  // An estimate is shown, and bounds nothing.
  EXPECT_EQ(row(reading, ask("T4a", "2023Q3"), "99907").cell, (Cell{20, 40, 0, 0, 40, 40, 40}));
  // Nobody declared a transfer of techniques.
  EXPECT_EQ(row(reading, ask("T5", "2023Q3"), "99904").cell, Cell::unknown(50));
}

TEST(DeclaredCounts, OfOneSexAreALowerBoundAndOfBothAnUpperOneToo) {
  District district;
  residents(district, "99901", 1, 40);
  residents(district, "99904", 101, 140);
  district.declared("99901", "2023Q3", "learned", 7, "counted", "woman");
  district.declared("99904", "2023Q3", "learned", 7, "counted", "woman");
  district.declared("99904", "2023Q3", "learned", 5, "counted", "man");
  report_all(district, {"HT-01 99901", "HT-01 99904"});
  const Reading reading = std::move(district).reading();
  EXPECT_EQ(row(reading, ask("T4a", "2023Q3"), "99901").cell, (Cell{7, 40, 0, 7, 40, 40, 40}));
  EXPECT_EQ(row(reading, ask("T4a", "2023Q3"), "99904").cell, (Cell{12, 40, 0, 12, 40, 12, 40}));
}

TEST(DeclaredCounts, ThatContradictTheListsAreFlaggedAndFound) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  residents(district, "99904", 101, 110);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1, 2, 3});
  district.declared("99901", "2023Q3", "learned", 5);  // complete lists know of three
  district.declared("99904", "2023Q3", "learned", 0);
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02"}, {101});
  const Reading reading = std::move(district).reading();
  const Result result = evaluate(reading, ask("T4a", "2023Q3"));
  const ResultRow& above = result.row("99901", "T4a", Period::parse("2023Q3"));
  EXPECT_EQ(above.cell, (Cell{3, 10, 0, 5, 10, 5, 10}));
  EXPECT_TRUE(above.has_flag(ResultFlag::conflict));
  const ResultRow& below = result.row("99904", "T4a", Period::parse("2023Q3"));
  EXPECT_EQ(below.cell, Cell::passing(1) + Cell::failing(9));
  EXPECT_TRUE(below.has_flag(ResultFlag::conflict));
  EXPECT_EQ(result.findings().size(), 2U);
}

UnitVersion ending(UnitVersion unit, const std::string& until) {
  unit.validity.until = day(until);
  return unit;
}

// Đông and Tây become Đông Tây on 1 January 2025; villages 99901001 and 99904001 live on in it.
Gazetteer merging(bool with_villages = false) {
  auto units = fictional_units();
  units[2] = ending(units[2], "2025-01-01");
  units[3] = ending(units[3], "2025-01-01");
  UnitVersion merged = fictional_units()[2];
  merged.code = "99911";
  merged.name = "Đông Tây";
  merged.validity.from = day("2025-01-01");
  units.push_back(merged);
  if (with_villages) {
    for (const char* commune : {"99901", "99904"}) {
      UnitVersion village;
      village.code = std::string(commune) + "001";
      village.name = "Thôn " + village.code;
      village.level = Level::village;
      village.parent_code = commune;
      units.push_back(village);
    }
  }
  std::vector<UnitEvent> events(2);
  for (auto& event : events) {
    event.event_id = "E1";
    event.to_code = "99911";
    event.date = day("2025-01-01");
    event.share = Ratio{1, 1};
  }
  events[0].from_code = "99901";
  events[1].from_code = "99904";
  return gazetteer_of(units, events);
}

TEST(DeclaredCounts, CombineAcrossAMergerOfCommunes) {
  District district(merging());
  district.options().programme.first = day("2024-10-01");
  district.file("2024-12-31");
  residents(district, "99901", 1, 50);
  residents(district, "99904", 101, 150);
  district.declared("99901", "2024Q4", "learned", 3);
  district.declared("99904", "2024Q4", "learned", 4);
  district.file("2025-03-31");
  district.declared("99911", "2025Q1", "learned", 5);
  district.options().day = day("2025-12-31");  // everything was owed by then, and nothing came
  const Reading reading = std::move(district).reading();
  // Together at least three and four, at most these and five more.
  EXPECT_EQ(row(reading, ask("T4a", "2025Q1", "default", "current"), "99911").cell, (Cell{7, 100, 0, 7, 100, 12, 100}));
  // Of Đông at least its three; at most these and all five of the merged commune.
  EXPECT_EQ(row(reading, ask("T4a", "2025Q1", "default", "2024-12-31"), "99901").cell, (Cell{3, 50, 0, 3, 50, 8, 50}));
  EXPECT_EQ(row(reading, ask("T4a", "2025Q1", "default", "2024-12-31"), "99901+99904").cell,
            (Cell{7, 100, 0, 7, 100, 12, 100}));
}

TEST(Views, AHomeKnownByItsVillageIsPlacedOnTheOldUnit) {
  District district(merging(true));
  district.file("2025-03-31");
  district.resident({.person = 1, .unit = "99911", .from = "2025-02-01", .village = "99904001"});
  district.resident({.person = 2, .unit = "99911", .from = "2025-02-01"});
  const Reading reading = std::move(district).reading();
  const Request old = ask("T4a", "2025Q1", "default", "2024-12-31");
  EXPECT_EQ(row(reading, old, "99904").cell, (Cell{0, 1, 0, 0, 2, 0, 1}));
  EXPECT_EQ(row(reading, old, "99901").cell, (Cell{0, 0, 0, 0, 1, 0, 0}));
  EXPECT_TRUE(row(reading, old, "99901").has_flag(ResultFlag::spread));
  EXPECT_EQ(row(reading, old, "99901+99904").kind, RowKind::joint);
  EXPECT_EQ(row(reading, old, "").cell, Cell::failing(2));
}

TEST(Views, AnAbolishedDistrictIsNotApplicableAndItsTerritoryGoesOn) {
  District district(embedded_gazetteer(), "217");
  district.file("2023-09-30");
  district.resident({.person = 1, .unit = "07393"});
  const Reading reading = std::move(district).reading();
  Request request = ask("T4a", "2025Q2", "default", "as_reported");
  request.periods.push_back(Period::parse("2025Q3"));
  const Result result = evaluate(reading, request);
  const Period before = Period::parse("2025Q2");
  const Period after = Period::parse("2025Q3");
  EXPECT_EQ(result.row("217", "T4a", before).kind, RowKind::territory);
  EXPECT_EQ(result.row("217", "T4a", before).cell, Cell::failing());
  EXPECT_EQ(result.row("217", "T4a", after).kind, RowKind::higher);
  EXPECT_EQ(result.row("217", "T4a", after).status, Status::not_applicable);
  EXPECT_EQ(result.row("217@2023-07-01", "T4a", after).cell, Cell::failing());
  EXPECT_EQ(result.row("", "T4a", after).unit_code, "217@2023-07-01");
  EXPECT_EQ(result.row("07381", "T4a", after).cell, Cell::failing());
  EXPECT_EQ(result.row("07393", "T4a", before).cell, Cell::failing());
  // Of Nghĩa Hưng nobody said how many labourers it has.
  EXPECT_FALSE(result.row("07381", "T4a", before).has_bounds);
  EXPECT_EQ(result.row("07381", "T4a", before).status, Status::undetermined);
}

TEST(Views, SayWhereAnInferredEventCarriedTheFigures) {
  District district(embedded_gazetteer(), "217");
  district.file("2023-09-30");
  district.resident({.person = 1, .unit = "07402"});  // Mỹ Hà: which commune received it is inferred
  district.resident({.person = 2, .unit = "07384"});
  const Reading reading = std::move(district).reading();
  const Request later = ask("T4a", "2025Q1", "default", "2025-03-31");
  EXPECT_TRUE(row(reading, later, "07393").has_flag(ResultFlag::inferred_place));
  EXPECT_FALSE(row(reading, later, "07384").has_flag(ResultFlag::inferred_place));
  EXPECT_FALSE(row(reading, ask("T4a", "2025Q1"), "07402").has_flag(ResultFlag::inferred_place));
}

TEST(BaseOfLearners, AttendancesWithoutANameMoveBothBounds) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .kind = "vocational"}, {1, 2}, 1);
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02", .kind = "skills"}, {3, 4}, 2);
  const Reading reading = std::move(district).reading();
  // Four learners are listed, two of them trained. Lower: three unknown learners more, none of them trained. Upper: the
  // unnamed attendance of training was one of the two listed who had not trained.
  EXPECT_EQ(row(reading, ask("T4b", "2023Q3", "base_learners"), "99901").cell, (Cell{2, 4, 0, 2, 7, 3, 4}));
}

TEST(BaseOfLearners, InASilentCommuneEverybodyMayBelong) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .kind = "vocational"}, {1});
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02", .kind = "skills"}, {2});
  report_all(district, {"HT-01 99901 2023Q4"});
  const Reading reading = std::move(district).reading();
  EXPECT_EQ(row(reading, ask("T4b", "2023Q4", "base_learners"), "99901").cell, (Cell{0, 0, 10, 1, 10, 10, 10}));
}

TEST(Reach, AfterThePlansEndTellsWhatItWouldHaveTaken) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 100);
  district.session({.id = "S1", .centre = "A1", .date = "2025-02-01", .attendances = 30}, {1, 2, 3, 4, 5});
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-01", .attendances = 9}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  const Reading reading = std::move(district).reading();
  const ResultRow end = row(reading, ask("T4a", "2025Q4"), "99901");
  EXPECT_EQ(end.reach, Reach::ended);
  EXPECT_EQ(end.present_rate, 7);   // 30 turns in four quarters
  EXPECT_EQ(end.turns_now, 30);     // of one centre in four quarters
  EXPECT_EQ(end.turns_needed, 38);  // 95 persons in ten quarters of one centre
  EXPECT_EQ(end.pace_from_lower, std::nullopt);
}

TEST(Reach, WhereSomeAreSilentThoseThatReportedStandForAll) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 100);
  residents(district, "99904", 101, 200);
  residents(district, "99907", 201, 300);
  for (const char* date : {"2024-02-01", "2024-05-01", "2024-08-01", "2024-11-01"})
    district.session({.id = std::string("S") + date, .centre = "A1", .date = date, .attendances = 40}, {});
  report_all(district, {"HT-01 99907 2024Q4", "HT-01 99907 2024Q3", "HT-01 99907 2024Q2", "HT-01 99904 2024Q4"});
  const Reading reading = std::move(district).reading();
  EXPECT_EQ(row(reading, ask("T4a", "2024Q4"), "99901").present_rate, 40);
  EXPECT_EQ(row(reading, ask("T4a", "2024Q4"), "").present_rate,
            60);  // 160 turns, of 8 of 12 commune-quarters, in four quarters
}

TEST(Reach, OfCentresIsWhatTheyGainedInFourQuarters) {
  District district;
  for (const char* id : {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"}) district.centre(id, "99901");
  for (const char* id : {"A1", "A2", "A3", "A4"}) district.equipped(id, "2023-12-31");
  for (const char* id : {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"})
    district.equipped(id, "2024-12-31", id[1] == '8' ? 0 : 1);
  const Reading reading = std::move(district).reading();
  const ResultRow centres = row(reading, ask("T1", "2024Q4"), "99901");
  EXPECT_EQ(centres.cell, Cell::passing(7) + Cell::failing(1));
  EXPECT_EQ(centres.present_rate, 0);  // three in four quarters
  EXPECT_EQ(centres.pace_from_lower, 1);
  EXPECT_EQ(centres.reach, Reach::beyond);
  EXPECT_EQ(centres.path, std::nullopt);  // no inventory before the plan: no baseline
  EXPECT_EQ(centres.status, Status::not_met);
}

TEST(Reach, OfAYearlyTargetIsMeasuredWithinItsYear) {
  District district;
  for (const char* id : {"A1", "A2", "A3", "A4"}) {
    district.centre(id, "99901");
    district.plan(id, 2023, "2023-08-01");
  }
  district.plan("A1", 2024, "2024-02-01");
  district.plan("A2", 2024, "2024-05-01");
  const Reading reading = std::move(district).reading();
  const ResultRow first = row(reading, ask("T2", "2024Q1"), "99901");
  EXPECT_EQ(first.present_rate, 1);  // the year began with none, whatever was planned the year before
  EXPECT_EQ(first.pace_from_lower, 1);
  EXPECT_EQ(first.reach, Reach::within);
  const ResultRow second = row(reading, ask("T2", "2024Q2"), "99901");
  EXPECT_EQ(second.present_rate, 1);
  EXPECT_EQ(second.pace_from_lower, 1);
  const ResultRow last = row(reading, ask("T2", "2024Q4"), "99901");
  EXPECT_EQ(last.pace_from_lower, std::nullopt);  // the year is over
  EXPECT_EQ(last.reach, Reach::ended);
  EXPECT_EQ(row(reading, ask("T2", "2023Q4"), "99901").reach, Reach::reached);
}

TEST(Requests, OfAPeriodThatHasNotBegunAreRefusedAndOfOneThatHasNotEndedLeaveOpenWhatMayCome) {
  District district;
  district.options().day = day("2023-10-20");
  district.centre("A1", "99901");
  residents(district, "99901", 1, 10);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1, 2});
  district.report("HT-01", "99901", "2023Q3");
  district.report("LD-01", "99901", "2023Q3");
  const Reading reading = std::move(district).reading();
  EXPECT_EQ(row(reading, ask("T4a", "2023Q3"), "99901").cell, Cell::passing(2) + Cell::failing(8));
  const ResultRow running = row(reading, ask("T4a", "2023Q4"), "99901");
  EXPECT_EQ(running.cell.denominator, 0);
  EXPECT_EQ(running.cell.lower_num, 2);
  EXPECT_EQ(running.cell.upper_num, 10);
  EXPECT_EQ(row(reading, ask("T3", "2023Q4"), "99901").cell, Cell::unknown());
  EXPECT_THROW(evaluate(reading, ask("T4a", "2024Q1")), InvalidValue);
  EXPECT_THROW(evaluate(reading, ask("T2", "2024")), InvalidValue);
}

TEST(Requests, NameTheNearestWhereSomethingIsNotThere) {
  const Reading reading = District().reading();
  const auto failure = [&](const Request& request) {
    try {
      evaluate(reading, request);
    } catch (const NotFound& error) {
      return error.message().arguments.back();
    }
    return std::string();
  };
  EXPECT_EQ(failure(ask("T4", "2024Q4")), "T1, T2, T3, T4a, T4b, T5");
  EXPECT_EQ(failure(ask("T4b", "2024Q4", "complet")), "completed");
  EXPECT_THROW(evaluate(reading, ask("T4a", "2026Q1")), InvalidValue);
  EXPECT_THROW(evaluate(reading, ask("T4a", "2024-05")), InvalidValue);
  EXPECT_THROW(evaluate(reading, ask("T4a", "2023Q2")), InvalidValue);
  const Result result = evaluate(reading, ask("T1", "2024Q4"));
  EXPECT_THROW(result.row("99909", "T1", Period::parse("2024Q4")), NotFound);
  EXPECT_THROW(result.row("99901", "T2", Period::parse("2024Q4")), NotFound);
}

TEST(Requests, WithoutWordsAskForEveryTargetAndEveryQuarterThatHasEnded) {
  District district;
  district.options().day = day("2024-02-10");
  const Reading reading = std::move(district).reading();
  const Result result = evaluate(reading, {});
  // Six targets, two quarters, three communes and the territory.
  EXPECT_EQ(result.rows().size(), 6U * 2U * 4U);
  EXPECT_EQ(result.rows().front().indicator, "T1");
  EXPECT_EQ(result.rows().back().indicator, "T5");
  EXPECT_EQ(result.rows().back().period, Period::parse("2023Q4"));
  Request all;
  all.variants = {"all"};
  all.periods = {Period::parse("2023Q4")};
  EXPECT_EQ(evaluate(reading, all).rows().size(), (1U + 2U + 4U + 3U + 5U + 4U) * 4U);
}

TEST(Requests, APlanWithoutATargetInforms) {
  District district;
  district.centre("A1", "99901");
  district.equipped("A1", "2024-12-31");
  auto& targets = district.options().programme.targets;
  targets.erase(targets.begin());  // T1
  const Reading reading = std::move(district).reading();
  const ResultRow informing = row(reading, ask("T1", "2024Q4"), "99901");
  EXPECT_EQ(informing.status, Status::informative);
  EXPECT_EQ(informing.reach, Reach::not_applicable);
  EXPECT_EQ(informing.cell, Cell::passing());
}

TEST(Explanations, AddUpToTheRow) {
  District district(merging());
  district.file("2024-12-31");
  for (const char* id : {"A1", "A2"}) district.centre(id, "99901");
  district.centre("B1", "99904");
  district.equipped("A1", "2024-12-31");
  district.counted("A2", "computer", "2024-12-31", 0);
  residents(district, "99901", 1, 10);
  residents(district, "99904", 11, 14);
  district.session({.id = "S1", .centre = "A1", .date = "2024-08-01", .attendances = 5}, {1, 2, 11});
  district.declared("99904", "2024Q3", "learned", 3);
  district.file("2025-03-31");
  district.plan("A1", 2025, "2025-03-01");
  district.allocation("K1", "99911", "", 2025, 5'000'000, "2025-02-01");
  report_all(district, {"HT-01 99904 2024Q4"}, {"99907"});
  for (const char* unit : {"99901", "99904"})
    for (const char* quarter : {"2023Q3", "2023Q4", "2024Q1", "2024Q2", "2024Q3", "2024Q4"}) {
      district.report("HT-01", unit, quarter, "2024-12-31");
      district.report("LD-01", unit, quarter, "2024-12-31");
    }
  const Reading reading = std::move(district).reading();
  for (const std::string indicator : {"T1", "T2", "T3", "T4a", "T4b", "T5"}) {
    for (const std::string unit : {"99911", "99907", ""}) {
      const Request request = ask(indicator, "2025Q1", "default", "current");
      const Explanation explanation = explain(reading, request, unit, indicator, Period::parse("2025Q1"));
      Cell sum;
      for (const ExplanationPart& part : explanation.parts) sum += part.cell;
      EXPECT_EQ(sum, row(reading, request, unit).cell) << indicator << " " << unit;
      EXPECT_EQ(explanation.row.cell, sum);
      EXPECT_FALSE(explanation.text(Language::vi).empty());
      EXPECT_NE(explanation.text(Language::vi), explanation.text(Language::en));
    }
  }

  const Explanation equipped =
      explain(reading, ask("T1", "2025Q1", "default", "current"), "99911", "T1", Period::parse("2025Q1"));
  ASSERT_EQ(equipped.parts.size(), 3U);
  EXPECT_EQ(equipped.parts[0].subject, "A1");
  EXPECT_EQ(equipped.parts[0].reason.code, MessageCode::equipped_all);
  EXPECT_EQ(equipped.parts[0].rows.size(), 3U);
  EXPECT_EQ(equipped.parts[0].place_name, "Đông");
  EXPECT_EQ(equipped.parts[1].reason.code, MessageCode::equipped_short);
  EXPECT_EQ(equipped.parts[2].reason.code, MessageCode::equipped_unknown);
  ASSERT_EQ(equipped.lineage.size(), 2U);
  EXPECT_EQ(equipped.lineage[0].code, MessageCode::explain_act);
  const Request by_name = ask("T1", "2025Q1", "default", "current");
  const std::string name = equipped.row.unit_name;
  EXPECT_EQ(row(reading, by_name, name).unit_code, "99911");
  EXPECT_EQ(row(reading, by_name, folded(name)).unit_code, "99911");
  EXPECT_EQ(equipped.clause, "I.2 (1)");

  const Explanation funded =
      explain(reading, ask("T3", "2025Q1", "default", "current"), "99911", "T3", Period::parse("2025Q1"));
  ASSERT_EQ(funded.parts.size(), 3U);
  EXPECT_EQ(funded.parts[0].reason.code, MessageCode::funded_jointly);
  EXPECT_EQ(funded.parts[0].cell, Cell::unknown());
}

TEST(Explanations, NamePersonsRowsOnlyWhereAsked) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 3);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1});
  report_all(district, {"HT-01 99901 2023Q4"});
  const Reading reading = std::move(district).reading();
  const Request request = ask("T4a", "2023Q4");
  const auto explained = [&](bool persons) {
    return explain(reading, request, "99901", "T4a", Period::parse("2023Q4"), "default", persons);
  };
  EXPECT_TRUE(explained(false).parts.front().rows.empty());
  EXPECT_EQ(explained(true).parts.front().rows.size(), 4U);  // three residents and an attendance
  EXPECT_EQ(explained(false).missing_reports, std::vector<std::string>{"HT-01 99901 2023Q4"});
  EXPECT_THROW(explain(reading, request, "99908", "T4a", Period::parse("2023Q4")), NotFound);
}

TEST(Explanations, NameTheRowsThatCountAndNoOthers) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 2);
  district.course("C1", "A1", "vocational");
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .kind = "transfer"}, {1, 2});
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02", .kind = "dissemination"}, {1, 2});
  district.result("C1", 2, "2023-09-01");
  const Reading reading = std::move(district).reading();
  const auto tables = [&](const std::string& indicator, const std::string& variant) {
    const Explanation explanation =
        explain(reading, ask(indicator, "2023Q4", variant), "99901", indicator, Period::parse("2023Q4"), variant, true);
    std::vector<std::string> named;
    for (const ExplanationPart::RowRef& one : explanation.parts.front().rows) named.push_back(one.table);
    return named;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(tables("T5", "default"), (Names{"residents", "residents", "participation", "participation"}));
  EXPECT_EQ(tables("T4b", "completed"), (Names{"residents", "residents", "course_results"}));
}

TEST(Explanations, NameTheReportsMissingOfAUnitThatIsWhollySilent) {
  District district;
  district.centre("A1", "99901");
  residents(district, "99901", 1, 2);
  report_all(district, {"HT-01 99904 2023Q3"});
  const Reading reading = std::move(district).reading();
  const Explanation silent = explain(reading, ask("T4a", "2023Q3"), "99904", "T4a", Period::parse("2023Q3"));
  EXPECT_TRUE(silent.parts.empty());
  EXPECT_EQ(silent.missing_reports, std::vector<std::string>{"HT-01 99904 2023Q3"});
}

TEST(Funding, ToACentreThatNobodyKnowsIsSomebodysAtItsCommune) {
  District district;
  district.centre("A1", "99901");
  for (const char* id : {"B1", "B2"}) district.centre(id, "99904");
  district.allocation("K1", "99901", "A7", 2024, 5'000'000, "2024-02-01");
  district.allocation("K2", "99904", "B7", 2024, 5'000'000, "2024-02-01");
  const Reading reading = std::move(district).reading();
  EXPECT_EQ(row(reading, ask("T3", "2024Q4"), "99901").cell, Cell::passing());
  EXPECT_EQ(row(reading, ask("T3", "2024Q4"), "99904").cell, Cell::unknown(2));
}

TEST(Results, AreEmptyWithoutAnything) {
  const Result result;
  EXPECT_TRUE(result.rows().empty());
  EXPECT_TRUE(result.findings().empty());
  EXPECT_FALSE(result.is_simulated());
  EXPECT_THROW(result.row("", "T1", Period::parse("2024Q4")), NotFound);
}

}  // namespace
}  // namespace hoctap
