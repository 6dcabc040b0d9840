// What a new unit took over: counted by hand on a merger and on a split without shares.
#include "hoctap/handover/handover.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "support/district.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using test::day;
using test::event;
using testing_support::District;

// 99901 and 99904 merge to 99911 on 1 July 2025; 99907 is split between 99911 and 99917, nobody says how.
Gazetteer changing_district() {
  std::vector<UnitVersion> units{test::unit("99", "", "", Level::province),
                                 test::unit("999", "", "2025-07-01", Level::district, "99")};
  for (const char* code : {"99901", "99904", "99907"}) {
    units.push_back(test::unit(code, "", "2025-07-01", Level::commune, "999"));
  }
  for (const char* code : {"99911", "99917"}) {
    units.push_back(test::unit(code, "2025-07-01", "", Level::commune, "99"));
  }
  units.push_back(test::unit("99907001", "", "2025-07-01", Level::village, "99907"));
  units.push_back(test::unit("99917001", "2025-07-01", "", Level::village, "99917"));
  std::vector<UnitEvent> events{event("99901", "99911", "2025-07-01"),
                                event("99904", "99911", "2025-07-01"),
                                event("99907", "99911", "2025-07-01", EventKind::split),
                                event("99907", "99917", "2025-07-01", EventKind::split),
                                event("99907001", "99917001", "2025-07-01", EventKind::rename),
                                event("999", "", "2025-07-01", EventKind::abolish_level)};
  Findings findings;
  return Gazetteer::build(std::move(units), std::move(events), findings);
}

District district() { return District(changing_district(), "999"); }

std::vector<const HandoverItem*> of_kind(const Handover& dossier, HandoverKind kind) {
  std::vector<const HandoverItem*> items;
  for (const HandoverItem& item : dossier.items) {
    if (item.kind == kind) items.push_back(&item);
  }
  return items;
}

TEST(Handover, NamesTheOldUnitsWithTheirPartsAndTheAct) {
  const Reading reading = district().reading();
  const Handover dossier = handover(reading, "99911");
  EXPECT_EQ(dossier.day, day("2025-07-01"));
  const auto units = of_kind(dossier, HandoverKind::unit);
  ASSERT_EQ(units.size(), 3U);
  EXPECT_EQ(units[0]->code, "99901");
  EXPECT_EQ(units[0]->share, (Ratio{1, 1}));
  EXPECT_EQ(units[2]->code, "99907");
  EXPECT_EQ(units[2]->share, std::nullopt);
  const Gazetteer& gazetteer = reading.dataset.gazetteer();
  EXPECT_EQ(gazetteer.events()[units[0]->event.value()].from_code, "99901");
}

TEST(Handover, CentresComeWithTheirLastInventoryAndTheirPlanBeforeTheAct) {
  District made = district();
  made.file("2025-06-30");
  made.centre("C1", "99901");
  made.centre("C2", "99904", "2010-01-01", "2024-01-01");
  made.counted("C1", "computer", "2024-12-31", 5);
  made.counted("C1", "computer", "2025-03-31", 3);
  made.counted("C1", "computer", "2025-09-30", 9);
  made.plan("C1", 2024, "2024-03-01");
  made.plan("C1", 2025, "2025-08-01");
  const Handover dossier = handover(std::move(made).reading(), "99911");
  const auto centres = of_kind(dossier, HandoverKind::centre);
  ASSERT_EQ(centres.size(), 1U) << "C2 had closed";
  EXPECT_EQ(centres[0]->centre_id, "C1");
  EXPECT_TRUE(centres[0]->is_certain);
  const auto equipment = of_kind(dossier, HandoverKind::equipment);
  ASSERT_EQ(equipment.size(), 1U);
  EXPECT_EQ(equipment[0]->usable, 3) << "the last inventory before the act";
  EXPECT_EQ(equipment[0]->date, day("2025-03-31"));
  const auto plans = of_kind(dossier, HandoverKind::plan);
  ASSERT_EQ(plans.size(), 1U) << "the plan of 2024 had ended";
  EXPECT_EQ(plans[0]->state, "draft") << "it was approved after the act";
  EXPECT_EQ(plans[0]->date, std::nullopt);
}

TEST(Handover, OfASplitUnitWhatIsPlacedGoesThereAndTheRestIsNotCertain) {
  District made = district();
  made.file("2025-06-30");
  made.centre("C7", "99907");
  made.centre("C8", "99907");
  made.stay("C8", "99907", "2015-01-01", "99907001");
  made.counted("C7", "computer", "2025-03-31", 1);
  const Reading reading = std::move(made).reading();
  const Handover first = handover(reading, "99911");
  const auto centres = of_kind(first, HandoverKind::centre);
  ASSERT_EQ(centres.size(), 1U) << "the village of C8 went elsewhere";
  EXPECT_EQ(centres[0]->centre_id, "C7");
  EXPECT_FALSE(centres[0]->is_certain);
  EXPECT_FALSE(of_kind(first, HandoverKind::equipment).at(0)->is_certain);
  const Handover second = handover(reading, "99917");
  std::map<std::string, bool> certain;
  for (const HandoverItem* centre : of_kind(second, HandoverKind::centre))
    certain[centre->centre_id] = centre->is_certain;
  EXPECT_EQ(certain, (std::map<std::string, bool>{{"C7", false}, {"C8", true}}));
}

TEST(Handover, MoneyIsOpenUntilItsSettlementIsApproved) {
  District made = district();
  made.file("2025-06-30");
  made.centre("C1", "99901");
  made.allocation("A1", "99901", "C1", 2024, 10'000'000, "2024-02-01");
  made.allocation("A2", "99901", "", 2025, 20'000'000, "2025-02-01");
  made.allocation("A3", "99901", "", 2025, 5'000'000, "2025-03-01");
  made.allocation("A4", "99901", "", 2025, 7'000'000, "2025-07-01");
  made.allocation("A5", "99904", "", 2025, 1'000'000, "2025-02-01");
  const Handover dossier = handover(std::move(made).reading(), "99911");
  const auto money = of_kind(dossier, HandoverKind::money);
  ASSERT_EQ(money.size(), 3U);
  EXPECT_EQ(money[0]->period, Period::year(2024));
  EXPECT_EQ(money[0]->allocated, Money::dong(10'000'000));
  EXPECT_EQ(money[0]->state, "open");
  EXPECT_EQ(money[1]->allocated, Money::dong(25'000'000)) << "what was decided on the day of the act is the new unit's";
  EXPECT_EQ(money[1]->rows.size(), 2U);
  EXPECT_EQ(money[1]->spent, std::nullopt) << "no voucher is no zero";
  EXPECT_EQ(money[2]->allocated, Money::dong(1'000'000));
}

TEST(Handover, ReportsOwedOnTheEveAreHandedOver) {
  District made = district();
  made.file("2025-12-31");
  made.report("HT-01", "99901", "2025Q1", "2025-03-31");
  const Handover dossier = handover(std::move(made).reading(), "99911");
  std::map<std::string, std::string> owed;
  for (const HandoverItem* report : of_kind(dossier, HandoverKind::report)) {
    if (report->code == "HT-01" && report->period->text().starts_with("2025")) {
      owed[report->period->text() + (report->is_certain ? "" : "?") + " " + std::to_string(report->from)] =
          report->state;
    }
  }
  std::size_t missing = 0;
  std::size_t not_yet_due = 0;
  for (const auto& [key, state] : owed) (state == "missing" ? missing : not_yet_due) += 1;
  EXPECT_EQ(missing, 2U) << "the first quarter of 99904 and 99907; that of 99901 came";
  EXPECT_EQ(not_yet_due, 3U) << "the second quarter of all three, due after the act";
}

TEST(Handover, AUnitThatNoActFormedHasNoDossier) {
  const Reading reading = district().reading();
  EXPECT_THROW(handover(reading, "99901"), InvalidValue);
  EXPECT_THROW(handover(reading, "12345"), NotFound);
  EXPECT_THROW(handover(reading, "99911", day("2024-01-01")), NotFound);
}

}  // namespace
}  // namespace hoctap
