#include "hoctap/measure/entitlement.hpp"

#include <algorithm>
#include <map>
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

std::vector<Entitlement> entitlements(const Book& book, const Dataset& dataset, const CentreRegister& centres, int year,
                                      const StatedAttributes& stated) {
  const Rulebook& rulebook = book.rulebook();
  const Validity span{Date::of(year, 1, 1), Date::of(year, 12, 31) + 1};
  check_unit_codes(stated.units, dataset.gazetteer(), span.from);
  const CentreAttributes places(dataset, centres, span.from);
  const auto floors = state_floors(rulebook);
  std::map<std::pair<AttributeValues, std::pair<std::size_t, Date>>, Choice> choices;
  std::vector<Entitlement> found;
  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    const Validity& life = centres.operation(centre);
    if (!life.overlaps(span)) continue;
    const CentrePlace place = places.place_of(centre);
    const AttributeValues attributes = places.attributes_of(place, rulebook, stated);
    for (const FloorContent& floor : floors) {
      if (floor.is_once && !span.contains(life.from)) continue;
      const Date asked = floor.is_once ? life.from : span.from;
      auto choice = choices.find({attributes, {floor.content, asked}});
      if (choice == choices.end()) {
        const LineQuestion question{rulebook.contents()[floor.content].id, attributes,
                                    floor.is_once ? std::optional(life.from) : std::nullopt, year, std::nullopt};
        choice = choices.emplace(std::pair(attributes, std::pair(floor.content, asked)), book.choose(question)).first;
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
