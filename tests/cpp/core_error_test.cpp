#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

const Message unreadable{MessageCode::file_not_readable, {"gone"}};

TEST(Error, SaysInEnglishWhatAndWhere) {
  const FormatError error(unreadable, {"plan.toml", "", 12, 0, "target"});
  EXPECT_STREQ(error.what(), "plan.toml, row 12 (target): cannot be read: gone");
  EXPECT_EQ(error.message(), unreadable);
  EXPECT_EQ(error.place().row, 12U);
}

TEST(Error, SaysOnlyWhatWhereNoPlaceIsKnown) { EXPECT_STREQ(NotFound(unreadable).what(), "cannot be read: gone"); }

TEST(Error, LeavesAreCaughtAsTheRoot) {
  EXPECT_THROW(throw InvalidValue(unreadable), Error);
  EXPECT_THROW(throw NotFound(unreadable), Error);
  EXPECT_THROW(throw Overflow(unreadable), Error);
  EXPECT_THROW(throw FileError(unreadable), Error);
  EXPECT_THROW(throw FormatError(unreadable), Error);
}

TEST(SourcePlace, IsReadInEitherLanguage) {
  const SourcePlace place{"ht03.xlsx", "Biểu 3", 12, 4, "usable"};
  EXPECT_EQ(place.text(Language::en), "ht03.xlsx, sheet Biểu 3, row 12, column 4 (usable)");
  EXPECT_EQ(place.text(Language::vi), "ht03.xlsx, trang Biểu 3, dòng 12, cột 4 (usable)");
  EXPECT_EQ(SourcePlace{}.text(Language::vi), "");
  EXPECT_TRUE(SourcePlace{}.is_empty());
}

TEST(SourcePlace, NamesAFieldThatHasNoFile) {
  EXPECT_EQ((SourcePlace{"", "", 0, 0, "usable"}.text(Language::en)), "usable");
}

}  // namespace
}  // namespace hoctap
