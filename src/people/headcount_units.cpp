#include "people/headcount_units.hpp"

#include <cstdint>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap::people {

std::vector<Labels> levels_of(const std::vector<ArrowTable>& places, const std::string& place,
                              const std::vector<std::string>& names) {
  std::vector<Labels> levels;
  for (const std::string& name : names) levels.emplace_back(places, name);
  if (!names.empty() || places.empty()) return levels;
  for (const ArrowColumn& column : places.front().columns())
    if (column.name() != place) levels.emplace_back(places, column.name());
  return levels;
}

std::vector<HeadcountLevel> units_of(const std::vector<ArrowTable>& batches, const Labels& places,
                                     const std::vector<Labels>& levels) {
  std::vector<HeadcountLevel> all{{"nation", std::vector<std::int32_t>(places.size(), 0), 1}};
  for (const Labels& units : levels) {
    HeadcountLevel level{units.column(), std::vector<std::int32_t>(places.size(), -1), units.size()};
    for (const ArrowTable& batch : batches) {
      const auto place = places.of(batch);
      const auto unit = units.of(batch);
      for (std::size_t row = 0; row < place.size(); ++row) {
        if (place[row] == Labels::missing) continue;
        if (unit[row] == Labels::missing || level.unit_of_place[place[row]] != -1)
          throw InvalidValue({MessageCode::headcount_place_unit, {places.text(place[row]), level.name}});
        level.unit_of_place[place[row]] = static_cast<std::int32_t>(unit[row]);
      }
    }
    all.push_back(std::move(level));
  }
  return all;
}

}  // namespace hoctap::people
