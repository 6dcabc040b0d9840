#include <algorithm>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/published.hpp"

namespace hoctap {
namespace {

const PublishedRow* find(const PublishedReport& report, std::string_view place, std::string_view period,
                         std::string_view id) {
  const auto found = std::find_if(report.rows.begin(), report.rows.end(), [&](const auto& row) {
    return row.place == place && row.period == period && row.id == id;
  });
  return found == report.rows.end() ? nullptr : &*found;
}

std::vector<Finding> of(const PublishedReport& report, MessageCode code) {
  std::vector<Finding> found;
  std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(found),
               [&](const auto& finding) { return finding.message.code == code; });
  return found;
}

constexpr std::string_view heading = "place,level,period,measure,value,bound,unit,note,source,mark\n";

Document relations(std::string_view text) { return Document::parse(text, "relations.toml"); }

TEST(Published, EveryPrintedFigureIsRead) { EXPECT_EQ(embedded_published().figures.size(), 205U); }

TEST(Published, ARankingThatFitsTheCentresOfAnotherYearSaysSo) {
  const auto found = of(embedded_published(), MessageCode::published_shares_fit_another_total);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message.arguments[0], "Hòa Bình");
  EXPECT_EQ(found.front().message.arguments[3], "151");
  EXPECT_EQ(found.front().message.arguments[4], "69 / 96 / 45 / 0");
  EXPECT_EQ(found.front().message.arguments[5], "210");
}

TEST(Published, AShareThatWasCutOffInsteadOfRoundedIsNamed) {
  const auto found = of(embedded_published(), MessageCode::published_share_truncated);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message.text(Language::en),
            "Nghĩa Đàn (Nghệ An), 2009: 4 of 24 is 16.7 %, but 16.6 % is printed: cut off, not rounded");
}

TEST(Published, TurnsOverPeopleAreNoShareOfPersons) {
  const auto found = of(embedded_published(), MessageCode::published_turns_are_not_persons);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().message.arguments[0], "Bá Thước (Thanh Hóa)");
}

TEST(Published, NothingElseOfTheShippedFiguresContradictsItself) {
  EXPECT_EQ(embedded_published().findings.size(), 3U);
}

TEST(Published, SharesOfCentresWithAFacilityTakeTheCentresOfTheSamePeriod) {
  const auto report = embedded_published();
  const auto* earlier = find(report, "Hòa Bình", "2018 (about)", "own_office");
  const auto* later = find(report, "Hòa Bình", "2019-2020 (report)", "own_office");
  ASSERT_NE(earlier, nullptr);
  ASSERT_NE(later, nullptr);
  EXPECT_EQ(earlier->value, (Ratio{132, 210}));
  EXPECT_EQ(later->value, (Ratio{135, 151}));
  EXPECT_EQ(later->lower, later->upper);
}

TEST(Published, MoreThanLeavesTheUpperBoundOpenAndNearlyTheLower) {
  const auto report = embedded_published();
  const auto* turns =
      find(report, "Nghĩa Đàn (Nghệ An)", "2010", "turns_a_session");  // more than 42,500 turns in about 2,400 sessions
  ASSERT_NE(turns, nullptr);
  EXPECT_FALSE(turns->lower.is_applicable());
  EXPECT_FALSE(turns->upper.is_applicable());
  const auto* a_class =
      find(report, "Bá Thước (Thanh Hóa)", "2014", "turns_a_class");  // nearly 87,000 turns in more than 1,200 classes
  ASSERT_NE(a_class, nullptr);
  EXPECT_FALSE(a_class->lower.is_applicable());
  EXPECT_EQ(a_class->upper, (Ratio{87000, 1200}));
}

TEST(Published, AGradeKnownOnlyByItsShareIsBoundedByItsRounding) {
  const auto report = embedded_published();
  const auto* good = find(report, "Hòa Bình", "2019", "ranking.good");
  ASSERT_NE(good, nullptr);
  EXPECT_EQ(good->value, (Ratio{329, 1000}));
  EXPECT_EQ(good->lower, (Ratio{3285, 10000}));
  EXPECT_EQ(good->upper, (Ratio{3295, 10000}));
}

TEST(Published, ACountedGradeThatIsOnlyAboutHasNoBounds) {
  const auto report = evaluate_published(
      std::string(heading) +
          "A,district,2020,good,10,exact,centres,,s,SECONDARY\nA,district,2020,fair,30,more_than,centres,,s,SECONDARY\n",
      "figures.csv",
      relations("[[ranking]]\nid = \"r\"\nname = { vi = \"r\", en = \"r\" }\ntotals = []\n"
                "grades = [{ id = \"good\", vi = \"g\", en = \"g\", count = \"good\", share = \"good_share\" },"
                " { id = \"fair\", vi = \"f\", en = \"f\", count = \"fair\", share = \"fair_share\" }]\n"));
  const auto* good = find(report, "A", "2020", "r.good");
  ASSERT_NE(good, nullptr);
  EXPECT_EQ(good->value, (Ratio{1, 4}));
  EXPECT_FALSE(good->lower.is_applicable());
  EXPECT_EQ(good->upper, (Ratio{1, 4}));
}

TEST(Published, ANumberTooLargeToCalculateWithIsNamedAndTheOthersStay) {
  const auto report =
      evaluate_published(std::string(heading) +
                             "A,commune,2020,part,9000000000000000000,exact,persons,,s,SECONDARY\n"
                             "A,commune,2020,whole,9000000000000000000,exact,persons,,s,SECONDARY\n"
                             "A,commune,2020,rest,9000000000000000000,exact,persons,,s,SECONDARY\n",
                         "figures.csv", relations("[[sum]]\nwhole = \"whole\"\nparts = [\"part\", \"rest\"]\n"));
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].message.code, MessageCode::published_too_large);
}

TEST(Published, AMisspeltKeyOfARelationIsAnError) {
  EXPECT_THROW(
      evaluate_published(heading, "figures.csv", relations("[[order]]\nleast = \"a\"\nmost = \"b\"\nmots = \"b\"\n")),
      FormatError);
}

TEST(Published, PartsThatDoNotSumAndProductsThatDifferAreNamed) {
  const auto report = evaluate_published(std::string(heading) +
                                             "A,commune,2020,whole,10,exact,persons,,s,SECONDARY\n"
                                             "A,commune,2020,part,4,exact,persons,,s,SECONDARY\n"
                                             "A,commune,2020,rest,5,exact,persons,,s,SECONDARY\n",
                                         "figures.csv",
                                         relations("[[sum]]\nwhole = \"whole\"\nparts = [\"part\", \"rest\"]\n"
                                                   "[[product]]\nproduct = \"whole\"\nfactors = [\"part\", \"rest\"]\n"
                                                   "[[order]]\nleast = \"rest\"\nmost = \"part\"\n"));
  ASSERT_EQ(report.findings.size(), 3U);
  EXPECT_EQ(report.findings[0].message.code, MessageCode::published_parts_do_not_sum);
  EXPECT_EQ(report.findings[1].message.code, MessageCode::published_product_differs);
  EXPECT_EQ(report.findings[2].message.code, MessageCode::published_range_upside_down);
}

TEST(Published, AnUnreadableLineIsDroppedWithAFindingAndTheOthersStay) {
  const auto report = evaluate_published(std::string(heading) +
                                             "A,commune,2020,centres,many,exact,centres,,s,SECONDARY\n"
                                             "A,commune,2020,centres,3,perhaps,centres,,s,SECONDARY\n"
                                             "A,commune,2020,centres,3,exact,centres,,s,SECONDARY\n",
                                         "figures.csv", relations(""));
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings[0].place.row, 2U);
  EXPECT_EQ(report.findings[0].place.column, 5U);
  EXPECT_EQ(report.findings[1].place.column, 6U);
  EXPECT_EQ(report.figures.size(), 1U);
}

TEST(Published, ATableWithoutItsColumnsIsAnError) {
  EXPECT_THROW(evaluate_published("place,level\n", "figures.csv", relations("")), FormatError);
}

}  // namespace
}  // namespace hoctap
