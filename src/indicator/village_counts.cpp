// Difficult villages, and whether a session was held in them.
#include <algorithm>
#include <string>
#include <utility>

#include "geo/gazetteer_content.hpp"
#include "geo/ground.hpp"
#include "indicator/thing_counts.hpp"

namespace hoctap::indicator {
namespace {

// Of a thing of which it may be unknown whether it belongs to what is counted: each bound takes the case that is worse
// for it.
Cell cell_of(Answer belongs, Answer answer) {
  if (belongs == Answer::failing) return {};
  if (belongs == Answer::passing) return Cell::of(answer);
  switch (answer) {
    case Answer::passing:
      return {0, 0, 1, 0, 0, 1, 1};
    case Answer::failing:
      return {0, 0, 1, 0, 1, 0, 0};
    default:
      return Cell::unknown();
  }
}

// What a village has become on the day.
void follow(const GazetteerContent& known, VersionId village, Date day, std::vector<VersionId>& into) {
  into.clear();
  if (known.validity[village].contains(day)) {
    into.push_back(village);
    return;
  }
  for (const std::uint32_t atom : known.footprints[village])
    for (const VersionId version : known.ways[atom])
      if (known.validity[version].contains(day) && std::find(into.begin(), into.end(), version) == into.end())
        into.push_back(version);
}

}  // namespace

const std::vector<VersionId>& ThingCounts::villages_listed() const {
  if (villages_listed_) return *villages_listed_;
  villages_listed_.emplace();
  const GazetteerContent& known = content_of(areas_.gazetteer());
  for (const VersionId id : known.by_level[static_cast<std::size_t>(Level::village)])
    if (known.versions[id].is_difficult != false) villages_listed_->push_back(id);
  return *villages_listed_;
}

Counted ThingCounts::villages(const ThingQuestion& question, Parts* parts) const {
  const GazetteerContent& known = content_of(areas_.gazetteer());
  const Sessions& table = reading_.dataset.tables().sessions;
  const std::vector<Placed> rows = sessions(question, question.variant->numerator.front());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> held;  // a village of the day: what was held there, or in part
  std::vector<std::uint8_t> is_shared(rows.size(), 0);        // in a village that became several
  geo::Ground told_of_commune(areas_.gazetteer());            // a session somewhere in the commune
  held.reserve(rows.size());
  numbers_.begin(areas_.gazetteer());
  std::vector<VersionId> listed;
  for (const VersionId id : villages_listed()) {
    if (!known.validity[id].contains(question.day)) continue;
    if (question.view->place(id).kind == PlacementKind::outside) continue;
    numbers_.of(id);
    listed.push_back(id);
  }
  std::vector<VersionId> followed;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const VersionId place = rows[i].place;
    if (place == no_version) continue;
    if (known.level[place] != Level::village) {
      told_of_commune.add(place);
      continue;
    }
    follow(known, place, question.day, followed);
    is_shared[i] = followed.size() > 1 ? 1 : 0;
    for (const VersionId village : followed)
      if (const std::uint32_t number = numbers_.known(village); number != PlaceNumbers::none)
        held.emplace_back(number, i);
  }
  const Rows<std::uint32_t> by_village(listed.size(), held);
  const Reports::Told& told = reports_.of(table.name(), question.window);
  Counted counted;
  for (std::uint32_t number = 0; number < listed.size(); ++number) {
    const VersionId id = listed[number];
    const Answer belongs = known.versions[id].is_difficult ? Answer::passing : Answer::unknown;
    Answer answer = Answer::failing;
    Grounds grounds;
    if (parts) grounds.reason = {MessageCode::measure_not_done, {"village_sessions", question.day.iso()}};
    for (const std::uint32_t i : by_village[number]) {
      const Answer here = is_shared[i] != 0 ? Answer::unknown : rows[i].answer;
      if (parts && either(answer, here) != answer)
        grounds.reason = here == Answer::passing
                             ? Message{MessageCode::measure_done, {"village_sessions", rows[i].day->iso()}}
                             : Message{MessageCode::measure_open, {"village_sessions"}};
      answer = either(answer, here);
      if (parts) grounds.rows.push_back(row_ref(reading_.dataset, table, rows[i].row));
    }
    if (answer == Answer::failing) {
      const bool may_be = told_of_commune.meets(areas_.commune(id));
      if (may_be || !told.is_known(id)) {
        answer = Answer::unknown;
        if (parts)
          grounds.reason = {may_be ? MessageCode::measure_open : MessageCode::measure_not_told, {"village_sessions"}};
      }
    }
    contribute(counted, parts, id, cell_of(belongs, answer));
    if (parts) explain(parts, subject(id), std::move(grounds));
  }
  return counted;
}

}  // namespace hoctap::indicator
