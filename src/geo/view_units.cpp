#include <algorithm>

#include "geo/view_content.hpp"

namespace hoctap {
namespace {

class UnitPlacer {
 public:
  UnitPlacer(const GazetteerContent& known, const std::vector<std::uint32_t>& territory, Date date, Level level,
             Date territory_day, const Gazetteer& gazetteer)
      : known_(known),
        territory_(territory),
        date_(date),
        level_(level),
        territory_day_(territory_day),
        gazetteer_(gazetteer) {}

  ViewContent place() {
    find_units();
    if (content_.units.empty()) return std::move(content_);
    content_.placements.resize(known_.versions.size());
    for (VersionId id = 0; id < known_.versions.size(); ++id) {
      if (known_.level[id] != Level::village) content_.placements[id] = placed_by_atoms(id);
    }
    for (const VersionId id : known_.by_level[static_cast<std::size_t>(Level::village)]) {
      content_.placements[id] = placed_village(id);
    }
    return std::move(content_);
  }

 private:
  // Where an atom stands in the view.
  static constexpr VersionId outside = no_version;
  static constexpr VersionId lost =
      no_version - 1;  // in the territory, but it ended (or began) with nothing known beyond

  void find_units() {
    standing_.assign(known_.ways.size(), outside);
    for (const std::uint32_t atom : territory_) {
      standing_[atom] = unit_of(atom);
      if (standing_[atom] < lost) content_.units.push_back(standing_[atom]);
    }
    sort_each_once(content_.units);
  }

  VersionId unit_of(std::uint32_t atom) const {
    const VersionId version = nearest_on_way(known_, atom, date_);
    if (!known_.validity[version].contains(date_)) return lost;
    if (known_.level[version] <= level_) return version;
    return known_.ancestor(version, level_, date_).value_or(outside);
  }

  Placement placed_by_atoms(VersionId id) {
    if (known_.is_undivided[id] != 0) return over_atoms(known_.footprints[id]);
    return over_atoms(gazetteer_.footprint_on(id, territory_day_));
  }

  Placement over_atoms(std::span<const std::uint32_t> atoms) {
    some_.clear();
    bool has_outside = false;
    bool has_lost = false;
    for (const std::uint32_t atom : atoms) {
      const VersionId standing = standing_[atom];
      if (standing == outside) {
        has_outside = true;
      } else if (standing == lost) {
        has_lost = true;
      } else {
        some_.push_back(standing);
      }
    }
    if (has_lost) return content_.over(content_.units, has_outside);
    sort_each_once(some_);
    return content_.over(some_, has_outside);
  }

  // A village stands where the commune stands that holds it, or what became of it, on the view's date; of communes
  // before and after the days for which one is known, the nearest.
  Placement placed_village(VersionId id) {
    const std::span<const std::uint32_t> atoms = known_.footprints[id];
    const Placement first = placed_by_holder(nearest_on_way(known_, atoms.front(), date_));
    if (atoms.size() == 1) return first;
    some_.clear();
    bool has_outside = false;
    for (const std::uint32_t atom : atoms) {
      const Placement part = placed_by_holder(nearest_on_way(known_, atom, date_));
      has_outside = has_outside || part.kind == PlacementKind::outside || part.kind == PlacementKind::partly_outside;
      some_.insert(some_.end(), part.units.begin(), part.units.end());
    }
    sort_each_once(some_);
    return content_.over(some_, has_outside);
  }

  Placement placed_by_holder(VersionId village) const {
    const std::span<const Holder> holders = known_.holders[village];
    if (holders.empty()) return {};
    const Holder* nearest = &holders.front();
    for (const Holder& holder : holders) {
      if (holder.days.from <= date_) nearest = &holder;
    }
    return content_.placements[nearest->parent];
  }

  const GazetteerContent& known_;
  const std::vector<std::uint32_t>& territory_;
  Date date_;
  Level level_;
  Date territory_day_;
  const Gazetteer& gazetteer_;
  std::vector<VersionId> standing_;  // by atom
  std::vector<VersionId> some_;      // room that is used again
  ViewContent content_;
};

}  // namespace

ViewContent place_on_units(const GazetteerContent& known, const std::vector<std::uint32_t>& territory, Date date,
                           Level level, Date territory_day, const Gazetteer& gazetteer) {
  return UnitPlacer(known, territory, date, level, territory_day, gazetteer).place();
}

}  // namespace hoctap
