#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/delivery_comparison.hpp"
#include "support/district.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using testing_support::District;

Request ask(const std::string& indicator, const std::string& period) {
  Request request;
  request.indicators = {indicator};
  request.periods = {Period::parse(period)};
  return request;
}

// Three communes of four labourers each; what else there is comes from `more`.
template <class More>
Reading delivery(More more) {
  District district;
  district.options().day = Date::of(2025, 6, 30);
  for (const char* const unit : {"99901", "99904", "99907"}) {
    district.centre(std::string("C") + unit, unit);
    for (std::uint64_t i = 0; i < 4; ++i)
      district.resident({.person = static_cast<std::uint64_t>(std::stoi(unit)) * 10 + i, .unit = unit});
  }
  more(district);
  return std::move(district).reading();
}

// Causes of each figure as "table key".
std::vector<std::string> causes(const DeliveryComparison& found, std::string_view unit) {
  std::vector<std::string> lines;
  for (const FigureChange& figure : found.figures) {
    if (figure.any().kind != RowKind::unit || figure.any().unit_code != unit) continue;
    for (const DeliveryCause& cause : figure.causes) {
      const DeliveryChange& change = found.changes[cause.change];
      lines.push_back(change.table + " " + change.subject + (cause.is_cited ? " cited" : ""));
    }
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST(Deliveries, ThatAreTheSameDifferInNothing) {
  const Reading one = delivery([](District&) {});
  const DeliveryComparison found = compare_deliveries(one, one, ask("T4a", "2024Q4"));
  EXPECT_TRUE(found.figures.empty());
  EXPECT_TRUE(found.changes.empty());
  EXPECT_TRUE(found.notes.empty());
  EXPECT_EQ(found.figures_compared, 4U) << "three communes and the territory";
}

TEST(Deliveries, NameTheRowsOfOtherCommunesThatMovedAFigure) {
  const Reading before = delivery([](District&) {});
  const Reading after = delivery([](District& district) {
    // In Tây, by a labourer of Đông.
    district.session({.id = "S", .centre = "C99904", .date = "2024-03-01"}, {999010});
  });
  const DeliveryComparison found = compare_deliveries(before, after, ask("T4a", "2024Q4"), true);
  EXPECT_EQ(causes(found, "99901"), (Lines{"participation S cited", "sessions S"}));
  EXPECT_EQ(causes(found, "99904"), Lines{}) << "nobody of Tây was there";
  const auto territory = std::find_if(found.figures.begin(), found.figures.end(), [](const FigureChange& figure) {
    return figure.any().kind == RowKind::territory;
  });
  ASSERT_NE(territory, found.figures.end());
  EXPECT_EQ(territory->before->cell.lower_num, 0);
  EXPECT_EQ(territory->after->cell.lower_num, 1) << "known to have learned, though reports are missing";
}

TEST(Deliveries, ListWhatMovedNothing) {
  const Reading before = delivery([](District&) {});
  const Reading after = delivery([](District& district) { district.plan("C99901", 2024, "2024-02-01"); });
  const DeliveryComparison found = compare_deliveries(before, after, ask("T4a", "2024Q4"));
  EXPECT_TRUE(found.figures.empty());
  ASSERT_EQ(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].table, "plans");
  EXPECT_EQ(found.changes[0].figures, 0U);
}

TEST(Deliveries, CountPersonsUnlessTheyAreAskedFor) {
  const Reading before = delivery([](District&) {});
  const Reading after = delivery([](District& district) {
    district.session({.id = "S", .centre = "C99901", .date = "2024-03-01"}, {999010, 999011});
  });
  const auto of_persons = [&](bool persons) {
    std::vector<std::size_t> rows;
    for (const DeliveryChange& change : compare_deliveries(before, after, ask("T4a", "2024Q4"), persons).changes)
      if (change.table == "participation") rows.push_back(change.rows);
    return rows;
  };
  EXPECT_EQ(of_persons(false), std::vector<std::size_t>{2});
  EXPECT_EQ(of_persons(true), (std::vector<std::size_t>{1, 1}));
}

TEST(Deliveries, ExplainFiguresByReportsThatCame) {
  const auto with = [](bool has_come) {
    return delivery([has_come](District& district) {
      for (const char* const unit : {"99901", "99904", "99907"})
        for (const Period& year : periods_in(PeriodKind::year, Date::of(2023, 7, 1), Date::of(2024, 12, 31), true))
          if (has_come || std::string(unit) != "99904") district.report("TT-03", unit, year.text());
    });
  };
  const DeliveryComparison found = compare_deliveries(with(false), with(true), ask("T2", "2024Q4"));
  const Lines lines = causes(found, "99904");
  EXPECT_NE(std::find(lines.begin(), lines.end(), " TT-03 99904 2024 cited"), lines.end());
  EXPECT_TRUE(causes(found, "99901").empty());
  for (const FigureChange& figure : found.figures) {
    if (figure.any().kind != RowKind::unit) continue;
    EXPECT_EQ(figure.before->cell.unreported, 1);
    EXPECT_EQ(figure.after->cell.unreported, 0);
  }
}

TEST(Deliveries, ExplainFiguresByRowsThatCouldNotBeUsed) {
  const auto with = [](const std::string& computer) {
    const std::string above = "Biểu: TT-02\nĐơn vị: 07375\nKỳ: 2024Q4\nNgày nhận: 10/01/2025\n";
    forms_testing::FormsMaker forms;
    forms.file("centres.csv", "centre_id,founded_on\nA,2010-01-01\n")
        .file("places.csv", "centre_id,valid_from,unit_code\nA,2010-01-01,07375\n")
        .file("equipment.csv", above +
                                   "centre_id,item_code,as_of,usable\nA,bookcase,2024-12-31,1\n"
                                   "A,tables_and_chairs,2024-12-31,1\nA," +
                                   computer + ",2024-12-31,9\n");
    return forms.read();
  };
  const DeliveryComparison found = compare_deliveries(with("projector"), with("no such thing"), ask("T1", "2024Q4"));
  const auto lost = std::find_if(found.changes.begin(), found.changes.end(), [](const DeliveryChange& change) {
    return change.kind == DeliveryChangeKind::rows_lost;
  });
  ASSERT_NE(lost, found.changes.end());
  EXPECT_EQ(lost->subject, "07375 2024Q4");
  EXPECT_EQ(lost->values, (std::vector<ValueChange>{{"rows_unusable", "0", "1"}}));
}

TEST(Deliveries, OfOtherPlansOrPlacesAreRefused) {
  const Reading one = delivery([](District&) {});
  Reading other = one;
  other.programme.id = "another";
  EXPECT_THROW(compare_deliveries(one, other, {}), InvalidValue);
  District elsewhere(testing_support::gazetteer_of({}));
  EXPECT_THROW(compare_deliveries(one, std::move(elsewhere).reading(), {}), InvalidValue);
}

TEST(Deliveries, SayWherePersonsCannotBeTheSame) {
  const auto with = [](std::uint64_t person) {
    District district;
    district.options().day = Date::of(2024, 12, 31);
    district.resident({.person = person, .unit = "99901"});
    return std::move(district).reading();
  };
  const DeliveryComparison found = compare_deliveries(with(1), with(2), ask("T4a", "2024Q4"));
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_EQ(found.notes[0].code, MessageCode::deliveries_without_common_person);
}

}  // namespace
}  // namespace hoctap
