// Units and events of record tables as a gazetteer has them.
#pragma once

#include "records/state.hpp"

namespace hoctap::records {

// Adds the dataset's own units and events to its gazetteer. Rows that the gazetteer leaves out are dropped.
void extend_gazetteer(BuilderState& state);

}  // namespace hoctap::records
