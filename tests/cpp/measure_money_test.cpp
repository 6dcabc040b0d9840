#include <limits>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/measure/money_measures.hpp"
#include "hoctap/measure/roll_up.hpp"
#include "support/dataset_maker.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

// Communes of Lạng Giang: 07375 Vôi, 07378 Nghĩa Hòa, 07381 Nghĩa Hưng, of 2024.
VersionId unit(const Dataset& dataset, const std::string& code, Date day = Date::of(2024, 12, 31)) {
  return dataset.gazetteer().find(code, day).value();
}

Cell sum(const MoneyParts& parts) {
  Cell all;
  for (const Contribution& one : parts.contributions) all += one.cell;
  return all;
}

constexpr const char* receipts = "receipt_id,unit_code,date,fund,amount,in_kind\n";
constexpr const char* allocations = "allocation_id,estimate_id,unit_code,centre_id,year,fund,amount,decided_on\n";
constexpr const char* estimates =
    "estimate_id,line_no,version,status,unit_code,centre_id,year,content_code,fund,amount\n";
constexpr const char* vouchers = "voucher_id,allocation_id,amount,paid_on\n";

TEST(MoneyFlows, TakeOfAnEstimateTheNewestApprovedVersionElseTheNewest) {
  const Dataset dataset = DatasetMaker()
                              .add("budget_estimates", std::string(estimates) +
                                                           "E1,1,1,approved,07375,,2024,x,commune_budget,10\n"
                                                           "E1,1,2,approved,07375,,2024,x,commune_budget,20\n"
                                                           "E1,1,3,draft,07375,,2024,x,commune_budget,30\n"
                                                           "E2,1,1,draft,07378,,2024,x,commune_budget,1\n"
                                                           "E2,1,2,draft,07378,,2024,x,commune_budget,2\n")
                              .finish();
  const CentreRegister centres(dataset);
  std::vector<std::int64_t> amounts;
  const MoneyFlows flows(dataset, centres);
  for (const MoneyFlow& flow : flows.all()) amounts.push_back(flow.amount);
  EXPECT_EQ(amounts, (std::vector<std::int64_t>{20, 2}));
  const auto versions = estimate_versions(dataset);
  EXPECT_EQ(versions[0].newest, 3);
  EXPECT_TRUE(versions[0].is_approved);
  EXPECT_FALSE(versions[1].is_approved);
}

TEST(MoneyFlows, GiveAVoucherTheYearPlaceAndFundOfItsAllocation) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", std::string(allocations) + "A1,,07375,,2023,commune_budget,100,2023-12-20\n")
          .add("expenditures", std::string(vouchers) + "V1,A1,40,2024-01-15\n")
          .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  const auto paid = flows.all().subspan(1);
  ASSERT_EQ(paid.size(), 1U);
  EXPECT_EQ(paid[0].year, 2023) << "paid in 2024 of the money of 2023";
  EXPECT_EQ(paid[0].unit, unit(dataset, "07375"));
  EXPECT_TRUE(paid[0].is_state);
}

TEST(MoneyFlows, ToldApartByYearAreThoseOfEachYear) {
  const Dataset dataset = DatasetMaker()
                              .add("budget_estimates", std::string(estimates) +
                                                           "E1,1,1,approved,07375,,2023,x,commune_budget,10\n"
                                                           "E1,1,2,draft,07375,,2023,x,commune_budget,20\n"
                                                           "E2,1,1,draft,07378,,2024,x,commune_budget,1\n")
                              .add("allocations", std::string(allocations) +
                                                      "A1,,07375,,2023,commune_budget,100,2023-12-20\n"
                                                      "A2,,07375,,2025,commune_budget,200,2025-02-01\n"
                                                      "A3,,07375,,2024,donations,50,2024-02-01\n")
                              .add("receipts", std::string(receipts) +
                                                   "R1,07375,2024-03-01,commune_budget,60,\n"
                                                   "R2,07375,2023-08-02,social_mobilisation,25,true\n")
                              .add("expenditures", std::string(vouchers) + "V1,A1,40,2024-01-15\nV2,A3,5,2024-03-15\n")
                              .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows all(dataset, centres);
  const std::vector<std::int64_t> years{2023, 2024, 2025};
  const auto by_year = MoneyFlows::by_year(dataset, centres);
  ASSERT_EQ(by_year.size(), years.size());
  using Told = std::vector<std::tuple<std::uint32_t, std::int64_t, std::int64_t, bool>>;
  const auto told = [](std::span<const MoneyFlow> flows, std::int64_t year) {
    Told found;
    for (const MoneyFlow& flow : flows)
      if (flow.year == year) found.emplace_back(flow.row, flow.year, flow.amount, flow.is_state);
    return found;
  };
  for (const std::int64_t year : years) {
    EXPECT_EQ(by_year.at(year).all().size(), told(all.all(), year).size()) << "nothing of another year";
    for (std::size_t quantity = 0; quantity < money_quantity_count; ++quantity) {
      const auto of = static_cast<MoneyQuantity>(quantity);
      EXPECT_EQ(told(by_year.at(year).of(of), year), told(all.of(of), year)) << year << ' ' << name(of);
    }
  }
  EXPECT_EQ(by_year.at(2023).all().size(), 4U);
}

TEST(SocialReceipts, CountInKindAtItsStatedValue) {
  const Dataset dataset = DatasetMaker()
                              .add("receipts", std::string(receipts) +
                                                   "R1,07375,2024-03-01,commune_budget,60,\n"
                                                   "R2,07375,2024-03-02,social_mobilisation,25,\n"
                                                   "R3,07375,2024-03-03,donations,15,true\n"
                                                   "R4,07375,2023-03-03,donations,99,\n")
                              .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  EXPECT_EQ(sum(social_receipts(flows, dataset.gazetteer(), 2024, {})), (Cell{40, 100, 0, 40, 100, 40, 100}));
}

TEST(SocialReceipts, OfASilentUnitHaveAsTheirWholeWhatItLastReported) {
  const Dataset dataset = DatasetMaker()
                              .add("receipts", std::string(receipts) +
                                                   "R1,07375,2024-03-01,donations,50,\n"
                                                   "R2,07378,2023-03-02,donations,30,\n"
                                                   "R3,07378,2023-03-03,commune_budget,20,\n")
                              .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  const VersionId voi = unit(dataset, "07375");
  const VersionId hoa = unit(dataset, "07378");
  const VersionId hung = unit(dataset, "07381");
  const std::vector<MoneyReport> reports{
      {2023, voi, true}, {2023, hoa, true}, {2024, voi, true}, {2024, hoa, false}, {2024, hung, false}};
  const MoneyParts parts = social_receipts(flows, dataset.gazetteer(), 2024, reports);
  EXPECT_EQ(sum(parts), (Cell{50, 50, 50, 50, 100, 100, 100})) << "50 of 100 if all of the 50 is the state's";
  EXPECT_EQ(parts.at_last_known, std::vector<VersionId>{hoa});
  EXPECT_EQ(parts.without_bounds, std::vector<VersionId>{hung}) << "it never reported: nothing bounds it";
}

TEST(AllocatedOfEstimated, DoesNotApplyWhereThereIsNoEstimate) {
  const Dataset dataset =
      DatasetMaker()
          .add("budget_estimates", std::string(estimates) + "E1,1,1,approved,07375,,2024,x,commune_budget,100\n")
          .add("allocations", std::string(allocations) +
                                  "A1,E1,07375,,2024,commune_budget,80,2024-02-01\n"
                                  "A2,,07378,,2024,commune_budget,500,2024-02-01\n")
          .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  const MoneyParts parts = allocated_of_estimated(flows, dataset.gazetteer(), 2024, {});
  EXPECT_EQ(sum(parts), (Cell{80, 100, 0, 80, 100, 80, 100}));
  EXPECT_EQ(parts.not_applicable, std::vector<VersionId>{unit(dataset, "07378")});
}

TEST(AllocatedOfEstimated, ShowsMoreThanTheWholeAndBoundsItByTheWholeOfEachCommune) {
  const Dataset dataset = DatasetMaker()
                              .add("budget_estimates", std::string(estimates) +
                                                           "E1,1,1,approved,07375,,2024,x,,100\n"
                                                           "E2,1,1,approved,07378,,2024,x,,100\n"
                                                           "E3,1,1,approved,07381,,2024,x,,100\n")
                              .add("allocations", std::string(allocations) +
                                                      "A1,,07375,,2024,commune_budget,150,2024-02-01\n"
                                                      "A2,,07378,,2024,commune_budget,50,2024-02-01\n")
                              .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  const std::vector<MoneyReport> reports{{2024, unit(dataset, "07381"), false}};
  EXPECT_EQ(sum(allocated_of_estimated(flows, dataset.gazetteer(), 2024, reports)),
            (Cell{200, 200, 100, 150, 300, 250, 300}))
      << "the excess of one makes up for nobody's lack; the silent one may have been given all";
}

TEST(AllocatedOfEstimated, ComparesCommunesOfBeforeAndAfterAMergerTogether) {
  // Lạng Giang's five communes of July 2025: 07381 is Tiên Lục, made of Nghĩa Hưng and others.
  const Dataset dataset =
      DatasetMaker()
          .add("budget_estimates", std::string(estimates) + "E1,1,1,approved,07378,,2025,x,,100\n",
               Date::of(2025, 3, 1))
          .add("allocations", std::string(allocations) + "A1,,07381,,2025,commune_budget,70,2025-08-01\n",
               Date::of(2025, 12, 31))
          .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  const MoneyParts parts = allocated_of_estimated(flows, dataset.gazetteer(), 2025, {});
  EXPECT_EQ(sum(parts), (Cell{70, 100, 0, 70, 100, 70, 100}));
  EXPECT_TRUE(parts.not_applicable.empty());
}

Book law() { return embedded_rulebook().as_of(); }

TEST(StateSupport, IsComparedWithTheFloorOfTheZoneCentreByCentre) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", "centre_id,founded_on\nA,2010-01-01\nB,2010-01-01\nC,2010-01-01\n")
          .add("centre_places",
               "centre_id,valid_from,unit_code\nA,2024-01-01,07375\nB,2024-01-01,07378\nC,2024-01-01,07381\n")
          .add("allocations", std::string(allocations) +
                                  "A1,,07375,A,2024,commune_budget,90000000,2024-02-01\n"
                                  "A2,,07378,B,2024,commune_budget,90000000,2024-02-01\n"
                                  "A3,,07378,B,2024,social_mobilisation,90000000,2024-02-01\n"
                                  "A4,,07381,C,2024,commune_budget,90000000,2024-02-01\n")
          .add("expenditures", std::string(vouchers) +
                                   "V1,A1,30000000,2024-05-01\nV2,A2,5000000,2024-05-01\n"
                                   "V3,A3,7000000,2024-05-01\nV4,A4,1000000,2024-05-01\n")
          .finish();
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  StatedAttributes stated;
  stated.units = {{"07375", {{"zone", "I"}}}, {"07378", {{"zone", "II"}}}, {"07381", {{"zone", "none"}}}};
  const auto entitled = entitlements(law(), dataset, centres, 2024, stated);
  ASSERT_EQ(entitled.size(), 3U);
  EXPECT_EQ(entitled[0].amount, 20'000'000) << "96/2008/TT-BTC, Part II, zone I";
  EXPECT_EQ(entitled[1].amount, 25'000'000) << "zones II and III";
  EXPECT_EQ(entitled[2].amount, std::nullopt) << "outside the zones the province decides";
  const MoneyParts parts = state_support_paid(flows, dataset.gazetteer(), centres, entitled, 2024, {});
  EXPECT_EQ(sum(parts), (Cell{35'000'000, 45'000'000, 0, 25'000'000, 45'000'000, 25'000'000, 45'000'000}))
      << "30 m count as 20 m for the bounds; money of society is not of the state";
  EXPECT_EQ(parts.not_applicable, std::vector<VersionId>{unit(dataset, "07381")});
}

TEST(StateSupport, WithoutAZoneThatIsKnownDoesNotApply) {
  const Dataset dataset =
      DatasetMaker().add("centres", "centre_id,founded_on\nA,2010-01-01\n").finish();  // its place is not recorded
  const CentreRegister centres(dataset);
  const auto entitled = entitlements(law(), dataset, centres, 2024);
  ASSERT_EQ(entitled.size(), 1U);
  EXPECT_EQ(entitled[0].amount, std::nullopt);
  EXPECT_EQ(entitled[0].missing, std::vector<std::string>{"zone"});
  const MoneyFlows flows(dataset, centres);
  EXPECT_TRUE(state_support_paid(flows, dataset.gazetteer(), centres, entitled, 2024, {}).contributions.empty());
}

TEST(StateSupport, ToTheCommuneMayBeAnyOfItsCentres) {
  const auto parts_with = [](const std::string& centre_rows, const std::string& place_rows) {
    const Dataset dataset =
        DatasetMaker()
            .add("centres", "centre_id,founded_on\n" + centre_rows)
            .add("centre_places", "centre_id,valid_from,unit_code\n" + place_rows)
            .add("allocations", std::string(allocations) + "A1,,07375,,2024,commune_budget,90000000,2024-02-01\n")
            .add("expenditures", std::string(vouchers) + "V1,A1,9000000,2024-05-01\n")
            .finish();
    const CentreRegister centres(dataset);
    StatedAttributes stated;
    stated.all = {{"zone", "I"}};
    return sum(state_support_paid(MoneyFlows(dataset, centres), dataset.gazetteer(), centres,
                                  entitlements(law(), dataset, centres, 2024, stated), 2024, {}));
  };
  EXPECT_EQ(parts_with("A,2010-01-01\n", "A,2024-01-01,07375\n"),
            (Cell{9'000'000, 20'000'000, 0, 9'000'000, 20'000'000, 9'000'000, 20'000'000}));
  EXPECT_EQ(parts_with("A,2010-01-01\nB,2010-01-01\n", "A,2024-01-01,07375\nB,2024-01-01,07375\n"),
            (Cell{9'000'000, 40'000'000, 0, 0, 40'000'000, 9'000'000, 40'000'000}));
}

TEST(StateSupport, OfCentresThatMergedWithinTheYearIsOwedOnce) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres",
               "centre_id,founded_on,closed_on,predecessor_ids\nA,2010-01-01,2024-07-01,\n"
               "B,2010-01-01,2024-07-01,\nC,2024-07-01,,A;B\n")
          .add("centre_places",
               "centre_id,valid_from,unit_code\nA,2024-01-01,07375\nB,2024-01-01,07375\nC,2024-07-01,07375\n")
          .add("allocations", std::string(allocations) + "A1,,07375,A,2024,commune_budget,90000000,2024-02-01\n")
          .add("expenditures", std::string(vouchers) + "V1,A1,9000000,2024-05-01\n")
          .finish();
  const CentreRegister centres(dataset);
  StatedAttributes stated;
  stated.all = {{"zone", "I"}};
  const Cell cell = sum(state_support_paid(MoneyFlows(dataset, centres), dataset.gazetteer(), centres,
                                           entitlements(law(), dataset, centres, 2024, stated), 2024, {}));
  EXPECT_EQ(cell.denominator, 50'000'000) << "20 m of materials once, and 30 m of equipment for the new centre";
  EXPECT_EQ(cell.numerator, 9'000'000) << "what the old centre was paid is its successor's";
}

TEST(MoneyMeasures, RefuseSumsBeyond64Bits) {
  const std::string huge = std::to_string(std::numeric_limits<std::int64_t>::max());
  const Dataset dataset = DatasetMaker()
                              .add("receipts", std::string(receipts) + "R1,07375,2024-03-01,donations," + huge +
                                                   ",\nR2,07378,2024-03-01,donations,1,\n")
                              .finish();
  const CentreRegister centres(dataset);
  const MoneyParts parts = social_receipts(MoneyFlows(dataset, centres), dataset.gazetteer(), 2024, {});
  EXPECT_THROW(sum(parts), Overflow);
}

TEST(MoneyMeasures, OfRecordsWithoutMoneyAreEmpty) {
  const Dataset dataset;
  const CentreRegister centres(dataset);
  const MoneyFlows flows(dataset, centres);
  EXPECT_TRUE(flows.all().empty());
  EXPECT_TRUE(social_receipts(flows, dataset.gazetteer(), 2024, {}).contributions.empty());
  EXPECT_TRUE(allocated_of_estimated(flows, dataset.gazetteer(), 2024, {}).contributions.empty());
}

}  // namespace
}  // namespace hoctap
