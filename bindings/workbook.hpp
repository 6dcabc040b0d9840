// How a reader of workbooks that is written in Python is plugged into the library.
#pragma once

#include "pybind.hpp"

#include "hoctap/io/workbook.hpp"

namespace hoctap::python {

// A reader that calls reader(path, limits, sink) under the interpreter's lock. What it raises ends the reading.
WorkbookReader workbook_reader(const py::object& reader);

}  // namespace hoctap::python
