#include <set>
#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/indicator/levels.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::District;

Catalogue read(const std::string& text) { return Catalogue::read(Document::parse(text, "own.toml")); }

std::string indicator(const std::string& more) {
  return "[[indicator]]\nid = \"X1\"\nname = { vi = \"Thử\", en = \"Trial\" }\n" + more;
}

// The error of a catalogue that is refused.
FormatError refused(const std::string& more) {
  try {
    read(indicator(more));
  } catch (const FormatError& error) {
    return error;
  }
  ADD_FAILURE() << "taken: " << more;
  return FormatError({MessageCode::invalid_argument, {""}});
}

TEST(Catalogue, HoldsEveryIndicatorThatThePlanNames) {
  const Catalogue catalogue = Catalogue::embedded();
  for (const char* id : {"T1",  "T2",  "T3",  "T4a",  "T4b", "T5", "K1a", "K1b", "K2a", "K2b",  "K2c",
                         "K3",  "K4",  "K5a", "K5b",  "K6",  "K7", "K8a", "K8b", "K9",  "K10a", "K10b",
                         "R1a", "R1b", "R2a", "R2a'", "R2b", "R3", "R4",  "R5a", "R5b", "R6a",  "R6b"})
    EXPECT_NE(catalogue.find(id), nullptr) << id;
  const Programme programme = embedded_programme("lang-giang-2023-2025");
  for (const Target& target : programme.targets) {
    const IndicatorInfo* info = catalogue.find(target.indicator);
    ASSERT_NE(info, nullptr);
    for (const std::string& variant : target.variants) EXPECT_NE(info->find_variant(variant), nullptr) << variant;
  }
  for (const Item& task : programme.tasks)
    for (const std::string& id : task.indicators) EXPECT_NE(catalogue.find(id), nullptr) << id;
  for (const Duty& duty : programme.duties)
    for (const std::string& id : duty.indicators) EXPECT_NE(catalogue.find(id), nullptr) << id;
}

TEST(Catalogue, SaysHowEachVariantIsCountedInBothLanguages) {
  for (const IndicatorInfo& info : Catalogue::embedded().indicators()) {
    std::set<std::string> rules;
    for (const IndicatorVariant& variant : info.variants) {
      EXPECT_FALSE(variant.rule.vi.empty()) << info.id;
      EXPECT_TRUE(rules.insert(variant.rule.en).second) << info.id << " " << variant.id;
    }
  }
}

TEST(Catalogue, RefusesPersonsDividedByTurns) {
  const FormatError error =
      refused("numerator = { measure = \"learned\" }\ndenominator = { measure = \"turns\" }\nwindow = \"plan\"\n");
  EXPECT_EQ(error.message().code, MessageCode::measures_count_different_things);
  EXPECT_EQ(error.place().file, "own.toml");
  EXPECT_EQ(error.place().row, 4U);
  EXPECT_EQ(error.place().field, "indicator[1].numerator.measure");
}

TEST(Catalogue, RefusesAStockDividedByAFlow) {
  const FormatError error =
      refused("numerator = { measure = \"speakers_trained\" }\ndenominator = { measure = \"persons_retrained\" }\n");
  EXPECT_EQ(error.message().code, MessageCode::measures_differ_in_time);
}

TEST(Catalogue, RefusesATestAsAWhole) {
  const FormatError error =
      refused("numerator = { measure = \"equipped\" }\ndenominator = { measure = \"equipped\" }\n");
  EXPECT_EQ(error.message().code, MessageCode::measure_is_no_whole);
  EXPECT_EQ(error.place().field, "indicator[1].denominator.measure");
}

TEST(Catalogue, RefusesWhatItDoesNotKnow) {
  const std::string whole = "denominator = { measure = \"due\" }\n";
  const auto code = [&](const std::string& numerator) {
    return refused("numerator = " + numerator + "\n" + whole).message().code;
  };
  EXPECT_EQ(code("{ measure = \"inspectet\" }"), MessageCode::no_such_measure);
  EXPECT_EQ(code("{ measure = \"inspected\", where = { colour = \"red\" } }"), MessageCode::measure_not_told_apart);
  EXPECT_EQ(code("{ measure = \"inspected\", where = { kind = \"visit\" } }"), MessageCode::unknown_choice);
  EXPECT_EQ(code("{ measure = \"inspected\", where = { kind = { flag = \"visit\" } } }"), MessageCode::no_such_flag);
  EXPECT_EQ(code("{ measure = \"funded\", where = { stage = \"promised\" } }"), MessageCode::unknown_choice);
  EXPECT_EQ(refused("numerator = { measure = \"planned\" }\n" + whole + "window = \"quarter\"\n").message().code,
            MessageCode::window_of_another_kind);
  EXPECT_EQ(refused("counts = \"centre\"\nnumerator = { measure = \"planned\" }\n" + whole).message().code,
            MessageCode::measures_count_different_things);
}

TEST(Catalogue, TakesTheOtherOfOneId) {
  const Catalogue own = read(
      "[[indicator]]\nid = \"T1\"\nname = { vi = \"a\", en = \"b\" }\nnumerator = { measure = \"sited\" }\n"
      "denominator = { measure = \"operating\" }\n");
  const Catalogue both = Catalogue::embedded().with(own);
  EXPECT_EQ(both.find("T1")->name.en, "b");
  EXPECT_EQ(both.indicators().size(), Catalogue::embedded().indicators().size());
}

Request ask(const std::string& id) {
  Request request;
  request.indicators = {id};
  request.periods = {Period::parse("2024Q4")};
  return request;
}

TEST(OwnIndicators, FromMeasuresAreCountedLikeTheBuiltIn) {
  District district;
  district.centre("A1", "99901");
  district.centre("A2", "99901");
  const Reading reading = std::move(district).reading();
  Request request = ask("X1");
  request.add(OwnIndicators::read(
      Document::parse(indicator("numerator = { measure = \"sited\", where = { venue = \"commune_hall\" } }\n"
                                "denominator = { measure = \"operating\" }\n"),
                      "own.toml")));
  const ResultRow row = evaluate(reading, request).row("", "X1", request.periods[0]);
  EXPECT_EQ(row.cell.denominator + row.cell.unreported, 2);
  EXPECT_EQ(row.status, row.cell.denominator == 0 ? Status::no_data : Status::informative);
}

TEST(OwnIndicators, OfMarksHaveBoundsAndLevels) {
  District district;
  district.centre("A1", "99901");
  district.centre("A2", "99901");
  district.centre("B1", "99904");
  const Reading reading = std::move(district).reading();
  OwnValues values;
  values.centres = {{"A1", std::nullopt, true}, {"A2", Date::of(2025, 1, 1), true}, {"B1", std::nullopt, false}};
  Request request = ask("net");
  request.add(OwnIndicators::of_values("net", {"có mạng", "with internet"}, values));
  const Result result = evaluate(reading, request);
  EXPECT_EQ(result.row("99901", "net", request.periods[0]).cell, Cell::passing() + Cell::unknown());
  EXPECT_EQ(result.row("", "net", request.periods[0]).cell, Cell::passing() + Cell::failing() + Cell::unknown());
  const Explanation why = explain(reading, request, "99904", "net", request.periods[0]);
  ASSERT_EQ(why.parts.size(), 1U);
  EXPECT_EQ(why.rule.en, "with internet");

  LevelRequest levels;
  levels.indicators = {"net"};
  levels.periods = request.periods;
  levels.add(OwnIndicators::of_values("net", {"có mạng", "with internet"}, values));
  const LevelTable table = evaluate_levels(reading, levels);
  EXPECT_EQ(table.cell(table.size() - 1), Cell::passing() + Cell::failing() + Cell::unknown());
}

TEST(OwnIndicators, OfUnitsTakeTheLastNumberKnownWhereOneIsSilent) {
  District district;
  const Reading reading = std::move(district).reading();
  OwnValues values;
  values.units = {{"99901", Period::parse("2024Q4"), 3, 10},
                  {"99904", Period::parse("2024Q3"), 5, 20},
                  {"99907", Period::parse("2024Q4"), 9, 5}};
  Request request = ask("own");
  request.add(OwnIndicators::of_values("own", {"riêng", "own"}, values));
  const Result result = evaluate(reading, request);
  EXPECT_EQ(result.row("99901", "own", request.periods[0]).cell, Cell::passing(3) + Cell::failing(7));
  const ResultRow& silent = result.row("99904", "own", request.periods[0]);
  EXPECT_EQ(silent.cell, Cell::unknown(20));
  EXPECT_TRUE(silent.has_flag(ResultFlag::stale_denominator));
  EXPECT_EQ(result.row("99907", "own", request.periods[0]).cell, Cell::unknown(5));
  EXPECT_EQ(result.findings().front().message.code, MessageCode::own_value_impossible);
}

TEST(OwnIndicators, NeedTheirValuesAndValuesAnIndicator) {
  const Reading reading = District().reading();
  Request request = ask("own");
  request.add(OwnIndicators::of_values("own", {"riêng", "own"}, {}));
  request.own.clear();
  EXPECT_THROW(evaluate(reading, request), InvalidValue);
  request = ask("T1");
  request.own = {{"T1", {}, {}}};
  EXPECT_THROW(evaluate(reading, request), NotFound);
}

TEST(Catalogue, RefusesPartsOfAnotherWhole) {
  const auto code = [](const std::string& part, const std::string& whole) {
    return refused("numerator = { measure = \"" + part + "\" }\n" +
                   (whole.empty() ? "" : "denominator = { measure = \"" + whole + "\" }\n"))
        .message()
        .code;
  };
  EXPECT_EQ(code("speakers_trained", "disadvantaged"), MessageCode::measure_is_part_of);
  EXPECT_EQ(code("money_received", "estimated"), MessageCode::measure_is_part_of);
  EXPECT_EQ(code("settled", "reports_due"), MessageCode::measure_is_part_of);
  EXPECT_EQ(code("speakers_trained", ""), MessageCode::measure_is_part_of);
}

TEST(Catalogue, AsksOfBudgetYearsByTheYear) {
  EXPECT_EQ(refused("window = \"quarter\"\nnumerator = { measure = \"allocated\" }\n"
                    "denominator = { measure = \"estimated\" }\n")
                .message()
                .code,
            MessageCode::window_of_another_kind);
}

TEST(Catalogue, CountsSessionsAndTurnsByEveryTopicOfTheList) {
  const CodeLists codes = CodeLists::embedded();
  for (const char* id : {"K7-sessions", "K7-turns"})
    for (const Code* topic : codes.list("topics").flagged("dissemination", Date::of(2024, 1, 1)))
      EXPECT_NE(Catalogue::embedded().find(id)->find_variant(topic->code), nullptr) << id << " " << topic->code;
}

TEST(Catalogue, IsCalculatedThroughout) {
  for (const IndicatorInfo& info : Catalogue::embedded().indicators()) EXPECT_TRUE(info.is_calculated()) << info.id;
  const Reading reading = District().reading();
  for (const IndicatorInfo& info : Catalogue::embedded().indicators()) {
    Request request = ask(info.id);
    request.variants = {"all"};
    EXPECT_NO_THROW(static_cast<void>(evaluate(reading, request))) << info.id;
  }
}

TEST(Settlements, AreJudgedByTheDayOfTheLawWhereOneIsKnown) {
  District district;
  district.options().programme.first = Date::of(2026, 1, 1);
  district.options().programme.last = Date::of(2028, 12, 31);
  district.options().programme.territory.as_of = Date::of(2026, 1, 1);
  district.options().day = Date::of(2027, 12, 31);
  // Budget year 2026: to be approved before 31 March 2027. Of 2025 no text says when.
  district.allocation("P1", "99901", "", 2026, 100, "2026-03-01");
  district.allocation("P2", "99904", "", 2026, 100, "2026-03-01");
  district.allocation("P3", "99907", "", 2026, 100, "2026-03-01", "donations");
  district.settlement("99901", 2026, "2027-03-30");
  district.settlement("99904", 2026, "2027-03-31");
  const Reading reading = std::move(district).reading();
  Request request;
  request.indicators = {"R3"};
  request.periods = {Period::parse("2027Q1")};
  const Result result = evaluate(reading, request);
  EXPECT_EQ(result.row("99901", "R3", request.periods[0]).cell, Cell::passing());
  EXPECT_EQ(result.row("99904", "R3", request.periods[0]).cell, Cell::failing()) << "a day late";
  EXPECT_EQ(result.row("99907", "R3", request.periods[0]).cell, Cell{}) << "not of the state";
  const Explanation why = explain(reading, request, "99904", "R3", request.periods[0]);
  ASSERT_EQ(why.parts.size(), 1U);
  EXPECT_EQ(why.parts[0].rows.size(), 1U);
}

TEST(Settlements, OfYearsWithoutATextAreSaidNotToBeCounted) {
  District district;
  district.options().day = Date::of(2025, 12, 31);
  district.allocation("P1", "99901", "", 2023, 100, "2023-08-01");
  const Reading reading = std::move(district).reading();
  const Result result = evaluate(reading, ask("R3"));
  EXPECT_EQ(result.row("", "R3", Period::parse("2024Q4")).status, Status::not_applicable);
  ASSERT_EQ(result.findings().size(), 1U);
  EXPECT_EQ(result.findings()[0].message.code, MessageCode::settlements_not_modelled);
}

}  // namespace
}  // namespace hoctap
