#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/programme/programme.hpp"
#include "support/source_dir.hpp"

namespace {

using namespace std::string_view_literals;
using hoctap::Document;
using hoctap::FormatError;
using hoctap::Language;
using hoctap::MessageCode;

// The fictional plan, from which each test breaks one thing.
std::string plan_text() {
  std::ifstream file(hoctap::testing_support::source_dir() / "tests" / "data" / "programmes" / "fictional-hoa-mai.toml",
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Broken {
  std::string_view what;  // in the plan
  std::string_view with;
  MessageCode code;
  std::string_view line;   // what stands on the line that the error names, after the change
  std::string_view field;  // the key that the error names
};

std::uint32_t line_of(const std::string& text, std::string_view part) {
  const auto at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

void expect_refused(const Broken& broken) {
  std::string text = plan_text();
  const auto at = text.find(broken.what);
  ASSERT_NE(at, std::string::npos) << broken.what;
  text.replace(at, broken.what.size(), broken.with);
  try {
    static_cast<void>(hoctap::read_programme(Document::parse(text, "plan.toml")));
    FAIL() << "was read: " << broken.with;
  } catch (const FormatError& error) {
    EXPECT_EQ(error.message().code, broken.code) << error.what();
    EXPECT_EQ(error.place().file, "plan.toml") << error.what();
    EXPECT_EQ(error.place().row, line_of(text, broken.line)) << error.what();
    EXPECT_EQ(error.place().field, broken.field) << error.what();
    EXPECT_FALSE(error.message().text(Language::vi).empty());
  }
}

TEST(ABrokenPlan, NamesMissingAndUnknownKeys) {
  expect_refused({"id = \"fictional-hoa-mai\"\n", "", MessageCode::missing_key, "# A made-up", ""});
  expect_refused({"territory = {", "territroy = {", MessageCode::unknown_key_near, "territroy", "territroy"});
  expect_refused({"[[target]]\nid = \"S1\"", "[[target]]\nvariant = []\nid = \"S1\"", MessageCode::unknown_key_near,
                  "variant = []", "target[1].variant"});
  expect_refused({", as_of = 2026-02-10 }", " }", MessageCode::missing_key, "territory = {", "territory"});
  expect_refused({"percent = 80\n", "", MessageCode::missing_key, "[[target]]", "target[1]"});
  expect_refused({"owner = \"office\"\n", "", MessageCode::missing_key, "[[duty]]", "duty[1]"});
}

TEST(ABrokenPlan, NamesValuesOfTheWrongKind) {
  expect_refused({"first = 2026-02-10", "first = \"2026-02-10\"", MessageCode::expected_date, "first =", "first"});
  expect_refused(
      {"percent = 80", "percent = 80.5", MessageCode::expected_integer, "percent = 80.5", "target[1].percent"});
  expect_refused(
      {"percent = 80", "percent = 101", MessageCode::number_outside_range, "percent = 101", "target[1].percent"});
  expect_refused(
      {"percent = 80", "percent = 0", MessageCode::number_outside_range, "percent = 0", "target[1].percent"});
  expect_refused(
      {"baseline = 35", "baseline = -1", MessageCode::number_outside_range, "baseline = -1", "target[1].baseline"});
  expect_refused({"baseline = \"none\"", "baseline = \"unknown\"", MessageCode::unknown_choice,
                  "baseline = \"unknown\"", "target[2].baseline"});
  expect_refused({"aims = [\"M1\"]", "aims = \"M1\"", MessageCode::expected_array, "aims = \"M1\"", "target[1].aims"});
  expect_refused(
      {"en = \"Everybody learns\"", "en = \"\"", MessageCode::empty_text, "vi = \"Mọi người", "aim[1].text.en"});
  expect_refused({"level = \"province\"", "level = \"county\"", MessageCode::unknown_choice, "level = \"county\"",
                  "body[1].level"});
}

TEST(ABrokenPlan, NamesATimeThatEndsBeforeItBegins) {
  expect_refused(
      {"last = 2026-11-20", "last = 2026-02-09", MessageCode::period_ends_before_it_begins, "last =", "last"});
}

TEST(ABrokenPlan, NamesIdentifiersThatStandTwice) {
  expect_refused({"id = \"S2\"", "id = \"S1\" #", MessageCode::id_stands_twice, "id = \"S1\" #", "target[2].id"});
  expect_refused({"id = \"agency\"", "id = \"office\" #", MessageCode::id_stands_twice, "id = \"office\" #",
                  "related_body[1].id"});
}

TEST(ABrokenPlan, NamesReferencesThatLeadNowhere) {
  expect_refused(
      {"aims = [\"M1\"]", "aims = [\"Q9\"]", MessageCode::unknown_reference, "aims = [\"Q9\"]", "target[1].aims[1]"});
  expect_refused({"cites = [\"01/HM\"]", "cites = [\"01/HN\"]", MessageCode::unknown_reference_near,
                  "cites =", "finance[1].cites[1]"});
  expect_refused(
      {"owner = \"office\"", "owner = \"offise\"", MessageCode::unknown_reference_near, "owner =", "duty[1].owner"});
  expect_refused({"partners = [\"agency\"]", "partners = [\"agents\"]", MessageCode::unknown_reference_near,
                  "partners =", "duty[1].partners[1]"});
  expect_refused({"successor = \"agency\"", "successor = \"nobody\"", MessageCode::unknown_reference,
                  "successor =", "body[1].successor"});
}

TEST(ABrokenPlan, NamesAnOwnerThatIsOnlyARelatedBody) {
  expect_refused(
      {"owner = \"office\"", "owner = \"agency\"", MessageCode::unknown_reference, "owner =", "duty[1].owner"});
}

TEST(ABrokenPlan, NamesPathsThatCannotBeFollowed) {
  expect_refused(
      {"path = \"linear\"", "path = \"curved\"", MessageCode::unknown_choice, "path = \"curved\"", "target[1].path"});
  expect_refused({"path = \"linear\"", "path = \"step\"", MessageCode::steps_missing, "[[target]]", "target[1]"});
  expect_refused({"path = \"linear\"", "path = \"linear\"\nsteps = [{ month = 3, day = 31 }]",
                  MessageCode::steps_without_step_path, "steps =", "target[1].steps"});
  expect_refused({"path = \"linear\"", "path = \"step\"\nsteps = []", MessageCode::step_days_without_rule,
                  "steps =", "target[1].steps"});
  expect_refused({"path = \"linear\"", "path = \"step\"\nsteps = [{ month = 13, day = 1 }]",
                  MessageCode::no_such_step_day, "steps =", "target[1].steps[1]"});
}

TEST(ABrokenPlan, NamesDutiesThatCannotBeDue) {
  expect_refused({"recurrence = \"once\"", "recurrence = \"twice\"", MessageCode::unknown_choice,
                  "recurrence =", "duty[1].recurrence"});
  expect_refused({"recurrence = \"once\"", "recurrence = \"continuous\"", MessageCode::due_day_has_no_period,
                  "due =", "duty[1].due"});
  expect_refused(
      {"recurrence = \"once\"", "recurrence = \"yearly\"", MessageCode::due_day_has_no_period, "due =", "duty[1].due"});
  expect_refused(
      {"due = { year = 2026, month", "due = { month", MessageCode::due_day_has_no_period, "due =", "duty[1].due"});
}

TEST(ABrokenPlan, NamesEntriesThatAreNeitherMeasuredNorExplained) {
  expect_refused({"indicators = [\"R1a\"]", "indicators = []", MessageCode::neither_measured_nor_explained, "[[duty]]",
                  "duty[1]"});
  expect_refused(
      {"indicators = [\"T3\"]\n", "", MessageCode::neither_measured_nor_explained, "[[finance]]", "finance[1]"});
}

// Whether the text is refused; every other failure than a FormatError that knows its file and line fails the test.
bool is_refused(const std::string& text) {
  try {
    static_cast<void>(hoctap::read_programme(Document::parse(text, "plan.toml")));
    return false;
  } catch (const FormatError& error) {
    EXPECT_EQ(error.place().file, "plan.toml");
    EXPECT_GT(error.place().row, 0U) << error.what();
    return true;
  }
}

TEST(ABrokenPlan, IsAFormatErrorOrAnotherPlanWhateverByteIsDamaged) {
  const std::string whole = plan_text();
  constexpr std::string_view damage = "\0\n\"'[]{}=.,#-09aZ\xC3\xFF\x80"sv;
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string text = whole;
    text[at] = damage[at % damage.size()];
    refused += is_refused(text);
  }
  EXPECT_GT(refused, whole.size() / 4);
}

TEST(ABrokenPlan, IsAFormatErrorOrAShorterPlanWhereverItIsCutOff) {
  const std::string whole = plan_text();
  std::size_t refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) refused += is_refused(whole.substr(0, size));
  EXPECT_GT(refused, whole.size() / 2);
}

}  // namespace
