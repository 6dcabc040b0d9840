#include <algorithm>
#include <tuple>
#include <utility>

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
bool stands_alone(const UnitVersion& unit, const Gazetteer::PlaceOf& place_of, std::uint32_t index,
                  Findings& findings) {
  if (unit.code.empty()) {
    findings.push_back({{MessageCode::unit_version_without_code, {unit.name}}, place_of(index), RowOutcome::dropped});
    return false;
  }
  if (unit.validity.is_empty()) {
    findings.push_back({{MessageCode::unit_validity_empty,
                         {unit.code, unit.name, day_text(unit.validity.from), day_text(unit.validity.until)}},
                        place_of(index),
                        RowOutcome::dropped});
    return false;
  }
  if (!has_length_of_level(unit)) {
    const std::string length = std::to_string(code_length[static_cast<std::size_t>(unit.level)]);
    findings.push_back({{MessageCode::unit_code_of_wrong_length, {unit.code, length, std::string(name(unit.level))}},
                        place_of(index),
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

std::uint64_t order_of(std::string_view code) {
  std::uint64_t word = 0;
  for (std::size_t at = 0; at < sizeof(word); ++at)
    word = word << 8U | (at < code.size() ? static_cast<unsigned char>(code[at]) : 0U);
  return word;
}

std::vector<std::uint32_t> keep_units(GazetteerContent& content, std::vector<UnitVersion> units,
                                      const Gazetteer::PlaceOf& place_of, Findings& findings) {
  // Codes of places fit into a word whose order is theirs, which is compared first.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(units.size());
  for (std::uint32_t i = 0; i < units.size(); ++i) order[i] = {order_of(units[i].code), i};
  const auto is_before = [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const UnitVersion& one = units[a.second];
    const UnitVersion& other = units[b.second];
    return std::tie(one.code, one.validity) < std::tie(other.code, other.validity);
  };
  const bool comes_in_order = std::is_sorted(order.begin(), order.end(), is_before);
  if (!comes_in_order) std::stable_sort(order.begin(), order.end(), is_before);
  std::vector<std::uint32_t> kept;
  kept.reserve(units.size());
  for (const auto& [word, i] : order) {
    const UnitVersion& unit = units[i];
    if (!stands_alone(unit, place_of, i, findings)) continue;
    if (!kept.empty()) {
      const UnitVersion& before = units[kept.back()];
      if (before.code == unit.code && before.validity.overlaps(unit.validity)) {
        findings.push_back(
            {{MessageCode::unit_versions_overlap, {unit.code, before.validity.text(), unit.validity.text()}},
             place_of(i),
             RowOutcome::dropped});
        continue;
      }
    }
    kept.push_back(i);
  }
  if (comes_in_order && kept.size() == units.size()) {
    content.versions = std::move(units);
  } else {
    content.versions.reserve(kept.size());
    for (const std::uint32_t i : kept) content.versions.push_back(std::move(units[i]));
  }
  index(content);
  return kept;
}

}  // namespace hoctap
