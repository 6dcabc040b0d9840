// Who owed which form, and what came.
#include <gtest/gtest.h>

#include "hoctap/core/text.hpp"
#include "support/forms_maker.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;
using test::day;
using test::event;
using test::unit;

// District 100 with three communes, of which 10001 and 10002 become 10004 on 1 July 2024, and commune 20001 outside it.
Gazetteer places() {
  Findings findings;
  Gazetteer gazetteer = Gazetteer::build(
      {unit("10", "", "", Level::province), unit("100", "", "", Level::district, "10"),
       unit("200", "", "", Level::district, "10"), unit("10001", "", "2024-07-01", Level::commune, "100"),
       unit("10002", "", "2024-07-01", Level::commune, "100"), unit("10003", "", "", Level::commune, "100"),
       unit("10004", "2024-07-01", "", Level::commune, "100"), unit("20001", "", "", Level::commune, "200"),
       unit("10001001", "", "", Level::village, "10001"), unit("10003001", "", "2024-01-01", Level::village, "10003")},
      {event("10001", "10004", "2024-07-01"), event("10002", "10004", "2024-07-01")}, findings);
  for (const Finding& finding : findings)
    EXPECT_NE(severity(finding.message.code), Severity::error) << finding.message.text(Language::en);
  return gazetteer;
}

const std::string quarterly = R"(
[[form]]
code = "HT"
name = { vi = "Buổi học", en = "Sessions" }
tables = ["sessions", "courses"]
period = "quarter"
due = { days_after_end = 15 }
sender = "commune"
owed = true
)";
const std::string yearly = R"(
[[form]]
code = "KH"
name = { vi = "Kế hoạch", en = "Plans" }
tables = ["plans"]
period = "year"
due = { days_of_year = [{ month = 3, day = 31 }] }
sender = "commune"
owed = true
)";
const std::string unowed = R"(
[[form]]
code = "DK"
name = { vi = "Khác", en = "Others" }
tables = ["materials"]
period = "quarter"
sender = "commune"
owed = false
)";

class FormObligations : public testing::Test {
 protected:
  FormObligations() {
    options_.gazetteer = places();
    options_.forms = FormRules::read(Document::parse(quarterly + yearly + unowed, "rules.toml"));
    options_.programme = Programme{};
    options_.programme.first = day("2024-01-01");
    options_.programme.last = day("2024-12-31");
    options_.programme.territory = {"100", day("2024-01-01")};
  }

  // Rows: form, unit, period, day of the codes, day of receipt, version, nil.
  Reading with(const std::string& rows) {
    FormsMaker maker;
    maker.options = options_;
    std::string text = "Mã báo cáo,Biểu,Mã ĐVHC,Kỳ,Mã theo ngày,Ngày nhận,Lần,Không phát sinh\n";
    std::size_t number = 0;
    std::size_t at = 0;
    while (at < rows.size()) {
      const std::size_t end = rows.find('\n', at);
      text += "R" + std::to_string(++number) + "," + rows.substr(at, end - at) + "\n";
      at = end + 1;
    }
    return maker.file("so.csv", text).read();
  }

  static const char* shown(ObligationState state) {
    switch (state) {
      case ObligationState::on_time:
        return "on time";
      case ObligationState::late:
        return "late";
      case ObligationState::undated:
        return "undated";
      case ObligationState::missing:
        return "missing";
      case ObligationState::not_yet_due:
        break;
    }
    return "not yet due";
  }

  // "HT 10001 2024Q1: late", with the sender where it is another, and what is said of the report.
  static Lines shown(const Reading& reading) {
    const Gazetteer& gazetteer = reading.dataset.gazetteer();
    Lines lines;
    for (const Obligation& obligation : reading.obligations.all()) {
      std::string line =
          reading.obligations.rules().rules()[obligation.form].code + " " + gazetteer.version(obligation.owner).code;
      if (obligation.sender != obligation.owner) line += " by " + gazetteer.version(obligation.sender).code;
      line += " " + obligation.period.text() + ": " + shown(obligation.state);
      if (obligation.is_nil) line += ", nil";
      if (obligation.is_joint) line += ", joint";
      lines.push_back(line);
    }
    return lines;
  }

  VersionId id(std::string_view code, std::string_view on = "2024-03-31") const {
    return *options_.gazetteer.find(code, day(on));
  }

  ReadOptions options_ = test_options();
};

constexpr Validity first_quarter{Date::from_days(19723), Date::from_days(19814)};
constexpr Validity first_half{Date::from_days(19723), Date::from_days(19905)};

TEST_F(FormObligations, AreOnTimeLateUndatedOrMissing) {
  options_.day = day("2024-06-01");
  const Reading reading = with(
      "HT,10001,2024Q1,,15/04/2024,,\nHT,10002,2024Q1,,16/04/2024,,x\nKH,10001,2024,,,,\nKH,10002,2024,31/03/2024,31/03/2024,,\n");
  EXPECT_EQ(shown(reading), (Lines{"HT 10001 2024Q1: on time", "HT 10002 2024Q1: late, nil", "HT 10003 2024Q1: missing",
                                   "KH 10001 2024: missing", "KH 10002 2024: on time", "KH 10003 2024: missing",
                                   "HT 10001 by 10004 2024Q2: not yet due", "HT 10002 by 10004 2024Q2: not yet due",
                                   "HT 10003 2024Q2: not yet due"}));
  EXPECT_EQ(reading.obligations.missing().size(), 3U);
  EXPECT_EQ(reading.obligations.all()[0].due, day("2024-04-15"));
}

TEST_F(FormObligations, ReadACodeOnTheDayThatTheReportStates) {
  options_.day = day("2024-06-01");
  // By default the code of a report on 2024 is read on 31 December, when 10001 is no more; dated in March it is known.
  EXPECT_EQ(shown(with("KH,10001,2024,31/03/2024,,,\n"))[3], "KH 10001 2024: undated");
}

TEST_F(FormObligations, AreNotYetDueUntilTheirDay) {
  options_.day = day("2024-04-15");
  EXPECT_EQ(shown(with("HT,10001,2024Q1,,02/04/2024,,\n"))[1], "HT 10002 2024Q1: not yet due");
  options_.day = day("2024-04-16");
  EXPECT_EQ(shown(with("HT,10001,2024Q1,,02/04/2024,,\n"))[1], "HT 10002 2024Q1: missing");
}

TEST_F(FormObligations, DoNotKnowWhatCameAfterTheDayAsked) {
  options_.day = day("2024-04-20");
  const Reading reading = with("HT,10001,2024Q1,,25/04/2024,,\n");
  EXPECT_EQ(shown(reading)[0], "HT 10001 2024Q1: missing");
  EXPECT_FALSE(reading.obligations.is_reported("sessions", id("10001"), first_quarter));
}

TEST_F(FormObligations, TakeTheLastDayOfReceiptWhereNoDayIsAsked) {
  EXPECT_EQ(with("HT,10001,2024Q1,,02/04/2024,,\nHT,10002,2024Q1,,20/04/2024,,\n").obligations.day(),
            day("2024-04-20"));
  // Nothing is dated: the last day that was reported on.
  EXPECT_EQ(with("HT,10001,2024Q1,,,,\n").obligations.day(), day("2024-03-31"));
  // Nothing is known: nothing is owed.
  const Reading reading = with("");
  EXPECT_TRUE(reading.obligations.all().empty());
  EXPECT_TRUE(reading.obligations.is_reported("sessions", id("10001"), first_quarter));
}

TEST_F(FormObligations, OfAMergedUnitAreSentByItsSuccessor) {
  options_.day = day("2024-08-01");
  const Reading reading = with("HT,10004,2024Q2,02/07/2024,10/07/2024,,\n");
  const Lines lines = shown(reading);
  // Three owners each of the first quarter, the year's plan and the second quarter, two of the third, which has begun.
  ASSERT_EQ(lines.size(), 11U);
  EXPECT_EQ(Lines(lines.end() - 5, lines.end() - 2),
            (Lines{"HT 10001 by 10004 2024Q2: on time, joint", "HT 10002 by 10004 2024Q2: on time, joint",
                   "HT 10003 2024Q2: missing"}));
  // The plan was due in March, so the communes of March owe it, though their year ends under another name.
  EXPECT_EQ(Lines(lines.end() - 8, lines.end() - 5),
            (Lines{"KH 10001 2024: missing", "KH 10002 2024: missing", "KH 10003 2024: missing"}));
}

TEST_F(FormObligations, OfAUnitAreMetByAllItsPartsTogether) {
  options_.day = day("2024-12-01");
  // In the third quarter 10004 owes; its parts still report for themselves.
  const auto state = [&](const std::string& rows) {
    const Reading reading = with(rows);
    for (const std::string& line : shown(reading)) {
      if (line.find("HT 10004 2024Q3") == 0) return line;
    }
    return std::string("none");
  };
  EXPECT_EQ(state("HT,10001,2024Q3,30/06/2024,10/10/2024,,\n"), "HT 10004 2024Q3: missing");
  EXPECT_EQ(state("HT,10001,2024Q3,30/06/2024,10/10/2024,,\nHT,10002,2024Q3,30/06/2024,20/10/2024,,x\n"),
            "HT 10004 2024Q3: late");
  EXPECT_EQ(state("HT,10001,2024Q3,30/06/2024,10/10/2024,,x\nHT,10002,2024Q3,30/06/2024,11/10/2024,,x\n"),
            "HT 10004 2024Q3: on time, nil");
}

TEST_F(FormObligations, AreMetInTimeByAnyVersionAndNameTheLatest) {
  options_.day = day("2024-06-01");
  const Reading reading = with(
      "HT,10001,2024Q1,,20/05/2024,2,\nHT,10001,2024Q1,,10/04/2024,1,\nHT,10002,2024Q1,,20/05/2024,2,\nHT,10002,2024Q1,,,1,\n");
  EXPECT_EQ(shown(reading)[0], "HT 10001 2024Q1: on time");
  EXPECT_EQ(reading.obligations.all()[0].submission, 0U);
  EXPECT_EQ(shown(reading)[1], "HT 10002 2024Q1: undated");  // the first may have been in time
}

TEST_F(FormObligations, AreMetByAReportForALongerPeriod) {
  options_.day = day("2024-12-31");
  const Reading reading = with("HT,10003,2024,,31/12/2024,,\nHT,10003,2024Q2,,10/07/2024,,\n");
  Lines of_the_unit;
  for (const std::string& line : shown(reading)) {
    if (line.find("HT 10003") == 0) of_the_unit.push_back(line);
  }
  EXPECT_EQ(of_the_unit, (Lines{"HT 10003 2024Q1: late", "HT 10003 2024Q2: on time", "HT 10003 2024Q3: late",
                                "HT 10003 2024Q4: on time"}));
}

TEST_F(FormObligations, AreAskedOfAnyPlaceAndTime) {
  options_.day = day("2024-12-01");
  const Reading reading = with(
      "HT,10001,2024Q1,,10/04/2024,,\nHT,10002,2024Q1,,10/04/2024,,\nHT,10001,2024Q2,,10/07/2024,,\nHT,10003,2024Q1,,10/04/2024,,\n");
  const Obligations& owed = reading.obligations;
  EXPECT_TRUE(owed.is_reported("sessions", id("10001"), first_half));
  EXPECT_TRUE(owed.is_reported("courses", id("10001"), first_half));
  EXPECT_FALSE(owed.is_reported("sessions", id("10002"), first_half));
  EXPECT_TRUE(owed.is_reported("sessions", id("10002"), first_quarter));
  // The commune of after the merger: of its parts one was silent in the second quarter.
  EXPECT_TRUE(owed.is_reported("sessions", id("10004", "2024-07-01"), first_quarter));
  EXPECT_FALSE(owed.is_reported("sessions", id("10004", "2024-07-01"), first_half));
  // Villages through their communes, also one that is no more.
  EXPECT_TRUE(owed.is_reported("sessions", id("10001001"), first_half));
  EXPECT_TRUE(owed.is_reported("sessions", id("10003001", "2023-12-31"), first_quarter));
  EXPECT_FALSE(owed.is_reported("sessions", id("10003001", "2023-12-31"), first_half));
  // The district is silent where one commune is.
  EXPECT_TRUE(owed.is_reported("sessions", id("100"), first_quarter));
  EXPECT_FALSE(owed.is_reported("sessions", id("100"), first_half));
  // Nothing is owed: outside the territory, of tables that no owed form carries, and of what is no place.
  EXPECT_TRUE(owed.is_reported("sessions", id("20001"), first_half));
  EXPECT_TRUE(owed.is_reported("materials", id("10002"), first_half));
  EXPECT_TRUE(owed.is_reported("sessions", no_version, first_half));
  // One table and span can be asked of many places.
  for (const auto& span : {first_quarter, first_half}) {
    for (const char* const table : {"sessions", "courses", "materials"}) {
      const Obligations::OfSpan of_span = owed.of(table, span);
      const auto versions = static_cast<VersionId>(reading.dataset.gazetteer().versions().size());
      for (VersionId place = 0; place <= versions; ++place)
        EXPECT_EQ(of_span.is_reported(place), owed.is_reported(table, place, span)) << table << ' ' << place;
      EXPECT_TRUE(of_span.is_reported(no_version));
    }
  }

  const std::vector<Obligation> silent = owed.silent("sessions", id("10004", "2024-07-01"), first_half);
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent[0].owner, id("10002"));
  EXPECT_EQ(silent[0].period, Period::quarter(2024, 2));

  EXPECT_EQ(owed.last_reported("sessions", id("10001"), day("2024-12-31")), day("2024-06-30"));
  EXPECT_EQ(owed.last_reported("sessions", id("10001"), day("2024-06-29")), day("2024-03-31"));
  EXPECT_EQ(owed.last_reported("sessions", id("10004", "2024-07-01"), day("2024-12-31")), day("2024-03-31"));
  EXPECT_EQ(owed.last_reported("sessions", id("10001001"), day("2024-12-31")), day("2024-06-30"));
  EXPECT_EQ(owed.last_reported("plans", id("10001"), day("2024-12-31")), std::nullopt);
  EXPECT_EQ(owed.last_reported("sessions", id("20001"), day("2024-12-31")), std::nullopt);
}

TEST_F(FormObligations, AreMetForTheTablesThatCameAndForNoOthers) {
  options_.day = day("2024-06-01");
  const std::string above = "Biểu: HT\nKỳ: 2024Q1\nNgày nhận: 10/04/2024\n";
  const std::string courses = "Mã khóa học,Loại\nA,dạy nghề\n";
  FormsMaker maker;
  maker.options = options_;
  const Reading reading = maker.file("a.csv", "Đơn vị: 10001\n" + above + courses)
                              .file("b.csv", "Đơn vị: 10002\n" + above + courses)
                              .file("c.csv", "Đơn vị: 10002\nBảng: sessions\nKhông phát sinh: x\n" + above)
                              .file("d.csv", "Đơn vị: 10003\nKhông phát sinh: x\n" + above + "Mã khóa học,Loại\n")
                              .read();
  const Obligations& owed = reading.obligations;
  EXPECT_TRUE(owed.is_reported("courses", id("10001"), first_quarter));
  EXPECT_FALSE(owed.is_reported("sessions", id("10001"), first_quarter));
  EXPECT_EQ(owed.last_reported("courses", id("10001"), day("2024-12-31")), day("2024-03-31"));
  EXPECT_EQ(owed.last_reported("sessions", id("10001"), day("2024-12-31")), std::nullopt);
  EXPECT_EQ(owed.all()[0].lacking, Lines{"sessions"});
  ASSERT_EQ(owed.silent("sessions", id("100"), first_quarter).size(), 1U);
  // A sheet says of its own table that nothing happened; a sheet alone, of the whole form.
  EXPECT_TRUE(owed.is_reported("sessions", id("10002"), first_quarter));
  EXPECT_TRUE(owed.is_reported("sessions", id("10003"), first_quarter));
  EXPECT_TRUE(owed.is_reported("courses", id("10003"), first_quarter));
  EXPECT_EQ(count(reading.dataset, MessageCode::submission_incomplete), 1U);
  EXPECT_EQ(count(reading.dataset, MessageCode::nil_with_rows), 0U);
  // Whoever hands over tables says which of them a report told of.
  EXPECT_EQ(texts(reading.dataset.tables().submissions.tables, reading.dataset), (Lines{"courses", "-", "-"}));
}

TEST_F(FormObligations, AreNotMetForATableNoRowOfWhichCouldBeUsed) {
  options_.day = day("2024-06-01");
  const std::string above = "Biểu: HT\nĐơn vị: 10001\nKỳ: 2024Q1\n";
  FormsMaker maker;
  maker.options = options_;
  const Reading reading = maker.file("a.csv", above + "Mã khóa học,Loại\nA,dạy nghề\n")
                              .file("b.csv", above + "Mã buổi học,Mã TTHTCĐ,Ngày,Loại buổi\nB1,C1,mai,dạy nghề\n")
                              .read();
  EXPECT_TRUE(reading.obligations.is_reported("courses", id("10001"), first_quarter));
  EXPECT_FALSE(reading.obligations.is_reported("sessions", id("10001"), first_quarter));
  EXPECT_EQ(count(reading.dataset, MessageCode::submission_incomplete), 1U);
}

TEST_F(FormObligations, TellOfSubmissionsOfFormsAndTablesThatNobodyKnows) {
  DatasetBuilder builder(options_.gazetteer, options_.codes);
  Submissions& table = builder.tables().submissions;
  const auto push = [&](const char* form, const char* unit, const char* tables) {
    Pool& pool = builder.pool();
    table.report_id.push(pool.intern(std::string(form) + unit));
    table.form_code.push(pool.intern(form));
    table.unit_code.push(UnitRef{pool.intern(unit), no_version});
    table.period.push(Period::quarter(2024, 1));
    table.received_at.push(day("2024-04-10"));
    table.tables.push(*tables == 0 ? std::nullopt : std::optional(pool.intern(tables)));
  };
  push("ht", "10001", "sessions; coures");
  push("HT", "10002", "");
  push("zzz", "10003", "");
  table.place_rows();
  options_.day = day("2024-06-01");
  const Reading reading = with_obligations(std::move(builder).finish(), options_);
  EXPECT_EQ(shown(reading)[0], "HT 10001 2024Q1: on time");
  EXPECT_EQ(shown(reading)[2], "HT 10003 2024Q1: missing");
  EXPECT_TRUE(reading.obligations.is_reported("sessions", id("10001"), first_quarter));
  EXPECT_FALSE(reading.obligations.is_reported("courses", id("10001"), first_quarter));
  EXPECT_EQ(told(reading.dataset),
            (Lines{":1 tables unknown_table(coures; courses)", ":3 form_code unknown_form(zzz; HT, KH, DK)"}));
}

TEST_F(FormObligations, FollowRulesThatChange) {
  options_.forms = FormRules::read(Document::parse(
      R"([[form]]
code = "HT"
name = { vi = "Buổi học", en = "Sessions" }
tables = ["sessions"]
period = "quarter"
due = { days_after_end = 15 }
sender = "commune"
owed = true
until = 2024-04-01
[[form]]
code = "HT"
name = { vi = "Buổi học", en = "Sessions" }
tables = ["sessions"]
period = "quarter"
due = { days_after_end = 5 }
sender = "commune"
owed = true
from = 2024-04-01
)",
      "rules.toml"));
  options_.day = day("2024-08-01");
  const Reading reading = with("HT,10003,2024Q1,,10/04/2024,,\nHT,10003,2024Q2,,10/07/2024,,\n");
  EXPECT_EQ(shown(reading)[2], "HT 10003 2024Q1: on time");
  EXPECT_EQ(shown(reading)[5], "HT 10003 2024Q2: late");
}

TEST_F(FormObligations, HoldNothingWithoutAReadingAndForAnUnknownTerritory) {
  const Obligations none;
  EXPECT_TRUE(none.all().empty());
  EXPECT_TRUE(none.missing().empty());
  EXPECT_TRUE(none.rules().rules().empty());
  EXPECT_TRUE(none.is_reported("sessions", 0, first_half));
  EXPECT_EQ(none.last_reported("sessions", 0, Date::latest()), std::nullopt);
  options_.programme.territory.unit_code = "999";
  EXPECT_TRUE(with("HT,10001,2024Q1,,02/04/2024,,\n").obligations.all().empty());
}

TEST_F(FormObligations, AreKnownForTablesHandedOverInMemory) {
  DatasetBuilder builder(options_.gazetteer, options_.codes);
  Submissions& table = builder.tables().submissions;
  Forms& forms = builder.tables().forms;
  forms.form_code.push(builder.pool().intern("HT"));
  forms.tables.push(builder.pool().intern("sessions"));
  forms.period_kind.push(builder.pool().intern("quarter"));
  forms.senders.push(builder.pool().intern("commune"));
  forms.place_rows();
  table.report_id.push(builder.pool().intern("R1"));
  table.form_code.push(builder.pool().intern("HT"));
  table.unit_code.push(UnitRef{builder.pool().intern("10001"), no_version});
  table.period.push(Period::quarter(2024, 1));
  table.received_at.push(day("2024-04-10"));
  table.place_rows();
  const Reading reading = with_obligations(std::move(builder).finish(), options_);
  ASSERT_EQ(shown(reading).size(), 3U + 3U + 3U);  // the second quarter has begun
  EXPECT_EQ(shown(reading)[0], "HT 10001 2024Q1: on time");
}

}  // namespace
}  // namespace hoctap
