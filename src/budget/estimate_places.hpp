// Where the centres of an estimate stand, and what that says of their lines.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "hoctap/budget/estimate.hpp"
#include "hoctap/measure/centre_register.hpp"

namespace hoctap {

// The commune of a centre on a day of its life, or on the first where the centre is younger.
struct CentrePlace {
  VersionId commune = no_version;
  Date day;
};

class EstimatePlaces {
 public:
  EstimatePlaces(const Dataset& dataset, const CentreRegister& centres, Date day);

  // Nothing where no place of the centre is recorded, or its commune cannot be told.
  CentrePlace place_of(std::optional<std::uint32_t> centre) const;
  // Zone, province, district and commune as the records have them, as far as the rulebook asks for such words; before
  // these the caller's for all lines, and before those the caller's for units, the smallest first.
  AttributeValues attributes_of(const CentrePlace& place, const Rulebook& rulebook,
                                const EstimateOptions& options) const;

 private:
  std::optional<VersionId> commune_of(VersionId version, Date day) const;
  std::optional<VersionId> only_follower(VersionId version, Date day) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  Date day_;
};

// Adds what `given` does not say yet.
void add_unless_given(AttributeValues& given, const AttributeValues& more);

}  // namespace hoctap
