// Units by name: "xã Tiên Lục, Lạng Giang", however it was typed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "geo/gazetteer_content.hpp"

namespace hoctap {

// How well a version fits what was typed; the least is best.
struct NameFit {
  std::uint8_t is_of_other_days = 0;
  std::uint8_t is_of_other_kind = 0;
  std::uint8_t was_held_before = 0;  // a unit named above it holds it at another time, or held what became of it
  std::uint8_t has_other_marks = 0;
  VersionId version = no_version;

  friend auto operator<=>(const NameFit&, const NameFit&) = default;
  bool is_as_good_as(NameFit other) const {
    other.version = version;
    return *this == other;
  }
};

// Every version that fits, best first. The text names a unit and then units above it, from near to far; kinds (xã, TT.,
// huyện …) and units in between may be left out. Without a day, versions of all times fit alike.
std::vector<NameFit> search_name(const GazetteerContent& content, std::string_view text, std::optional<Date> day);

// Versions whose names are near the first part of the text, nearest first, each name once; those that lie in the units
// named behind come first.
std::vector<VersionId> nearest_by_name(const GazetteerContent& content, std::string_view text, std::optional<Date> day,
                                       std::size_t most);

}  // namespace hoctap
