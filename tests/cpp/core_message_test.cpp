#include <set>
#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/message.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

std::set<std::string> gaps(const std::string& sentence) {
  std::set<std::string> found;
  for (std::size_t open = sentence.find('{'); open != std::string::npos; open = sentence.find('{', open + 1)) {
    const std::size_t end = sentence.find_first_not_of("0123456789", open + 1);
    if (end == std::string::npos || end == open + 1) continue;
    const std::size_t close = sentence[end] == 'w' ? end + 1 : end;
    if (sentence[close] == '}') found.insert(sentence.substr(open, end - open) + "}");
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
    const std::set<std::string> found = gaps(Message{code, {}}.text(Language::en));
    for (std::size_t number = 0; number < found.size(); ++number) {
      EXPECT_TRUE(found.contains("{" + std::to_string(number) + "}")) << name(code);
    }
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
  const Message message{MessageCode::file_not_readable, {"a.csv", "no such file"}};
  EXPECT_EQ(message.text(Language::en), "cannot read a.csv: no such file");
  EXPECT_EQ(message.text(Language::vi), "không đọc được a.csv: no such file");
}

TEST(Message, DoesNotFillGapsThatStandInAnArgument) {
  const Message message{MessageCode::file_not_readable, {"{1}", "{0}"}};
  EXPECT_EQ(message.text(Language::en), "cannot read {1}: {0}");
}

TEST(Message, KeepsAGapWithoutAnArgumentVisible) {
  const Message message{MessageCode::file_not_readable, {"a.csv"}};
  EXPECT_EQ(message.text(Language::en), "cannot read a.csv: {1}");
}

TEST(Message, ShowsTheLibrarysWordsInTheReadersLanguage) {
  const Message level{MessageCode::unit_code_of_wrong_length, {"123", "5", "commune"}};
  EXPECT_EQ(level.text(Language::en), "the code 123 does not have the 5 digits of a commune");
  EXPECT_EQ(level.text(Language::vi), "mã 123 không đủ 5 chữ số của cấp xã");
  const Message lacking{MessageCode::preamble_incomplete, {"HT-01", "unit, period"}};
  EXPECT_NE(lacking.text(Language::vi).find("không ghi đơn vị, kỳ nên"), std::string::npos);
  const Message unknown{MessageCode::file_not_readable, {"a", "something new"}};
  EXPECT_EQ(unknown.text(Language::vi), "không đọc được a: something new");
}

}  // namespace
}  // namespace hoctap
