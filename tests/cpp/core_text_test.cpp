#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <utf8proc.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

// Written in bytes, so that no editor normalises them.
const std::string hoa_nfd = "Ho\x61\xCC\x80 Bi\xCC\x80nh";
const std::string hoa_nfc = "Ho\xC3\xA0 B\xC3\xACnh";

TEST(FirstInvalidUtf8, AcceptsWellFormedText) {
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("xã Tiên Lục – 𝟘 \xF4\x8F\xBF\xBF"), std::nullopt);
}

TEST(FirstInvalidUtf8, FindsTheFirstMalformedByte) {
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(first_invalid_utf8("\x80"), 0U);
  EXPECT_EQ(first_invalid_utf8("a\xC0\xAF"), 1U) << "an overlong slash";
  EXPECT_EQ(first_invalid_utf8("a\xE0\x80\xAF"), 1U) << "an overlong slash in three bytes";
  EXPECT_EQ(first_invalid_utf8("a\xF0\x80\x80\xAF"), 1U) << "an overlong slash in four bytes";
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U) << "a surrogate";
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U) << "above U+10FFFF";
  EXPECT_EQ(first_invalid_utf8(std::string("xã").substr(0, 2)), 1U) << "cut in the middle of a letter";
}

TEST(Nfc, ComposesDecomposedText) {
  EXPECT_EQ(nfc(hoa_nfd), hoa_nfc);
  EXPECT_EQ(nfc("\xC6\xA1\xCC\x80"), "ờ");     // ơ + grave, as Windows-1258 has it
  EXPECT_EQ(nfc("e\xCC\xA3\xCC\x82"), "ệ");    // dot below before circumflex
  EXPECT_EQ(nfc("e\xCC\x82\xCC\xA3"), "ệ");    // and after it
  EXPECT_EQ(nfc("\xE2\x84\xAB"), "\xC3\x85");  // the angstrom sign is Å
}

TEST(Nfc, RefusesMalformedText) {
  EXPECT_THROW(nfc("ab\xFF"), InvalidValue);
  EXPECT_THROW(nfc("a\xCC\x80\xFF"), InvalidValue);
}

// The shortcut for text that is NFC already must never differ from the long way.
TEST(Nfc, EqualsTheUnicodeTablesForEveryCodePoint) {
  for (int point = 1; point <= 0x2FFF; ++point) {
    utf8proc_uint8_t bytes[8] = {};
    const utf8proc_ssize_t length = utf8proc_encode_char(point, bytes);
    const std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    const std::string with_mark = text + "\xCC\x81";
    for (const std::string& one : {text, with_mark}) {
      utf8proc_uint8_t* const expected = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(one.c_str()));
      ASSERT_NE(expected, nullptr);
      EXPECT_EQ(nfc(one), reinterpret_cast<const char*>(expected)) << point;
      std::free(expected);
    }
  }
}

TEST(Squeezed, TrimsAndLeavesSingleBlanks) {
  EXPECT_EQ(squeezed("  xã \t\r\n Tiên  Lục "), "xã Tiên Lục");
  EXPECT_EQ(squeezed("xã\xC2\xA0\xE2\x80\xAFTiên\xE3\x80\x80Lục"), "xã Tiên Lục")
      << "no-break, narrow no-break, ideographic";
  EXPECT_EQ(squeezed(" \xC2\xA0 "), "");
  EXPECT_EQ(squeezed(""), "");
}

TEST(Squeezed, RemovesWhatNobodySees) {
  EXPECT_EQ(squeezed("\xEF\xBB\xBFMã\xE2\x80\x8B xã\xE2\x80\x8D\xE2\x80\x8E"), "Mã xã");
  EXPECT_EQ(squeezed("TT\xE2\x80\x8BHTCĐ"), "TTHTCĐ") << "a zero-width space separates no words";
}

TEST(Squeezed, PassesMalformedBytesThrough) { EXPECT_EQ(squeezed(" a\xFF  b "), "a\xFF b"); }

TEST(Folded, LosesCaseMarksAndPunctuation) {
  EXPECT_EQ(folded("Mã ĐVHC (xã/thị trấn):"), "ma dvhc xa thi tran");
  EXPECT_EQ(folded("ĐẶNG ƯỚC – Thuỵ Sỹ"), "dang uoc thuy sy");
  EXPECT_EQ(folded(hoa_nfd), folded(hoa_nfc));
  EXPECT_EQ(folded("hoà"), folded("hòa"));
  EXPECT_EQ(folded("  "), "");
  EXPECT_EQ(folded("..."), "");
}

TEST(Folded, MakesEveryLookAlikeOfTheStrokedDaD) {
  EXPECT_EQ(folded("Đ đ \xC3\x90 \xC3\xB0 \xC6\x89 \xC9\x96"), "d d d d d d");
}

TEST(Folded, UnfoldsCompatibilityForms) { EXPECT_EQ(folded("Ｓố ２０２４ m²"), "so 2024 m2"); }

TEST(Folded, IsTheSameTwice) {
  for (const char* text : {"Tỷ lệ (%)", "½ ₫ ① ǆ ß İ", "Ｓố", "Trung t©m häc tËp"}) {
    const std::string once = folded(text);
    EXPECT_EQ(folded(once), once) << text;
  }
}

TEST(Folded, RefusesMalformedText) { EXPECT_THROW(folded("ab\xFF"), InvalidValue); }

TEST(Caseless, IgnoresCaseAndNormalFormButKeepsMarks) {
  EXPECT_EQ(caseless("XÃ TIÊN LỤC"), "xã tiên lục");
  EXPECT_EQ(caseless(hoa_nfd), caseless(hoa_nfc));
  EXPECT_NE(caseless("hoà"), caseless("hoa"));
  EXPECT_NE(caseless("hoà"), caseless("hoá"));
  EXPECT_EQ(caseless("ƠƯĂÂÊÔĐ ơưăâêôđ"), "ơưăâêôđ ơưăâêôđ");
  EXPECT_EQ(caseless("\xC3\x90"), "đ") << "eth where old encodings had đ";
}

TEST(Caseless, PutsToneMarksInOnePlace) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"}, {"õa", "oã"}, {"ọa", "oạ"}, {"òe", "oè"}, {"óe", "oé"}, {"ỏe", "oẻ"},
      {"õe", "oẽ"}, {"ọe", "oẹ"}, {"ùy", "uỳ"}, {"úy", "uý"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"ụy", "uỵ"},
  };
  for (const auto& [old_place, new_place] : pairs) {
    EXPECT_EQ(caseless(old_place), new_place);
    EXPECT_EQ(caseless(new_place), new_place);
  }
  EXPECT_EQ(caseless("Ủy ban HÒA BÌNH, Thúy Khỏe"), "uỷ ban hoà bình, thuý khoẻ");
  EXPECT_EQ(caseless("Ho\xCC\x80 a"), "hò a") << "two words";
}

TEST(Caseless, LeavesSpellingsWithOnePlacementAlone) {
  for (const char* text : {"của", "mùa", "tìa", "quý", "hoàn", "hoặc", "khuỷu", "chuyển", "ngoài", "gìn", "bò"}) {
    EXPECT_EQ(caseless(text), text);
  }
}

TEST(Caseless, FoldsScriptsBeyondTheShortcut) { EXPECT_EQ(caseless("ΑΒΓ Ж Straße"), caseless("αβγ ж STRASSE")); }

TEST(Caseless, RefusesMalformedText) { EXPECT_THROW(caseless("ab\xFF"), InvalidValue); }

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> columns = {"centre_id", "as_of", "quantity", "usable", "source", "cost"};
  EXPECT_EQ(nearest("usabel", columns), (std::vector<std::string>{"usable"}));
  EXPECT_EQ(nearest("Quantity ", columns), (std::vector<std::string>{"quantity"}));
  EXPECT_TRUE(nearest("zzzzzz", columns).empty());
}

TEST(Nearest, GivesTheNearestFirstAndNoMoreThanAsked) {
  const std::vector<std::string> names = {"Tiên Lúcx", "Tiên Lục", "Tiên Lư", "Tân Dĩnh"};
  EXPECT_EQ(nearest("tien luc", names), (std::vector<std::string>{"Tiên Lục", "Tiên Lúcx", "Tiên Lư"}));
  EXPECT_EQ(nearest("tien luc", names, 1), (std::vector<std::string>{"Tiên Lục"}));
  EXPECT_TRUE(nearest("tien luc", names, 0).empty());
}

TEST(Nearest, KeepsWithinAThirdOfTheWord) {
  const std::vector<std::string> names = {"ab"};
  EXPECT_TRUE(nearest("ax", names).empty());
  EXPECT_EQ(nearest("AB", names), names);
}

}  // namespace
}  // namespace hoctap
