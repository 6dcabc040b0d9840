// Head counts of persons that communes declare (people_totals): what they say of a window at least and at most.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indicator/areas.hpp"
#include "indicator/counted.hpp"

namespace hoctap::indicator {

struct Declaration {
  std::string_view measure;   // of the list declared_measures
  std::string_view evidence;  // of the list evidence
};

class DeclaredCounts {
 public:
  // The counts of one measure and evidence. Keeps references.
  DeclaredCounts(const Dataset& dataset, const Areas& areas, const Declaration& declaration);

  // Communes that declared anything, the smaller before those that hold them.
  const std::vector<VersionId>& communes() const { return communes_; }

  struct Limits {
    std::optional<std::int64_t> least;      // the largest exact count of a period within the window
    std::optional<std::int64_t> most;       // the smallest sum of exact counts of periods that cover the window
    std::optional<std::int64_t> estimated;  // the largest estimate of a period within the window; never a bound
    std::vector<std::uint32_t> rows;        // of the people_totals table
  };
  Limits limits(VersionId commune, const Validity& window) const;

 private:
  struct Count {
    VersionId unit = no_version;
    Validity period;
    std::int64_t persons = 0;
    bool is_exact = false;
    bool is_whole = false;  // both sexes: an upper limit too
    std::vector<std::uint32_t> rows;
  };
  // At most so many in the commune in the period: its own count, those of its parts, or that of a unit that holds it.
  std::optional<std::int64_t> most_in(VersionId commune, const Validity& period) const;

  const Areas& areas_;
  std::vector<Count> counts_;  // in order of unit and period
  std::vector<VersionId> communes_;
};

}  // namespace hoctap::indicator
