// The cuts that a set of windows makes in time. Every window is a union of slices, so that what a person did in any of
// them is one word with a bit a slice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

using SliceSet = std::uint64_t;

class HOCTAP_EXPORT TimeSlices {
 public:
  static constexpr std::size_t most = 64;

  // Empty windows are left out. Throws InvalidValue where they cut time into more than 64 slices.
  explicit TimeSlices(std::span<const Validity> windows);

  std::size_t size() const { return slices_.size(); }
  const Validity& span(std::size_t slice) const { return slices_[slice]; }
  // The slice that holds the day; nothing outside every window.
  std::optional<std::size_t> find(Date day) const;
  // The slices of a window that was handed over.
  SliceSet of(const Validity& window) const;

 private:
  std::vector<Validity> slices_;  // in order of time
};

}  // namespace hoctap
