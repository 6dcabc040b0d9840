#include "indicator/bearing.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/sort_once.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap::indicator {
namespace {

// What they say may matter anywhere: places themselves, forms, and works that belong to several.
constexpr std::array<std::string_view, 7> of_all{"units",   "unit_events", "forms",      "activities",
                                                 "surveys", "materials",   "duties_done"};
constexpr int deepest = 3;  // a result of a course of a centre

}  // namespace

Bearing::Bearing(const Dataset& dataset, const Areas& areas)
    : dataset_(dataset),
      areas_(areas),
      centres_(kept_centres(dataset)),
      persons_(dataset.tables().residents.person_key.values()),
      spells_(persons_.size()),
      line_(centres_.size()) {
  for (std::uint32_t row = 0; row < persons_.numbers().size(); ++row)
    if (persons_.numbers()[row] != no_person) spells_[persons_.numbers()[row]].push_back(row);
  std::iota(line_.begin(), line_.end(), std::uint32_t{0});
  const auto head = [this](std::uint32_t centre) {
    while (line_[centre] != centre) centre = line_[centre] = line_[line_[centre]];
    return centre;
  };
  if (centres_.has_predecessors())
    for (std::uint32_t centre = 0; centre < centres_.size(); ++centre)
      for (const std::uint32_t before : centres_.predecessors(centre)) line_[head(before)] = head(centre);
  for (std::uint32_t& centre : line_) centre = head(centre);
  const CentrePlaces& places = dataset.tables().centre_places;
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    const std::uint32_t centre = centres_.number(places.centre_id[row]);
    if (centre == CentreRegister::no_centre) continue;
    for (const Column<UnitRef>* column : {&places.unit_code, &places.village_code})
      if (column->has(row) && (*column)[row].version != no_version)
        of_line_[line_[centre]].push_back(areas.commune((*column)[row].version));
  }
}

std::optional<std::vector<VersionId>> Bearing::of(const Table& table, std::uint32_t row) const {
  std::vector<VersionId> places;
  if (std::find(of_all.begin(), of_all.end(), table.name()) != of_all.end() || !add(places, table, row, 0))
    return std::nullopt;
  add_learners(places, table, row);
  std::erase(places, no_version);
  if (places.empty()) return std::nullopt;
  sort_once(places);
  return places;
}

std::optional<Date> Bearing::since(const Table& table, std::uint32_t row) const {
  const Tables& tables = dataset_.tables();
  if (&table == &tables.sessions) return tables.sessions.date.get(row);
  if (&table == &tables.equipment) return tables.equipment.as_of.get(row);
  if (&table == &tables.labour_totals) return tables.labour_totals.as_of.get(row);
  if (&table != &tables.participation) return std::nullopt;
  const std::uint32_t session = row_of(tables.sessions, tables.participation.session_id[row]);
  return session < tables.sessions.size() ? tables.sessions.date.get(session) : std::nullopt;
}

std::vector<VersionId> Bearing::of_person(const PersonKey& key) const {
  std::vector<VersionId> places;
  const std::uint32_t person = persons_.find(key);
  if (person == no_person) return places;
  for (const std::uint32_t row : spells_[person])
    places.push_back(areas_.commune(dataset_.tables().residents.unit_code[row].version));
  return places;
}

// Who took part lives elsewhere, perhaps.
void Bearing::add_learners(std::vector<VersionId>& places, const Table& table, std::uint32_t row) const {
  const Tables& tables = dataset_.tables();
  const bool is_course = &table == &tables.courses;
  if (!is_course && &table != &tables.sessions) return;
  if (!learners_are_known_) {
    learners_are_known_ = true;
    const auto note = [this](std::unordered_map<Text, std::vector<std::uint32_t>>& of, Text key,
                             const Column<PersonKey>& persons, std::uint32_t one) {
      const std::uint32_t person = persons.has(one) ? persons_.find(persons[one]) : no_person;
      if (person != no_person) of[key].push_back(person);
    };
    for (std::uint32_t one = 0; one < tables.participation.size(); ++one)
      note(at_session_, tables.participation.session_id[one], tables.participation.person_key, one);
    for (std::uint32_t one = 0; one < tables.course_results.size(); ++one)
      note(of_course_, tables.course_results.course_id[one], tables.course_results.person_key, one);
    for (std::uint32_t one = 0; one < tables.sessions.size(); ++one) {
      if (!tables.sessions.course_id.has(one)) continue;
      const auto at = at_session_.find(tables.sessions.session_id[one]);
      if (at == at_session_.end()) continue;
      auto& learners = of_course_[tables.sessions.course_id[one]];
      learners.insert(learners.end(), at->second.begin(), at->second.end());
    }
  }
  const auto& of = is_course ? of_course_ : at_session_;
  const auto found = of.find(is_course ? tables.courses.course_id[row] : tables.sessions.session_id[row]);
  if (found == of.end()) return;
  for (const std::uint32_t person : found->second)
    for (const std::uint32_t spell : spells_[person])
      places.push_back(areas_.commune(tables.residents.unit_code[spell].version));
}

bool Bearing::add(std::vector<VersionId>& places, const Table& table, std::uint32_t row, int depth) const {
  for (const ColumnBase* column : table.columns()) {
    if (!column->has(row)) continue;
    if (column->type() == ColumnType::unit) {
      const VersionId version = static_cast<const Column<UnitRef>&>(*column)[row].version;
      if (version == no_version) return false;
      places.push_back(areas_.commune(version));
    } else if (column->type() == ColumnType::person) {
      const auto of_one = of_person(static_cast<const Column<PersonKey>&>(*column)[row]);
      places.insert(places.end(), of_one.begin(), of_one.end());
    } else if (column->type() == ColumnType::text) {
      const Text key = static_cast<const Column<Text>&>(*column)[row];
      const std::string_view target = column->info().refers_to;
      if (target == "centres" || (table.name() == "centres" && column->info().key)) {
        add_centre(places, key);
      } else if (!target.empty() && depth < deepest) {
        const Table& other = *dataset_.tables().find(target);
        const std::uint32_t found = row_of(other, key);
        if (found < other.size() && !add(places, other, found, depth + 1)) return false;
      }
    }
  }
  return true;
}

void Bearing::add_centre(std::vector<VersionId>& places, Text centre) const {
  const std::uint32_t number = centres_.number(centre);
  if (number == CentreRegister::no_centre) return;
  const auto found = of_line_.find(line_[number]);
  if (found != of_line_.end()) places.insert(places.end(), found->second.begin(), found->second.end());
}

std::uint32_t Bearing::row_of(const Table& table, Text key) const {
  const auto [known, is_new] = by_key_.try_emplace(table.name());
  if (is_new) {
    const auto columns = table.columns();
    const auto column = std::find_if(columns.begin(), columns.end(), [](const ColumnBase* one) {
      return one->info().key && one->type() == ColumnType::text;
    });
    if (column != columns.end()) {
      const auto& keys = static_cast<const Column<Text>&>(**column);
      for (std::uint32_t row = 0; row < keys.size(); ++row)
        if (keys.has(row)) known->second.emplace(keys[row], row);
    }
  }
  const auto found = known->second.find(key);
  return found == known->second.end() ? static_cast<std::uint32_t>(table.size()) : found->second;
}

}  // namespace hoctap::indicator
