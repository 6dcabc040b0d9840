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
  std::array<bool, attended_count> shows{};
  std::int64_t named = 0;
  std::int64_t keyless = 0;
};

std::vector<std::uint32_t> rows_by_symbol(const Column<Text>& ids, std::size_t symbols) {
  std::vector<std::uint32_t> rows(symbols, no_row);
  for (std::uint32_t row = 0; row < ids.size(); ++row) rows[ids[row].symbol] = row;
  return rows;
}

}  // namespace

Attendance::Attendance(const Dataset& dataset, const PersonIndex& persons, const CentreRegister& centres,
                       const TimeSlices& time)
    : slices_(persons.size()), first_qualification_(persons.size(), Date::latest()) {
  const Tables& tables = dataset.tables();
  const CodeList& kinds = dataset.codes().list("session_kinds");
  const measure::CodeFlags occupational(kinds, dataset.pool(), "occupational");
  const measure::CodeFlags vocational(kinds, dataset.pool(), "vocational");
  const measure::CodeFlags transfer(kinds, dataset.pool(), "transfer");

  const auto course_of = rows_by_symbol(tables.courses.course_id, dataset.pool().size());
  const auto is_vocational_course = [&](Text course_id, Date day) {
    const std::uint32_t row = course_of[course_id.symbol];
    return row != no_row && vocational.has(tables.courses.kind[row], day);
  };

  const Sessions& sessions = tables.sessions;
  std::vector<SessionFacts> facts(sessions.size());
  for (std::size_t row = 0; row < sessions.size(); ++row) {
    const Date day = sessions.date[row];
    const Text kind = sessions.kind[row];
    facts[row].slice = time.find(day);
    facts[row].shows = {occupational.has(kind, day),
                        vocational.has(kind, day) ||
                            (sessions.course_id.has(row) && is_vocational_course(sessions.course_id[row], day)),
                        transfer.has(kind, day)};
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
    VersionId place = sessions.village_code.has(row) ? sessions.village_code[row].version : no_version;
    if (place == no_version)
      if (const auto centre = centres.find(sessions.centre_id[row])) place = centres.place(*centre, sessions.date[row]);
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

  const CourseResults& results = tables.course_results;
  for (std::size_t row = 0; row < results.size(); ++row) {
    const std::uint32_t person = persons.find(results.person_key[row]);
    if (person == no_person) continue;
    const auto note = [&](const Column<Date>& column, Evidence evidence) {
      if (!column.has(row) || !is_vocational_course(results.course_id[row], column[row])) return;
      first_qualification_[person] = std::min(first_qualification_[person], column[row]);
      if (const auto slice = time.find(column[row])) slices_[person][index_of(evidence)] |= SliceSet{1} << *slice;
    };
    note(results.completed_on, Evidence::completed);
    note(results.certified_on, Evidence::certified);
  }
}

}  // namespace hoctap
