#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/forms/form_rule.hpp"
#include "hoctap/records/tables.hpp"

namespace {

using hoctap::Date;
using hoctap::Document;
using hoctap::DueRule;
using hoctap::FormatError;
using hoctap::FormRule;
using hoctap::FormRules;
using hoctap::MessageCode;
using hoctap::Period;
using hoctap::PeriodKind;

constexpr std::string_view form_text = R"(
[[form]]
code = "HT-01"
name = { vi = "Lớp học", en = "Classes" }
tables = ["sessions"]
period = "quarter"
sender = "commune"
owed = true
due = { days_after_end = 15 }
)";

Document document_of(const std::string& text) { return Document::parse(text, "forms.toml"); }

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
  std::string changed(text);
  const auto at = changed.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return changed.replace(at, what.size(), with);
}

FormatError failure_of(const std::string& text) {
  try {
    FormRules::read(document_of(text));
  } catch (const FormatError& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown for\n" << text;
  return FormatError(hoctap::Message{});
}

TEST(DueRule, CountsDaysFromThePeriodsEnd) {
  const DueRule due{.days_after_end = 15, .days_of_year = {}};
  EXPECT_EQ(due.due_date(Period::quarter(2023, 3)), Date::of(2023, 10, 15));
  EXPECT_EQ(due.due_date(Period::quarter(2024, 4)), Date::of(2025, 1, 15));
  EXPECT_EQ(due.due_date(Period::month(2024, 2)), Date::of(2024, 3, 15));
}

TEST(DueRule, TakesTheDayOfThePeriodsYearAndTheExceptionOfASingleYear) {
  const DueRule due{.days_after_end = {},
                    .days_of_year = {{.month = 3, .day = 31, .year = {}}, {.month = 12, .day = 31, .year = 2023}}};
  EXPECT_EQ(due.due_date(Period::year(2023)), Date::of(2023, 12, 31));
  EXPECT_EQ(due.due_date(Period::year(2024)), Date::of(2024, 3, 31));
  EXPECT_EQ(due.due_date(Period::year(2025)), Date::of(2025, 3, 31));
  EXPECT_EQ(due.due_date(Period::school_year(2024)), Date::of(2025, 3, 31));
}

TEST(DueRule, ThatSaysNothingIsNeverDue) { EXPECT_EQ(DueRule{}.due_date(Period::year(2024)), Date::latest()); }

TEST(FormRules, ReadEveryKeyOfAForm) {
  const FormRules rules = FormRules::read(
      document_of(std::string(form_text) + "from = 2024-01-01\nuntil = 2025-01-01\nassumption = true\n"));
  ASSERT_EQ(rules.rules().size(), 1U);
  const FormRule& rule = rules.rules().front();
  EXPECT_EQ(rule.code, "HT-01");
  EXPECT_EQ(rule.name.vi, "Lớp học");
  EXPECT_EQ(rule.name.en, "Classes");
  EXPECT_EQ(rule.tables, std::vector<std::string>{"sessions"});
  EXPECT_EQ(rule.period_kind, PeriodKind::quarter);
  EXPECT_EQ(rule.sender, hoctap::Level::commune);
  EXPECT_TRUE(rule.is_owed);
  EXPECT_EQ(rule.due.days_after_end, 15);
  EXPECT_EQ(rule.validity, (hoctap::Validity{Date::of(2024, 1, 1), Date::of(2025, 1, 1)}));
  EXPECT_TRUE(rule.is_assumption);
  EXPECT_FALSE(rule.dash_is_zero);
}

TEST(FormRules, SayWhatALoneDashMeans) {
  const FormRules rules = FormRules::read(document_of(std::string(form_text) + "dash_is_zero = true\n"));
  EXPECT_TRUE(rules.rules().front().dash_is_zero);
}

TEST(FormRules, FindAFormHoweverItsCodeIsTyped) {
  const FormRules rules = FormRules::read(document_of(std::string(form_text)));
  for (const std::string_view typed : {"HT-01", "ht 01", "HT.01", " Ht-01 "})
    EXPECT_NE(rules.find(typed), nullptr) << typed;
  EXPECT_EQ(rules.find("HT-02"), nullptr);
  EXPECT_EQ(rules.find(""), nullptr);
}

TEST(FormRules, ChangeWithTheDate) {
  const std::string before = replaced(form_text, "days_after_end = 15 }", "days_after_end = 15 }\nuntil = 2025-01-01");
  const std::string after = replaced(form_text, "days_after_end = 15 }", "days_after_end = 10 }\nfrom = 2025-01-01");
  const FormRules rules = FormRules::read(document_of(before + after));
  EXPECT_EQ(rules.find("HT-01", Period::quarter(2024, 4))->due.days_after_end, 15);
  EXPECT_EQ(rules.find("HT-01", Period::quarter(2025, 1))->due.days_after_end, 10);
  EXPECT_EQ(rules.find("HT-01")->due.days_after_end, 10);
  EXPECT_EQ(rules.carrying("sessions", Date::of(2024, 12, 31)).size(), 1U);
  EXPECT_EQ(failure_of(before + std::string(form_text)).message().code, MessageCode::form_rules_overlap);
}

TEST(FormRules, OfADocumentTakeThePlaceOfTheSameForm) {
  const FormRules rules = FormRules::embedded();
  const FormRules extended =
      rules.with(document_of(replaced(form_text, "\"quarter\"", "\"month\"") + replaced(form_text, "HT-01", "ZZ-09")));
  EXPECT_EQ(extended.rules().size(), rules.rules().size() + 1);
  EXPECT_EQ(extended.find("HT-01")->period_kind, PeriodKind::month);
  EXPECT_NE(extended.find("ZZ-09"), nullptr);
  EXPECT_EQ(rules.find("HT-01")->period_kind, PeriodKind::quarter);
}

TEST(FormRules, NameLineAndKeyOfWhatIsWrong) {
  struct Case {
    std::string_view what;
    std::string_view with;
    MessageCode code;
    std::uint32_t row;
    std::string_view field;
  };
  for (const Case& one : {
           Case{"[\"sessions\"]", "[\"session\"]", MessageCode::unknown_table, 5, "form[1].tables[1]"},
           Case{"[\"sessions\"]", "[\"q\"]", MessageCode::unknown_table, 5, "form[1].tables[1]"},
           Case{"[\"sessions\"]", "[]", MessageCode::form_without_tables, 5, "form[1].tables"},
           Case{"\"quarter\"", "\"fortnight\"", MessageCode::unknown_period_kind, 6, "form[1].period"},
           Case{"\"commune\"", "\"county\"", MessageCode::unknown_choice, 7, "form[1].sender"},
           Case{"owed = true", "owed = \"yes\"", MessageCode::expected_boolean, 8, "form[1].owed"},
           Case{"owed = true\n", "", MessageCode::missing_key, 2, "form[1]"},
           Case{"due = { days_after_end = 15 }\n", "", MessageCode::owed_form_without_due_date, 2, "form[1]"},
           Case{"due = {", "dues = {", MessageCode::unknown_key_near, 9, "form[1].dues"},
           Case{"= 15", "= -1", MessageCode::number_outside_range, 9, "form[1].due.days_after_end"},
           Case{"= 15", "= 15, days_of_year = [{ month = 3, day = 31 }]", MessageCode::two_due_rules, 9,
                "form[1].due.days_of_year"},
           Case{"days_after_end = 15", "days_of_year = [{ month = 2, day = 29 }]", MessageCode::no_such_step_day, 9,
                "form[1].due.days_of_year[1]"},
           Case{"days_after_end = 15", "days_of_year = [{ month = 4294967299, day = 31 }]",
                MessageCode::no_such_step_day, 9, "form[1].due.days_of_year[1]"},
           Case{"days_after_end = 15", "days_of_year = [{ month = 3, day = 31, year = 2023 }]",
                MessageCode::step_days_without_rule, 9, "form[1].due.days_of_year"},
           Case{"days_after_end = 15",
                "days_of_year = [{ month = 3, day = 31, year = 2023 }, { month = 3, day = 30, year = 2023 }]",
                MessageCode::step_days_repeat_year, 9, "form[1].due.days_of_year[2]"},
           Case{"vi = \"Lớp học\"", "vi = \" \"", MessageCode::empty_text, 4, "form[1].name.vi"},
           Case{", en = \"Classes\"", "", MessageCode::missing_key, 4, "form[1].name"},
       }) {
    const FormatError error = failure_of(replaced(form_text, one.what, one.with));
    EXPECT_EQ(error.message().code, one.code) << error.what();
    EXPECT_EQ(error.place().file, "forms.toml");
    EXPECT_EQ(error.place().row, one.row) << error.what();
    EXPECT_EQ(error.place().field, one.field) << error.what();
  }
}

TEST(ShippedForms, CarryEveryTableOfTheRecordsOnceButTheFormsThemselves) {
  const FormRules rules = FormRules::embedded();
  std::map<std::string, int, std::less<>> carried;
  for (const FormRule& rule : rules.rules()) {
    for (const std::string& table : rule.tables) ++carried[table];
  }
  const hoctap::Tables tables;
  for (const hoctap::Table* table : tables.all()) {
    if (table->name() == "forms") continue;
    EXPECT_EQ(carried[std::string(table->name())], 1) << table->name();
  }
}

TEST(ShippedForms, AreOwedOnTheDatesThatWeAssume) {
  const FormRules rules = FormRules::embedded();
  std::vector<std::string> owed;
  for (const FormRule& rule : rules.rules()) {
    EXPECT_TRUE(rule.is_assumption) << rule.code;
    if (rule.is_owed) owed.push_back(rule.code);
  }
  EXPECT_EQ(owed, (std::vector<std::string>{"TT-02", "TT-03", "HT-01", "LD-01", "KP-01"}));
  const auto due = [&](std::string_view code, const Period& period) {
    return rules.find(code, period)->due.due_date(period);
  };
  EXPECT_EQ(due("TT-02", Period::quarter(2023, 3)), Date::of(2023, 10, 15));
  EXPECT_EQ(due("TT-03", Period::year(2023)), Date::of(2023, 12, 31));
  EXPECT_EQ(due("TT-03", Period::year(2024)), Date::of(2024, 3, 31));
  EXPECT_EQ(due("HT-01", Period::quarter(2025, 4)), Date::of(2026, 1, 15));
  EXPECT_EQ(due("KP-01", Period::year(2025)), Date::of(2025, 12, 31));
}

TEST(ShippedForms, SayWhichOwedFormsCarryATable) {
  const FormRules rules = FormRules::embedded();
  const Date day = Date::of(2024, 3, 31);
  ASSERT_EQ(rules.carrying("sessions", day).size(), 1U);
  EXPECT_EQ(rules.carrying("sessions", day).front()->code, "HT-01");
  EXPECT_TRUE(rules.carrying("people_totals", day).empty());
  EXPECT_TRUE(rules.carrying("centres", day).empty());
}

}  // namespace
