#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/forms/duties.hpp"
#include "support/dataset_maker.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

constexpr std::string_view heading = "duty_id,unit_code,period,done_on,document_no,difficulties\n";

Programme plan() { return embedded_programme("lang-giang-2023-2025"); }

Dataset with(const std::string& before_2025, const std::string& since_july_2025 = {}) {
  DatasetMaker maker;
  maker.add("duties_done", std::string(heading) + before_2025, Date::of(2024, 12, 31));
  if (!since_july_2025.empty())
    maker.add("duties_done", std::string(heading) + since_july_2025, Date::of(2025, 12, 31));
  return maker.finish();
}

std::vector<DutyItem> of(const Duties& duties, const std::string& duty, const std::string& period) {
  std::vector<DutyItem> found;
  for (const DutyItem& item : duties.items)
    if (duties.programme.duties[item.duty].id == duty && item.period.text() == period) found.push_back(item);
  return found;
}

const std::string whole_plan = "2023-07-01..2025-12-31";

TEST(Duties, ReviewsAreDueEveryYearAndTheWholeAtTheEnd) {
  const Duties duties = duties_of(with(""), plan(), Date::of(2026, 3, 31));
  for (const char* period : {"2023", "2024", "2025", whole_plan.c_str()}) {
    const auto items = of(duties, "IV.1.4", period);
    ASSERT_EQ(items.size(), 1U) << period;
    EXPECT_EQ(items[0].state, DutyState::missing) << period;
    EXPECT_EQ(items[0].due->month(), 12) << period;
    EXPECT_TRUE(items[0].due_is_assumed) << period;
  }
  EXPECT_TRUE(of(duties, "IV.1.4", whole_plan)[0].is_final);
}

TEST(Duties, OfAnOwnerThatEndedAreItsSuccessorsOrNobodysThatIsKnown) {
  const Duties duties = duties_of(with("", "IV.1.4,24,2025,2025-12-20,9/BC-SGDĐT,\n"), plan(), Date::of(2026, 3, 31));
  EXPECT_EQ(of(duties, "IV.1.4", "2024")[0].answers, "education_office");
  EXPECT_EQ(of(duties, "IV.1.4", "2025")[0].answers, "provincial_education_department");
  EXPECT_EQ(of(duties, "IV.1.4", "2025")[0].state, DutyState::on_time);
  EXPECT_EQ(of(duties, "IV.2.4", "2024")[0].answers, "district_study_promotion");
  EXPECT_EQ(of(duties, "IV.2.4", "2025")[0].answers, "");
}

TEST(Duties, AreOnTimeOnTheirDayLateAfterItAndNotYetDueBefore) {
  const Dataset dataset = with("IV.1.4,217,2023,2023-12-31,1/BC,\nIV.1.4,217,2024,2025-01-01,2/BC,\n");
  const Duties late = duties_of(dataset, plan(), Date::of(2025, 3, 1));
  EXPECT_EQ(of(late, "IV.1.4", "2023")[0].state, DutyState::on_time);
  EXPECT_EQ(of(late, "IV.1.4", "2024")[0].state, DutyState::late);
  EXPECT_EQ(of(late, "IV.1.4", "2025")[0].state, DutyState::not_yet_due);
  // What was done later had not been done by then.
  const Duties early = duties_of(dataset, plan(), Date::of(2024, 12, 31));
  EXPECT_EQ(of(early, "IV.1.4", "2024")[0].state, DutyState::not_yet_due);
  EXPECT_TRUE(of(early, "IV.1.4", "2025").empty()) << "has not begun";
  EXPECT_EQ(of(duties_of(dataset, plan(), Date::of(2024, 12, 31), true), "IV.1.4", "2025").size(), 1U);
}

TEST(Duties, OfTheCommunesAreOwedByThoseOfTheDueDay) {
  const Duties duties = duties_of(with(""), plan(), Date::of(2026, 3, 31));
  EXPECT_EQ(of(duties, "IV.6.1", "2023").size(), 21U);
  EXPECT_EQ(of(duties, "IV.6.1", "2024").size(), 21U);
  EXPECT_EQ(of(duties, "IV.6.1", "2025").size(), 5U);
}

TEST(Duties, ADutyCountsOnceHoweverOftenItIsReportedAndWhoeverCameBefore) {
  // 07381 is Nghĩa Hưng before July 2025 and Tiên Lục after it.
  const Duties duties = duties_of(with("IV.6.1,07393,2024,2024-12-01,1/BC,\nIV.6.1,07393,2024Q2,2024-06-01,2/BC,\n",
                                       "IV.6.1,07381,2025,2025-12-10,3/BC,\n"),
                                  plan(), Date::of(2026, 3, 31));
  std::map<std::string, int> states;
  for (const char* year : {"2024", "2025"})
    for (const DutyItem& item : of(duties, "IV.6.1", year))
      ++states[std::string(year) + " " + std::string(name(item.state))];
  EXPECT_EQ(states, (std::map<std::string, int>{
                        {"2024 on_time", 1}, {"2024 missing", 20}, {"2025 on_time", 1}, {"2025 missing", 4}}));
  const auto items = of(duties, "IV.6.1", "2024");
  const auto done =
      std::find_if(items.begin(), items.end(), [](const DutyItem& item) { return item.done_on.has_value(); });
  ASSERT_NE(done, items.end());
  EXPECT_EQ(done->rows.size(), 2U);
  EXPECT_EQ(done->done_on, Date::of(2024, 6, 1));
}

TEST(Duties, OfANewCommuneAreDoneOnceAllOfItsPredecessorsDidThem) {
  const Programme lang_giang = plan();
  const Gazetteer gazetteer = DatasetMaker().finish().gazetteer();
  const VersionId tien_luc = *gazetteer.find("07381", Date::of(2025, 12, 31));
  std::string rows;
  std::string all_but_one;
  for (VersionId id = 0; id < gazetteer.versions().size(); ++id) {
    const UnitVersion& unit = gazetteer.version(id);
    if (unit.level != Level::commune || !unit.validity.contains(Date::of(2025, 6, 30))) continue;
    const auto followed = gazetteer.follow(id, Date::of(2025, 12, 31));
    if (followed.size() != 1 || followed.front().version != tien_luc) continue;
    all_but_one = rows;
    rows += "IV.6.1," + unit.code + ",2025,2025-05-1" + std::to_string(rows.size() % 10) + ",1/BC,\n";
  }
  const auto state = [&](const std::string& told) {
    DatasetMaker maker;
    maker.add("duties_done", std::string(heading) + told, Date::of(2025, 6, 30));
    const Duties duties = duties_of(maker.finish(), lang_giang, Date::of(2026, 3, 31));
    for (const DutyItem& item : of(duties, "IV.6.1", "2025"))
      if (item.unit == tien_luc) return item.state;
    return DutyState::no_record;
  };
  EXPECT_EQ(state(rows), DutyState::on_time);
  EXPECT_EQ(state(all_but_one), DutyState::missing);
}

TEST(Duties, WithoutADayAreShownYearByYear) {
  const Duties duties = duties_of(with("IV.6.2,07393,2023,2023-12-01,1/BC,\n"), plan(), Date::of(2024, 6, 30));
  std::map<std::string, int> states;
  for (const char* year : {"2023", "2024"})
    for (const DutyItem& item : of(duties, "IV.6.2", year)) {
      EXPECT_FALSE(item.due.has_value());
      ++states[std::string(year) + " " + std::string(name(item.state))];
    }
  EXPECT_EQ(states, (std::map<std::string, int>{{"2023 done", 1}, {"2023 no_record", 20}, {"2024 not_yet_due", 21}}));
}

TEST(Duties, OfASchoolYearAreOfThoseThatBeginInThePlansTime) {
  const Duties duties = duties_of(with("IV.1.3,217,2023/2024,2023-09-10,5/HD,\n"), plan(), Date::of(2026, 3, 31));
  EXPECT_TRUE(of(duties, "IV.1.3", "2022/2023").empty());
  EXPECT_EQ(of(duties, "IV.1.3", "2023/2024")[0].due, Date::of(2024, 8, 31));
  EXPECT_EQ(of(duties, "IV.1.3", "2023/2024")[0].state, DutyState::on_time);
  EXPECT_EQ(of(duties, "IV.1.3", "2025/2026")[0].due, Date::of(2025, 12, 31)) << "no later than the plan's end";
}

TEST(Duties, SayWhatCountsNowhere) {
  const Duties duties = duties_of(with("IV.9.1,217,2024,2024-12-01,1/BC,\nIV.1.4,07393,2024,2024-12-01,1/BC,\n"
                                       "IV.6.1,217,2024,2024-12-01,1/BC,\nIV.1.4,217,2022,2022-12-01,1/BC,\n"),
                                  plan(), Date::of(2026, 3, 31));
  std::vector<MessageCode> codes;
  for (const Finding& finding : duties.findings) codes.push_back(finding.message.code);
  EXPECT_EQ(codes, (std::vector<MessageCode>{MessageCode::duty_not_in_plan, MessageCode::duty_of_another_owner,
                                             MessageCode::duty_of_another_owner, MessageCode::duty_not_owed_for}));
  EXPECT_EQ(duties.findings[0].place.row, 2U);
  EXPECT_NE(duties.findings[1].message.text(Language::en).find("District Office of Education"), std::string::npos);
}

TEST(Duties, OfADistrictsBodyAreAnsweredByItsDistrictOrProvinceOnly) {
  const Gazetteer known = embedded_gazetteer();
  std::vector<UnitVersion> units(known.versions().begin(), known.versions().end());
  const auto add = [&](const std::string& code, Level level, const std::string& parent) {
    UnitVersion unit;
    unit.code = code;
    unit.name = "Hư Cấu " + code;
    unit.level = level;
    unit.parent_code = parent;
    units.push_back(unit);
  };
  add("299", Level::district, "24");
  add("98", Level::province, "");
  add("07393901", Level::village, "07393");
  const Gazetteer gazetteer =
      testing_support::gazetteer_of(std::move(units), {known.events().begin(), known.events().end()});
  const auto of_2024 = [&](const std::string& unit) {
    DatasetMaker maker(DatasetBuilder(gazetteer, CodeLists::embedded()));
    maker.add("duties_done", std::string(heading) + "IV.1.4," + unit + ",2024,2024-12-01,1/BC,\n");
    return duties_of(maker.finish(), plan(), Date::of(2025, 3, 31));
  };
  for (const char* unit : {"299", "98", "07393901"}) {
    const Duties duties = of_2024(unit);
    EXPECT_EQ(of(duties, "IV.1.4", "2024")[0].state, DutyState::missing) << unit;
    ASSERT_EQ(duties.findings.size(), 1U) << unit;
    EXPECT_EQ(duties.findings[0].message.code, MessageCode::duty_of_another_owner) << unit;
  }
  for (const char* unit : {"217", "24"})
    EXPECT_EQ(of(of_2024(unit), "IV.1.4", "2024")[0].state, DutyState::on_time) << unit;
}

TEST(Duties, HandDifficultiesToWhoCollectsThemOnThatDay) {
  const Duties duties = duties_of(
      with("IV.6.1,07393,2024,2024-12-01,1/BC,Thiếu kinh phí\n", "IV.6.1,07381,2025,2025-12-10,3/BC,Thiếu phòng học\n"),
      plan(), Date::of(2026, 3, 31));
  ASSERT_EQ(duties.difficulties.size(), 2U);
  EXPECT_EQ(duties.difficulties[0].goes_to, "education_office");
  EXPECT_EQ(duties.difficulties[1].goes_to, "provincial_education_department");
}

TEST(PlanEntries, MapAllThatThePlanSaysToOwnerDayAndEvidenceOrTheReasonWhyNot) {
  const Programme lang_giang = plan();
  std::map<PlanPart, int> parts;
  for (const PlanEntry& entry : plan_entries(lang_giang)) {
    ++parts[entry.part];
    EXPECT_FALSE(entry.owners.empty()) << entry.id;
    for (const std::string& owner : entry.owners) EXPECT_NE(lang_giang.find_body(owner), nullptr) << entry.id;
    EXPECT_FALSE(entry.due.text(Language::vi).empty()) << entry.id;
    EXPECT_NE(entry.due.text(Language::vi), entry.due.text(Language::en)) << entry.id;
    EXPECT_NE(entry.indicators.empty(), !entry.not_measured.has_value()) << entry.id;
  }
  EXPECT_EQ(parts, (std::map<PlanPart, int>{{PlanPart::aim, 3},
                                            {PlanPart::target, 6},
                                            {PlanPart::task, 10},
                                            {PlanPart::finance, 5},
                                            {PlanPart::duty, 18},
                                            {PlanPart::document, 7}}));
}

TEST(PlanEntries, SayTheDaysOfTargetsWithSteps) {
  const auto entries = plan_entries(plan());
  const auto due = [&](const std::string& id) {
    return std::find_if(entries.begin(), entries.end(), [&](const PlanEntry& one) { return one.id == id; })
        ->due.text(Language::en);
  };
  EXPECT_EQ(due("T2"), "due by 2023-12-31, 2024-03-31, 2025-03-31");
  EXPECT_EQ(due("T4a"), "due by 2025-12-31");
  EXPECT_EQ(due("II.8"), "due by 2023-12-31, 2024-12-31, 2025-12-31");
  EXPECT_NE(due("IV.1.4").find("assumed"), std::string::npos);
  EXPECT_NE(due("IV.2.1").find("no day is due"), std::string::npos);
}

}  // namespace
}  // namespace hoctap
