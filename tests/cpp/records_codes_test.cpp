#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/embedded.hpp"
#include "hoctap/records/codes.hpp"
#include "hoctap/records/tables.hpp"

namespace {

using hoctap::Code;
using hoctap::CodeList;
using hoctap::CodeLists;
using hoctap::Date;
using hoctap::Document;
using hoctap::FormatError;
using hoctap::InvalidValue;
using hoctap::MessageCode;

Code code_of(std::string code, std::string vi, std::vector<std::string> aliases = {}) {
  Code made;
  made.code = std::move(code);
  made.label_vi = std::move(vi);
  made.label_en = made.code;
  made.aliases = std::move(aliases);
  return made;
}

std::string recognised(const CodeList& list, std::string_view text) {
  const Code* code = list.recognise(text);
  return code ? code->code : "";
}

const CodeLists& shipped() {
  static const CodeLists lists = CodeLists::embedded();
  return lists;
}

FormatError failure_of(std::string_view text) {
  try {
    const Document document = Document::parse(text, "list.toml");
    static_cast<void>(CodeLists().with({&document, 1}));
  } catch (const FormatError& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown for\n" << text;
  return FormatError(hoctap::Message{});
}

TEST(CodeList, RecognisesCodesLabelsAndAliasesHoweverTheyAreTyped) {
  const CodeList list("kinds", {code_of("vocational", "dạy nghề", {"đào tạo nghề"}), code_of("skills", "kỹ năng")});
  EXPECT_EQ(recognised(list, "vocational"), "vocational");
  EXPECT_EQ(recognised(list, "  DẠY   Nghề "), "vocational");
  EXPECT_EQ(recognised(list, "day nghe"), "vocational");
  EXPECT_EQ(recognised(list, "da\u0323y nghe\u0302\u0300"), "vocational");  // combining marks
  EXPECT_EQ(recognised(list, "Đào tạo - nghề."), "vocational");
  EXPECT_EQ(recognised(list, "dạy học"), "");
  EXPECT_EQ(recognised(list, ""), "");
  EXPECT_EQ(recognised(list, "\xff"), "");
}

TEST(CodeList, FindsByTheCodeAloneAndLetterByLetter) {
  const CodeList list("kinds", {code_of("vocational", "dạy nghề")});
  ASSERT_NE(list.find("vocational"), nullptr);
  EXPECT_EQ(list.find("Vocational"), nullptr);
  EXPECT_EQ(list.find("dạy nghề"), nullptr);
}

TEST(CodeList, RefusesASpellingThatWouldMeanTwoCodes) {
  try {
    const CodeList list("sexes", {code_of("man", "nam"), code_of("year", "năm")});
    FAIL() << "nam and năm fold alike";
  } catch (const InvalidValue& error) {
    EXPECT_EQ(error.message().code, MessageCode::spelling_means_two_codes);
    EXPECT_EQ(error.message().arguments, (std::vector<std::string>{"sexes", "năm", "man", "year"}));
  }
}

TEST(CodeList, RefusesASpellingWithoutALetterOrDigit) {
  EXPECT_THROW(CodeList("kinds", {code_of("none", "không", {"-"})}), InvalidValue);
}

TEST(CodeList, HoldsVersionsOfACodeThatDoNotMeet) {
  Code one = code_of("computer", "máy vi tính");
  one.flags = {"essential"};
  one.quantity = 1;
  one.validity.until = Date::of(2024, 1, 1);
  Code two = one;
  two.quantity = 2;
  two.validity = {Date::of(2024, 1, 1), Date::latest()};

  const CodeList list("items", {two, one});
  const auto quantity_on = [&](Date day) {
    const auto codes = list.flagged("essential", day);
    return codes.size() == 1 ? codes.front()->quantity.value_or(0) : -1;
  };
  EXPECT_EQ(quantity_on(Date::of(2023, 12, 31)), 1);
  EXPECT_EQ(quantity_on(Date::of(2024, 1, 1)), 2);
  EXPECT_EQ(list.find("computer")->quantity, 2);
  EXPECT_EQ(list.recognise("máy vi tính")->quantity, 2);

  two.validity.from = Date::of(2023, 12, 31);
  EXPECT_THROW(CodeList("items", {one, two}), InvalidValue);
}

TEST(CodeList, StillRecognisesACodeThatNoLongerHolds) {
  Code gone = code_of("district", "huyện");
  gone.flags = {"old"};
  gone.validity.until = Date::of(2025, 7, 1);
  const CodeList list("levels", {gone});
  EXPECT_NE(list.recognise("Huyện"), nullptr);
  EXPECT_EQ(list.flagged("old", Date::of(2025, 6, 30)).size(), 1U);
  EXPECT_TRUE(list.flagged("old", Date::of(2025, 7, 1)).empty());
}

TEST(CodeLists, AddAndReplaceWholeLists) {
  const Document first = Document::parse("list = 'a'\ncode = [{ code = 'x', vi = 'ích', en = 'ex' }]", "a.toml");
  const Document second = Document::parse("list = 'a'\ncode = [{ code = 'y', vi = 'y dài', en = 'why' }]", "b.toml");
  const CodeLists lists = CodeLists().with({&first, 1});
  const CodeLists replaced = lists.with({&second, 1});
  EXPECT_NE(lists.list("a").find("x"), nullptr);
  EXPECT_EQ(replaced.list("a").find("x"), nullptr);
  EXPECT_NE(replaced.list("a").find("y"), nullptr);
}

TEST(CodeLists, NameTheNearestListForAMisspeltOne) {
  try {
    shipped().list("session_kind");
    FAIL() << "a list that is not there was found";
  } catch (const hoctap::NotFound& error) {
    EXPECT_NE(std::string(error.what()).find("session_kinds"), std::string::npos);
  }
  EXPECT_EQ(shipped().find("zzz"), nullptr);
  EXPECT_THROW(shipped().list("zzz"), hoctap::NotFound);
}

TEST(CodeListFiles, NameLineAndKeyOfWhatIsWrong) {
  const std::string head = "list = 'a'\n[flags]\nold = 'gone'\n[[code]]\ncode = 'x'\nvi = 'ích'\n";
  struct Case {
    std::string text;
    MessageCode code;
    std::uint32_t row;
    std::string field;
  };
  const std::vector<Case> cases{
      {head, MessageCode::missing_key, 4, "code[1]"},
      {head + "en = 'ex'\nflags = ['odl']\n", MessageCode::undeclared_flag, 8, "code[1].flags[1]"},
      {head + "en = 'ex'\nquantity = 0\n", MessageCode::quantity_not_positive, 8, "code[1].quantity"},
      {head + "en = 'ex'\nquantity = 'one'\n", MessageCode::expected_integer, 8, "code[1].quantity"},
      {head + "en = 'ex'\nfrom = 2024-01-01\nuntil = 2024-01-01\n", MessageCode::validity_is_empty, 9, "code[1].until"},
      {head + "en = 'ex'\nfrom = 1066-10-14\n", MessageCode::no_such_day, 8, "code[1].from"},
      {head + "en = 'ex'\nalaises = ['y']\n", MessageCode::unknown_key_near, 8, "code[1].alaises"},
      {head + "en = 'ex'\n[[code]]\ncode = 'z'\nvi = 'Ich'\nen = 'zed'\n", MessageCode::spelling_means_two_codes, 4,
       "code"},
      {"list = 'a'\n", MessageCode::missing_key, 1, ""},
  };
  for (const Case& one : cases) {
    const FormatError error = failure_of(one.text);
    EXPECT_EQ(error.message().code, one.code) << error.what();
    EXPECT_EQ(error.place().file, "list.toml");
    EXPECT_EQ(error.place().row, one.row) << error.what();
    EXPECT_EQ(error.place().field, one.field) << error.what();
  }
}

TEST(ShippedCodeLists, HoldEveryListThatATableDeclares) {
  const hoctap::Tables tables;
  std::size_t declared = 0;
  for (const hoctap::Table* table : tables.all()) {
    for (const hoctap::ColumnBase* column : table->columns()) {
      const std::string_view list = column->info().code_list;
      if (list.empty()) continue;
      ++declared;
      EXPECT_NE(shipped().find(list), nullptr) << table->name() << "." << column->name() << " declares " << list;
    }
  }
  EXPECT_GT(declared, 0U);
}

TEST(ShippedCodeLists, AreEachNamedLikeTheirFile) {
  std::vector<std::string> files;
  for (const std::string_view path : hoctap::embedded_files()) {
    if (path.starts_with("codes/")) {
      files.emplace_back(path.substr(6, path.size() - 6 - std::string_view(".toml").size()));
    }
  }
  EXPECT_EQ(files, shipped().names());
}

TEST(ShippedCodeLists, TellTheUnitsEveryLevelMarkAndKindOfEvent) {
  for (const auto level : {hoctap::Level::nation, hoctap::Level::province, hoctap::Level::district,
                           hoctap::Level::commune, hoctap::Level::village}) {
    EXPECT_NE(shipped().list("unit_levels").find(name(level)), nullptr) << name(level);
  }
  for (const auto mark : {hoctap::Mark::verified, hoctap::Mark::secondary, hoctap::Mark::inferred, hoctap::Mark::memory,
                          hoctap::Mark::simulated}) {
    EXPECT_NE(shipped().list("marks").find(name(mark)), nullptr) << name(mark);
  }
  using hoctap::EventKind;
  for (const auto kind : {EventKind::merge, EventKind::split, EventKind::rename, EventKind::change_kind,
                          EventKind::change_boundary, EventKind::change_parent, EventKind::abolish_level}) {
    EXPECT_NE(shipped().list("event_kinds").find(name(kind)), nullptr) << name(kind);
  }
}

TEST(ShippedCodeLists, FlagWhatTheIndicatorsAskFor) {
  const Date day = Date::of(2024, 6, 30);
  const auto flagged = [&](std::string_view list, std::string_view flag) {
    std::vector<std::string> codes;
    for (const Code* code : shipped().list(list).flagged(flag, day)) codes.push_back(code->code);
    return codes;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(flagged("session_kinds", "occupational"), (Names{"vocational", "transfer", "skills"}));
  EXPECT_EQ(flagged("session_kinds", "vocational"), Names{"vocational"});
  EXPECT_EQ(flagged("session_kinds", "transfer"), Names{"transfer"});
  EXPECT_EQ(flagged("equipment_items", "essential"), (Names{"bookcase", "tables_and_chairs", "computer"}));
  EXPECT_EQ(flagged("labour_statuses", "labour_force"), (Names{"employed", "unemployed"}));
  EXPECT_EQ(flagged("plan_statuses", "approved"), Names{"approved"});
  EXPECT_EQ(flagged("inspecting_bodies", "self"), Names{"centre"});
  EXPECT_EQ(flagged("roles", "head"), Names{"director"});
  EXPECT_EQ(flagged("roles", "deputy"), Names{"deputy_director"});
  EXPECT_EQ(flagged("sectors", "transfer"), (Names{"agriculture", "processing", "services"}));
  EXPECT_EQ(flagged("trained_levels", "certified"),
            (Names{"elementary", "intermediate", "college", "university", "postgraduate"}));
  EXPECT_EQ(flagged("funds", "state"), (Names{"commune_budget", "district_budget", "provincial_budget",
                                              "central_budget", "national_programme", "state_budget"}));
  EXPECT_EQ(flagged("count_methods", "exact"), Names{"counted"});
  for (const Code* item : shipped().list("equipment_items").flagged("essential", day)) {
    EXPECT_EQ(item->quantity, 1) << item->code;
    EXPECT_TRUE(item->is_assumption) << item->code;
  }
}

TEST(ShippedCodeLists, RecogniseWhatPeopleType) {
  struct Case {
    std::string_view list;
    std::string_view typed;
    std::string_view code;
  };
  for (const Case& one :
       {Case{"equipment_items", "Tủ sách", "bookcase"}, Case{"equipment_items", "Bàn, ghế", "tables_and_chairs"},
        Case{"equipment_items", "máy tính", "computer"}, Case{"equipment_items", "MÁY VI TÍNH", "computer"},
        Case{"session_kinds", "đào tạo nghề", "vocational"}, Case{"session_kinds", "Xoá mù chữ", "literacy"},
        Case{"session_kinds", "chuyển giao công nghệ", "transfer"}, Case{"sexes", "Nữ", "woman"},
        Case{"sexes", "NAM", "man"}, Case{"funds", "NSNN", "state_budget"},
        Case{"venues", "nhà văn hoá thôn", "village_culture_house"}, Case{"zones", "Khu vực I", "I"},
        Case{"event_kinds", "abolish level", "abolish_level"}, Case{"marks", "verified", "VERIFIED"}}) {
    EXPECT_EQ(recognised(shipped().list(one.list), one.typed), one.code) << one.typed;
  }
}

TEST(ShippedCodeLists, LabelEveryCodeInBothLanguages) {
  for (const std::string& list : shipped().names()) {
    for (const Code& code : shipped().list(list).codes()) {
      EXPECT_FALSE(code.label_vi.empty()) << list << "." << code.code;
      EXPECT_FALSE(code.label_en.empty()) << list << "." << code.code;
      EXPECT_EQ(code.label_vi, code.label(hoctap::Language::vi));
    }
  }
}

}  // namespace
