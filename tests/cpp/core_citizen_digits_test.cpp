// What of a text could be a citizen number.
#include <gtest/gtest.h>

#include "core/citizen_digits.hpp"

namespace hoctap {
namespace {

TEST(CitizenDigits, AreSeenInGroupsAndWithoutTheirZero) {
  for (const char* text : {"024185000012", "024 185 000 012", "024-185-000-012", "024.185.000.012", "24185000012",
                           "CCCD024185000012", "bà A 024185000012 0912345678", "(024185000012)"}) {
    EXPECT_TRUE(holds_citizen_number(text)) << text;
    EXPECT_TRUE(may_hold_citizen_number(text)) << text;
  }
}

TEST(CitizenDigits, OfNineAndTenAreSeenWhereTheyAreNoIdentifier) {
  for (const char* text : {"121234567", "012 345 678", "1185000012", "CMND: 121234567"}) {
    EXPECT_FALSE(holds_citizen_number(text)) << text;
    EXPECT_TRUE(may_hold_citizen_number(text)) << text;
  }
}

TEST(CitizenDigits, AreNotSeenInWhatFormsHoldBeside) {
  for (const char* text : {"", "07375", "07375001", "0912345678", "84912345678", "912345678", "20240105001",
                           "202501050001", "HT-20240105001", "1.234.567.890", "12 345 678", "05/01/2024",
                           "2024-01-05 10", "1234/QĐ-UBND", "B120240105", "2024-01-05 00:00:00"}) {
    EXPECT_FALSE(holds_citizen_number(text)) << text;
    EXPECT_FALSE(may_hold_citizen_number(text)) << text;
  }
}

TEST(CitizenDigits, AreBlottedOutOfWhatIsQuoted) {
  EXPECT_EQ(quotable("bà A 024185000012, xã"), "bà A •••, xã");
  EXPECT_EQ(quotable("024 185 000 012"), "•••");
  EXPECT_EQ(quotable("12345678901234567"), "•••");
  EXPECT_EQ(quotable("1.234.567,5 và 07375001"), "1.234.567,5 và 07375001");
  EXPECT_EQ(quotable(std::string(100, 'a')), std::string(60, 'a') + "…");
}

TEST(CitizenDigits, AreThoseOfNobodyInWhatIsStored) {
  EXPECT_EQ(without_citizen_numbers("bà A 024185000012, xã"), "bà A 001000000000, xã");
  EXPECT_EQ(without_citizen_numbers("024 185 000 012"), "001 000 000 000");
  EXPECT_EQ(without_citizen_numbers("24185000012"), "10000000000");
  EXPECT_EQ(without_citizen_numbers("CMND: 121234567"), "CMND: 100000000");
  EXPECT_EQ(without_citizen_numbers("QĐ 1234/2024"), "QĐ 1234/2024");
}

TEST(CitizenDigits, OfNobodyAreSeenWhereThoseOfAPersonWere) {
  for (const char* text : {"024185000012", "024 185 000 012", "024-185-000-012", "024.185.000.012", "24185000012",
                           "CCCD024185000012", "bà A 024185000012 0912345678", "(024185000012)", "121234567",
                           "012 345 678", "1185000012", "CMND: 121234567", "x990241850000129"}) {
    const std::string stored = without_citizen_numbers(text);
    EXPECT_EQ(holds_citizen_number(stored), holds_citizen_number(text)) << text << " " << stored;
    EXPECT_EQ(may_hold_citizen_number(stored), may_hold_citizen_number(text)) << text << " " << stored;
    EXPECT_EQ(quotable(stored), quotable(text));
  }
}

TEST(CitizenDigits, MakeNoNumber) {
  EXPECT_TRUE(is_citizen_number("024185000012"));
  EXPECT_TRUE(is_citizen_number("024185000012.0"));
  EXPECT_TRUE(is_citizen_number("024.185.000.012"));
  EXPECT_FALSE(is_citizen_number("24185000012"));
  EXPECT_FALSE(is_citizen_number("0"));
  EXPECT_FALSE(is_citizen_number(""));
  EXPECT_FALSE(is_citizen_number("024185000012 người"));
}

}  // namespace
}  // namespace hoctap
