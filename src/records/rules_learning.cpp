#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "records/listed.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

std::string span_text(Date first, Date last) { return day_text(first) + "–" + day_text(last); }

void check_parts_of_attendances(Check& check, Tables& tables) {
  Sessions& sessions = tables.sessions;
  check_part(check, sessions.female, sessions.attendances);
  check_part(check, sessions.ethnic, sessions.attendances);
}

// A centre that was not there held no session.
void check_centre_life(Check& check, Tables& tables) {
  const Sessions& sessions = tables.sessions;
  const Centres& centres = tables.centres;
  const RowsByText by_id(centres.centre_id, check.pool());
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(sessions.centre_id, row)) continue;
    const auto centre = by_id.find(sessions.centre_id[row]);
    if (!centre) continue;
    const Validity life{centres.founded_on[*centre], centres.closed_on.get(*centre).value_or(Date::latest())};
    if (life.contains(sessions.date[row])) continue;
    check.drop(row, &sessions.date, MessageCode::session_outside_centre_life,
               {day_text(sessions.date[row]), check.quoted(sessions.centre_id[row]), span_text(life.from, life.until)});
  }
}

void check_course_time(Check& check, Tables& tables) {
  const Sessions& sessions = tables.sessions;
  const Courses& courses = tables.courses;
  const RowsByText by_id(courses.course_id, check.pool());
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(sessions.course_id, row)) continue;
    const auto course = by_id.find(sessions.course_id[row]);
    if (!course) continue;
    const Date first = courses.starts_on.get(*course).value_or(Date::earliest());
    const Date last = courses.ends_on.get(*course).value_or(Date::latest());
    if (first <= sessions.date[row] && sessions.date[row] <= last) continue;
    check.note(row, &sessions.date, MessageCode::session_outside_course,
               {day_text(sessions.date[row]), span_text(first, last)});
  }
}

void check_sessions(Check& check, Tables& tables) {
  check_parts_of_attendances(check, tables);
  check_centre_life(check, tables);
  check_course_time(check, tables);
}

// More people cannot be named than attended.
void check_named_persons(Check& check, Tables& tables) {
  const Participation& participation = tables.participation;
  const Sessions& sessions = tables.sessions;
  const RowsByText by_id(sessions.session_id, check.pool());
  std::vector<std::int64_t> named(sessions.size(), 0);
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!participation.person_key.has(row)) continue;
    if (const auto session = by_id.find(participation.session_id[row])) ++named[*session];
  }
  Check told = check.of(tables.sessions);
  for (std::size_t session = 0; session < named.size(); ++session) {
    if (!sessions.attendances.has(session) || named[session] <= sessions.attendances[session]) continue;
    told.note(session, &sessions.attendances, MessageCode::named_above_attendances,
              {std::to_string(named[session]), std::to_string(sessions.attendances[session])});
  }
}

void check_completion(Check& check, Tables& tables) {
  CourseResults& results = tables.course_results;
  const Courses& courses = tables.courses;
  const RowsByText by_id(courses.course_id, check.pool());
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(results.completed_on, row)) continue;
    const auto course = by_id.find(results.course_id[row]);
    if (!course || !courses.starts_on.has(*course) || results.completed_on[row] >= courses.starts_on[*course]) continue;
    check.note(row, &results.completed_on, MessageCode::end_before_begin,
               {described(results.completed_on), day_text(results.completed_on[row]), described(courses.starts_on),
                day_text(courses.starts_on[*course])});
    results.completed_on.set_missing(row);
  }
}

// A replication takes over a pilot, and names it.
void check_replications(Check& check, Tables& tables) {
  const Activities& activities = tables.activities;
  const CodeList* const kinds = check.codes().find(activities.kind.info().code_list);
  if (kinds == nullptr) return;
  const auto bears = [&](std::size_t row, std::string_view flag) {
    const Code* const kind =
        check.has(activities.kind, row) ? kinds->find(check.pool().view(activities.kind[row])) : nullptr;
    return kind != nullptr && kind->has_flag(flag);
  };
  const RowsByText by_id(activities.activity_id, check.pool());
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!bears(row, "replication")) continue;
    if (!activities.model_of.has(row)) {
      check.note(row, &activities.model_of, MessageCode::replication_without_pilot, {});
      continue;
    }
    const auto model = by_id.find(activities.model_of[row]);
    if (model && !bears(*model, "pilot") && !bears(*model, "replication"))
      check.note(row, &activities.model_of, MessageCode::replication_of_no_pilot,
                 {check.quoted(activities.model_of[row])});
  }
}

// The communes of a title are units on the day of its approval.
void check_title_owners(Check& check, Tables& tables) {
  const Materials& materials = tables.materials;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!materials.owner_units.has(row) || !materials.approved_on.has(row)) continue;
    for (const std::string& code : listed(check.pool().view(materials.owner_units[row])))
      if (!check.gazetteer().find(code, materials.approved_on[row]))
        check.note(row, &materials.owner_units, MessageCode::owner_unit_unknown,
                   {code, day_text(materials.approved_on[row])});
  }
}

constexpr std::array<TableRules, 5> rules{{
    {"activities", nullptr, check_replications},
    {"materials", check_title_owners, nullptr},
    {"sessions", check_sessions, nullptr},
    {"participation", nullptr, check_named_persons},
    {"course_results", check_completion, nullptr},
}};

}  // namespace

std::span<const TableRules> learning_rules() { return rules; }

}  // namespace hoctap::records
