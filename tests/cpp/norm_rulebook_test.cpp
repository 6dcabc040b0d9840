#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "hoctap/core/embedded.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/norm/rulebook.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

using test::fictional_rulebook;

TEST(ACitation, IsReadBackFromItsText) {
  for (const char* text : {"17/2022/TT-BTC", "17/2022/TT-BTC:a5.c6.pđ", "109/2016/TT-BTC:a3.c7#individual_up_to_30",
                           "40/2017/TT-BTC:a6.c1#mainland@12/2025/TT-BTC", "66.16/2026/NQ-CP:nI.3.a2",
                           "10/2023/NQ-HĐND (Nghệ An)#item", "96/2008/TT-BTC:sII.c1"}) {
    EXPECT_EQ(Citation::parse(text).text(), text);
  }
  const Citation citation = Citation::parse("17/2022/TT-BTC:a5.c6.pđ");
  EXPECT_EQ(citation.article, "5");
  EXPECT_EQ(citation.clause, "6");
  EXPECT_EQ(citation.point, "đ");
  EXPECT_EQ(citation.text(Language::vi), "điểm đ khoản 6 Điều 5 17/2022/TT-BTC");
  EXPECT_EQ(citation.text(Language::en), "17/2022/TT-BTC, Article 5, clause 6, point đ");
}

TEST(ACitation, OfAnotherFormIsRefused) {
  for (const char* text : {"", ":a5", "17/2022/TT-BTC:5", "17/2022/TT-BTC:c1.a5", "17/2022/TT-BTC:a"})
    EXPECT_FALSE(Citation::try_parse(text)) << text;
}

// Every norm of the law that is built in.
TEST(TheLaw, CitesMarksAndDatesEveryNorm) {
  const Rulebook law = embedded_rulebook();
  ASSERT_GT(law.norms().size(), 0U);
  const Date calendar = Date::of(1990, 1, 1);
  for (NormIndex i = 0; i < law.norms().size(); ++i) {
    const Norm& norm = law.norms()[i];
    const Instrument& instrument = law.instrument_of(i);
    EXPECT_EQ(Citation::parse(norm.id), norm.citation);
    EXPECT_EQ(norm.citation.instrument, instrument.number);
    EXPECT_FALSE(norm.source.empty()) << norm.id;
    EXPECT_FALSE(norm.name.vi.empty()) << norm.id;
    EXPECT_NE(norm.mark, Mark::simulated) << norm.id;
    EXPECT_GE(norm.known, calendar) << norm.id;
    if (norm.from) {
      EXPECT_GE(*norm.from, calendar) << norm.id;
      EXPECT_FALSE(norm.validity().is_empty()) << norm.id;
    }
  }
}

TEST(TheLaw, HasAFileNamedAfterEachInstrument) {
  std::set<std::string> files;
  for (const std::string_view path : embedded_files())
    if (path.starts_with("law/")) files.emplace(path);
  files.erase("law/vocabulary.toml");
  const Rulebook law = embedded_rulebook();
  for (const Instrument& instrument : law.instruments()) {
    std::string stem = folded(instrument.number);
    for (char& letter : stem)
      if (letter == ' ') letter = '-';
    EXPECT_EQ(std::filesystem::path(instrument.file).stem().string(), stem);
    files.erase(instrument.file);
  }
  for (const std::string& file : files) ADD_FAILURE() << file << " holds no instrument";
}

TEST(ARulebook, ListsTheNormsOfAnArticle) {
  const Rulebook law = embedded_rulebook();
  const auto norms = law.norms_of("17/2022/TT-BTC", "5");
  ASSERT_FALSE(norms.empty());
  for (const NormIndex norm : norms) EXPECT_EQ(law.norms()[norm].citation.article, "5");
  EXPECT_LT(norms.size(), law.norms_of("17/2022/TT-BTC").size());
  try {
    static_cast<void>(law.norms_of("17/2022/TT-BCT"));
    FAIL();
  } catch (const NotFound& error) {
    EXPECT_NE(std::string(error.what()).find("17/2022/TT-BTC"), std::string::npos) << error.what();
  }
}

TEST(ARulebook, KnowsAContentByIdNameAndAliasHoweverTyped) {
  const Rulebook rulebook = fictional_rulebook();
  const auto meal = rulebook.content_named("meal");
  ASSERT_TRUE(meal);
  EXPECT_EQ(rulebook.contents()[*meal].id, "meal");
  for (const char* wording : {"Tiền ăn", "TIEN AN", "Meals", "cơm trưa"})
    EXPECT_EQ(rulebook.content_named(wording), meal) << wording;
  EXPECT_FALSE(rulebook.content_named("tiền"));
}

TEST(ARulebook, ListsWhatCannotCalculate) {
  const Rulebook rulebook = fictional_rulebook();
  std::set<std::string> ids;
  for (const NormIndex norm : rulebook.gaps()) ids.insert(rulebook.norms()[norm].id);
  EXPECT_EQ(ids, (std::set<std::string>{"1/2020/TT-X:a7", "2/2020/TT-X:a4"}));
}

TEST(ARulebook, StaysAsItIsWhenAFileIsAdded) {
  const Rulebook base = fictional_rulebook();
  const std::string digest = base.digest();
  const std::size_t norms = base.norms().size();
  const Rulebook more = test::with(base, test::provincial_resolution("180_000"));
  EXPECT_EQ(base.digest(), digest);
  EXPECT_EQ(base.norms().size(), norms);
  EXPECT_NE(more.digest(), digest);
  EXPECT_TRUE(diff(base.as_of(), fictional_rulebook().as_of()).empty());
}

struct Broken {
  std::string_view what;
  std::string_view with;
  MessageCode code;
  std::string_view field;
};

void expect_refused(std::string_view source, const Broken& broken) {
  std::string text(source);
  const auto at = text.find(broken.what);
  ASSERT_NE(at, std::string::npos) << broken.what;
  text.replace(at, broken.what.size(), broken.with);
  auto documents = test::fictional_law();
  for (Document& document : documents)
    if (Document::parse(source, "x").digest() == document.digest()) document = Document::parse(text, "law/broken.toml");
  try {
    static_cast<void>(Rulebook::of(documents));
    FAIL() << "was read: " << broken.with;
  } catch (const FormatError& error) {
    EXPECT_EQ(error.message().code, broken.code) << error.what();
    EXPECT_EQ(error.place().file, "law/broken.toml") << error.what();
    EXPECT_GT(error.place().row, 0U) << error.what();
    EXPECT_EQ(error.place().field, broken.field) << error.what();
  }
}

TEST(ABrokenRulebook, NamesFileLineKeyAndWhatWasExpected) {
  expect_refused(test::fictional_norms,
                 {"amount = 100_000", "amount = 100000.0", MessageCode::expected_integer, "norm[1].amount"});
  expect_refused(test::fictional_norms,
                 {"amount = 100_000", "amont = 100_000", MessageCode::unknown_key_near, "norm[1].amont"});
  expect_refused(test::fictional_norms,
                 {"amount = 100_000", "amount = -1", MessageCode::number_outside_range, "norm[1].amount"});
  expect_refused(test::fictional_norms,
                 {"content = \"meal\"", "content = \"meals\"", MessageCode::unknown_content, "norm[1].content"});
  expect_refused(test::fictional_norms,
                 {"kind = \"maximum_per_unit\"", "kind = \"most\"", MessageCode::unknown_choice, "norm[1].kind"});
  expect_refused(test::fictional_norms, {"ended_by = \"9/2021/TT-X\"", "ended_by = \"9/2022/TT-X\"",
                                         MessageCode::unknown_amendment, "norm[1].ended_by"});
  expect_refused(test::fictional_norms, {"unit = \"day\", at_most = 10", "unit = \"hour\", at_most = 10",
                                         MessageCode::unknown_unit_of_count, "norm[2].limits[1].unit"});
  expect_refused(test::fictional_norms,
                 {"on = 2023-07-01", "on = 2020-01-01", MessageCode::norm_ends_before_it_begins, "ended"});
  expect_refused(test::fictional_norms,
                 {"published = 2020-01-01", "published = \"2020\"", MessageCode::expected_date, "published"});
  expect_refused(test::fictional_router,
                 {"zone = [\"I\"]", "zone = [\"IV\"]", MessageCode::unknown_value, "norm[4].applies.zone[1]"});
  expect_refused(test::fictional_router,
                 {"applies = { zone", "applies = { zones", MessageCode::unknown_attribute, "norm[4].applies.zones"});
  expect_refused(test::fictional_router, {"clause = 2\n", "clause = 1\n", MessageCode::id_stands_twice, "norm[2]"});
  expect_refused(test::fictional_router, {"reason = \"text_not_read\"\n", "", MessageCode::missing_key, "norm[5]"});
  expect_refused(test::fictional_router,
                 {"mark = \"VERIFIED\"\nsource", "mark = \"INFERRED\"\nsource", MessageCode::unknown_choice, "mark"});
  expect_refused(test::fictional_words, {"unit = [\"person\", \"day\"]", "unit = [\"person\", \"month\"]",
                                         MessageCode::unknown_unit_of_count, "content[1].unit[2]"});
}

std::set<MessageCode> codes_of(const Findings& findings) {
  std::set<MessageCode> codes;
  for (const Finding& finding : findings) {
    EXPECT_FALSE(finding.place.file.empty());
    EXPECT_GT(finding.place.row, 0U);
    codes.insert(finding.message.code);
  }
  return codes;
}

std::string router_with(std::string_view what, std::string_view with) {
  std::string text(test::fictional_router);
  text.replace(text.find(what), what.size(), with);
  return text;
}

Findings findings_with_router(const std::string& router) {
  auto documents = test::fictional_law();
  documents[1] = Document::parse(router, "1-2020-tt-x.toml");
  return Rulebook::of(documents).findings();
}

TEST(LoadingARulebook, SaysWhereTextsDoNotFitTogether) {
  EXPECT_TRUE(fictional_rulebook().findings().empty());
  EXPECT_EQ(codes_of(findings_with_router(router_with("2/2020/TT-X\" }]", "2/2021/TT-X\" }]"))),
            std::set{MessageCode::route_to_nowhere});
  EXPECT_EQ(codes_of(findings_with_router(
                router_with("\"2/2020/TT-X\" }", "\"2/2020/TT-X\", contents = [\"base_salary\"] }"))),
            std::set{MessageCode::route_to_no_norm});
  EXPECT_EQ(codes_of(findings_with_router(router_with("amount = 1_000_000", "amount = { of = \"allowance\" }"))),
            std::set{MessageCode::formula_circle});
}

TEST(LoadingARulebook, FindsNormsThatOverlapAndTimesWithoutOne) {
  const std::string second = R"(
instrument = "5/2021/TT-X"
kind = "circular"
level = "nation"
reach = "direct"
clock = "activity"
published = 2021-01-01
from = 2021-02-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Thông tư năm", en = "Circular five" }
[ended]
on = 2021-06-01
published = 2021-01-01
mark = "VERIFIED"
[[norm]]
article = 1
kind = "maximum"
content = "meal"
amount = 1
mark = "VERIFIED"
)";
  EXPECT_EQ(codes_of(test::with(fictional_rulebook(), second).findings()), std::set{MessageCode::norms_overlap});
  std::string apart(test::fictional_successor);
  apart.replace(apart.find("from = 2023-07-01"), 17, "from = 2023-09-01");
  auto documents = test::fictional_law();
  documents[3] = Document::parse(apart, "3-2023-tt-x.toml");
  EXPECT_EQ(codes_of(Rulebook::of(documents).findings()), std::set{MessageCode::gap_between_norms});
}

TEST(LoadingARulebook, FindsALocalLevelAboveTheMaximumUpliftIncluded) {
  EXPECT_TRUE(test::with(fictional_rulebook(), test::provincial_resolution("200_000")).findings().empty());
  EXPECT_EQ(codes_of(test::with(fictional_rulebook(), test::provincial_resolution("200_001")).findings()),
            std::set{MessageCode::override_above_maximum});
  const std::string in_difficult_areas = "applies = { area = \"difficult\" }\n";
  EXPECT_TRUE(
      test::with(fictional_rulebook(), test::provincial_resolution("240_000", in_difficult_areas)).findings().empty());
  EXPECT_FALSE(
      test::with(fictional_rulebook(), test::provincial_resolution("240_001", in_difficult_areas)).findings().empty());
}

}  // namespace
}  // namespace hoctap
