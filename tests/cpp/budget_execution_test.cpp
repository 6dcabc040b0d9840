#include <limits>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/budget/execution.hpp"
#include "hoctap/budget/settlement.hpp"
#include "hoctap/core/error.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

constexpr const char* allocations = "allocation_id,estimate_id,unit_code,centre_id,year,fund,amount,decided_on\n";
constexpr const char* estimates =
    "estimate_id,line_no,version,status,unit_code,centre_id,year,content_code,fund,amount\n";
constexpr const char* vouchers = "voucher_id,allocation_id,quantity,unit_price,amount,paid_on\n";
constexpr const char* settlements = "unit_code,year,fund,version,spent,due_on,submitted_on,approved_on\n";

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> names;
  for (const Finding& finding : findings) names.emplace_back(name(finding.message.code));
  return names;
}

TEST(AnExecution, NamesTheVoucherWithWhichAnAllocationIsFirstExceeded) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", std::string(allocations) + "A1,,07375,,2024,commune_budget,100,2024-02-01\n")
          .add("expenditures", std::string(vouchers) +
                                   "V3,A1,,,30,2024-06-01\nV1,A1,,,60,2024-03-01\n"
                                   "V2,A1,,,40,2024-04-01\nV4,A1,,,1,2024-07-01\n")
          .finish();
  const Execution done = execution_of(dataset, 2024);
  ASSERT_EQ(done.allocations.size(), 1U);
  EXPECT_EQ(done.allocations[0].paid, 131);
  EXPECT_EQ(done.allocations[0].left, -31);
  EXPECT_EQ(done.allocations[0].beyond, 0U) << "the row of V3: with V2 it was spent to the last đồng";
  std::vector<std::int64_t> totals;
  for (const VoucherUse& use : done.vouchers) totals.push_back(use.running_total);
  EXPECT_EQ(totals, (std::vector<std::int64_t>{60, 100, 130, 131})) << "in order of payment";
  EXPECT_FALSE(done.vouchers[1].is_beyond);
  EXPECT_TRUE(done.vouchers[2].is_beyond);
}

TEST(AnExecution, TellsVouchersWhoseQuantityTimesPriceIsNotTheAmount) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", std::string(allocations) + "A1,,07375,,2024,commune_budget,9000,2024-02-01\n")
          .add("expenditures", std::string(vouchers) +
                                   "V1,A1,2,10,20,2024-03-01\nV2,A1,2,10,21,2024-03-02\n"
                                   "V3,A1,,10,5,2024-03-03\n"
                                   "V4,A1,9223372036854775807,2,7,2024-03-04\n")
          .finish();
  const Execution done = execution_of(dataset);
  EXPECT_FALSE(done.vouchers[0].differs);
  EXPECT_TRUE(done.vouchers[1].differs);
  EXPECT_EQ(done.vouchers[1].product, 20);
  EXPECT_FALSE(done.vouchers[2].differs) << "without a quantity there is nothing to compare";
  EXPECT_TRUE(done.vouchers[3].differs) << "no true amount is a product beyond 64 bits";
  EXPECT_EQ(done.vouchers[3].product, std::nullopt);
}

TEST(AnExecution, TellsAllocationsWithoutAnEstimateAndTheReverse) {
  const Dataset dataset = DatasetMaker()
                              .add("budget_estimates", std::string(estimates) +
                                                           "E1,1,1,approved,07375,,2024,x,commune_budget,70\n"
                                                           "E1,2,1,approved,07375,,2024,x,social_mobilisation,30\n"
                                                           "E2,1,1,approved,07378,,2024,x,,50\n")
                              .add("allocations", std::string(allocations) +
                                                      "A1,E1,07375,,2024,commune_budget,60,2024-02-01\n"
                                                      "A2,,07381,,2024,commune_budget,10,2024-02-01\n")
                              .finish();
  const Execution done = execution_of(dataset, 2024);
  EXPECT_EQ(done.allocations[0].estimated, 70) << "what the estimate asks of that fund";
  EXPECT_FALSE(done.allocations[1].has_estimate);
  EXPECT_TRUE(done.estimates[0].has_allocation);
  EXPECT_FALSE(done.estimates[1].has_allocation);
  EXPECT_EQ(codes(done.findings),
            (std::vector<std::string>{"allocation_without_estimate", "estimate_without_allocation"}));
}

TEST(AnExecution, OfAYearLeavesOtherYearsOut) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", std::string(allocations) +
                                  "A1,,07375,,2023,commune_budget,60,2023-12-31\n"
                                  "A2,,07375,,2024,commune_budget,10,2024-01-01\n")
          .add("expenditures", std::string(vouchers) + "V1,A1,,,5,2024-01-01\nV2,A2,,,3,2024-01-01\n")
          .finish();
  EXPECT_EQ(execution_of(dataset, 2023).total.paid, 5) << "a voucher belongs to the year of its allocation";
  EXPECT_EQ(execution_of(dataset, 2024).total.paid, 3);
  EXPECT_EQ(execution_of(dataset).total.paid, 8);
}

TEST(AnExecution, WithoutMoneyIsEmptyAndOfACentreWithoutLinesHasNoRow) {
  const Dataset dataset = DatasetMaker().add("centres", "centre_id,founded_on\nA,2010-01-01\n").finish();
  const Execution done = execution_of(dataset);
  EXPECT_TRUE(done.sums.empty());
  EXPECT_EQ(done.total.left, 0);
}

TEST(AnExecution, RefusesSumsBeyond64Bits) {
  const std::string huge = std::to_string(std::numeric_limits<std::int64_t>::max());
  const Dataset dataset = DatasetMaker()
                              .add("allocations", std::string(allocations) + "A1,,07375,,2024,commune_budget," + huge +
                                                      ",2024-02-01\nA2,,07378,,2024,commune_budget,1,2024-02-01\n")
                              .finish();
  EXPECT_THROW(execution_of(dataset), Overflow);
}

RC_GTEST_PROP(AnExecutionProperty, SumsHoldEachDongOnce, ()) {
  const std::vector<std::string> units{"07375", "07378", "07381"};
  const std::vector<std::string> funds{"commune_budget", "donations"};
  std::string given = allocations;
  std::string spent = vouchers;
  std::map<std::string, std::int64_t> left;  // plain reference, by unit, year and fund
  std::int64_t all = 0;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const auto unit = *rc::gen::elementOf(units);
    const auto fund = *rc::gen::elementOf(funds);
    const int year = *rc::gen::inRange(2023, 2026);
    const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
    given += "A" + std::to_string(i) + ",," + unit + ",," + std::to_string(year) + "," + fund + "," +
             std::to_string(amount) + ",2024-02-01\n";
    left[unit + std::to_string(year) + fund] += amount;
    all += amount;
    const int payments = *rc::gen::inRange(0, 4);
    for (int k = 0; k < payments; ++k) {
      const auto paid = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
      spent += "V" + std::to_string(i) + "-" + std::to_string(k) + ",A" + std::to_string(i) + ",,," +
               std::to_string(paid) + ",2024-0" + std::to_string(1 + k) + "-01\n";
      left[unit + std::to_string(year) + fund] -= paid;
    }
  }
  const Dataset dataset = DatasetMaker().add("allocations", given).add("expenditures", spent).finish();
  const Execution done = execution_of(dataset);
  std::int64_t sum = 0;
  for (const ExecutionSum& one : done.sums) {
    const std::string key =
        dataset.gazetteer().version(one.unit).code + std::to_string(one.year) + std::string(dataset.text(one.fund));
    RC_ASSERT(left.at(key) == one.left);
    sum += one.allocated;
  }
  RC_ASSERT(done.sums.size() == left.size());
  RC_ASSERT(sum == all);
  RC_ASSERT(done.total.allocated == all);
}

// ---------------------------------------------------------------- settlements

const Book& law() {
  static const Book book = embedded_rulebook().as_of();
  return book;
}

TEST(ASettlement, IsOnTimeLateMissingOrNotYetDueByTheLaw) {
  const Dataset dataset = DatasetMaker()
                              .add("allocations",
                                   std::string(allocations) +
                                       "A1,,07381,,2026,commune_budget,100,2026-02-01\n"
                                       "A2,,07399,,2026,commune_budget,100,2026-02-01\n"
                                       "A3,,07420,,2026,commune_budget,100,2026-02-01\n",
                                   Date::of(2026, 12, 31))
                              .add("settlements",
                                   std::string(settlements) +
                                       "07381,2026,commune_budget,1,0,,2027-02-01,2027-03-30\n"
                                       "07399,2026,commune_budget,1,0,,2027-02-01,2027-03-31\n",
                                   Date::of(2026, 12, 31))
                              .finish();
  const auto states = [&](Date asked) {
    std::vector<std::string> found;
    const SettlementReview review = review_settlements(law(), dataset, 2026, asked);
    for (const SettlementItem& item : review.items)
      found.push_back(dataset.gazetteer().version(item.unit).code + " " + std::string(name(item.state)));
    return found;
  };
  EXPECT_EQ(states(Date::of(2027, 6, 1)), (std::vector<std::string>{"07381 on_time", "07399 late", "07420 missing"}))
      << "73/2026/NĐ-CP, Article 32(5): before 31 March";
  EXPECT_EQ(states(Date::of(2027, 3, 30))[2], "07420 not_yet_due");
}

TEST(ASettlement, OfAYearWhoseDaysAreNotKnownIsNotModelledButHasTheDayItStates) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", std::string(allocations) + "A1,,07375,,2024,commune_budget,100,2024-02-01\n")
          .add("expenditures", std::string(vouchers) + "V1,A1,,,70,2024-03-01\n")
          .add("settlements",
               std::string(settlements) + "07375,2024,commune_budget,1,75,2025-01-31,2025-02-02,2025-03-01\n")
          .finish();
  const SettlementReview review = review_settlements(law(), dataset, 2024, Date::of(2025, 6, 1));
  ASSERT_EQ(review.items.size(), 1U);
  const SettlementItem& item = review.items[0];
  EXPECT_EQ(item.state, DueState::not_modelled);
  EXPECT_EQ(item.stated_state, DueState::late) << "sent in two days after the day it states";
  EXPECT_EQ(item.differs, 5) << "75 settled, 70 by vouchers";
  EXPECT_EQ(codes(review.findings), std::vector<std::string>{"settlement_differs"});
  EXPECT_EQ(item.not_modelled, 30) << "what became of money left before budget year 2026 was not read";
}

TEST(ASettlement, LetsWhatIsLeftLapseUnlessItWasAddedLate) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations",
               std::string(allocations) +
                   "A1,,07381,,2026,commune_budget,100,2026-02-01\n"
                   "A2,,07381,,2026,commune_budget,40,2026-10-01\n"
                   "A3,,07399,,2026,commune_budget,40,2026-10-01\n"
                   "A4,,07420,,2026,donations,40,2026-10-01\n",
               Date::of(2026, 12, 31))
          .add("expenditures", std::string(vouchers) + "V1,A1,,,70,2026-03-01\nV2,A2,,,15,2026-11-01\n")
          .finish();
  const SettlementReview review = review_settlements(law(), dataset, 2026, Date::of(2027, 2, 1));
  ASSERT_EQ(review.items.size(), 3U);
  EXPECT_EQ(review.items[0].carries_over, 25) << "of a supplement after 30 September: 89/2025/QH15, Article 66(3)(a)";
  EXPECT_EQ(review.items[0].lapses, 30);
  EXPECT_EQ(review.items[1].lapses, 40) << "the first money of the year is no supplement, whenever it came";
  EXPECT_EQ(review.items[2].carries_over, 40) << "not of the budget: 73/2026/NĐ-CP, Article 30(3)(e)";
  EXPECT_FALSE(review.items[2].is_state);
  const SettlementReview within = review_settlements(law(), dataset, 2026, Date::of(2026, 12, 31));
  EXPECT_EQ(within.items[0].lapses, 0) << "the year is not over";
}

TEST(ASettlement, OfANewCommuneAnswersForTheOldOnes) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations",
               std::string(allocations) +
                   "A1,,07378,,2025,commune_budget,100,2025-02-01\n"
                   "A2,,07381,,2025,commune_budget,50,2025-02-01\n",
               Date::of(2025, 3, 1))
          .add("expenditures", std::string(vouchers) + "V1,A1,,,100,2025-03-01\nV2,A2,,,50,2025-03-01\n")
          .add("settlements", std::string(settlements) + "07381,2025,commune_budget,1,150,,2026-02-01,2026-03-01\n",
               Date::of(2025, 12, 31))
          .finish();
  const SettlementReview review = review_settlements(law(), dataset, 2025, Date::of(2026, 6, 1));
  ASSERT_EQ(review.items.size(), 1U);
  EXPECT_EQ(dataset.gazetteer().version(review.items[0].unit).name, "Tiên Lục");
  EXPECT_EQ(review.items[0].differs, 0);
}

RC_GTEST_PROP(ASettlementProperty, TheFatesOfWhatIsLeftSumToIt, ()) {
  std::string given = allocations;
  std::string spent = vouchers;
  const int count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    const bool is_late = *rc::gen::arbitrary<bool>();
    const bool is_given = *rc::gen::arbitrary<bool>();
    given += "A" + number + ",,07381,,2026," + (is_given ? "donations" : "commune_budget") + "," +
             std::to_string(*rc::gen::inRange(0, 1000)) + (is_late ? ",2026-11-01\n" : ",2026-03-01\n");
    spent += "V" + number + ",A" + number + ",,," + std::to_string(*rc::gen::inRange(0, 1000)) + ",2026-12-01\n";
  }
  const Dataset dataset =
      DatasetMaker().add("allocations", given, Date::of(2026, 12, 31)).add("expenditures", spent).finish();
  const SettlementReview review = review_settlements(law(), dataset, 2026, Date::of(2027, 1, 1));
  for (const SettlementItem& item : review.items) {
    RC_ASSERT(item.left == item.allocated - item.paid);
    RC_ASSERT(item.lapses + item.carries_over + item.returned + item.not_modelled ==
              std::max<std::int64_t>(0, item.left));
  }
}

}  // namespace
}  // namespace hoctap
