// A district in memory for tests of people and indicators: rows are added in a line each, and everything else (codes,
// forms, plan) is the library's own.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/forms/read.hpp"
#include "hoctap/indicator/result.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// How failing tests show them.
inline void PrintTo(const Cell& cell, std::ostream* out) {
  *out << cell.numerator << "/" << cell.denominator << " unreported " << cell.unreported << " lower " << cell.lower_num
       << "/" << cell.lower_den << " upper " << cell.upper_num << "/" << cell.upper_den;
}
inline void PrintTo(Status status, std::ostream* out) { *out << name(status); }
inline void PrintTo(Reach reach, std::ostream* out) { *out << name(reach); }

}  // namespace hoctap

namespace hoctap::testing_support {

inline Date day(std::string_view iso) { return Date::parse(iso); }

// District 999 with the communes 99901 Đông, 99904 Tây, 99907 Nam.
inline std::vector<UnitVersion> fictional_units() {
  const auto unit = [](std::string code, std::string name, Level level, std::string parent) {
    UnitVersion version;
    version.code = std::move(code);
    version.name = std::move(name);
    version.level = level;
    version.parent_code = std::move(parent);
    return version;
  };
  return {unit("99", "Hư Cấu", Level::province, ""), unit("999", "Thử", Level::district, "99"),
          unit("99901", "Đông", Level::commune, "999"), unit("99904", "Tây", Level::commune, "999"),
          unit("99907", "Nam", Level::commune, "999")};
}

inline Gazetteer gazetteer_of(std::vector<UnitVersion> units, std::vector<UnitEvent> events = {}) {
  Findings findings;
  return Gazetteer::build(std::move(units), std::move(events), findings);
}

struct Resident {
  std::uint64_t person = 0;
  std::string unit;
  std::string from = "2010-01-01";
  std::string to = {};
  std::string village = {};
  std::string sex = "woman";
  std::string born = "1990-05";
  std::string status = "employed";
  std::string sector = "agriculture";
  std::string level = "none";
  std::optional<bool> poor = std::nullopt;
};

struct Session {
  std::string id;
  std::string centre;
  std::string date;
  std::string kind = "skills";
  std::optional<std::int64_t> attendances = std::nullopt;
  std::string course = {};
  std::string village = {};
  std::string topic = {};
};

class District {
 public:
  explicit District(Gazetteer gazetteer, std::string territory = "999", std::optional<Date> codes_as_of = std::nullopt)
      : options_(ReadOptions::embedded()), builder_(gazetteer, options_.codes, codes_as_of) {
    options_.gazetteer = std::move(gazetteer);
    options_.programme.territory.unit_code = std::move(territory);
  }
  // Without a report and without a day in the options nothing is owed and everything counts as complete.
  District() : District(gazetteer_of(fictional_units())) {}

  ReadOptions& options() { return options_; }
  Tables& tables() { return builder_.tables(); }

  // Rows from here on stand in a file of their own, which reads its codes on that day.
  void file(const std::string& codes_as_of) {
    Source source;
    source.file = "file-" + codes_as_of + ".csv";
    source.codes_as_of = day(codes_as_of);
    source_ = builder_.add_source(std::move(source));
  }

  void centre(const std::string& id, const std::string& unit, const std::string& founded = "2010-01-01",
              const std::string& closed = {}, const std::string& predecessors = {}) {
    Centres& centres = tables().centres;
    push(centres.centre_id, id);
    push(centres.name, "Trung tâm " + id);
    push(centres.founded_on, founded);
    centres.decision_no.push_missing();
    push(centres.closed_on, closed);
    push(centres.predecessor_ids, predecessors);
    place_row(centres);
    stay(id, unit, founded);
  }
  void stay(const std::string& centre, const std::string& unit, const std::string& from,
            const std::string& village = {}, const std::string& venue = {}) {
    CentrePlaces& places = tables().centre_places;
    push(places.centre_id, centre);
    push(places.valid_from, from);
    places.valid_until.push_missing();
    push(places.unit_code, unit);
    push(places.village_code, village);
    push(places.venue_type, venue);
    places.host.push_missing();
    places.decision_no.push_missing();
    place_row(places);
  }
  void counted(const std::string& centre, const std::string& item, const std::string& as_of,
               std::optional<std::int64_t> usable) {
    Equipment& equipment = tables().equipment;
    push(equipment.centre_id, centre);
    push(equipment.item_code, item);
    push(equipment.as_of, as_of);
    equipment.quantity.push_missing();
    equipment.usable.push(usable);
    equipment.source.push_missing();
    equipment.cost.push_missing();
    place_row(equipment);
  }
  void equipped(const std::string& centre, const std::string& as_of, std::optional<std::int64_t> computers = 1) {
    counted(centre, "bookcase", as_of, 1);
    counted(centre, "tables_and_chairs", as_of, 1);
    counted(centre, "computer", as_of, computers);
  }
  void speaker(std::uint64_t person, const std::string& centre, const std::string& trained) {
    Staff& staff = tables().staff;
    staff.person_key.push(PersonKey{7, person});
    push(staff.centre_id, centre);
    push(staff.role, "speaker");
    push(staff.valid_from, "2010-01-01");
    staff.valid_until.push_missing();
    staff.part_time.push_missing();
    push(staff.trained_on, trained);
    staff.decision_no.push_missing();
    place_row(staff);
  }
  void plan(const std::string& centre, std::int64_t year, const std::string& approved) {
    Plans& plans = tables().plans;
    push(plans.centre_id, centre);
    plans.year.push(year);
    plans.version.push(1);
    push(plans.status, approved.empty() ? "draft" : "approved");
    push(plans.approved_on, approved);
    push(plans.approver, approved.empty() ? "" : "Chủ tịch");
    plans.survey_id.push_missing();
    place_row(plans);
  }
  void allocation(const std::string& id, const std::string& unit, const std::string& centre, std::int64_t year,
                  std::int64_t dong, const std::string& decided, const std::string& fund = "commune_budget") {
    Allocations& allocations = tables().allocations;
    push(allocations.allocation_id, id);
    allocations.estimate_id.push_missing();
    push(allocations.unit_code, unit);
    push(allocations.centre_id, centre);
    allocations.year.push(year);
    push(allocations.fund, fund);
    allocations.amount.push(Money::dong(dong));
    push(allocations.decided_on, decided);
    allocations.decision_no.push_missing();
    place_row(allocations);
  }
  void settlement(const std::string& unit, std::int64_t year, const std::string& approved,
                  const std::string& fund = "commune_budget") {
    Settlements& settlements = tables().settlements;
    push(settlements.unit_code, unit);
    settlements.year.push(year);
    push(settlements.fund, fund);
    settlements.version.push(1);
    settlements.spent.push(Money::dong(0));
    settlements.due_on.push_missing();
    settlements.submitted_on.push_missing();
    push(settlements.approved_on, approved);
    place_row(settlements);
  }
  void resident(const Resident& one) {
    Residents& residents = tables().residents;
    residents.person_key.push(PersonKey{7, one.person});
    push(residents.spell_from, one.from);
    push(residents.spell_to, one.to);
    push(residents.unit_code, one.unit);
    push(residents.village_code, one.village);
    push(residents.sex, one.sex);
    if (one.born.empty())
      residents.birth_month.push_missing();
    else
      residents.birth_month.push(Month{day(one.born + "-01").month_index()});
    residents.ethnicity.push_missing();
    push(residents.sector, one.sector);
    push(residents.status, one.status);
    residents.poor.push(one.poor);
    residents.disabled.push_missing();
    push(residents.trained_level, one.level);
    place_row(residents);
  }
  void session(const Session& one, const std::vector<std::uint64_t>& persons, std::size_t without_name = 0) {
    Sessions& sessions = tables().sessions;
    push(sessions.session_id, one.id);
    push(sessions.centre_id, one.centre);
    push(sessions.course_id, one.course);
    push(sessions.date, one.date);
    push(sessions.village_code, one.village);
    push(sessions.topic, one.topic);
    push(sessions.kind, one.kind);
    sessions.hours.push_missing();
    sessions.speaker_key.push_missing();
    sessions.attendances.push(one.attendances);
    sessions.female.push_missing();
    sessions.ethnic.push_missing();
    place_row(sessions);
    Participation& participation = tables().participation;
    for (const std::uint64_t person : persons) {
      push(participation.session_id, one.id);
      participation.person_key.push(PersonKey{7, person});
      place_row(participation);
    }
    for (std::size_t i = 0; i < without_name; ++i) {
      push(participation.session_id, one.id);
      participation.person_key.push_missing();
      place_row(participation);
    }
  }
  void course(const std::string& id, const std::string& centre, const std::string& kind) {
    Courses& courses = tables().courses;
    push(courses.course_id, id);
    push(courses.centre_id, centre);
    push(courses.kind, kind);
    courses.field.push_missing();
    courses.hours.push_missing();
    courses.starts_on.push_missing();
    courses.ends_on.push_missing();
    courses.provider.push_missing();
    courses.employer.push_missing();
    place_row(courses);
  }
  void result(const std::string& course, std::uint64_t person, const std::string& completed,
              const std::string& certified = {}) {
    CourseResults& results = tables().course_results;
    push(results.course_id, course);
    results.person_key.push(PersonKey{7, person});
    push(results.completed_on, completed);
    push(results.certificate_no, certified.empty() ? "" : "CC-1");
    push(results.certified_on, certified);
    place_row(results);
  }
  void labourers(const std::string& unit, const std::string& as_of, std::int64_t number, const std::string& sex = {},
                 const std::string& band = {}) {
    LabourTotals& totals = tables().labour_totals;
    push(totals.unit_code, unit);
    push(totals.as_of, as_of);
    push(totals.sex, sex);
    push(totals.age_band, band);
    totals.labourers.push(number);
    place_row(totals);
  }
  void declared(const std::string& unit, const std::string& period, const std::string& measure, std::int64_t persons,
                const std::string& method = "counted", const std::string& sex = {}) {
    PeopleTotals& totals = tables().people_totals;
    push(totals.unit_code, unit);
    totals.period.push(Period::parse(period));
    push(totals.measure, measure);
    totals.variant.push_missing();
    push(totals.sex, sex);
    totals.age_band.push_missing();
    totals.persons.push(persons);
    push(totals.method, method);
    place_row(totals);
  }
  void report(const std::string& form, const std::string& unit, const std::string& period,
              const std::string& codes_as_of = {}) {
    Submissions& submissions = tables().submissions;
    push(submissions.report_id, form + "/" + unit + "/" + period);
    push(submissions.form_code, form);
    push(submissions.unit_code, unit);
    submissions.period.push(Period::parse(period));
    push(submissions.codes_as_of, codes_as_of);
    push(submissions.received_at, (Period::parse(period).last() + 10).iso());
    submissions.version.push(1);
    submissions.tables.push_missing();
    submissions.nil.push(false);
    submissions.sha256.push_missing();
    place_row(submissions);
  }

  Reading reading() && { return with_obligations(std::move(builder_).finish(), options_); }

 private:
  void push(Column<Text>& column, const std::string& text) {
    if (text.empty())
      column.push_missing();
    else
      column.push(builder_.pool().intern(text));
  }
  void push(Column<UnitRef>& column, const std::string& code) {
    if (code.empty())
      column.push_missing();
    else
      column.push(UnitRef{builder_.pool().intern(code), no_version});
  }
  static void push(Column<Date>& column, const std::string& iso) {
    if (iso.empty())
      column.push_missing();
    else
      column.push(day(iso));
  }
  void place_row(Table& table) { table.push_place({source_, static_cast<std::uint32_t>(table.size() + 1)}); }

  ReadOptions options_;
  DatasetBuilder builder_;
  std::uint32_t source_ = 0;
};

}  // namespace hoctap::testing_support
