// Makes a class that holds rows behave as a sequence of them: len, index (also negative), slice, iteration.
#pragma once

#include "pybind.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace hoctap::python {

// `rows_of` gives a span (or other random-access range) of rows that lives as long as the object.
template <class Row, class Class, class RowsOf>
void add_sequence(Class& type, RowsOf rows_of) {
  using namespace py::literals;
  using Self = typename Class::type;
  type.def("__len__", [rows_of](const Self& self) { return rows_of(self).size(); })
      .def(
          "__iter__",
          [rows_of](const Self& self) {
            const auto rows = rows_of(self);
            return py::make_iterator<py::return_value_policy::copy>(rows.begin(), rows.end());
          },
          py::keep_alive<0, 1>())
      .def(
          "__getitem__",
          [rows_of](const Self& self, py::ssize_t index) -> Row {
            const auto rows = rows_of(self);
            const auto count = static_cast<py::ssize_t>(rows.size());
            const auto at = index < 0 ? index + count : index;
            if (at < 0 || at >= count)
              throw py::index_error("row " + std::to_string(index) + " of " + std::to_string(count));
            return rows[static_cast<std::size_t>(at)];
          },
          "index"_a)
      .def(
          "__getitem__",
          [rows_of](const Self& self, const py::slice& index) {
            const auto rows = rows_of(self);
            py::ssize_t start = 0;
            py::ssize_t stop = 0;
            py::ssize_t step = 0;
            py::ssize_t length = 0;
            if (!index.compute(static_cast<py::ssize_t>(rows.size()), &start, &stop, &step, &length))
              throw py::error_already_set();
            std::vector<Row> chosen;
            for (py::ssize_t i = 0; i < length; ++i, start += step)
              chosen.push_back(rows[static_cast<std::size_t>(start)]);
            return chosen;
          },
          "index"_a);
}

}  // namespace hoctap::python
