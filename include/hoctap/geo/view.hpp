// A view: a territory and the units shown on it. The same figures can be shown on the 21 communes of 2023 or on the five of today.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

enum class ViewKind : std::uint8_t {
  as_reported,     // each period on the units of its own last day
  as_of,           // the units of one date
  plan_territory,  // the programme's frozen footprint on the units of its start
  current,         // the units after the gazetteer's last event
};

struct ViewChoice {
  ViewKind kind = ViewKind::as_reported;
  Date date;  // as_of only

  // "as_reported", "plan_territory", "current", or a date "2024-12-31". Throws InvalidValue naming what can be chosen.
  static HOCTAP_EXPORT ViewChoice parse(std::string_view text);
  HOCTAP_EXPORT std::string text() const;
  friend bool operator==(const ViewChoice&, const ViewChoice&) = default;
};

// Where a version's territory lies among the units shown.
enum class PlacementKind : std::uint8_t {
  exact,    // wholly inside one shown unit
  spread,   // over several shown units in unknown parts: reported jointly, or split without shares
  outside,  // not in the territory
  partly_outside,  // over shown units and the outside
};

struct Placement {
  PlacementKind kind = PlacementKind::outside;
  std::vector<VersionId> units;  // exact: one; spread: the finest common group, in order of code
};

class HOCTAP_EXPORT View {
 public:
  // The territory is the footprint of `territory` (a version of any level, for example the district at the plan's start); shown are the
  // units of `level` alive on `date` that lie in it. Throws InvalidValue where the territory holds no unit of that level.
  View(Gazetteer gazetteer, VersionId territory, Date date, Level level = Level::commune);

  const Gazetteer& gazetteer() const { return gazetteer_; }
  Date date() const { return date_; }
  Level level() const { return level_; }
  VersionId territory() const { return territory_; }
  // True where the territory is itself a unit alive on the view's date; false shows it as the plan's frozen territory.
  bool territory_is_alive() const;
  // Units shown, in order of code.
  std::span<const VersionId> units() const { return units_; }

  // A commune by its atoms; a village through the commune that holds its version alive on the view's date; a unit above the level shown is exact
  // where only one shown unit lies in it and spread otherwise.
  const Placement& place(VersionId id) const;

 private:
  Gazetteer gazetteer_;
  VersionId territory_;
  Date date_;
  Level level_;
  std::vector<VersionId> units_;
  std::shared_ptr<const std::vector<Placement>> placements_;  // by VersionId, computed once
};

}  // namespace hoctap
