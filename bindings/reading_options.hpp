// What every reading takes, whether of files, tables or a ledger.
#pragma once

#include "pybind.hpp"

#include <optional>
#include <string>

#include "hoctap/forms/read.hpp"

namespace hoctap::python {

ReadOptions reading_options(const Programme& programme, std::string person_secret, std::optional<Date> day);

}  // namespace hoctap::python
