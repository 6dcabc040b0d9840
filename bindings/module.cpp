#include "pybind.hpp"

namespace hoctap::python {

void bind_core(py::module_& m);
void bind_time(py::module_& m);
void bind_io(py::module_& m);
void bind_workbook(py::module_& m);
void bind_geo(py::module_& m);
void bind_records(py::module_& m);
void bind_declarations(py::module_& m);
void bind_where(py::module_& m);
void bind_national_lists(py::module_& m);
void bind_norm(py::module_& m);
void bind_budget(py::module_& m);
void bind_lines(py::module_& m);
void bind_receipt(py::module_& m);
void bind_programme(py::module_& m);
void bind_forms(py::module_& m);
void bind_sealed(py::module_& m);
void bind_handover(py::module_& m);
void bind_estimate(py::module_& m);
void bind_calendar(py::module_& m);
void bind_money(py::module_& m);
void bind_duties(py::module_& m);
void bind_own(py::module_& m);
void bind_indicator(py::module_& m);
void bind_levels(py::module_& m);
void bind_ratings(py::module_& m);
void bind_breakdown(py::module_& m);
void bind_quality(py::module_& m);
void bind_settling(py::module_& m);
void bind_closing(py::module_& m);
void bind_two_plans(py::module_& m);
void bind_delivery_comparison(py::module_& m);
void bind_suppression(py::module_& m);
void bind_headcount(py::module_& m);
void bind_published(py::module_& m);
void bind_report(py::module_& m);

}  // namespace hoctap::python

// In order of dependency, so that signatures show Python's names and not C++'s.
PYBIND11_MODULE(_core, m) {
  using namespace hoctap::python;
  m.doc() = "The compiled part of hoctap. Private: import hoctap instead.";
  bind_core(m);
  bind_time(m);
  bind_io(m);
  bind_workbook(m);
  bind_geo(m);
  bind_records(m);
  bind_declarations(m);
  bind_where(m);
  bind_national_lists(m);
  bind_programme(m);
  bind_norm(m);
  bind_forms(m);
  bind_sealed(m);
  bind_lines(m);
  bind_budget(m);
  bind_receipt(m);
  bind_handover(m);
  bind_estimate(m);
  bind_calendar(m);
  bind_money(m);
  bind_duties(m);
  bind_own(m);
  bind_indicator(m);
  bind_levels(m);
  bind_ratings(m);
  bind_breakdown(m);
  bind_quality(m);
  bind_settling(m);
  bind_closing(m);
  bind_two_plans(m);
  bind_delivery_comparison(m);
  bind_suppression(m);
  bind_headcount(m);
  bind_published(m);
  bind_report(m);
}
