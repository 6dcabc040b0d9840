#include "records/engine.hpp"

namespace hoctap::records {

void apply_rules(BuilderState&) {}

}  // namespace hoctap::records
