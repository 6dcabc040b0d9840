#include "hoctap/measure/entitlement.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <string_view>
#include <utility>

namespace hoctap {

std::vector<FloorContent> state_floors(const Rulebook& rulebook) {
  std::vector<FloorContent> floors;
  for (const Norm& norm : rulebook.norms()) {
    if (norm.kind != NormKind::floor || !norm.is_state_money) continue;
    const Content* const content = rulebook.find_content(norm.content);
    const FloorContent floor{static_cast<std::size_t>(content - rulebook.contents().data()),
                             norm.scope == Scope::centre};
    if (std::find(floors.begin(), floors.end(), floor) == floors.end()) floors.push_back(floor);
  }
  return floors;
}

std::optional<std::int64_t> floor_level(const Rulebook& rulebook, const Ruling& ruling) {
  const bool is_floor = ruling.norm != no_norm && rulebook.norms()[ruling.norm].kind == NormKind::floor &&
                        (ruling.flags & (line_flag::not_modelled | line_flag::expired)) == 0 &&
                        ruling.outcome == Outcome::not_checkable && ruling.level > 0;
  return is_floor ? std::optional(ruling.level) : std::nullopt;
}

namespace {

// What of a place the answer for a content may depend on: places that agree in it have the same answer.
class Situations {
 public:
  struct Situation {
    bool is_placed = false;
    std::array<VersionId, 3> units{no_version, no_version, no_version};
    std::string_view zone;
    friend auto operator<=>(const Situation&, const Situation&) = default;
  };
  Situations(const Book& book, std::size_t content, const Gazetteer& gazetteer, const StatedAttributes& stated)
      : gazetteer_(gazetteer), asks_zone_(book.depends_on(content, "zone")) {
    constexpr std::array<std::string_view, 3> ids{"commune", "district", "province"};
    for (std::size_t i = 0; i < ids.size(); ++i) asks_[i] = !stated.units.empty() || book.depends_on(content, ids[i]);
  }

  Situation of(const CentrePlace& place) const {
    Situation situation;
    if (place.commune == no_version) return situation;
    constexpr std::array levels{Level::commune, Level::district, Level::province};
    situation.is_placed = true;
    for (std::size_t i = 0; i < levels.size(); ++i)
      if (asks_[i]) situation.units[i] = gazetteer_.ancestor(place.commune, levels[i], place.day).value_or(no_version);
    if (asks_zone_) situation.zone = gazetteer_.version(place.commune).zone;
    return situation;
  }

 private:
  const Gazetteer& gazetteer_;
  std::array<bool, 3> asks_{};
  bool asks_zone_;
};

}  // namespace

std::vector<Entitlement> entitlements(const Book& book, const Dataset& dataset, const CentreRegister& centres, int year,
                                      const StatedAttributes& stated) {
  const Rulebook& rulebook = book.rulebook();
  const Validity span{Date::of(year, 1, 1), Date::of(year, 12, 31) + 1};
  check_unit_codes(stated.units, dataset.gazetteer(), span.from);
  const CentreAttributes places(dataset, centres, span.from);
  struct OfFloor {
    FloorContent floor;
    Situations situations;
    std::map<std::pair<Situations::Situation, Date>, Choice> choices;
  };
  std::vector<OfFloor> of_floors;
  for (const FloorContent& floor : state_floors(rulebook))
    of_floors.push_back({floor, Situations(book, floor.content, dataset.gazetteer(), stated), {}});
  std::vector<Entitlement> found;
  const auto is_yearly = [](const OfFloor& one) { return !one.floor.is_once; };
  found.reserve(centres.size() *
                static_cast<std::size_t>(std::count_if(of_floors.begin(), of_floors.end(), is_yearly)));
  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    const Validity& life = centres.operation(centre);
    if (!life.overlaps(span)) continue;
    const CentrePlace place = places.place_of(centre);
    for (auto& [floor, situations, choices] : of_floors) {
      if (floor.is_once && !span.contains(life.from)) continue;
      const Date asked = floor.is_once ? life.from : span.from;
      const std::pair key(situations.of(place), asked);
      auto choice = choices.find(key);
      if (choice == choices.end()) {
        const LineQuestion question{rulebook.contents()[floor.content].id,
                                    places.attributes_of(place, rulebook, stated),
                                    floor.is_once ? std::optional(life.from) : std::nullopt, year, std::nullopt};
        choice = choices.emplace(key, book.choose(question)).first;
      }
      const Ruling& ruling = choice->second.ruling;
      Entitlement one{centre,
                      place.commune,
                      floor.content,
                      ruling.outcome,
                      ruling.flags,
                      ruling.mark,
                      ruling.norm,
                      floor_level(rulebook, ruling),
                      {}};
      if (ruling.outcome == Outcome::input_missing) {
        for (const PassedNorm& passed : choice->second.passed_over) {
          const bool is_new = std::find(one.missing.begin(), one.missing.end(), passed.detail) == one.missing.end();
          if (passed.reason == PassReason::attribute_missing && is_new) one.missing.push_back(passed.detail);
        }
      }
      found.push_back(std::move(one));
    }
  }
  return found;
}

}  // namespace hoctap
