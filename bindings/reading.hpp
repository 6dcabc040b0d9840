// Python's Dataset is the library's Reading: the records together with what was owed and the plan they speak to.
#pragma once

#include "pybind.hpp"

#include <memory>

#include "hoctap/forms/read.hpp"

namespace hoctap::python {

using SharedReading = std::shared_ptr<Reading>;
using DatasetClass = py::class_<Reading, SharedReading>;

}  // namespace hoctap::python
