// Record tables and findings as Python sees them.
#pragma once

#include "pybind.hpp"

#include <memory>
#include <span>

#include "hoctap/records/dataset.hpp"
#include "table.hpp"

namespace hoctap::python {

using TableDictionary = py::typing::Dict<py::str, TableView>;

// Findings, kept alive by what holds them.
struct FindingList {
  std::span<const Finding> rows;
  std::shared_ptr<const void> holder;
  bool is_simulated = false;
};

FindingList findings_of(const Dataset& dataset);

TableDictionary record_tables(const Dataset& dataset);

}  // namespace hoctap::python
