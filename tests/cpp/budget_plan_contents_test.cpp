#include <gtest/gtest.h>

#include "hoctap/budget/plan_contents.hpp"
#include "hoctap/norm/rulebook.hpp"
#include "hoctap/records/codes.hpp"

namespace hoctap {
namespace {

PlanContents read(const std::string& text) { return PlanContents::of(Document::parse(text, "plan_contents.toml")); }

constexpr const char* units = "[units]\nperson = \"persons\"\n";

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(read(text));
  } catch (const FormatError& error) {
    return error.what();
  }
  return {};
}

TEST(ThePlanContentsOfTheLibrary, NameOnlyWhatTheRulebookKnows) {
  const Rulebook rulebook = embedded_rulebook();
  const PlanContents contents = PlanContents::embedded();
  const auto check = [&](const std::string& id, const AttributeValues& attributes) {
    EXPECT_NE(rulebook.find_content(id), nullptr) << id;
    for (const auto& [attribute, value] : attributes) {
      const Attribute* const known = rulebook.find_attribute(attribute);
      ASSERT_NE(known, nullptr) << attribute;
      const auto is_it = [&value = value](const AttributeValue& one) { return one.id == value; };
      EXPECT_TRUE(std::any_of(known->values.begin(), known->values.end(), is_it)) << value;
    }
  };
  for (const PlanContent& content : contents.contents()) {
    EXPECT_FALSE(content.source.empty());
    for (const Need& need : content.needs) {
      check(need.content, need.attributes);
      for (const auto& [unit, place] : need.factors) {
        const auto& of_content = rulebook.find_content(need.content)->unit;
        EXPECT_NE(std::find(of_content.begin(), of_content.end(), unit), of_content.end()) << content.id << ' ' << unit;
      }
    }
  }
  for (const YearlyNeed& need : contents.yearly()) {
    check(need.content, need.attributes);
    EXPECT_NE(CodeLists::embedded().list("roles").find(need.role), nullptr) << need.role;
  }
  for (const FloorNeed& need : contents.floors()) check(need.content, {});
}

TEST(AWordingOfAPlan, IsRecognisedHoweverTyped) {
  const PlanContents contents = PlanContents::embedded();
  ASSERT_NE(contents.recognise("TUẦN LỄ HỌC TẬP SUỐT ĐỜI"), nullptr);
  EXPECT_EQ(contents.recognise("TUẦN LỄ HỌC TẬP SUỐT ĐỜI")->id, "learning_week");
  EXPECT_EQ(contents.recognise("lop xoa mu chu")->id, "literacy_class");
  EXPECT_EQ(contents.recognise("đại hội"), nullptr);
}

TEST(PlanContents, NameFileLineAndNearestWordOfAMistake) {
  EXPECT_NE(refusal("[units]\nperson = \"person\"\n").find("persons"), std::string::npos);
  EXPECT_NE(refusal("[unit]\n").find("units"), std::string::npos);
  const std::string content = "[[plan_content]]\nid = \"a\"\nvi = \"lớp a\"\nen = \"class a\"\nsource = \"made up\"\n";
  EXPECT_NE(refusal(std::string(units) + content + "needs = []\n"), "");
  EXPECT_NE(refusal(std::string(units) + content + "needs = [{ content = \"x\", factors = { day = \"dais\" } }]\n")
                .find("days"),
            std::string::npos);
  EXPECT_NE(refusal(std::string(units) + content + "needs = [{ content = \"x\", factors = { day = true } }]\n"), "");
  EXPECT_NE(refusal(std::string(units) + content + "needs = [{ content = \"x\", factors = { day = -1 } }]\n"), "");
  EXPECT_NE(refusal(std::string(units) + content + "needs = [{ content = \"x\" }]\n" + content +
                    "needs = [{ content = \"x\" }]\n"),
            "");
}

TEST(ANeed, TakesItsNumberFromWhereItSaysElseFromTheUnits) {
  const PlanContents contents =
      read(std::string(units) +
           "[[plan_content]]\nid = \"a\"\nvi = \"a\"\nen = \"a\"\nsource = \"made up\"\n"
           "needs = [{ content = \"x\", factors = { day = { assumed = 2 }, page = false, month = 3 } }]\n");
  const Need& need = contents.contents()[0].needs[0];
  EXPECT_EQ(std::get<std::string>(contents.place_of(need, "person")), "persons");
  EXPECT_EQ(std::get<FixedNumber>(contents.place_of(need, "day")).value, 2);
  EXPECT_TRUE(std::get<FixedNumber>(contents.place_of(need, "day")).is_assumed);
  EXPECT_FALSE(std::get<FixedNumber>(contents.place_of(need, "month")).is_assumed);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(contents.place_of(need, "page")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(contents.place_of(need, "night")));
}

}  // namespace
}  // namespace hoctap
