#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/ratings.hpp"
#include "support/dataset_maker.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

constexpr std::string_view heading = "record_id,centre_id,date,year,kind,body,scheme_id,score,grade\n";

// Centres A to E of Đông, Tây and Nam, with these records.
Reading district(const std::string& records, const std::string& centres = "A,99901;B,99901;C,99904;D,99904;E,99907") {
  ReadOptions options = ReadOptions::embedded();
  options.gazetteer = testing_support::gazetteer_of(testing_support::fictional_units());
  options.programme.territory.unit_code = "999";
  options.day = Date::of(2026, 3, 31);
  DatasetMaker maker(DatasetBuilder(options.gazetteer, options.codes));
  std::string rows = "centre_id,name,founded_on\n";
  std::string places = "centre_id,valid_from,unit_code\n";
  for (std::size_t at = 0; at < centres.size(); at += 8) {
    const std::string id = centres.substr(at, 1);
    rows += id + ",Trung tâm " + id + ",2010-01-01\n";
    places += id + ",2010-01-01," + centres.substr(at + 2, 5) + "\n";
  }
  maker.add("centres", rows).add("centre_places", places).add("inspections_ratings", std::string(heading) + records);
  return with_obligations(maker.finish(), options);
}

const RatingRow& row(const Ratings& ratings, const std::string& unit, int year) {
  for (const RatingRow& one : ratings.rows)
    if (one.year.calendar_year() == year && (unit.empty() ? one.kind == RowKind::territory : one.unit_code == unit))
      return one;
  throw std::out_of_range(unit);
}

std::string record(const std::string& id, const std::string& centre, const std::string& date, const std::string& grade,
                   const std::string& scheme = {}, const std::string& score = {}) {
  return id + "," + centre + "," + date + "," + date.substr(0, 4) + ",rating,," + scheme + "," + score + "," + grade +
         "\n";
}

TEST(Ratings, CountGradesAndGiveTheMedianAndNoMean) {
  const Reading reading = district(record("1", "A", "2024-12-01", "good") + record("2", "B", "2024-12-01", "average") +
                                   record("3", "C", "2024-12-01", "fair") + record("4", "D", "2024-12-01", "good") +
                                   record("5", "E", "2024-12-01", ""));
  const Ratings ratings = rate(reading);
  ASSERT_EQ(ratings.grades.size(), 4U);
  const RatingRow& all = row(ratings, "", 2024);
  EXPECT_EQ(all.by_grade, (std::vector<std::int64_t>{2, 1, 1, 0}));
  EXPECT_EQ(all.without_grade, 1);
  EXPECT_EQ(all.rated.numerator, 5);
  // good, good, fair, average: between the second and the third.
  EXPECT_EQ(all.median_high, 0U);
  EXPECT_EQ(all.median_low, 1U);
  EXPECT_EQ(all.share(0), (Ratio{2, 4}));
  const RatingRow& east = row(ratings, "99901", 2024);
  EXPECT_EQ(east.median_high, 0U);
  EXPECT_EQ(east.median_low, 2U);
  EXPECT_EQ(row(ratings, "99907", 2024).median_low, std::nullopt);
  EXPECT_EQ(row(ratings, "", 2023).rated.numerator, 0);
}

TEST(Ratings, AreTheIndicatorOfCentresRated) {
  const Reading reading = district(record("1", "A", "2024-12-01", "good") + record("2", "B", "2025-02-01", "fair"));
  Request request;
  request.indicators = {"R2a"};
  request.periods = {Period::year(2024), Period::year(2025)};
  const Result result = evaluate(reading, request);
  const Ratings ratings = rate(reading);
  for (const char* unit : {"", "99901", "99904", "99907"})
    for (const int year : {2024, 2025}) {
      const RatingRow& found = row(ratings, unit, year);
      EXPECT_EQ(found.rated, result.row(unit, "R2a", Period::year(year)).cell) << unit << year;
      std::int64_t sum = found.without_grade;
      for (const std::int64_t number : found.by_grade) sum += number;
      EXPECT_EQ(sum, found.rated.numerator) << unit << year;
    }
}

TEST(Ratings, TheLastOfTheYearDecides) {
  const Reading reading = district(record("1", "A", "2024-06-01", "weak") + record("2", "A", "2024-12-01", "good") +
                                   record("3", "B", "2024-12-01", "fair") + record("4", "B", "2024-12-01", "average"));
  EXPECT_EQ(row(rate(reading), "99901", 2024).by_grade, (std::vector<std::int64_t>{1, 0, 1, 0}))
      << "of two of one day the lower";
}

TEST(Ratings, AGradeThatItsPointsDoNotGiveIsAFinding) {
  const Reading reading =
      district(record("1", "A", "2024-12-01", "good", "four_classes", "79.5") +
               record("2", "B", "2024-12-01", "good", "Thang bốn loại", "80") +
               record("3", "C", "2024-12-01", "weak", "four_classes", "120") +
               record("4", "D", "2024-12-01", "weak", "khác", "10") + record("5", "E", "2024-12-01", "weak", "", "99"));
  const Ratings ratings = rate(reading);
  std::vector<MessageCode> codes;
  for (const Finding& finding : ratings.findings) codes.push_back(finding.message.code);
  EXPECT_EQ(codes, (std::vector<MessageCode>{
                       MessageCode::rating_grade_disagrees_by_assumption, MessageCode::rating_beyond_maximum,
                       MessageCode::rating_grade_disagrees_by_assumption, MessageCode::rating_scheme_unknown}));
  EXPECT_EQ(ratings.findings[0].message.text(Language::en),
            "graded good, but 79.5 points are fair under the scheme four_classes, whose thresholds are this library's "
            "assumption");
  EXPECT_EQ(ratings.findings[0].place.row, 2U);
  EXPECT_EQ(ratings.findings[0].place.field, "grade");
}

RatingSchemes schemes(const std::string& text) { return RatingSchemes::read(Document::parse(text, "ratings.toml")); }

const std::string head =
    "[[scheme]]\nid = \"s\"\nname = { vi = \"a\", en = \"b\" }\nsubject = \"centre\"\nmark = \"VERIFIED\"\nsource = \"x\"\n";

TEST(RatingSchemes, AreVersionsOfWhichTheOneOfTheDayDecides) {
  const RatingSchemes two = schemes(head + "until = 2024-07-01\ngrades = [{ grade = \"good\", from = 90 }]\n" + head +
                                    "from = 2024-07-01\ngrades = [{ grade = \"good\", from = 80 }]\n");
  EXPECT_EQ(two.find("S", Date::of(2024, 6, 30))->grade_of(8500), nullptr);
  EXPECT_EQ(two.find("s", Date::of(2024, 7, 1))->grade_of(8500)->id, "good");
  const Reading reading = district(record("1", "A", "2024-06-01", "good", "s", "85"));
  RatingRequest request;
  request.schemes = schemes(head + "from = 2024-07-01\ngrades = [{ grade = \"good\", from = 80 }]\n");
  EXPECT_EQ(rate(reading, request).findings.front().message.code, MessageCode::rating_scheme_not_in_force);
}

TEST(RatingSchemes, OfATextSayNothingOfAssumptions) {
  RatingRequest request;
  request.schemes = schemes(head + "grades = [{ grade = \"good\", from = 80 }, { grade = \"fair\", from = 0 }]\n");
  const Reading reading = district(record("1", "A", "2024-06-01", "good", "s", "79"));
  EXPECT_EQ(rate(reading, request).findings.front().message.code, MessageCode::rating_grade_disagrees);
}

TEST(RatingSchemes, OfCommunesRateNoCentre) {
  const Reading reading = district(record("1", "A", "2023-12-01", "good", "learning_community", "10"));
  const Findings findings = rate(reading).findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message.code, MessageCode::rating_scheme_of_others);
  EXPECT_EQ(findings[0].place.field, "scheme_id");
}

TEST(RatingSchemes, ThatContradictThemselvesAreRefused) {
  const auto code = [](const std::string& text) {
    try {
      schemes(text);
    } catch (const FormatError& error) {
      return error.message().code;
    }
    return MessageCode::invalid_argument;
  };
  EXPECT_EQ(code(head + "grades = [{ grade = \"good\", from = 50 }, { grade = \"fair\", from = 50 }]\n"),
            MessageCode::rating_thresholds_do_not_fall);
  EXPECT_EQ(code(head + "points = 10\ncriteria = [{ id = \"c\", name = { vi = \"a\", en = \"b\" }, points = 9 }]\n"
                        "grades = [{ grade = \"good\", from = 5 }]\n"),
            MessageCode::rating_points_differ);
  EXPECT_EQ(code(head + "grades = [{ grade = \"best\", from = 5 }]\n"), MessageCode::unknown_choice);
  EXPECT_EQ(code(head), MessageCode::missing_key) << "says neither grades nor why there are none";
  const std::string good = head + "grades = [{ grade = \"good\", from = 5 }]\n";
  EXPECT_EQ(code(good + good), MessageCode::rating_scheme_overlaps);
}

TEST(RatingSchemes, OfTheLibraryMarkWhatIsAssumedAndSayWhatIsNotKnown) {
  const RatingSchemes known = RatingSchemes::embedded();
  const RatingScheme* const classes = known.find("four_classes", Date::of(2024, 1, 1));
  ASSERT_NE(classes, nullptr);
  EXPECT_TRUE(classes->is_assumption);
  EXPECT_EQ(classes->grade_of(6500)->id, "fair");
  // Circular 44/2014, articles 3 to 6: 85, 70 and 50 of 100 points; below, no grade is reached.
  const RatingScheme* const by_points = known.find("learning_community", Date::of(2024, 2, 11));
  EXPECT_EQ(by_points->points, 100);
  EXPECT_EQ(by_points->grade_of(8500)->id, "good");
  EXPECT_EQ(by_points->grade_of(8499)->id, "fair");
  EXPECT_EQ(by_points->grade_of(7000)->id, "fair");
  EXPECT_EQ(by_points->grade_of(5000)->id, "average");
  EXPECT_EQ(by_points->grade_of(4999), nullptr);
  EXPECT_TRUE(by_points->not_modelled.has_value()) << "the points of each criterion";
  const RatingScheme* const community = known.find("learning_community", Date::of(2024, 2, 12));
  ASSERT_EQ(community->levels.size(), 2U);
  std::int64_t indicators = 0;
  for (const RatingCriterion& criterion : community->criteria) {
    EXPECT_EQ(criterion.read, criterion.indicators) << criterion.id;
    indicators += criterion.indicators.value_or(0);
  }
  EXPECT_EQ(indicators, 15) << "of Circular 25/2023, articles 6 and 7";
  EXPECT_TRUE(community->not_modelled.has_value());
  EXPECT_EQ(community->grade_of(9000), nullptr) << "passed or failed, without points";
  EXPECT_EQ(community->holds_until(Date::of(2024, 3, 1)), Date::of(2027, 12, 31)) << "36 months after its year";
}

}  // namespace
}  // namespace hoctap
