// The centres of a dataset, registered once for all who ask.
#pragma once

#include "hoctap/measure/centre_register.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// Kept with the records, which must be there as long as it is used.
const CentreRegister& kept_centres(const Dataset& dataset);

}  // namespace hoctap
