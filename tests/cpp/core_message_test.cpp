#include <set>
#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/message.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

// The gaps of a sentence, with the kind of each: "0", "1:count".
std::set<std::string> gaps(const std::string& sentence) {
  std::set<std::string> found;
  for (std::size_t open = sentence.find('{'); open != std::string::npos; open = sentence.find('{', open + 1)) {
    const std::size_t digits = sentence.find_first_not_of("0123456789", open + 1);
    if (digits == std::string::npos || digits == open + 1) continue;
    const std::size_t close = sentence.find('}', digits);
    if (sentence[digits] == '}' || (sentence[digits] == ':' && close != std::string::npos))
      found.insert(sentence.substr(open + 1, close - open - 1));
  }
  return found;
}

TEST(MessageCatalogue, EveryCodeHasBothTextsWithTheSameGaps) {
  ASSERT_FALSE(message_codes().empty());
  for (const MessageCode code : message_codes()) {
    const std::string en = Message{code, {}}.text(Language::en);
    const std::string vi = Message{code, {}}.text(Language::vi);
    EXPECT_FALSE(en.empty()) << name(code);
    EXPECT_FALSE(vi.empty()) << name(code);
    EXPECT_EQ(gaps(en), gaps(vi)) << name(code);
  }
}

TEST(MessageCatalogue, GapsAreNumberedFromZeroWithoutHoles) {
  for (const MessageCode code : message_codes()) {
    std::set<std::string> numbers;
    for (const std::string& gap : gaps(Message{code, {}}.text(Language::en))) {
      const std::size_t colon = gap.find(':');
      numbers.insert(gap.substr(0, colon));
      if (colon == std::string::npos) continue;
      const std::string kind = gap.substr(colon + 1);
      EXPECT_TRUE(kind == "count" || kind == "word") << name(code);
    }
    for (std::size_t number = 0; number < numbers.size(); ++number)
      EXPECT_TRUE(numbers.contains(std::to_string(number))) << name(code);
  }
}

TEST(MessageCatalogue, TextsAreNormalised) {
  for (const MessageCode code : message_codes()) {
    for (const Language language : {Language::vi, Language::en}) {
      const std::string text = Message{code, {}}.text(language);
      EXPECT_EQ(nfc(text), text) << name(code);
      EXPECT_EQ(squeezed(text), text) << name(code);
    }
  }
}

TEST(MessageCatalogue, NamesAreUniqueAndBelongToTheirCodes) {
  std::set<std::string_view> names;
  for (const MessageCode code : message_codes()) names.insert(name(code));
  EXPECT_EQ(names.size(), message_codes().size());
  EXPECT_EQ(name(MessageCode::overflow), "overflow");
  EXPECT_EQ(severity(MessageCode::overflow), Severity::error);
  EXPECT_EQ(name(Severity::warning), "warning");
}

TEST(Message, FillsItsGapsInEitherLanguage) {
  const Message message{MessageCode::missing_column, {"a", "1234"}};
  EXPECT_EQ(message.text(Language::en), "the column a is missing; without it all 1,234 rows are left out");
  EXPECT_EQ(message.text(Language::vi), "thiếu cột a; không có cột này nên bỏ cả 1.234 dòng");
}

TEST(Message, SaysNamesOfTheCatalogueAsWords) {
  EXPECT_EQ((Message{MessageCode::file_not_readable, {"it is a folder"}}.text(Language::vi)),
            "không đọc được: đây là thư mục");
  EXPECT_EQ((Message{MessageCode::file_not_readable, {"Too many links"}}.text(Language::vi)),
            "không đọc được: Too many links");
  EXPECT_EQ((Message{MessageCode::explain_status, {"off_track"}}.text(Language::en)), "status: off track");
}

TEST(Message, WritesDaysAndDecimalsTheVietnameseWay) {
  const auto expect = [](const std::string& argument, const std::string& written) {
    EXPECT_EQ((Message{MessageCode::overflow, {argument}}.text(Language::vi)),
              "kết quả của " + written + " vượt quá 64 bit");
  };
  expect("2026-01-13", "13/01/2026");
  expect("[2023-07-01, 2025-01-01)", "[01/07/2023, 01/01/2025)");
  expect("2023-07-01..2025-12-31", "01/07/2023..31/12/2025");
  expect("30.11 %", "30,11 %");
  expect("-0.5–2.5", "-0,5–2,5");
  expect("32.9, 45.2", "32,9, 45,2");
}

TEST(Message, LeavesCodesPathsAndQuotationsAsTheyAre) {
  for (const std::string argument :
       {"217@2023-07-01", "HT-01-2023-07-01.csv", "a/2023-07-01/b.csv", "1.2.3", "1.234,5", "07381", "1191/NQ-UBTVQH15",
        "2.", ".5", "-", "", "…", "2024-13", "300.000 đồng", "2 × 300.000 đồng"}) {
    EXPECT_EQ((Message{MessageCode::overflow, {argument}}.text(Language::vi)),
              "kết quả của " + argument + " vượt quá 64 bit");
  }
  EXPECT_EQ((Message{MessageCode::not_an_iso_date, {"2023-07-01"}}.text(Language::vi)),
            "“2023-07-01” không phải là ngày dạng yyyy-mm-dd");
  EXPECT_EQ((Message{MessageCode::overflow, {"2023-07-01 30.11"}}.text(Language::en)),
            "the result of 2023-07-01 30.11 does not fit into 64 bits");
}

TEST(Message, GroupsCountsAndLeavesWhatIsNoCount) {
  const auto rows = [](const std::string& count) {
    return Message{MessageCode::hidden_rows, {count}}.text(Language::vi);
  };
  EXPECT_EQ(rows("999"), "999 dòng ẩn được đọc như các dòng khác");
  EXPECT_EQ(rows("-1234567"), "-1.234.567 dòng ẩn được đọc như các dòng khác");
  EXPECT_EQ(rows("–"), "– dòng ẩn được đọc như các dòng khác");
}

TEST(Message, DoesNotFillGapsThatStandInAnArgument) {
  const Message message{MessageCode::no_code_list_near, {"{1}", "{0}"}};
  EXPECT_EQ(message.text(Language::en), "there is no code list {1}; did you mean {0}?");
}

TEST(Message, KeepsAGapWithoutAnArgumentVisible) {
  const Message message{MessageCode::no_code_list_near, {"a"}};
  EXPECT_EQ(message.text(Language::en), "there is no code list a; did you mean {1}?");
}

TEST(Message, ShowsTheLibrarysWordsInTheReadersLanguage) {
  const Message level{MessageCode::unit_code_of_wrong_length, {"123", "5", "commune"}};
  EXPECT_EQ(level.text(Language::en), "the code 123 does not have the 5 digits of a commune");
  EXPECT_EQ(level.text(Language::vi), "mã 123 không đủ 5 chữ số của cấp xã");
  const Message lacking{MessageCode::preamble_incomplete, {"HT-01", "unit, period"}};
  EXPECT_NE(lacking.text(Language::vi).find("không ghi đơn vị, kỳ nên"), std::string::npos);
}

}  // namespace
}  // namespace hoctap
