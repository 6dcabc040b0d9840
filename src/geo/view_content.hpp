// The units that a view shows and where every version lies among them.
#pragma once

#include <set>
#include <vector>

#include "geo/gazetteer_content.hpp"
#include "hoctap/geo/view.hpp"

namespace hoctap {

struct ViewContent {
  ViewContent() = default;
  ViewContent(ViewContent&&) = default;
  ViewContent& operator=(ViewContent&&) = default;

  std::vector<VersionId> units;       // in order of code
  std::vector<Placement> placements;  // by version; their units point into this content
  std::set<std::vector<VersionId>> groups;

  // The placement over units that this content keeps; `beyond`: the outside has a part too.
  static Placement placement(std::span<const VersionId> some, bool beyond);
  // The same over units (sorted, each once) that it comes to keep.
  Placement over(const std::vector<VersionId>& some, bool beyond);
};

// For every level but villages; without units where nothing is to be shown.
ViewContent place_on_units(const GazetteerContent& known, const std::vector<std::uint32_t>& territory, Date date,
                           Level level, Date territory_day, const Gazetteer& gazetteer);

// The same on the villages of the communes that a view of communes shows.
ViewContent place_on_villages(const GazetteerContent& known, const ViewContent& on_communes, Date date);

// The version on a way that lives on that day; before all of them the first, after all of them the last.
VersionId nearest_on_way(const GazetteerContent& known, std::uint32_t atom, Date day);

}  // namespace hoctap
