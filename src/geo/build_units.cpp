#include <algorithm>
#include <numeric>
#include <tuple>

#include "geo/build.hpp"

namespace hoctap {
namespace {

constexpr std::size_t code_length[] = {0, 2, 3, 5, 8};  // by level; a nation's code is free

bool has_length_of_level(const UnitVersion& unit) {
  const std::size_t length = code_length[static_cast<std::size_t>(unit.level)];
  const bool is_number = std::all_of(unit.code.begin(), unit.code.end(), [](char c) { return c >= '0' && c <= '9'; });
  return length == 0 || (is_number && unit.code.size() == length);
}

// Tells what is wrong with a version by itself; false where it cannot be kept.
bool stands_alone(const UnitVersion& unit, const SourcePlace& place, Findings& findings) {
  if (unit.code.empty()) {
    findings.push_back({{MessageCode::unit_version_without_code, {unit.name}}, place, RowOutcome::dropped});
    return false;
  }
  if (unit.validity.is_empty()) {
    findings.push_back({{MessageCode::unit_validity_empty,
                         {unit.code, unit.name, day_text(unit.validity.from), day_text(unit.validity.until)}},
                        place,
                        RowOutcome::dropped});
    return false;
  }
  if (!has_length_of_level(unit)) {
    const std::string length = std::to_string(code_length[static_cast<std::size_t>(unit.level)]);
    findings.push_back({{MessageCode::unit_code_of_wrong_length, {unit.code, length, std::string(name(unit.level))}},
                        place,
                        RowOutcome::kept});
  }
  return true;
}

void index(GazetteerContent& content) {
  content.validity.reserve(content.versions.size());
  content.level.reserve(content.versions.size());
  content.by_code = CodeIndex(content.versions);
  for (VersionId id = 0; id < content.versions.size(); ++id) {
    const UnitVersion& unit = content.versions[id];
    content.validity.push_back(unit.validity);
    content.level.push_back(unit.level);
    content.by_level[static_cast<std::size_t>(unit.level)].push_back(id);
  }
}

}  // namespace

std::vector<SourcePlace> keep_units(GazetteerContent& content, std::vector<UnitVersion> units,
                                    std::span<const SourcePlace> places, Findings& findings) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Codes of places fit into a word whose order is theirs, which is compared first.
  std::vector<std::uint64_t> words(units.size());
  for (std::size_t i = 0; i < units.size(); ++i)
    for (std::size_t at = 0; at < sizeof(std::uint64_t); ++at)
      words[i] = words[i] << 8U | (at < units[i].code.size() ? static_cast<unsigned char>(units[i].code[at]) : 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (words[a] != words[b]) return words[a] < words[b];
    return std::tie(units[a].code, units[a].validity) < std::tie(units[b].code, units[b].validity);
  });
  content.versions.reserve(units.size());
  std::vector<SourcePlace> kept_places;
  kept_places.reserve(units.size());
  for (const std::size_t i : order) {
    UnitVersion& unit = units[i];
    const SourcePlace place = i < places.size() ? places[i] : SourcePlace{};
    if (!stands_alone(unit, place, findings)) continue;
    if (!content.versions.empty()) {
      const UnitVersion& before = content.versions.back();
      if (before.code == unit.code && before.validity.overlaps(unit.validity)) {
        findings.push_back(
            {{MessageCode::unit_versions_overlap, {unit.code, before.validity.text(), unit.validity.text()}},
             place,
             RowOutcome::dropped});
        continue;
      }
    }
    content.versions.push_back(std::move(unit));
    kept_places.push_back(place);
  }
  index(content);
  return kept_places;
}

}  // namespace hoctap
