// Gazetteers for tests: short ways to write versions and events, and the district that ships with the library.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "hoctap/geo/gazetteer.hpp"
#include "support/source_dir.hpp"

namespace hoctap::test {

inline Date day(std::string_view iso) { return Date::parse(iso); }

inline Validity valid(std::string_view from, std::string_view until) {
  return {from.empty() ? Date::earliest() : day(from), until.empty() ? Date::latest() : day(until)};
}

inline UnitVersion unit(std::string code, std::string_view from, std::string_view until, Level level = Level::commune,
                        std::string parent_code = "") {
  UnitVersion version;
  version.name = "Unit " + code;
  version.code = std::move(code);
  version.validity = valid(from, until);
  version.level = level;
  version.parent_code = std::move(parent_code);
  return version;
}

inline UnitEvent event(std::string from_code, std::string to_code, std::string_view date,
                       EventKind kind = EventKind::merge, std::optional<Ratio> share = std::nullopt) {
  UnitEvent step;
  step.event_id = std::string(date) + "-" + from_code + "-" + to_code;
  step.from_code = std::move(from_code);
  step.to_code = std::move(to_code);
  step.date = day(date);
  step.kind = kind;
  step.share = share;
  return step;
}

inline std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> names;
  for (const Finding& finding : findings) names.emplace_back(name(finding.message.code));
  return names;
}

inline std::vector<std::string> unit_codes(const Gazetteer& gazetteer, std::span<const VersionId> ids) {
  std::vector<std::string> list;
  for (const VersionId id : ids) list.push_back(gazetteer.version(id).code);
  return list;
}

// Rows of a file without quoted fields, heading left out.
inline std::vector<std::vector<std::string>> plain_rows(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string>& row = rows.emplace_back(1);
    for (const char c : line) {
      if (c == '"') throw std::runtime_error("quoted field in " + path);
      if (c == ',') {
        row.emplace_back();
      } else {
        row.back().push_back(c);
      }
    }
  }
  return rows;
}

inline Gazetteer lang_giang(Findings& findings) {
  const std::string folder = (testing_support::source_dir() / "data" / "geo" / "").string();
  std::vector<UnitVersion> units;
  for (const auto& row : plain_rows(folder + "lang-giang-units.csv")) {
    UnitVersion version;
    version.code = row.at(0);
    version.validity = valid(row.at(1), row.at(2));
    version.name = row.at(3);
    version.kind = row.at(4);
    version.level = level_from_name(row.at(5)).value();
    version.parent_code = row.at(6);
    version.zone = row.at(7);
    version.mark = mark_from_name(row.at(9)).value();
    version.source = row.at(10);
    units.push_back(std::move(version));
  }
  std::vector<UnitEvent> events;
  for (const auto& row : plain_rows(folder + "lang-giang-unit-events.csv")) {
    UnitEvent step;
    step.event_id = row.at(0);
    step.from_code = row.at(1);
    step.to_code = row.at(2);
    step.date = day(row.at(3));
    step.legal_basis = row.at(4);
    step.kind = event_kind_from_name(row.at(5)).value();
    if (!row.at(6).empty()) step.share = Ratio{std::stoll(row.at(6)), 1};
    step.mark = mark_from_name(row.at(7)).value();
    events.push_back(std::move(step));
  }
  return Gazetteer::build(std::move(units), std::move(events), findings);
}

inline Gazetteer lang_giang() {
  Findings findings;
  return lang_giang(findings);
}

}  // namespace hoctap::test
