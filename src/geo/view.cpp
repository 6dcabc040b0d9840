#include "hoctap/geo/view.hpp"

#include <algorithm>
#include <array>

#include "geo/view_content.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 4> view_names{"as_reported", "as_of", "plan_territory", "current"};
constexpr std::array<std::string_view, 4> placement_names{"exact", "spread", "outside", "partly_outside"};

template <class Text>
std::string joined(std::span<const VersionId> units, const char* separator, Text text) {
  std::string all;
  for (const VersionId unit : units) {
    if (!all.empty()) all += separator;
    all += text(unit);
  }
  return all;
}

}  // namespace

ViewChoice ViewChoice::parse(std::string_view text) {
  for (const ViewKind kind : {ViewKind::as_reported, ViewKind::plan_territory, ViewKind::current}) {
    if (text == view_names[static_cast<std::size_t>(kind)]) return {kind, {}};
  }
  if (const std::optional<Date> date = Date::try_parse(text)) return {ViewKind::as_of, *date};
  throw InvalidValue({MessageCode::unknown_view, {std::string(text)}});
}

std::string ViewChoice::text() const {
  return kind == ViewKind::as_of ? date.iso() : std::string(view_names.at(static_cast<std::size_t>(kind)));
}

std::string_view name(PlacementKind kind) { return placement_names.at(static_cast<std::size_t>(kind)); }

View::View(Gazetteer gazetteer, VersionId territory, Date date, Level level, std::optional<Date> territory_day)
    : gazetteer_(std::move(gazetteer)), date_(date), territory_(territory), level_(level) {
  const UnitVersion& unit = gazetteer_.version(territory);
  const Date day = std::clamp(territory_day.value_or(date), unit.validity.from, unit.validity.until - 1);
  const bool on_villages = level == Level::village;
  const GazetteerContent& known = gazetteer_.content();
  ViewContent content = place_on_units(known, gazetteer_.footprint_on(territory, day), date,
                                       on_villages ? Level::commune : level, day, gazetteer_);
  if (on_villages && !content.units.empty()) content = place_on_villages(known, content, date);
  if (content.units.empty()) {
    throw InvalidValue(
        {MessageCode::view_shows_nothing, {unit.code, unit.name, std::string(hoctap::name(level)), date.iso()}});
  }
  content_ = std::make_shared<const ViewContent>(std::move(content));
  units_ = content_->units;
}

bool View::territory_is_alive() const { return gazetteer_.version(territory_).validity.contains(date_); }

const Placement& View::place(VersionId id) const {
  gazetteer_.content().check(id);
  return content_->placements[id];
}

std::string joint_code(const Gazetteer& gazetteer, std::span<const VersionId> units) {
  return joined(units, "+", [&gazetteer](VersionId id) { return gazetteer.version(id).code; });
}

std::string joint_name(const Gazetteer& gazetteer, std::span<const VersionId> units) {
  return joined(units, " + ", [&gazetteer](VersionId id) { return gazetteer.version(id).name; });
}

}  // namespace hoctap
