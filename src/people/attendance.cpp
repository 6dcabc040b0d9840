#include "hoctap/people/attendance.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "hoctap/money/checked.hpp"
#include "measure/code_flags.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t no_row = 0xFFFFFFFFU;

// What a session is evidence of.
struct SessionFacts {
  std::optional<std::size_t> slice;
  SessionEvidence shows{};
  std::int64_t named = 0;
  std::int64_t keyless = 0;
};

std::vector<std::uint32_t> rows_by_symbol(const Column<Text>& ids, std::size_t symbols) {
  std::vector<std::uint32_t> rows(symbols, no_row);
  for (std::uint32_t row = 0; row < ids.size(); ++row) rows[ids[row].symbol] = row;
  return rows;
}

class VocationalCourses {
 public:
  explicit VocationalCourses(const Dataset& dataset)
      : courses_(dataset.tables().courses),
        row_of_(rows_by_symbol(courses_.course_id, dataset.pool().size())),
        vocational_(dataset.codes().list("session_kinds"), dataset.pool(), "vocational") {}

  bool has(Text course_id, Date day) const {
    const std::uint32_t row = row_of_[course_id.symbol];
    return row != no_row && vocational_.has(courses_.kind[row], day);
  }

 private:
  const Courses& courses_;
  std::vector<std::uint32_t> row_of_;
  measure::CodeFlags vocational_;
};

}  // namespace

std::vector<SessionEvidence> session_evidence(const Dataset& dataset) {
  const CodeList& kinds = dataset.codes().list("session_kinds");
  const measure::CodeFlags occupational(kinds, dataset.pool(), "occupational");
  const measure::CodeFlags vocational(kinds, dataset.pool(), "vocational");
  const measure::CodeFlags transfer(kinds, dataset.pool(), "transfer");
  const VocationalCourses courses(dataset);
  const Sessions& sessions = dataset.tables().sessions;
  std::vector<SessionEvidence> shown(sessions.size());
  for (std::size_t row = 0; row < sessions.size(); ++row) {
    const Date day = sessions.date[row];
    const Text kind = sessions.kind[row];
    const bool is_of_course = sessions.course_id.has(row) && courses.has(sessions.course_id[row], day);
    shown[row] = {occupational.has(kind, day), vocational.has(kind, day) || is_of_course, transfer.has(kind, day)};
  }
  return shown;
}

std::vector<QualificationRow> qualifications(const Dataset& dataset) {
  const VocationalCourses courses(dataset);
  const CourseResults& results = dataset.tables().course_results;
  std::vector<QualificationRow> found;
  for (std::uint32_t row = 0; row < results.size(); ++row) {
    const auto note = [&](const Column<Date>& column, Evidence evidence) {
      if (column.has(row) && courses.has(results.course_id[row], column[row]))
        found.push_back({row, evidence, column[row]});
    };
    note(results.completed_on, Evidence::completed);
    note(results.certified_on, Evidence::certified);
  }
  return found;
}

Attendance::Attendance(const Dataset& dataset, const PersonIndex& persons, const CentreRegister& centres,
                       const TimeSlices& time)
    : slices_(persons.size()), first_qualification_(persons.size(), Date::latest()) {
  const Tables& tables = dataset.tables();
  const Sessions& sessions = tables.sessions;
  const std::vector<SessionEvidence> evidence = session_evidence(dataset);
  std::vector<SessionFacts> facts(sessions.size());
  for (std::size_t row = 0; row < sessions.size(); ++row) {
    facts[row].slice = time.find(sessions.date[row]);
    facts[row].shows = evidence[row];
  }

  const Participation& participation = tables.participation;
  const auto session_of = rows_by_symbol(sessions.session_id, dataset.pool().size());
  for (std::size_t row = 0; row < participation.size(); ++row) {
    const std::uint32_t session = session_of[participation.session_id[row].symbol];
    if (session == no_row || !facts[session].slice) continue;
    SessionFacts& fact = facts[session];
    if (participation.person_key[row].is_empty()) {
      ++fact.keyless;
      continue;
    }
    ++fact.named;
    const std::uint32_t person = persons.find(participation.person_key[row]);
    if (person == no_person) {
      ++without_residence_;
      continue;
    }
    const SliceSet bit = SliceSet{1} << *fact.slice;
    for (std::size_t i = 0; i < attended_count; ++i)
      if (fact.shows[i]) slices_[person][i] |= bit;
  }

  std::map<std::pair<VersionId, std::size_t>, Delivered> delivered;
  for (std::size_t row = 0; row < sessions.size(); ++row) {
    const SessionFacts& fact = facts[row];
    if (!fact.slice || std::none_of(fact.shows.begin(), fact.shows.end(), [](bool shown) { return shown; })) continue;
    const VersionId place = centres.place_of_session(sessions, static_cast<std::uint32_t>(row));
    const std::int64_t listed = fact.named + fact.keyless;
    const std::int64_t turns = sessions.attendances.has(row) ? std::max(sessions.attendances[row], listed) : listed;
    Delivered& sum = delivered[{place, *fact.slice}];
    sum.place = place;
    sum.slice = *fact.slice;
    for (std::size_t i = 0; i < attended_count; ++i) {
      if (!fact.shows[i]) continue;
      sum.turns[i] = checked_add(sum.turns[i], turns);
      sum.unnamed[i] = checked_add(sum.unnamed[i], turns - fact.named);
    }
  }
  for (auto& [where, sum] : delivered) delivered_.push_back(sum);

  for (const QualificationRow& one : qualifications(dataset)) {
    const std::uint32_t person = persons.find(tables.course_results.person_key[one.row]);
    if (person == no_person) continue;
    first_qualification_[person] = std::min(first_qualification_[person], one.day);
    if (const auto slice = time.find(one.day)) slices_[person][index_of(one.evidence)] |= SliceSet{1} << *slice;
  }
}

}  // namespace hoctap
