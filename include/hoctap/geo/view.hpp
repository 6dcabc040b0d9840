// A view: a territory and the units shown on it. The same figures can be shown on the 21 communes of 2023 or on the
// five of today.
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

enum class PlacementKind : std::uint8_t {
  exact,           // wholly inside one shown unit
  spread,          // over several shown units: reported jointly or split; no figure can be given to one of them
  outside,         // not in the territory
  partly_outside,  // over shown units and the outside
};
HOCTAP_EXPORT std::string_view name(PlacementKind kind);

// Where a version's territory lies among the units shown. Belongs to its view and lives as long as it.
struct Placement {
  PlacementKind kind = PlacementKind::outside;
  std::span<const VersionId> units;  // exact: one; spread: the finest common group; in order of code
};

struct ViewContent;

class HOCTAP_EXPORT View {
 public:
  // Shows the units of `level` alive on `date` that share territory with `territory`, a version of any level (for
  // example the district at the plan's start), and units above that level that have none below them (island districts
  // without communes). The territory is taken as on `territory_day`, or on the nearest day of its life; without one,
  // `date` itself: an abolished district is shown as it was on its last day. Throws InvalidValue where nothing is to be
  // shown, for example districts after their abolition.
  View(Gazetteer gazetteer, VersionId territory, Date date, Level level = Level::commune,
       std::optional<Date> territory_day = std::nullopt);

  const Gazetteer& gazetteer() const { return gazetteer_; }
  Date date() const { return date_; }
  Level level() const { return level_; }
  VersionId territory() const { return territory_; }
  // True where the territory is itself a unit alive on the view's date; false shows it as the plan's frozen territory.
  bool territory_is_alive() const;
  // Units shown, in order of code.
  std::span<const VersionId> units() const { return units_; }

  // A commune by its atoms; a higher unit by those it held on the territory's day or the nearest of its life; a village
  // through the commune that holds it, or what became of it, on the view's date, and outside where the one that held it
  // on the territory's day is. Where that commune was split and nobody stated which part holds the village, it is
  // spread over the parts. What lies in the territory but ended without a known successor is spread over all units
  // shown. On villages, a commune is spread over the villages of the communes that share its territory. Throws NotFound
  // for a version that is not of this gazetteer.
  const Placement& place(VersionId id) const;

 private:
  Gazetteer gazetteer_;
  Date date_;
  VersionId territory_;
  Level level_;
  std::span<const VersionId> units_;  // in content_
  std::shared_ptr<const ViewContent> content_;
};

// Code and name of units that are reported jointly: "07378+07381" and "Nghĩa Hòa + Nghĩa Hưng"; of one unit, its own.
HOCTAP_EXPORT std::string joint_code(const Gazetteer& gazetteer, std::span<const VersionId> units);
HOCTAP_EXPORT std::string joint_name(const Gazetteer& gazetteer, std::span<const VersionId> units);

}  // namespace hoctap
