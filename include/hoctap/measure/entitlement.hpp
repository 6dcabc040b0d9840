// What the state owes a centre under the norms: the floors of the state's support, by centre and budget year.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/centre_attributes.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {

// A content for which some norm of the book sets a floor of the state's support.
struct FloorContent {
  std::size_t content = 0;  // of Rulebook::contents()
  bool is_once = false;     // in the year in which the centre was founded; else in every year
  friend bool operator==(const FloorContent&, const FloorContent&) = default;
};
HOCTAP_EXPORT std::vector<FloorContent> state_floors(const Rulebook& rulebook);

// The level of a floor that was chosen; nothing where what was chosen is none or cannot calculate.
HOCTAP_EXPORT std::optional<std::int64_t> floor_level(const Rulebook& rulebook, const Ruling& ruling);

struct Entitlement {
  std::uint32_t centre = 0;        // of the centres table
  VersionId commune = no_version;  // in which it stands
  std::size_t content = 0;
  Outcome outcome = Outcome::norm_missing;
  std::uint8_t flags = 0;  // line_flag
  Mark mark = Mark::verified;
  NormIndex norm = no_norm;
  std::optional<std::int64_t> amount;  // đồng; nothing: none is known, and no comparison applies
  std::vector<std::string> missing;    // attributes on which it depends and which are not known
};

// Of every centre that operates in the year, by centre and content. Its commune is that of 1 January, or of the day on
// which it was founded. Throws NotFound for an attribute, value or unit that is not known.
HOCTAP_EXPORT std::vector<Entitlement> entitlements(const Book& book, const Dataset& dataset,
                                                    const CentreRegister& centres, int year,
                                                    const StatedAttributes& stated = {});

}  // namespace hoctap
