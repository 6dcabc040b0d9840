#include <gtest/gtest.h>

#include "hoctap/budget/comparison.hpp"
#include "hoctap/budget/money_gaps.hpp"
#include "support/line_sheets.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

using test::fictional_rulebook;
using test::line_sheet;

constexpr const char* lines_of_two_centres =
    "content,amount,factor_1,factor_2,centre_id\n"
    "meal,140000,1,1,A\n"   // over 100,000, within 150,000
    "meal,100000,1,1,B\n"   // within both
    "hall,70000,,,A\n"      // at actual cost in both
    "fee,60000,1,,B\n"      // only recalled: not checkable in both
    "nothing,50000,,,B\n";  // no norm

TEST(AComparison, TellsEveryLineWhoseVerdictCeilingOrExcessChanges) {
  const Rulebook rulebook = fictional_rulebook();
  const LineTable lines = line_sheet(rulebook, lines_of_two_centres);
  const auto before = rulebook.as_of({.in_force = Date::of(2021, 3, 1)});
  const auto after = rulebook.as_of({.in_force = Date::of(2022, 3, 1)});
  const CheckComparison compared = compare_checks(before, after, lines.columns());

  ASSERT_EQ(compared.changes.size(), 2U);
  EXPECT_EQ(compared.changes[0].row, 0U);
  EXPECT_EQ(compared.changes[0].before.verdict, Verdict::over);
  EXPECT_EQ(compared.changes[0].before.excess, 40'000);
  EXPECT_EQ(compared.changes[0].after.verdict, Verdict::within);
  EXPECT_EQ(compared.changes[0].after.ceiling, 150'000);
  EXPECT_EQ(compared.changes[1].row, 1U);
  EXPECT_EQ(compared.changes[1].before.verdict, compared.changes[1].after.verdict);

  EXPECT_EQ(compared.total.lines, 5);
  EXPECT_EQ(compared.total.lines_changed, 2);
  EXPECT_EQ(compared.total.amount, 420'000);
  EXPECT_EQ(compared.total.amount_changed, 240'000);
  EXPECT_EQ(compared.total.excess_before, 40'000);
  EXPECT_EQ(compared.total.excess_after, 0);
  EXPECT_EQ(compared.total.ceiling_before, 200'000);
  EXPECT_EQ(compared.total.ceiling_after, 300'000);
  ASSERT_EQ(compared.groups.size(), 2U);
  EXPECT_EQ(compared.groups[0].amount, 210'000);
  EXPECT_EQ(compared.groups[1].lines, 3);
  const auto over = static_cast<std::size_t>(Verdict::over);
  const auto within = static_cast<std::size_t>(Verdict::within);
  EXPECT_EQ(compared.verdicts[over][within].lines, 1);
  EXPECT_EQ(compared.verdicts[over][within].amount, 140'000);
}

TEST(AComparison, OfABookWithItselfChangesNothing) {
  const Rulebook rulebook = fictional_rulebook();
  const LineTable lines = line_sheet(rulebook, lines_of_two_centres);
  const CheckComparison compared = compare_checks(rulebook.as_of(), rulebook.as_of(), lines.columns());
  EXPECT_TRUE(compared.changes.empty());
  EXPECT_EQ(compared.total.lines_changed, 0);
  EXPECT_EQ(compared.total.excess_before, compared.total.excess_after);
}

TEST(GapsByMoney, AreRankedByTheDongThatHangOnThem) {
  const Rulebook rulebook = fictional_rulebook();
  const LineTable lines = line_sheet(rulebook, lines_of_two_centres);
  const Book book = rulebook.as_of({.in_force = Date::of(2022, 3, 1)});
  const auto gaps = gaps_by_money(check_lines(book, lines.columns()), lines.columns());
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_EQ(gaps[0].kind, MoneyGapKind::unverified);
  EXPECT_EQ(gaps[0].amount, 240'000);
  EXPECT_EQ(gaps[0].lines, 2);
  EXPECT_EQ(rulebook.norms()[gaps[0].norm].id, "2/2020/TT-X:a2.c1.pđ@9/2021/TT-X");
  EXPECT_EQ(gaps[1].kind, MoneyGapKind::stands_in_the_way);
  EXPECT_EQ(gaps[1].reason, "recalled_only");
  EXPECT_EQ(gaps[1].content, "fee");
  EXPECT_EQ(gaps[2].kind, MoneyGapKind::without_norm);
  EXPECT_EQ(gaps[2].content, "nothing");
  EXPECT_EQ(gaps[2].norm, no_norm);
}

TEST(GapsByMoney, OfAStrictBookNameWhatIsNotVerified) {
  const Rulebook rulebook = fictional_rulebook();
  const LineTable lines = line_sheet(rulebook, lines_of_two_centres);
  const Book book = rulebook.as_of({.in_force = Date::of(2022, 3, 1), .verified_only = true});
  const auto gaps = gaps_by_money(check_lines(book, lines.columns()), lines.columns());
  EXPECT_EQ(gaps[0].kind, MoneyGapKind::stands_in_the_way);
  EXPECT_EQ(gaps[0].reason, "not_verified");
  EXPECT_EQ(gaps[0].amount, 240'000);
}

}  // namespace
}  // namespace hoctap
