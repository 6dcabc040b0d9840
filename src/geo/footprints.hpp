// Footprints compared: sorted atoms of territory.
#pragma once

#include <cstdint>
#include <span>

namespace hoctap::geo {

using Footprint = std::span<const std::uint32_t>;

// Whether they share any territory.
bool meet(Footprint a, Footprint b);
// Whether all of the part lies in the whole.
bool covers(Footprint whole, Footprint part);

}  // namespace hoctap::geo
