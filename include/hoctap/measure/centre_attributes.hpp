// Where a centre stands for a budget year, and what that says of its norms: zone, province, district, commune.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/norm/book.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// Attributes of the centres in a commune, district or province; the smaller unit's go before the larger's.
struct UnitAttributes {
  std::string unit_code;
  AttributeValues attributes;
};

// What a caller knows of the norms' attributes. Those of units go before the records' own, and before those for all.
struct StatedAttributes {
  AttributeValues all = {};
  std::vector<UnitAttributes> units = {};
};

// The commune of a centre on a day of its life, or on the first where the centre is younger.
struct CentrePlace {
  VersionId commune = no_version;
  Date day;
};

class HOCTAP_EXPORT CentreAttributes {
 public:
  // Keeps references.
  CentreAttributes(const Dataset& dataset, const CentreRegister& centres, Date day);

  // Nothing where no place of the centre is recorded, or its commune cannot be told.
  CentrePlace place_of(std::optional<std::uint32_t> centre) const;
  // Zone, province, district and commune as the records have them, as far as the rulebook asks for such words; before
  // these the caller's for all lines, and before those the caller's for units, the smallest first.
  AttributeValues attributes_of(const CentrePlace& place, const Rulebook& rulebook,
                                const StatedAttributes& stated) const;

 private:
  std::optional<VersionId> commune_of(VersionId version, Date day) const;
  std::optional<VersionId> only_follower(VersionId version, Date day) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  Date day_;
};

// Throws NotFound, naming the nearest, for a code of `units` that no administrative unit ever bore.
HOCTAP_EXPORT void check_unit_codes(std::span<const UnitAttributes> units, const Gazetteer& gazetteer, Date day);

// Adds what `given` does not say yet.
HOCTAP_EXPORT void add_unless_given(AttributeValues& given, const AttributeValues& more);

}  // namespace hoctap
