#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/document.hpp"

namespace {

using hoctap::Document;
using hoctap::FormatError;
using hoctap::Language;
using hoctap::LocalDate;
using hoctap::MessageCode;

constexpr std::string_view plan = R"(# a comment
id = "plan"
count = 21
fictional = true
first = 2023-07-01
rate = 0.5
noon = 12:00:00

[territory]
unit_code = "217"

[[target]]
id = "T1"
aims = ["A1", "A2"]

[[target]]
id = "T2"
step = { month = 3, day = 31 }
)";

Document parsed(std::string_view text) { return Document::parse(text, "plan.toml"); }

// What a reading that must fail reports.
struct Failure {
  MessageCode code{};
  hoctap::SourcePlace place;
  std::string text;
};
Failure failure_of(const std::function<void()>& reading) {
  try {
    reading();
  } catch (const FormatError& error) {
    return {error.message().code, error.place(), error.what()};
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(Document, GivesEachKindOfValue) {
  const Document document = parsed(plan);
  const auto root = document.root();
  EXPECT_EQ(root.get("id").text(), "plan");
  EXPECT_EQ(root.get("count").integer(), 21);
  EXPECT_TRUE(root.get("fictional").boolean());
  EXPECT_EQ(root.get("first").date(), (LocalDate{2023, 7, 1}));
  EXPECT_EQ(root.get("territory").get("unit_code").text(), "217");
  EXPECT_EQ(root.get("target").elements().at(0).get("aims").texts(), (std::vector<std::string>{"A1", "A2"}));
  EXPECT_EQ(root.text_or("id", "none"), "plan");
  EXPECT_EQ(root.text_or("absent", "none"), "none");
  EXPECT_FALSE(root.find("absent").has_value());
}

TEST(Document, KnowsLineAndDottedKeyOfEveryNode) {
  const Document document = parsed(plan);
  const auto day = document.root().get("target").elements().at(1).get("step").get("day");
  EXPECT_EQ(day.key(), "target[2].step.day");
  EXPECT_EQ(day.name(), "day");
  EXPECT_EQ(day.place().file, "plan.toml");
  EXPECT_EQ(day.place().row, 18U);
  EXPECT_EQ(document.root().get("target").elements().at(0).get("aims").elements().at(1).key(), "target[1].aims[2]");
}

TEST(Document, GivesMembersInTheOrderOfTheFile) {
  const Document document = parsed("zeta = 1\nalpha = 2\nmiddle = 3\n[first]\na = 1\n[another]\nb = 1\n");
  std::vector<std::string> names;
  for (const auto& member : document.root().members()) names.push_back(member.name());
  EXPECT_EQ(names, (std::vector<std::string>{"zeta", "alpha", "middle", "first", "another"}));
}

TEST(Document, NamesFileLineKeyAndWhatWasExpectedOfAWrongType) {
  const Document document = parsed(plan);
  const auto failed = failure_of([&] { document.root().get("count").text(); });
  EXPECT_EQ(failed.code, MessageCode::expected_text);
  EXPECT_EQ(failed.text, "plan.toml, row 3 (count): expected a text, found 21");
}

TEST(Document, RefusesEveryOtherTypeThanTheOneAskedFor) {
  const Document document = parsed(plan);
  const auto root = document.root();
  const auto code = [&](const std::function<void()>& reading) { return failure_of(reading).code; };
  EXPECT_EQ(code([&] { root.get("rate").integer(); }), MessageCode::expected_integer);
  EXPECT_EQ(code([&] { root.get("count").boolean(); }), MessageCode::expected_boolean);
  EXPECT_EQ(code([&] { root.get("noon").date(); }), MessageCode::expected_date);
  EXPECT_EQ(code([&] { root.get("id").elements(); }), MessageCode::expected_array);
  EXPECT_EQ(code([&] { root.get("id").members(); }), MessageCode::expected_table);
  EXPECT_EQ(code([&] { root.get("id").find("below"); }), MessageCode::expected_table);
  EXPECT_EQ(code([&] { root.get("target").texts(); }), MessageCode::expected_text);
}

TEST(Document, NamesAMissingKeyAndTheTableItIsMissingFrom) {
  const Document document = parsed(plan);
  const auto failed = failure_of([&] { document.root().get("target").elements().at(1).get("percent"); });
  EXPECT_EQ(failed.code, MessageCode::missing_key);
  EXPECT_EQ(failed.place.row, 16U);
  EXPECT_EQ(failed.place.field, "target[2]");
  EXPECT_NE(failed.text.find("percent"), std::string::npos);
}

TEST(Document, NamesTheNearestKeyForAMisspeltOne) {
  const Document document = parsed("name = 'a'\nterritroy = 'b'\n");
  constexpr std::array<std::string_view, 3> known{"name", "territory", "target"};
  const auto failed = failure_of([&] { document.root().allow_only(known); });
  EXPECT_EQ(failed.code, MessageCode::unknown_key_near);
  EXPECT_EQ(failed.text, "plan.toml, row 2 (territroy): unknown key territroy; did you mean territory?");
}

TEST(Document, ListsTheKnownKeysWhereNoneIsNear) {
  const Document document = parsed("zzzzzz = 1\n");
  constexpr std::array<std::string_view, 2> known{"name", "target"};
  const auto failed = failure_of([&] { document.root().allow_only(known); });
  EXPECT_EQ(failed.code, MessageCode::unknown_key);
  EXPECT_NE(failed.text.find("name, target"), std::string::npos);
}

TEST(Document, NamesTheLineWhereTheTextStopsBeingToml) {
  const auto failed = failure_of([] { parsed("a = 1\nb = \nc = 3\n"); });
  EXPECT_EQ(failed.code, MessageCode::not_toml);
  EXPECT_EQ(failed.place.file, "plan.toml");
  EXPECT_EQ(failed.place.row, 2U);
}

TEST(Document, RefusesWhatTomlForbids) {
  for (const std::string_view text : {"a = 1\na = 2\n", "a = 2023-02-30\n", "a = 'open\n", "a = \"\xff\"\n",
                                      "a = 9223372036854775808\n", "[a]\n[a]\n", "a = \"\xed\xa0\x80\"\n", "a"}) {
    EXPECT_EQ(failure_of([&] { parsed(text); }).code, MessageCode::not_toml) << text;
  }
}

TEST(Document, RefusesATableWithoutANameAndNamesItsLine) {
  for (const std::string_view header : {"[=", "[#", "[[,", "[\n", "[.a]", "[[=]]"}) {
    const std::string text = "a = \"\"\"\n[=\n\"\"\"\nb = 1\n" + std::string(header) + "\nc = 2\n";
    const auto failed = failure_of([&] { parsed(text); });
    EXPECT_EQ(failed.code, MessageCode::not_toml) << header;
    EXPECT_EQ(failed.place.row, 5U) << header;
  }
  EXPECT_EQ(failure_of([] { parsed("[="); }).place.row, 1U);
}

TEST(Document, RefusesNestingBeyondReasonInsteadOfOverflowingTheStack) {
  const std::string nested = "a = " + std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_EQ(failure_of([&] { parsed(nested); }).code, MessageCode::not_toml);

  std::string dotted = "a";
  for (int level = 0; level < 100'000; ++level) dotted += ".a";
  for (const std::string& text : {"\n" + dotted + " = 1", "\n[" + dotted + "]", "\n[[" + dotted + "]]"}) {
    const auto failed = failure_of([&] { parsed(text); });
    EXPECT_EQ(failed.code, MessageCode::too_many_dots);
    EXPECT_EQ(failed.place.row, 2U);
  }
}

TEST(Document, ReadsTextsAndKeysIntoOneNormalForm) {
  // "hòa" typed with a combining grave accent
  const Document document = parsed("\"ho\u0300a\" = \"ho\u0300a\"\n");
  EXPECT_EQ(document.root().get("h\u00f2a").text(), "h\u00f2a");
}

TEST(Document, TakesVietnameseLettersForLettersWhereverTheyStand) {
  const Document document = parsed("a = \"\"\"\\\n  đồng \\\n  ấm\"\"\" # ơn\n\"đ\" = 'à' # ờ\n");
  EXPECT_EQ(document.root().get("a").text(), "đồng ấm");
  EXPECT_EQ(document.root().get("đ").text(), "à");
  for (const std::string_view text : {"a à = 1", "aà = 1", "à = 1", "a = 1 à", "[a à]", "a.à = 1", "a = {b à = 1}"}) {
    EXPECT_EQ(failure_of([&] { parsed(text); }).code, MessageCode::not_toml) << text;
  }
}

TEST(Document, ReadsAByteOrderMarkAndWindowsLineEnds) {
  const Document document = parsed("\xEF\xBB\xBFid = 'a'\r\ncount = 2\r\n");
  EXPECT_EQ(document.root().get("count").integer(), 2);
  EXPECT_EQ(document.root().get("count").place().row, 2U);
}

TEST(Document, HasTheDigestOfItsBytes) {
  EXPECT_EQ(parsed("").digest(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_NE(parsed("a = 1").digest(), parsed("a = 1 ").digest());
}

TEST(Document, SaysThatAFileCannotBeRead) {
  const auto reading = [](const std::string& path) {
    try {
      Document::load(path);
    } catch (const hoctap::FileError& error) {
      EXPECT_EQ(error.place().file, path);
      return true;
    }
    return false;
  };
  EXPECT_TRUE(reading("no-such-file.toml"));
  EXPECT_TRUE(reading(std::filesystem::temp_directory_path().string()));
  EXPECT_THROW(Document::embedded("none.toml"), hoctap::NotFound);
}

TEST(Document, FailsInBothLanguages) {
  const Document document = parsed(plan);
  try {
    document.root().get("count").boolean();
    FAIL() << "nothing was thrown";
  } catch (const FormatError& error) {
    EXPECT_EQ(error.message().text(Language::vi), "cần true hoặc false, nhưng gặp 21");
  }
}

}  // namespace
