#include "pybind.hpp"

#include <functional>

namespace hoctap::python {

void bind_time(py::module_& m) {
  using namespace py::literals;

  auto type = py::class_<Period>(
      m, "Period", R"(A span of the calendar that forms report on: a month, quarter, year, school year or range of days.

Periods compare and hash by value and sort by their first day.)");
  type.def(py::init([](std::string_view text) { return Period::parse(text); }), "text"_a,
           R"(Read a period: "2024Q2", "2024", "2024-05", "2024/2025",
"2024-05-01..2024-07-15", or as people write it: "Q2/2024", "quý II/2024", "tháng 5/2024", "năm học 2024-2025".

Raises:
    InvalidValue: the text is none of these.)")
      .def_property_readonly(
          "kind", [](const Period& self) { return name(self.kind()); },
          "\"month\", \"quarter\", \"year\", \"school_year\" or \"range\".")
      .def_property_readonly("first", &Period::first, "First day.")
      .def_property_readonly("last", &Period::last, "Last day; it belongs to the period.")
      .def("next", &Period::next, R"(Give the following period of the same kind.

Raises:
    InvalidValue: a range has none.)")
      .def("previous", &Period::previous, R"(Give the preceding period of the same kind.

Raises:
    InvalidValue: a range has none.)")
      .def(
          "__contains__", [](const Period& self, Date day) { return self.contains(day); }, "day"_a)
      .def("__str__", &Period::text)
      .def("__repr__", [](const Period& self) { return "Period('" + self.text() + "')"; })
      .def(
          "__lt__", [](const Period& self, const Period& other) { return self < other; }, "other"_a, py::is_operator())
      .def(
          "__le__", [](const Period& self, const Period& other) { return self <= other; }, "other"_a, py::is_operator())
      .def(
          "__gt__", [](const Period& self, const Period& other) { return self > other; }, "other"_a, py::is_operator())
      .def(
          "__ge__", [](const Period& self, const Period& other) { return self >= other; }, "other"_a,
          py::is_operator());
  add_value_semantics(type, [](const Period& self) { return py::make_tuple(self.text()); });

  m.def(
      "periods",
      [](std::string_view kind, Date first, Date last, bool partial) {
        return periods_in(period_kind(kind), first, last, partial);
      },
      "kind"_a, py::kw_only(), "first"_a, "last"_a, "partial"_a = false,
      R"(List the periods of a kind from `first` to `last`, both days included.

Without `partial` only those that lie wholly inside; with it also those of which a part does.

Raises:
    InvalidValue: there is no such kind.)");
}

}  // namespace hoctap::python
