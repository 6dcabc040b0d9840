#include <algorithm>

#include "core/sort_once.hpp"
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
    membership_.assign(known_.versions.size(), Membership::outside);
    for (VersionId id = 0; id < known_.versions.size(); ++id) {
      if (known_.level[id] != Level::village) content_.placements[id] = placed_by_atoms(id);
    }
    for (const VersionId id : known_.by_level[static_cast<std::size_t>(Level::village)]) {
      content_.placements[id] = placed_village(id);
    }
    return std::move(content_);
  }

 private:
  enum class Membership : std::uint8_t { outside, partly, inside };

  // Where an atom stands in the view.
  static constexpr VersionId outside = no_version;
  static constexpr VersionId lost =
      no_version - 1;  // in the territory, but it ended (or began) with nothing known beyond

  void find_units() {
    standing_.assign(known_.ways.size(), outside);
    is_member_.assign(known_.ways.size(), 0);
    for (const std::uint32_t atom : territory_) {
      is_member_[atom] = 1;
      standing_[atom] = unit_of(atom);
      if (standing_[atom] < lost) content_.units.push_back(standing_[atom]);
    }
    sort_once(content_.units);
    position_.resize(known_.versions.size());
    for (std::uint32_t i = 0; i < content_.units.size(); ++i) position_[content_.units[i]] = i;
  }

  VersionId unit_of(std::uint32_t atom) const {
    const VersionId version = nearest_on_way(known_, atom, date_);
    if (!known_.validity[version].contains(date_)) return lost;
    if (known_.level[version] <= level_) return version;
    return known_.ancestor(version, level_, date_).value_or(outside);
  }

  Placement placed_by_atoms(VersionId id) {
    std::vector<std::uint32_t> held;
    std::span<const std::uint32_t> atoms = known_.footprints[id];
    if (known_.is_undivided[id] == 0) atoms = held = gazetteer_.footprint_on(id, territory_day_);
    membership_[id] = membership(atoms);
    // Nearly all have one atom, which stands in one unit.
    if (atoms.size() == 1 && standing_[atoms.front()] < lost)
      return ViewContent::placement({content_.units.data() + position_[standing_[atoms.front()]], 1}, false);
    return over_atoms(atoms);
  }

  Membership membership(std::span<const std::uint32_t> atoms) const {
    const auto is_member = [this](std::uint32_t atom) { return is_member_[atom] != 0; };
    if (std::all_of(atoms.begin(), atoms.end(), is_member)) return Membership::inside;
    return std::any_of(atoms.begin(), atoms.end(), is_member) ? Membership::partly : Membership::outside;
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
    sort_once(some_);
    return content_.over(some_, has_outside);
  }

  // A village belongs to the territory if the commune did that held it, or what became of it, on the territory's day;
  // there it stands where the commune stands that holds it on the view's date.
  Placement placed_village(VersionId id) {
    const std::span<const std::uint32_t> atoms = known_.footprints[id];
    // Nearly all; their units are those of the commune, as they stand. The versions of a village mostly come in a row.
    if (atoms.size() == 1) {
      if (atoms.front() != last_atom_) {
        const Stand stand = stand_of_village(atoms.front());
        last_atom_ = atoms.front();
        last_placed_ = ViewContent::placement(stand.units, stand.has_outside);
      }
      return last_placed_;
    }
    some_.clear();
    bool has_outside = false;
    for (const std::uint32_t atom : atoms) {
      const Stand stand = stand_of_village(atom);
      has_outside = has_outside || stand.has_outside;
      some_.insert(some_.end(), stand.units.begin(), stand.units.end());
    }
    sort_once(some_);
    return content_.over(some_, has_outside);
  }

  struct Stand {
    std::span<const VersionId> units;
    bool has_outside = false;
  };

  Stand stand_of_village(std::uint32_t atom) const {
    const std::optional<VersionId> belongs = holder_on(atom, territory_day_);
    const std::optional<VersionId> stands = holder_on(atom, date_);
    if (!belongs || !stands || membership_[*belongs] == Membership::outside) return {{}, true};
    const std::span<const VersionId> units = content_.placements[*stands].units;
    return {units, units.empty() || membership_[*belongs] == Membership::partly};
  }

  // The commune of a village's way on that day; of communes before and after the days for which one is known, the
  // nearest.
  std::optional<VersionId> holder_on(std::uint32_t atom, Date day) const {
    const std::span<const Holder> holders = known_.holders[nearest_on_way(known_, atom, day)];
    if (holders.empty()) return std::nullopt;
    const Holder* nearest = &holders.front();
    for (const Holder& holder : holders) {
      if (holder.days.from <= day) nearest = &holder;
    }
    return nearest->parent;
  }

  const GazetteerContent& known_;
  const std::vector<std::uint32_t>& territory_;
  Date date_;
  Level level_;
  Date territory_day_;
  const Gazetteer& gazetteer_;
  std::vector<VersionId> standing_;      // by atom
  std::vector<std::uint32_t> position_;  // by version: among the units shown
  std::vector<std::uint8_t> is_member_;  // by atom: whether it is in the territory
  std::vector<Membership> membership_;   // by version, for all but villages
  std::vector<VersionId> some_;          // room that is used again
  std::uint32_t last_atom_ = 0xFFFFFFFFU;
  Placement last_placed_;  // of a village of that atom alone
  ViewContent content_;
};

}  // namespace

ViewContent place_on_units(const GazetteerContent& known, const std::vector<std::uint32_t>& territory, Date date,
                           Level level, Date territory_day, const Gazetteer& gazetteer) {
  return UnitPlacer(known, territory, date, level, territory_day, gazetteer).place();
}

}  // namespace hoctap
