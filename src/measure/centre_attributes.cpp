#include "hoctap/measure/centre_attributes.hpp"

#include <algorithm>
#include <array>

#include "core/suggestions.hpp"
#include "geo/gazetteer_content.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {

void add_unless_given(AttributeValues& given, const AttributeValues& more) {
  for (const auto& one : more) {
    const auto is_same = [&](const auto& other) { return other.first == one.first; };
    if (std::none_of(given.begin(), given.end(), is_same)) given.push_back(one);
  }
}

void check_unit_codes(std::span<const UnitAttributes> units, const Gazetteer& gazetteer, Date day) {
  for (const UnitAttributes& of : units) {
    if (!gazetteer.versions_of(of.unit_code).empty()) continue;
    std::vector<std::string> codes;
    for (const UnitVersion& version : gazetteer.versions()) codes.push_back(version.code);
    throw NotFound({MessageCode::unknown_unit, {of.unit_code, day.iso(), suggestions(of.unit_code, codes)}});
  }
}

CentreAttributes::CentreAttributes(const Dataset& dataset, const CentreRegister& centres, Date day)
    : dataset_(dataset), centres_(centres), day_(day) {}

std::optional<VersionId> CentreAttributes::commune_of(VersionId version, Date day) const {
  const Gazetteer& gazetteer = dataset_.gazetteer();
  if (version == no_version || !content_of(gazetteer).validity[version].contains(day)) return std::nullopt;
  return gazetteer.ancestor(version, Level::commune, day);
}

std::optional<VersionId> CentreAttributes::only_follower(VersionId version, Date day) const {
  if (version == no_version) return std::nullopt;
  const auto followed = dataset_.gazetteer().follow(version, day);
  return followed.size() == 1 ? std::optional(followed.front().version) : std::nullopt;
}

CentrePlace CentreAttributes::place_of(std::optional<std::uint32_t> centre) const {
  if (!centre) return {no_version, day_};
  const Date day = std::max(day_, centres_.operation(*centre).from);
  VersionId stated = no_version;
  if (const auto row = centres_.place_row(*centre, day))
    stated = dataset_.tables().centre_places.unit_code[*row].version;
  if (const auto commune = commune_of(stated, day)) return {*commune, day};
  // The record names a unit of other days: its territory tells, where it is of one commune.
  for (const VersionId known : {centres_.place(*centre, day), stated}) {
    const auto follower = only_follower(known, day);
    if (!follower) continue;
    if (const auto commune = commune_of(*follower, day)) return {*commune, day};
  }
  if (stated == no_version) return {no_version, day};
  const Date first = std::max(day, dataset_.gazetteer().version(stated).validity.from);
  return {commune_of(stated, first).value_or(no_version), first};
}

AttributeValues CentreAttributes::attributes_of(const CentrePlace& place, const Rulebook& rulebook,
                                                const StatedAttributes& stated) const {
  AttributeValues attributes;
  if (place.commune == no_version) {
    add_unless_given(attributes, stated.all);
    return attributes;
  }
  const Gazetteer& gazetteer = dataset_.gazetteer();
  AttributeValues recorded;
  const auto record = [&](const char* id, const std::string& value) {
    const Attribute* const attribute = rulebook.find_attribute(id);
    if (attribute == nullptr || value.empty()) return;
    const auto is_it = [&](const AttributeValue& known) { return known.id == value; };
    if (attribute->is_open() || std::any_of(attribute->values.begin(), attribute->values.end(), is_it))
      recorded.emplace_back(id, value);
  };
  constexpr std::array<std::pair<Level, const char*>, 3> levels{
      {{Level::commune, "commune"}, {Level::district, "district"}, {Level::province, "province"}}};
  for (const auto& [level, id] : levels) {
    const auto unit = gazetteer.ancestor(place.commune, level, place.day);
    if (!unit) continue;
    const std::string& code = gazetteer.version(*unit).code;
    record(id, code);
    for (const UnitAttributes& of : stated.units) {
      if (of.unit_code == code) add_unless_given(attributes, of.attributes);
    }
  }
  record("zone", gazetteer.version(place.commune).zone);
  add_unless_given(attributes, stated.all);
  add_unless_given(attributes, recorded);
  return attributes;
}

}  // namespace hoctap
