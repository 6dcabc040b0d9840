// Administrative units as versions in time. A code alone names nothing: 07381 was the commune Nghĩa Hưng until 30 June
// 2025 and is the commune Tiên Lục since. The identity is a version: a code, a half-open validity, a parent, a kind and
// a territory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/core/mark.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class Level : std::uint8_t { nation, province, district, commune, village };
HOCTAP_EXPORT std::string_view name(Level level);
HOCTAP_EXPORT std::optional<Level> level_from_name(std::string_view name);

struct UnitVersion {
  std::string code;  // 2 digits province, 3 district, 5 commune, 8 village
  Validity validity;
  std::string name;
  std::string kind;  // "xã", "thị trấn", "huyện" …
  Level level = Level::commune;
  std::string parent_code;  // empty: none
  std::string zone;         // zone of the ethnic-minority and mountain areas; "none": outside; empty: not known
  std::optional<bool> is_difficult;  // villages
  Mark mark = Mark::verified;
  std::string source;

  friend bool operator==(const UnitVersion&, const UnitVersion&) = default;
};

enum class EventKind : std::uint8_t {
  merge,
  split,
  rename,
  change_kind,
  change_boundary,
  change_parent,
  abolish_level
};
HOCTAP_EXPORT std::string_view name(EventKind kind);
HOCTAP_EXPORT std::optional<EventKind> event_kind_from_name(std::string_view name);

// One arrow of the lineage: (a part of) the version of from_code that ends on `date` went to the version of to_code
// that begins then.
struct UnitEvent {
  std::string event_id;
  std::string from_code;
  std::string to_code;  // empty: the unit ended without a successor (a level abolished, or the successor is not known)
  Date date;
  std::string legal_basis;
  EventKind kind = EventKind::merge;
  std::optional<Ratio> share;  // the part of the source that moved; none: not known
  Mark mark = Mark::verified;

  friend bool operator==(const UnitEvent&, const UnitEvent&) = default;
};

}  // namespace hoctap
