#include "hoctap/programme/programme.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/text.hpp"
#include "hoctap/records/codes.hpp"
#include "support/source_dir.hpp"

namespace {

using hoctap::BilingualText;
using hoctap::Date;
using hoctap::Item;
using hoctap::PathKind;
using hoctap::Period;
using hoctap::Programme;
using hoctap::Recurrence;
using hoctap::StepDay;
using hoctap::Target;

const Programme& lang_giang() {
  static const Programme programme = hoctap::embedded_programme("lang-giang-2023-2025");
  return programme;
}

Programme fictional() {
  return hoctap::read_programme(hoctap::Document::load(
      (hoctap::testing_support::source_dir() / "tests" / "data" / "programmes" / "fictional-hoa-mai.toml").string()));
}

TEST(StepDays, GiveTheDayOfEachYearAndItsExceptions) {
  const std::vector<StepDay> steps{{.month = 3, .day = 31, .year = {}}, {.month = 12, .day = 31, .year = 2023}};
  EXPECT_EQ(hoctap::step_date(steps, 2023), Date::of(2023, 12, 31));
  EXPECT_EQ(hoctap::step_date(steps, 2024), Date::of(2024, 3, 31));
  EXPECT_THROW(hoctap::step_date(std::vector<StepDay>{}, 2024), hoctap::InvalidValue);
  EXPECT_THROW(hoctap::step_date(std::vector<StepDay>{steps.back()}, 2024), hoctap::InvalidValue);
}

TEST(LangGiangPlan, HasThePlansTimeAndTerritory) {
  EXPECT_EQ(lang_giang().first, Date::of(2023, 7, 1));
  EXPECT_EQ(lang_giang().last, Date::of(2025, 12, 31));
  EXPECT_EQ(lang_giang().territory.unit_code, "217");
  EXPECT_EQ(lang_giang().territory.as_of, Date::of(2023, 7, 1));
  EXPECT_FALSE(lang_giang().is_fictional);
  const auto quarters = lang_giang().quarters();
  ASSERT_EQ(quarters.size(), 10U);
  EXPECT_EQ(quarters.front(), Period::quarter(2023, 3));
  EXPECT_EQ(quarters.back(), Period::quarter(2025, 4));
}

TEST(LangGiangPlan, IsWhole) {
  EXPECT_EQ(lang_giang().aims.size(), 3U);
  EXPECT_EQ(lang_giang().targets.size(), 6U);
  EXPECT_EQ(lang_giang().tasks.size(), 10U);
  EXPECT_EQ(lang_giang().finance.size(), 5U);
  EXPECT_EQ(lang_giang().documents.size(), 7U);
  EXPECT_EQ(lang_giang().bodies.size(), 6U);
  EXPECT_EQ(lang_giang().duties.size(), 18U);
}

TEST(LangGiangPlan, GivesEachBodyItsDuties) {
  std::map<std::string, int> duties;
  for (const auto& duty : lang_giang().duties) ++duties[duty.owner];
  EXPECT_EQ(duties, (std::map<std::string, int>{{"education_office", 4},
                                                {"district_study_promotion", 7},
                                                {"finance_office", 1},
                                                {"home_affairs_office", 1},
                                                {"labour_office", 2},
                                                {"commune_committees", 3}}));
}

TEST(LangGiangPlan, SetsTheSixTargets) {
  struct Expected {
    std::string_view id;
    std::int64_t percent;
    PathKind path;
    std::vector<std::string> variants;
  };
  const std::vector<Expected> expected{
      {"T1", 100, PathKind::linear, {}},
      {"T2", 100, PathKind::step, {"on_time"}},
      {"T3", 100, PathKind::step, {"disbursed", "state_only"}},
      {"T4a", 95, PathKind::linear, {"per_year", "twelve_months"}},
      {"T4b", 50, PathKind::linear, {"base_learners", "completed", "certified", "stock"}},
      {"T5", 90, PathKind::linear, {"sector", "per_year", "twelve_months"}}};
  for (const Expected& one : expected) {
    const Target* target = lang_giang().find_target(one.id);
    ASSERT_NE(target, nullptr) << one.id;
    EXPECT_EQ(target->indicator, one.id);
    EXPECT_EQ(target->percent, one.percent) << one.id;
    EXPECT_EQ(target->path, one.path) << one.id;
    EXPECT_EQ(target->variants, one.variants) << one.id;
    EXPECT_TRUE(target->has_baseline) << one.id;
    EXPECT_FALSE(target->baseline_percent.has_value()) << one.id;
    EXPECT_FALSE(target->aims.empty()) << one.id;
  }
  EXPECT_EQ(lang_giang().find_target("T6"), nullptr);
}

TEST(LangGiangPlan, IsDueOnTheDaysOfItsSteps) {
  const Target& plans = *lang_giang().find_target("T2");
  EXPECT_EQ(hoctap::step_date(plans, 2023), Date::of(2023, 12, 31));
  EXPECT_EQ(hoctap::step_date(plans, 2024), Date::of(2024, 3, 31));
  EXPECT_EQ(hoctap::step_date(plans, 2025), Date::of(2025, 3, 31));
  const Target& money = *lang_giang().find_target("T3");
  for (const int year : {2023, 2024, 2025}) EXPECT_EQ(hoctap::step_date(money, year), Date::of(year, 12, 31));
}

TEST(LangGiangPlan, KeepsThePlansOwnWords) {
  EXPECT_EQ(lang_giang().find_target("T2")->text.vi, "100% TTHTCĐ có xây dựng kế hoạch hoạt động hàng năm.");
  EXPECT_EQ(
      lang_giang().find_duty("IV.6.2")->text.vi,
      "Chỉ đạo các cơ quan, tổ chức cấp xã tuyên truyền về xã hội học tập, học tập suốt đời và TTHTCĐ trên địa bàn.");
  EXPECT_EQ(lang_giang().find_duty("IV.7.1"), nullptr);
}

TEST(LangGiangPlan, SaysEverythingInBothLanguagesAndWhere) {
  std::vector<BilingualText> texts{lang_giang().name};
  std::vector<std::string> clauses;
  for (const auto* items :
       {&lang_giang().aims, &lang_giang().tasks, &lang_giang().finance, &lang_giang().funds, &lang_giang().documents}) {
    for (const Item& item : *items) {
      texts.push_back(item.text);
      clauses.push_back(item.clause);
      if (item.not_measured) texts.push_back(*item.not_measured);
    }
  }
  for (const Target& target : lang_giang().targets) {
    texts.push_back(target.name);
    texts.push_back(target.text);
    clauses.push_back(target.clause);
  }
  for (const auto* bodies : {&lang_giang().bodies, &lang_giang().related_bodies}) {
    for (const auto& body : *bodies) texts.push_back(body.name);
  }
  for (const auto& duty : lang_giang().duties) {
    texts.push_back(duty.text);
    clauses.push_back(duty.clause);
    if (duty.evidence) texts.push_back(*duty.evidence);
    if (duty.not_measured) texts.push_back(*duty.not_measured);
  }
  for (const BilingualText& text : texts) {
    EXPECT_FALSE(hoctap::squeezed(text.vi).empty()) << text.en;
    EXPECT_FALSE(hoctap::squeezed(text.en).empty()) << text.vi;
    EXPECT_NE(text.vi, text.en);
  }
  for (const std::string& clause : clauses) EXPECT_FALSE(clause.empty());
}

TEST(LangGiangPlan, MeasuresEveryAimTaskAndDutyOrSaysWhyNot) {
  std::size_t not_measured = 0;
  for (const auto& duty : lang_giang().duties) {
    EXPECT_NE(duty.indicators.empty(), !duty.not_measured.has_value()) << duty.id;
    not_measured += duty.not_measured.has_value();
  }
  EXPECT_EQ(not_measured, 4U);
  for (const auto* items : {&lang_giang().aims, &lang_giang().tasks, &lang_giang().finance}) {
    for (const Item& item : *items) EXPECT_NE(item.indicators.empty(), !item.not_measured.has_value()) << item.id;
  }
}

TEST(LangGiangPlan, SaysWhichDueDaysAreOurs) {
  for (const auto& duty : lang_giang().duties) {
    if (!duty.due) continue;
    EXPECT_TRUE(duty.due_is_assumed) << duty.id;
    EXPECT_EQ(duty.recurrence, Recurrence::yearly) << duty.id;
  }
  EXPECT_EQ(lang_giang().find_duty("IV.1.4")->due, (StepDay{.month = 12, .day = 31, .year = {}}));
  EXPECT_FALSE(lang_giang().find_duty("IV.2.1")->due.has_value());
}

TEST(LangGiangPlan, SaysWhoFollowedTheAbolishedBodiesOrThatItIsNotKnown) {
  for (const auto& body : lang_giang().bodies) {
    EXPECT_FALSE(body.note.empty()) << body.id;
    if (body.level == "commune") {
      EXPECT_FALSE(body.abolished_on.has_value()) << body.id;
      continue;
    }
    EXPECT_EQ(body.abolished_on, Date::of(2025, 7, 1)) << body.id;
    if (body.successor.empty()) {
      EXPECT_NE(body.note.find("not known to us"), std::string::npos) << body.id;
    } else {
      EXPECT_NE(lang_giang().find_body(body.successor), nullptr) << body.id;
    }
  }
  EXPECT_EQ(lang_giang().find_body("education_office")->successor, "provincial_education_department");
  EXPECT_EQ(lang_giang().find_body("ministry"), nullptr);
}

TEST(LangGiangPlan, DrawsOnFundsOfTheCodeList) {
  const auto lists = hoctap::CodeLists::embedded();
  const hoctap::CodeList& funds = lists.list("funds");
  EXPECT_EQ(lang_giang().funds.size(), 5U);
  for (const Item& fund : lang_giang().funds) EXPECT_NE(funds.find(fund.id), nullptr) << fund.id;
}

TEST(LangGiangPlan, DatesTheDocumentsItCites) {
  std::set<std::string> cited;
  for (const auto* items : {&lang_giang().tasks, &lang_giang().finance}) {
    for (const Item& item : *items) cited.insert(item.cites.begin(), item.cites.end());
  }
  EXPECT_EQ(cited, (std::set<std::string>{"96/2008/TT-BTC", "17/2022/TT-BTC", "1589/STC-QLNS", "1618/UBND-TCKH"}));
  for (const Item& document : lang_giang().documents) {
    ASSERT_TRUE(document.issued_on.has_value()) << document.id;
    EXPECT_LT(*document.issued_on, lang_giang().first) << document.id;
  }
}

TEST(EmbeddedProgrammes, AreNamedLikeTheirFiles) {
  const auto ids = hoctap::embedded_programmes();
  EXPECT_NE(std::find(ids.begin(), ids.end(), "lang-giang-2023-2025"), ids.end());
  for (const std::string& id : ids) EXPECT_EQ(hoctap::embedded_programme(id).id, id);
}

TEST(EmbeddedProgrammes, AreListedWhereOneIsNotThere) {
  for (const std::string_view id : {"lang-giang", "", "../forms", "lang-giang-2023-2025.toml"}) {
    try {
      static_cast<void>(hoctap::embedded_programme(id));
      FAIL() << id;
    } catch (const hoctap::NotFound& error) {
      EXPECT_NE(std::string(error.what()).find("lang-giang-2023-2025"), std::string::npos);
    }
  }
}

TEST(AnotherPlan, IsAnotherFileOfTheSameForm) {
  const Programme programme = fictional();
  EXPECT_TRUE(programme.is_fictional);
  EXPECT_EQ(programme.id, "fictional-hoa-mai");
  EXPECT_EQ(programme.territory.unit_code, "99");
  EXPECT_TRUE(programme.tasks.empty());
  EXPECT_EQ(programme.find_target("S1")->baseline_percent, 35);
  EXPECT_TRUE(programme.find_target("S1")->has_baseline);
  EXPECT_FALSE(programme.find_target("S2")->has_baseline);
  EXPECT_EQ(programme.find_target("S2")->path, PathKind::none);
  EXPECT_EQ(programme.find_duty("D1")->due, (StepDay{.month = 11, .day = 20, .year = 2026}));
  EXPECT_FALSE(programme.find_duty("D1")->due_is_assumed);
  EXPECT_EQ(programme.find_body("office")->successor, "agency");
  EXPECT_NE(programme.digest, lang_giang().digest);
}

TEST(AnotherPlan, HasEveryQuarterOfWhichAPartIsItsOwn) {
  EXPECT_EQ(fictional().quarters(), (std::vector<Period>{Period::quarter(2026, 1), Period::quarter(2026, 2),
                                                         Period::quarter(2026, 3), Period::quarter(2026, 4)}));
}

}  // namespace
