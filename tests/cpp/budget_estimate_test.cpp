#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/budget/estimate.hpp"
#include "hoctap/core/error.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

constexpr const char* heading =
    "centre_id,year,version,line_no,content_code,persons,unpaid_persons,sessions,days,planned_on\n";

// Of the centre A, whose place is not recorded.
Dataset with_lines(const std::string& rows) {
  return DatasetMaker()
      .add("centres", "centre_id,founded_on\nA,2010-01-01\n")
      .add("plan_lines", heading + rows)
      .finish();
}

const Book& book() {
  static const Book law = embedded_rulebook().as_of();
  return law;
}

Estimate drawn(const std::string& rows, const EstimateOptions& options = {}, int year = 2024) {
  return draw_up_estimate(book(), with_lines(rows), year, options);
}

TEST(AnEstimate, WithoutPlansAndCentresIsEmpty) {
  const Estimate estimate = draw_up_estimate(book(), Dataset(), 2024);
  EXPECT_TRUE(estimate.lines.empty());
  EXPECT_TRUE(estimate.centres.empty());
  EXPECT_TRUE(estimate.communes.empty());
  EXPECT_TRUE(estimate.floors.empty());
  EXPECT_EQ(estimate.total.amount, 0);
  EXPECT_EQ(estimate.total.by_source, (std::vector<std::int64_t>{0}));
}

TEST(ACentreWithoutAPlan, HasItsYearlyNeedsOnly) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", "centre_id,founded_on,closed_on\nTT-1,2010-01-01,\nTT-2,2010-01-01,2024-01-01\n")
          .finish();
  const Estimate estimate = draw_up_estimate(book(), dataset, 2024);
  ASSERT_EQ(estimate.centres.size(), 1U) << "the other closed before the year";
  EXPECT_FALSE(estimate.centres[0].has_plan);
  ASSERT_EQ(estimate.lines.size(), 2U);
  for (const EstimateLine& line : estimate.lines) {
    EXPECT_FALSE(line.plan_row);
    EXPECT_EQ(line.verdict, Verdict::input_missing);
    EXPECT_FALSE(line.amount);
  }
  EXPECT_EQ(draw_up_estimate(book(), dataset, 2023).centres.size(), 2U);
}

TEST(OfSeveralVersionsOfAPlan, TheLastThatHasLinesCounts) {
  const Estimate estimate = drawn(
      "A,2024,1,1,guest_meal,,10,,1,2024-03-01\n"
      "A,2024,2,1,guest_meal,,20,,1,2024-03-01\n");
  EXPECT_EQ(estimate.lines.size(), 3U);
  EXPECT_EQ(estimate.total.amount, 2'000'000);
}

TEST(ALineOfAnUnknownActivity, StandsWithoutAmountAndIsReportedWithTheNearest) {
  const Estimate estimate = drawn("A,2024,1,7,tuần lễ học tập suốt đơi ơi,,10,,1,2024-03-01\n");
  ASSERT_EQ(estimate.lines.size(), 3U);
  EXPECT_EQ(estimate.lines[0].wording, "tuần lễ học tập suốt đơi ơi");
  EXPECT_EQ(estimate.lines[0].content, EstimateLine::no_content);
  EXPECT_EQ(estimate.lines[0].verdict, Verdict::input_missing);
  ASSERT_EQ(estimate.lines[0].missing.size(), 1U);
  EXPECT_EQ(estimate.lines[0].missing[0].id, "content");
  ASSERT_EQ(estimate.findings.size(), 1U);
  EXPECT_EQ(estimate.findings[0].message.code, MessageCode::plan_content_unknown);
  EXPECT_NE(estimate.findings[0].message.arguments.at(1).find("tuần lễ học tập suốt đời"), std::string::npos);
  EXPECT_EQ(estimate.findings[0].place.row, 2U);
}

TEST(AMissingFactor, IsNamedInBothLanguages) {
  const Estimate estimate = drawn("A,2024,1,1,guest_meal,,10,,,2024-03-01\n");
  EXPECT_EQ(estimate.lines[0].verdict, Verdict::input_missing);
  EXPECT_FALSE(estimate.lines[0].amount);
  ASSERT_EQ(estimate.lines[0].missing.size(), 1U);
  EXPECT_EQ(estimate.lines[0].missing[0].name, (BilingualText{.vi = "Số ngày", .en = "days"}));
}

TEST(AStatedNumber, GoesBeforeThePlansOwn) {
  EstimateOptions options;
  options.numbers = {{"literacy_lighting", "month", {}, 5}};
  options.prices = {{"literacy_lighting", {}, 200'000}};
  const Estimate estimate = drawn("A,2024,1,1,lớp xóa mù chữ,25,,60,,\n", options);
  const auto lit = std::find_if(estimate.lines.begin(), estimate.lines.end(), [](const EstimateLine& line) {
    return line.content != EstimateLine::no_content &&
           book().rulebook().contents()[line.content].id == "literacy_lighting";
  });
  ASSERT_NE(lit, estimate.lines.end());
  EXPECT_EQ(lit->factors[0], 1);
  EXPECT_EQ(lit->factors[1], 5);
  EXPECT_EQ(lit->amount, 1'000'000);
  EXPECT_EQ(lit->verdict, Verdict::not_checkable) << "the province sets the level";
}

TEST(AFactorBeyondWhatTheNormPays, StandsAtItsLimit) {
  const Estimate estimate = drawn("A,2024,1,1,legal_club_launch_meal,40,,,3,2024-03-01\n");
  EXPECT_EQ(estimate.lines[0].factors[1], 1);
  EXPECT_TRUE(estimate.lines[0].is_limited);
  EXPECT_EQ(estimate.lines[0].amount, 2'000'000) << "56/2023, Article 3, clause 12, point a: 50,000 for one day";
}

TEST(TwoInputsThatFitOneLine, AreRefused) {
  EstimateOptions options;
  options.prices = {{"guest_meal", {}, 1}, {"guest_meal", {{"held_by", "commune"}}, 2}};
  EXPECT_NO_THROW(static_cast<void>(drawn("A,2024,1,1,guest_meal,,1,,1,2024-03-01\n", options)));
  options.attributes = {{"held_by", "commune"}};
  EXPECT_THROW(static_cast<void>(drawn("A,2024,1,1,guest_meal,,1,,1,2024-03-01\n", options)), InvalidValue);
}

TEST(AnUnknownWord, IsRefusedWithTheNearestOnes) {
  const auto refused = [](const EstimateOptions& options) {
    EXPECT_THROW(static_cast<void>(drawn("", options)), NotFound);
  };
  refused({.prices = {{"guest_meals", {}, 1}}});
  refused({.numbers = {{"guest_meal", "night", {}, 1}}});
  refused({.attributes = {{"zon", "I"}}});
  refused({.attributes = {{"zone", "IV"}}});
  refused({.unit_attributes = {{"07375", {{"zone", "IV"}}}}});
  refused({.unit_attributes = {{"99999", {{"zone", "I"}}}}});
  refused({.sources = {{"commune_budgets", 1}}});
  EXPECT_THROW(static_cast<void>(drawn("", {.prices = {{"guest_meal", {}, -1}}})), InvalidValue);
  EXPECT_THROW(static_cast<void>(drawn("", {.sources = {}})), InvalidValue);
}

TEST(AnAmountBeyond64Bits, IsAnError) {
  EXPECT_THROW(static_cast<void>(drawn("A,2024,1,1,guest_meal,,92233720368548,,1,2024-03-01\n")), Overflow);
  EXPECT_NO_THROW(static_cast<void>(drawn("A,2024,1,1,guest_meal,,92233720368547,,1,2024-03-01\n")));
  EXPECT_THROW(static_cast<void>(drawn("A,2024,1,1,guest_meal,,92233720368547,,1,2024-03-01\n"
                                       "A,2024,1,2,guest_meal,,92233720368547,,1,2024-03-01\n")),
               Overflow)
      << "their sum";
  EXPECT_EQ(drawn("A,2024,1,1,guest_meal,,9223372036854775807,,0,2024-03-01\n").total.amount, 0);
}

TEST(AStrictBook, GivesNoPriceThatIsNotVerified) {
  const Book strict = embedded_rulebook().as_of({.verified_only = true});
  const Estimate estimate = draw_up_estimate(strict, with_lines("A,2024,1,1,guest_meal,,10,,1,2024-03-01\n"), 2024);
  EXPECT_EQ(estimate.lines[0].verdict, Verdict::not_checkable);
  EXPECT_FALSE(estimate.lines[0].amount);
}

TEST(ACentre, StandsInTheCommuneOfItsYear) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", "centre_id,founded_on\nTT-07369,2010-01-01\n")
          .add("centre_places", "centre_id,valid_from,unit_code\nTT-07369,2010-01-01,07369\n", Date::of(2019, 6, 1))
          .finish();
  const auto commune = [&](int year) { return draw_up_estimate(book(), dataset, year).communes.at(0); };
  EXPECT_EQ(commune(2019).name, "Kép");
  for (const int year : {2021, 2024, 2026}) {
    const Gazetteer& gazetteer = dataset.gazetteer();
    ASSERT_NE(commune(year).unit, no_version) << year;
    EXPECT_TRUE(gazetteer.version(commune(year).unit).validity.contains(Date::of(year, 1, 1))) << year;
  }
}

TEST(TheRecordsOfAnEstimate, HoldEveryDongOnceAndNoLineWithoutAmount) {
  const std::string rows =
      "A,2024,1,1,guest_meal,,10,,1,2024-03-01\nA,2024,1,2,guest_meal,,,,1,2024-03-01\nA,2024,1,3,guest_meal,,0,,1,2024-03-01\n";
  const Estimate estimate = drawn(rows, {.sources = {{"commune_budget", 1}, {"social_mobilisation", 3}}});
  const auto records = records_of(estimate);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].amount, 250'000);
  EXPECT_EQ(records[1].amount, 750'000);
  EXPECT_FALSE(records[0].is_whole);
  EXPECT_EQ(records[2].amount, 0) << "zero is handed in, missing is not";
  EXPECT_TRUE(records[2].is_whole);
  for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].line_no, static_cast<std::int64_t>(i) + 1);
}

// Whatever the plans: parts sum to the amount of their line, lines to their centre, centres to their commune, communes
// to the total, in every column.
RC_GTEST_PROP(AnEstimate, AddsUpFromPartsToTheTotal, ()) {
  const std::vector<std::string> wordings{"guest_meal", "lớp dạy nghề",       "tuần lễ học tập suốt đời",
                                          "khảo sát",   "biên soạn tài liệu", "lớp xóa mù chữ",
                                          "gì đó khác"};
  const auto count = *rc::gen::inRange(0, 12);
  std::string rows;
  const auto number = [] { return *rc::gen::element<std::string>("", "0", "1", "7", "120", "100003"); };
  for (int line = 1; line <= count; ++line) {
    const auto centre = *rc::gen::element<std::string>("TT-1", "TT-2", "TT-3", "TT-4");
    rows += centre + ",2025,1," + std::to_string(line) + "," + *rc::gen::elementOf(wordings) + "," + number() + "," +
            number() + "," + number() + "," + number() + "," +
            *rc::gen::element<std::string>("", "2025-01-01", "2025-05-03", "2025-05-04", "2025-12-31") + "\n";
  }
  const Dataset dataset =
      DatasetMaker()
          .add("centres", "centre_id,founded_on\nTT-1,2010-01-01\nTT-2,2010-01-01\nTT-3,2025-03-01\nTT-4,2010-01-01\n")
          .add("centre_places",
               "centre_id,valid_from,unit_code\nTT-1,2010-01-01,07375\nTT-2,2010-01-01,07375\nTT-3,2025-03-01,07381\n")
          .add("plan_lines", heading + rows)
          .finish();
  EstimateOptions options;
  options.sources = {{"commune_budget", *rc::gen::inRange<std::int64_t>(1, 100)},
                     {"social_mobilisation", *rc::gen::inRange<std::int64_t>(0, 100)},
                     {"other_lawful", *rc::gen::inRange<std::int64_t>(0, 100)}};
  options.prices = {{"meeting_documents", {}, 12'345}};
  const Estimate estimate = draw_up_estimate(book(), dataset, 2025, options);
  RC_ASSERT(estimate.centres.size() == 4U);

  EstimateSum plain;
  plain.by_source.assign(3, 0);
  for (const EstimateLine& line : estimate.lines) {
    ++plain.lines;
    RC_ASSERT(line.amount.has_value() == !line.parts.empty());
    if (!line.amount) {
      RC_ASSERT(!line.missing.empty());
      ++plain.lines_without_amount;
      continue;
    }
    std::int64_t parts = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      parts += line.parts[i].amount;
      plain.by_source[i] += line.parts[i].amount;
    }
    RC_ASSERT(parts == *line.amount);
    plain.amount += *line.amount;
  }
  const auto expect_equal = [](const EstimateSum& a, const EstimateSum& b) {
    RC_ASSERT(a.lines == b.lines);
    RC_ASSERT(a.lines_without_amount == b.lines_without_amount);
    RC_ASSERT(a.amount == b.amount);
    RC_ASSERT(a.by_source == b.by_source);
  };
  const auto sum_of = [](const auto& units) {
    EstimateSum sum;
    sum.by_source.assign(3, 0);
    for (const auto& unit : units) {
      sum.lines += unit.sum.lines;
      sum.lines_without_amount += unit.sum.lines_without_amount;
      sum.amount += unit.sum.amount;
      for (std::size_t i = 0; i < 3; ++i) sum.by_source[i] += unit.sum.by_source[i];
    }
    return sum;
  };
  expect_equal(plain, estimate.total);
  expect_equal(sum_of(estimate.centres), estimate.total);
  expect_equal(sum_of(estimate.communes), estimate.total);
}

}  // namespace
}  // namespace hoctap
