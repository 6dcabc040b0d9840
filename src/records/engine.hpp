// The rules of all tables, applied to what a builder holds.
#pragma once

#include "records/state.hpp"

namespace hoctap::records {

// Drops and amends rows, lists why, and counts the dropped rows of each source.
void apply_rules(BuilderState& state);

}  // namespace hoctap::records
