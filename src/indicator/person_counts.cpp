// Distinct persons at home: the poor and disabled who learned, and workers who were retrained in enterprises.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hoctap/people/residence.hpp"
#include "indicator/session_people.hpp"
#include "indicator/thing_counts.hpp"

namespace hoctap::indicator {
namespace {

// Of a person of whom it may be unknown whether he belongs to those asked about.
Cell cell_of(Answer belongs, Answer answer) {
  if (belongs == Answer::failing) return {};
  if (belongs == Answer::passing) return Cell::of(answer);
  if (answer == Answer::passing) return {0, 0, 1, 0, 0, 1, 1};
  return answer == Answer::failing ? Cell{0, 0, 1, 0, 1, 0, 0} : Cell::unknown();
}

// Poor or disabled.
Answer is_disadvantaged(const Residents& residents, std::uint32_t row) {
  const auto says = [row](const Column<bool>& column) {
    if (!column.has(row)) return Answer::unknown;
    return column[row] ? Answer::passing : Answer::failing;
  };
  return either(says(residents.poor), says(residents.disabled));
}

std::string text(std::int64_t number) { return std::to_string(number); }

}  // namespace

Counted ThingCounts::disadvantaged(const ThingQuestion& question, Parts* parts) const {
  const Tables& tables = reading_.dataset.tables();
  const Residents& residents = tables.residents;
  const SessionPeople people(tables);
  std::unordered_map<std::uint32_t, std::uint32_t> learned;  // by person, a row of participation
  std::map<VersionId, std::int64_t> unnamed;                 // by commune, or of the whole territory
  const Residence residence(reading_.dataset);
  const auto pool_of = [&](VersionId place) -> std::int64_t& {
    const VersionId commune = request_.settings.attend_at_home ? areas_.commune(place) : no_version;
    return unnamed[commune == no_version ? question.view->territory() : commune];
  };
  for (std::uint32_t row = 0; row < tables.sessions.size(); ++row) {
    if (!question.window.contains(tables.sessions.date[row])) continue;
    for (const std::uint32_t named : people.named(row))
      learned.try_emplace(residence.persons().find(tables.participation.person_key[named]), named);
    if (const std::int64_t more = people.unnamed(row); more > 0)
      pool_of(centres_.place_of_session(tables.sessions, row)) += more;
  }
  for (const UnusableRows::Lost& lost : reports_.unusable().of("participation"))
    if (lost.period.days().overlaps(question.window)) pool_of(lost.unit) += lost.rows;

  struct Home {
    Cell cell;
    std::int64_t contested = 0;
    std::vector<ExplanationPart::RowRef> rows;
  };
  std::map<VersionId, Home> homes;
  for (std::uint32_t person = 0; person < residence.persons().size(); ++person) {
    const Residence::Home home = residence.home(person, question.day);
    if (home.row == Residence::no_row) continue;
    const Answer belongs = is_disadvantaged(residents, home.row);
    if (belongs == Answer::failing) continue;
    const VersionId place = residence.place(home.row);
    Answer answer = Answer::passing;
    const auto attended = learned.find(person);
    if (attended == learned.end()) {
      const bool is_told = reports_.is_known("sessions", place, question.window) &&
                           reports_.is_known("participation", place, question.window);
      answer = is_told ? Answer::failing : Answer::unknown;
    }
    Home& at_home = homes[place];
    at_home.cell += cell_of(belongs, answer);
    if (home.is_contested) ++at_home.contested;
    if (!parts) continue;
    at_home.rows.push_back(row_ref(reading_.dataset, residents, home.row));
    if (attended != learned.end())
      at_home.rows.push_back(row_ref(reading_.dataset, tables.participation, attended->second));
  }

  Counted counted;
  std::map<VersionId, std::int64_t> room;  // by commune: who may yet turn out to have learned
  for (auto& [place, home] : homes) {
    const VersionId commune = areas_.commune(place);
    if (commune != no_version) room[commune] += home.cell.upper_den - home.cell.upper_num;
    if (home.contested > 0) counted.flags.push_back({place, ResultFlag::conflict});
    contribute(counted, parts, place, home.cell);
    if (!parts) continue;
    parts->back().subject = subject(place);
    parts->back().reason = {
        MessageCode::persons_at_home,
        {"disadvantaged_learned", text(home.cell.numerator), text(home.cell.denominator), text(home.cell.unreported)}};
    parts->back().rows = std::move(home.rows);
  }
  // Attendances without a name may be theirs; the smallest places first.
  std::vector<std::pair<VersionId, std::int64_t>> pools(unnamed.begin(), unnamed.end());
  std::stable_sort(pools.begin(), pools.end(), [&](const auto& a, const auto& b) {
    return areas_.atoms(a.first).size() < areas_.atoms(b.first).size();
  });
  for (auto& [place, left] : pools) {
    Cell cell;
    const std::int64_t all = left;
    for (auto& [commune, free] : room) {
      if (!areas_.meet(commune, place)) continue;
      const std::int64_t moved = std::min(free, left);
      free -= moved;
      left -= moved;
      cell.upper_num += moved;
    }
    if (cell == Cell{}) continue;
    contribute(counted, parts, place, cell);
    counted.flags.push_back({place, ResultFlag::assumption});
    if (parts) {
      parts->back().subject = subject(place);
      parts->back().reason = {MessageCode::workers_unnamed, {text(all)}};
    }
  }
  // Where no list of residents ever came nobody knows how many there are.
  for (const VersionId unit : question.view->units()) {
    const bool is_listed =
        reports_.obligations().last_reported("residents", unit, question.day).has_value() ||
        std::any_of(room.begin(), room.end(), [&](const auto& one) { return areas_.meet(one.first, unit); });
    if (!is_listed && !reports_.is_known("residents", unit, question.window)) lacks(counted, unit);
  }
  return counted;
}

// Who attended a session of a course that names an enterprise, or completed such a course. A person counts once, at
// home; somebody without a home on record, or without a name, may be one more where the session was.
Counted ThingCounts::retrained(const ThingQuestion& question, Parts* parts) const {
  const Tables& tables = reading_.dataset.tables();
  const Sessions& sessions = tables.sessions;
  std::unordered_map<std::uint32_t, std::uint32_t> courses;  // of enterprises: row by symbol
  for (std::uint32_t row = 0; row < tables.courses.size(); ++row)
    if (tables.courses.employer.has(row)) courses.emplace(tables.courses.course_id[row].symbol, row);
  const Residence residence(reading_.dataset);
  const SessionPeople people(tables);
  struct Learner {
    VersionId place = no_version;  // of what he attended
    const Table* table = nullptr;  // and its row that names him
    std::uint32_t row = 0;
  };
  std::map<PersonKey, Learner> learners;
  std::map<VersionId, std::int64_t> unnamed;
  for (std::uint32_t row = 0; row < sessions.size(); ++row) {
    const bool is_one = sessions.course_id.has(row) && courses.count(sessions.course_id[row].symbol) != 0 &&
                        question.window.contains(sessions.date[row]);
    if (!is_one) continue;
    const VersionId place = centres_.place_of_session(sessions, row);
    for (const std::uint32_t named : people.named(row))
      learners.try_emplace(tables.participation.person_key[named], Learner{place, &tables.participation, named});
    if (const std::int64_t more = people.unnamed(row); more > 0) unnamed[place] += more;
  }
  const CourseResults& results = tables.course_results;
  for (std::uint32_t row = 0; row < results.size(); ++row) {
    const auto course = courses.find(results.course_id[row].symbol);
    if (course == courses.end() || !results.completed_on.has(row) ||
        !question.window.contains(results.completed_on[row]))
      continue;
    VersionId place = no_version;
    if (tables.courses.centre_id.has(course->second))
      if (const auto centre = centres_.find(tables.courses.centre_id[course->second]))
        place = centres_.place(*centre, results.completed_on[row]);
    learners.try_emplace(results.person_key[row], Learner{place, &results, row});
  }

  struct Home {
    std::int64_t certain = 0;
    std::int64_t open = 0;
    std::vector<ExplanationPart::RowRef> rows;
  };
  std::map<VersionId, Home> homes;
  const auto or_territory = [&](VersionId place) { return place == no_version ? question.view->territory() : place; };
  for (const auto& [key, learner] : learners) {
    const std::uint32_t person = residence.persons().find(key);
    const Residence::Home home = person == no_person ? Residence::Home{} : residence.home(person, question.day);
    const bool is_at_home = home.row != Residence::no_row;
    Home& counted_at = homes[is_at_home ? residence.place(home.row) : or_territory(learner.place)];
    ++(is_at_home ? counted_at.certain : counted_at.open);
    if (!parts) continue;
    if (is_at_home) counted_at.rows.push_back(row_ref(reading_.dataset, tables.residents, home.row));
    counted_at.rows.push_back(row_ref(reading_.dataset, *learner.table, learner.row));
  }
  for (const auto& [place, number] : unnamed) homes[or_territory(place)].open += number;
  Counted counted;
  for (auto& [place, home] : homes) {
    contribute(counted, parts, place, Cell::passing(home.certain) + Cell::unknown(home.open));
    if (!parts) continue;
    parts->back().subject = subject(place);
    parts->back().reason = {MessageCode::persons_at_home,
                            {"persons_retrained", text(home.certain), text(home.certain), text(home.open)}};
    parts->back().rows = std::move(home.rows);
  }
  return counted;
}

}  // namespace hoctap::indicator
