// Difficult villages, and whether a session was held in them.
#include <algorithm>
#include <string>
#include <utility>

#include "geo/gazetteer_content.hpp"
#include "geo/ground.hpp"
#include "indicator/thing_counts.hpp"
#include "records/arranged.hpp"

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

// A version of a village of which it is not said that it is not difficult.
struct ListedVillage {
  VersionId id = no_version;
  bool is_sure = false;
  Validity days;
};
struct ListedVillages {
  std::vector<ListedVillage> all;
};

// It follows from the places that belong to the records, and is kept with them.
const std::vector<ListedVillage>& villages_listed(const Dataset& dataset) {
  const auto& kept = records::arranged_of(dataset).of<ListedVillages>([&] {
    ListedVillages listed;
    const GazetteerContent& known = content_of(dataset.gazetteer());
    for (const VersionId id : known.by_level[static_cast<std::size_t>(Level::village)])
      if (const auto is_difficult = known.versions[id].is_difficult; is_difficult != false)
        listed.all.push_back({id, is_difficult.has_value(), known.validity[id]});
    return listed;
  });
  return kept.all;
}

}  // namespace

Counted ThingCounts::villages(const ThingQuestion& question, Parts* parts) const {
  const GazetteerContent& known = content_of(areas_.gazetteer());
  const Sessions& table = reading_.dataset.tables().sessions;
  const MeasureUse& use = question.variant->numerator.front();
  geo::Ground told_of_commune(areas_.gazetteer());  // a session somewhere in the commune
  numbers_.begin(areas_.gazetteer());
  std::vector<ListedVillage> listed;
  for (const ListedVillage& village : villages_listed(reading_.dataset)) {
    if (!village.days.contains(question.day)) continue;
    if (question.view->place(village.id).kind == PlacementKind::outside) continue;
    numbers_.of(village.id);
    listed.push_back(village);
  }
  std::vector<Answer> reached(listed.size(), Answer::failing);
  std::vector<VersionId> followed;
  const auto is_village = [&](VersionId place) { return place != no_version && known.level[place] == Level::village; };
  // Calls take(number, answer) for what a village where sessions were held has become.
  const auto follow_each = [&](VersionId place, Answer held, const auto& take) {
    follow(known, place, question.day, followed);
    const Answer here = followed.size() > 1 ? Answer::unknown : held;  // in a village that became several
    for (const VersionId village : followed)
      if (const std::uint32_t number = numbers_.known(village); number != PlaceNumbers::none) take(number, here);
  };
  held_sessions().visit_places(use, question.window, [&](VersionId place, Answer held) {
    if (is_village(place))
      follow_each(place, held,
                  [&](std::uint32_t number, Answer here) { reached[number] = either(reached[number], here); });
    else
      told_of_commune.add(place);
  });
  // For explanations: a village, and what was held there.
  std::vector<std::pair<std::uint32_t, HeldSessions::Held>> held;
  if (parts)
    for (const HeldSessions::Held& one : HeldSessions::in_order_of_table(held_sessions().of(use, question.window)))
      if (is_village(one.place))
        follow_each(one.place, one.answer, [&](std::uint32_t number, Answer here) {
          held.emplace_back(number, HeldSessions::Held{one.row, one.place, here});
        });
  const Rows<HeldSessions::Held> by_village(parts ? listed.size() : 0, held);
  const Reports::Told& told = reports_.of(table.name(), question.window);
  Counted counted;
  counted.contributions.reserve(listed.size());
  for (std::uint32_t number = 0; number < listed.size(); ++number) {
    const VersionId id = listed[number].id;
    const Answer belongs = listed[number].is_sure ? Answer::passing : Answer::unknown;
    Answer answer = reached[number];
    Grounds grounds;
    if (parts) {
      grounds.reason = {MessageCode::measure_not_done, {"village_sessions", question.day.iso()}};
      Answer so_far = Answer::failing;
      for (const HeldSessions::Held& one : by_village[number]) {
        if (either(so_far, one.answer) != so_far)
          grounds.reason = one.answer == Answer::passing
                               ? Message{MessageCode::measure_done, {"village_sessions", table.date[one.row].iso()}}
                               : Message{MessageCode::measure_open, {"village_sessions"}};
        so_far = either(so_far, one.answer);
        grounds.rows.push_back(row_ref(reading_.dataset, table, one.row));
      }
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
