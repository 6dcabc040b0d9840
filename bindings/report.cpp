#include "pybind.hpp"

#include <optional>

#include "reading.hpp"

namespace hoctap::python {

namespace {

// What Python's own layer takes and gives, under the names that it has there.
struct AskedView : py::object {
  PYBIND11_OBJECT_DEFAULT(AskedView, py::object, PyObject_Type)
};
struct AskedPeriod : py::object {
  PYBIND11_OBJECT_DEFAULT(AskedPeriod, py::object, PyObject_Type)
};
struct AskedBook : py::object {
  PYBIND11_OBJECT_DEFAULT(AskedBook, py::object, PyObject_Type)
};
struct Page : py::object {
  PYBIND11_OBJECT_DEFAULT(Page, py::object, PyObject_Type)
};

}  // namespace

}  // namespace hoctap::python

namespace pybind11::detail {

template <>
struct handle_type_name<hoctap::python::AskedView> {
  static constexpr auto name = const_name("str | datetime.date");
};
template <>
struct handle_type_name<hoctap::python::AskedPeriod> {
  static constexpr auto name = const_name("Period | str | None");
};
template <>
struct handle_type_name<hoctap::python::AskedBook> {
  static constexpr auto name = const_name("Book | None");
};
template <>
struct handle_type_name<hoctap::python::Page> {
  static constexpr auto name = const_name("hoctap.reports.Report");
};

}  // namespace pybind11::detail

namespace hoctap::python {

void bind_report(py::module_& m) {
  using namespace py::literals;
  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "report",
      [](const py::object& self, const std::optional<PathArgument>& path, Language lang, const AskedView& view,
         const AskedPeriod& period, const std::optional<std::string>& indicator, const AskedBook& book) {
        const auto report = py::module_::import("hoctap.reports").attr("report");
        return Page(report(self, path ? py::cast(path->path) : py::none(), "lang"_a = lang, "view"_a = view,
                           "period"_a = period, "indicator"_a = indicator, "book"_a = book));
      },
      "path"_a = py::none(), py::kw_only(), "lang"_a = Language::vi, "view"_a = "plan_territory",
      "period"_a = py::none(), "indicator"_a = py::none(), "book"_a = py::none(),
      R"(Make a page of everything that is known of the plan, for screen, phone and A4; it needs no network.

Small counts of persons of single places do not stand on it. The pictures need matplotlib, the page jinja2.

Args:
    path: where to write the page. Default: nowhere.
    lang: language of the page.
    view: as in `indicators`.
    period: a quarter or year of the plan. Default: the last quarter that has ended.
    indicator: the target that the pictures of communes and of the merger show. Default: the first that counts persons.
    book: the law of the centres' money. Default: all of the library's rulebook.

Raises:
    ImportError: jinja2 or matplotlib is not installed; the message says how to install them.
    FileError: the file cannot be written.
    InvalidValue: no quarter has ended, the period lies outside the plan, or the plan has no targets.
    NotFound: the indicator is no target of the plan.)");
}

}  // namespace hoctap::python
