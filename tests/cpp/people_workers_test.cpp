#include <memory>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/people/workers.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;

const Validity third_quarter{day("2023-07-01"), day("2023-10-01")};
const Validity fourth_quarter{day("2023-10-01"), day("2024-01-01")};

// Everything that answers questions about a reading, kept together.
struct Census {
  explicit Census(Reading of)
      : reading(std::move(of)),
        slices(std::vector<Validity>{third_quarter, fourth_quarter}),
        residence(reading.dataset),
        centres(reading.dataset),
        attendance(reading.dataset, residence.persons(), centres, slices),
        age(WorkingAge::named("statutory")),
        workers(reading.dataset, residence, attendance, age) {}

  WorkerCount one(WorkerQuestion question) const {
    const auto counts = workers.count(std::vector<WorkerQuestion>{question});
    if (counts.front().size() != 1) throw std::logic_error("workers live in more or less than one place");
    WorkerCount count = counts.front().front();
    count.place = no_version;
    return count;
  }

  Reading reading;
  TimeSlices slices;
  Residence residence;
  CentreRegister centres;
  Attendance attendance;
  WorkingAge age;
  Workers workers;
};

TEST(TimeSlices, CutTimeWhereAnyWindowBeginsOrEnds) {
  const std::vector<Validity> windows{{day("2023-07-01"), day("2024-01-01")},
                                      {day("2023-10-01"), day("2024-04-01")},
                                      {day("2025-01-01"), day("2025-02-01")},
                                      {day("2025-01-01"), day("2025-01-01")}};
  const TimeSlices slices(windows);
  EXPECT_EQ(slices.size(), 4U);
  EXPECT_EQ(slices.of(windows[0]), 0b0011U);
  EXPECT_EQ(slices.of(windows[1]), 0b0110U);
  EXPECT_EQ(slices.of(windows[2]), 0b1000U);
  EXPECT_EQ(slices.of(windows[3]), 0U);
  EXPECT_EQ(slices.find(day("2023-09-30")), 0U);
  EXPECT_EQ(slices.find(day("2024-03-31")), 2U);
  EXPECT_EQ(slices.find(day("2024-04-01")), std::nullopt);
  EXPECT_EQ(slices.find(day("2023-06-30")), std::nullopt);
}

TEST(TimeSlices, AreRefusedWhereABitEachIsNotEnough) {
  std::vector<Validity> windows;
  for (int i = 0; i < 65; ++i) windows.push_back({day("2023-07-01") + i, day("2023-07-01") + i + 1});
  EXPECT_THROW(TimeSlices{windows}, InvalidValue);
  windows.pop_back();
  EXPECT_EQ(TimeSlices(windows).of({windows.front().from, windows.back().until}), ~SliceSet{0});
}

TEST(Attendance, AddsUpTurnsAndThoseWithoutAName) {
  District district;
  district.centre("A1", "99901");
  district.resident({.person = 1, .unit = "99901"});
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .kind = "skills", .attendances = 10}, {1, 2}, 3);
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02", .kind = "transfer"}, {1}, 2);
  district.session({.id = "S3", .centre = "A1", .date = "2023-08-03", .kind = "dissemination", .attendances = 50}, {1});
  district.session({.id = "S4", .centre = "A1", .date = "2023-06-30", .kind = "skills", .attendances = 50}, {1});
  const Census census(std::move(district).reading());
  ASSERT_EQ(census.attendance.delivered().size(), 1U);
  const Attendance::Delivered& delivered = census.attendance.delivered().front();
  EXPECT_EQ(delivered.turns, (std::array<std::int64_t, 3>{10 + 3, 0, 3}));
  EXPECT_EQ(delivered.unnamed, (std::array<std::int64_t, 3>{8 + 2, 0, 2}));
  EXPECT_EQ(census.attendance.without_residence(), 1U);  // person 2
  EXPECT_EQ(census.attendance.slices(Evidence::learned, 0), 0b01U);
  EXPECT_EQ(census.attendance.slices(Evidence::transfer, 0), 0b01U);
}

TEST(Attendance, ASessionOfAVocationalCourseIsVocational) {
  District district;
  district.centre("A1", "99901");
  district.course("K1", "A1", "vocational");
  district.resident({.person = 1, .unit = "99901"});
  district.session({.id = "S1", .centre = "A1", .date = "2023-10-01", .kind = "skills", .course = "K1"}, {1});
  district.result("K1", 1, "2023-12-20", "2024-01-05");
  const Census census(std::move(district).reading());
  EXPECT_EQ(census.attendance.slices(Evidence::vocational, 0), 0b10U);
  EXPECT_EQ(census.attendance.slices(Evidence::completed, 0), 0b10U);
  EXPECT_EQ(census.attendance.slices(Evidence::certified, 0), 0U);  // after the last slice
  EXPECT_EQ(census.attendance.first_qualification(0), day("2023-12-20"));
}

TEST(Workers, CountsWhoIsUncertainApart) {
  District district;
  district.centre("A1", "99901");
  district.resident({.person = 1, .unit = "99901"});
  district.resident({.person = 2, .unit = "99901", .born = ""});
  district.resident({.person = 3, .unit = "99901", .status = ""});
  district.resident({.person = 4, .unit = "99901", .status = "student"});
  district.resident({.person = 5, .unit = "99901", .sex = "", .born = "1967-06"});  // in 2023 a man in, a woman out
  district.resident({.person = 6, .unit = "99901", .born = "1950-01", .status = ""});
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1, 2, 4});
  const Census census(std::move(district).reading());
  const WorkerCount count = census.one({.day = day("2023-09-30"), .window = 1});
  EXPECT_EQ(
      count,
      (WorkerCount{
          .labourers = 1, .maybe_labourers = 3, .members = 1, .maybe_members = 3, .passing = 1, .maybe_passing = 1}));
}

TEST(Workers, AsksOfSectorsLearnersAndEarlierQualifications) {
  District district;
  district.centre("A1", "99901");
  district.resident({.person = 1, .unit = "99901", .level = "elementary"});
  district.resident({.person = 2, .unit = "99901", .sector = "industry"});
  district.resident({.person = 3, .unit = "99901", .sector = "", .level = ""});
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01", .kind = "vocational"}, {2});
  district.session({.id = "S2", .centre = "A1", .date = "2023-08-02", .kind = "skills"}, {1});
  const Census census(std::move(district).reading());
  const Date asked = day("2023-09-30");

  const WorkerCount sector =
      census.one({.day = asked, .window = 1, .base = WorkerBase::transfer_sectors, .evidence = Evidence::learned});
  EXPECT_EQ(sector, (WorkerCount{.labourers = 3, .members = 1, .maybe_members = 1, .passing = 1}));

  const WorkerCount learners = census.one({.day = asked,
                                           .window = 1,
                                           .base = WorkerBase::learners,
                                           .evidence = Evidence::vocational,
                                           .within_learning = true});
  EXPECT_EQ(learners, (WorkerCount{.labourers = 3, .members = 2, .passing = 1}));

  const WorkerCount stock =
      census.one({.day = asked, .window = 1, .evidence = Evidence::vocational, .counts_earlier = true});
  EXPECT_EQ(stock, (WorkerCount{.labourers = 3, .members = 3, .passing = 2, .unknown = 1}));
}

TEST(Workers, AnswersOneByOneWhatItCounts) {
  District district;
  district.centre("A1", "99901");
  for (std::uint64_t person = 1; person <= 9; ++person)
    district.resident(
        {.person = person, .unit = person % 2 == 0 ? "99901" : "99904", .born = person % 3 == 0 ? "" : "1990-05"});
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, {1, 2, 3, 4});
  const Census census(std::move(district).reading());
  const WorkerQuestion question{.day = day("2023-09-30"), .window = 1};
  WorkerCount all;
  const auto counts = census.workers.count(std::vector<WorkerQuestion>{question});
  for (const WorkerCount& count : counts.front()) {
    all.labourers += count.labourers;
    all.maybe_labourers += count.maybe_labourers;
    all.passing += count.passing;
    all.maybe_passing += count.maybe_passing;
  }
  WorkerCount seen;
  census.workers.each(question, [&](const WorkerAnswer& about) {
    const bool sure = about.labourer == Membership::inside;
    ++(sure ? seen.labourers : seen.maybe_labourers);
    if (about.answer == Answer::passing) ++(sure ? seen.passing : seen.maybe_passing);
  });
  EXPECT_EQ(seen, all);
  EXPECT_EQ(all, (WorkerCount{.labourers = 6, .maybe_labourers = 3, .passing = 3, .maybe_passing = 1}));
}

}  // namespace
}  // namespace hoctap
