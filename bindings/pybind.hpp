// First include of every file of the bindings: pybind11, and how the library's small values cross into Python.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "hoctap/core/message.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap::python {

namespace py = pybind11;

using ReleaseGil = py::call_guard<py::gil_scoped_release>;

// Arguments that accept more than one spelling. Their casters raise hoctap's own errors, which say what can be given
// instead.
struct PeriodArgument {
  Period period;
};
// A path, as text or as an object of pathlib.
struct PathArgument {
  std::string path;
};
struct ViewArgument {
  ViewChoice choice;
};
// One value, or several in a sequence.
template <class T>
struct OneOrMore {
  std::vector<T> values;
};

// The right side of a comparison: any object, so that Python asks the other side where it is of another type.
template <class T>
struct Operand {
  const T* value = nullptr;
};

// Makes a class compare by value and hash by `parts_of`, which gives a tuple.
template <class Class, class PartsOf>
void add_value_semantics(Class& type, PartsOf parts_of) {
  using T = typename Class::type;
  type.def(
          "__eq__", [](const T& self, const Operand<T>& other) { return self == *other.value; }, py::arg("other"),
          py::is_operator())
      .def("__hash__", [parts_of](const T& self) { return py::hash(parts_of(self)); });
}

// An open end of a validity is None in Python.
inline std::optional<Date> unless_open(Date date) {
  if (date == Date::earliest() || date == Date::latest()) return std::nullopt;
  return date;
}

// Raises a leaf of hoctap.errors with its message in both languages.
[[noreturn]] void raise(const char* leaf, const std::string& english, const std::string& vietnamese);

// For Python, a ratio that is not there is None, as one that is not applicable is.
inline Ratio or_none(const std::optional<Ratio>& ratio) { return ratio.value_or(Ratio{0, 0}); }

[[noreturn]] inline void raise_type_error(const std::string& expected, py::handle given) {
  throw py::type_error("expected " + expected + ", not " + std::string(py::str(py::type::of(given).attr("__name__"))));
}

}  // namespace hoctap::python

namespace pybind11::detail {

// datetime.date; in also an ISO text. A datetime is refused: its time of day and zone would be lost in silence.
template <>
struct type_caster<hoctap::Date> {
  PYBIND11_TYPE_CASTER(hoctap::Date, io_name("datetime.date | str", "datetime.date"));

  bool load(handle source, bool) {
    if (isinstance<str>(source)) {
      value = hoctap::Date::parse(source.cast<std::string>());
      return true;
    }
    const auto module = module_::import("datetime");
    if (!isinstance(source, module.attr("date"))) return false;
    if (isinstance(source, module.attr("datetime")))
      throw pybind11::type_error("expected datetime.date or ISO text, not datetime");
    value = hoctap::Date::of(source.attr("year").cast<int>(), source.attr("month").cast<int>(),
                             source.attr("day").cast<int>());
    return true;
  }
  static handle cast(hoctap::Date date, return_value_policy, handle) {
    return module_::import("datetime").attr("date")(date.year(), date.month(), date.day()).release();
  }
};

// fractions.Fraction, exact; None where the ratio is not applicable. Out only.
template <>
struct type_caster<hoctap::Ratio> {
  PYBIND11_TYPE_CASTER(hoctap::Ratio, const_name("fractions.Fraction | None"));

  static handle cast(const hoctap::Ratio& ratio, return_value_policy, handle) {
    if (!ratio.is_applicable()) return none().release();
    return module_::import("fractions").attr("Fraction")(ratio.num, ratio.den).release();
  }
};

template <class T>
struct type_caster<hoctap::python::Operand<T>> {
  using Side = hoctap::python::Operand<T>;
  PYBIND11_TYPE_CASTER(Side, const_name("object"));

  bool load(handle source, bool) {
    if (!isinstance<T>(source)) return false;
    value.value = source.cast<const T*>();
    return true;
  }
};

template <>
struct type_caster<hoctap::Language> {
  PYBIND11_TYPE_CASTER(hoctap::Language, const_name("typing.Literal[\"vi\", \"en\"]"));

  bool load(handle source, bool) {
    if (!isinstance<str>(source)) return false;
    const auto given = source.cast<std::string>();
    if (given != "vi" && given != "en")
      hoctap::python::raise("InvalidValue", "lang must be \"vi\" or \"en\", not \"" + given + "\"",
                            "lang phải là \"vi\" hoặc \"en\", không phải \"" + given + "\"");
    value = given == "vi" ? hoctap::Language::vi : hoctap::Language::en;
    return true;
  }
  static handle cast(hoctap::Language language, return_value_policy, handle) {
    return str(language == hoctap::Language::vi ? "vi" : "en").release();
  }
};

template <>
struct type_caster<hoctap::python::PeriodArgument> {
  PYBIND11_TYPE_CASTER(hoctap::python::PeriodArgument, const_name("Period | str"));

  bool load(handle source, bool) {
    if (isinstance<str>(source))
      value.period = hoctap::Period::parse(source.cast<std::string>());
    else if (isinstance<hoctap::Period>(source))
      value.period = source.cast<hoctap::Period>();
    else
      return false;
    return true;
  }
  static handle cast(const hoctap::python::PeriodArgument& argument, return_value_policy, handle) {
    return pybind11::cast(argument.period).release();
  }
};

template <>
struct type_caster<hoctap::python::PathArgument> {
  PYBIND11_TYPE_CASTER(hoctap::python::PathArgument, io_name("str | os.PathLike[str]", "str"));

  bool load(handle source, bool) {
    const auto path = reinterpret_steal<object>(PyOS_FSPath(source.ptr()));
    if (!path) PyErr_Clear();
    if (!path || !isinstance<str>(path)) return false;
    value.path = path.cast<std::string>();
    return true;
  }
  static handle cast(const hoctap::python::PathArgument& argument, return_value_policy, handle) {
    return str(argument.path).release();
  }
};

template <>
struct type_caster<hoctap::python::ViewArgument> {
  PYBIND11_TYPE_CASTER(hoctap::python::ViewArgument, const_name("str | datetime.date"));

  bool load(handle source, bool convert) {
    if (isinstance<str>(source)) {
      value.choice = hoctap::ViewChoice::parse(source.cast<std::string>());
      return true;
    }
    make_caster<hoctap::Date> date;
    if (!date.load(source, convert)) return false;
    value.choice = {hoctap::ViewKind::as_of, cast_op<hoctap::Date&>(date)};
    return true;
  }
  static handle cast(const hoctap::python::ViewArgument& argument, return_value_policy, handle) {
    return str(argument.choice.text()).release();
  }
};

template <class T>
struct type_caster<hoctap::python::OneOrMore<T>> {
  using Argument = hoctap::python::OneOrMore<T>;
  PYBIND11_TYPE_CASTER(Argument, make_caster<T>::name + const_name(" | collections.abc.Sequence[") +
                                     make_caster<T>::name + const_name("]"));

  bool load(handle source, bool convert) {
    make_caster<T> one;
    if (one.load(source, convert)) {
      value.values = {cast_op<T&&>(std::move(one))};
      return true;
    }
    make_caster<std::vector<T>> several;
    if (!several.load(source, convert)) return false;
    value.values = cast_op<std::vector<T>&&>(std::move(several));
    return true;
  }
};

}  // namespace pybind11::detail
