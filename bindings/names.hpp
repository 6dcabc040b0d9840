// Enumerations cross into Python as their names, typed as the literals they can be.
#pragma once

#include "pybind.hpp"

#include <string_view>

#include "hoctap/core/finding.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/forms/obligations.hpp"
#include "hoctap/indicator/result.hpp"

namespace hoctap::python {

inline std::string_view name(RowOutcome outcome) { return outcome == RowOutcome::kept ? "kept" : "dropped"; }

inline std::string_view name(RowKind kind) {
  switch (kind) {
    case RowKind::unit:
      return "unit";
    case RowKind::joint:
      return "joint";
    case RowKind::territory:
      return "territory";
    case RowKind::higher:
      break;
  }
  return "higher";
}

}  // namespace hoctap::python

namespace pybind11::detail {

// Out only.
template <class Enum>
struct name_caster {
  static handle cast(Enum value, return_value_policy, handle) {
    using hoctap::name;
    using hoctap::python::name;
    const auto text = name(value);
    return str(text.data(), text.size()).release();
  }
};

template <>
struct type_caster<hoctap::Severity> : name_caster<hoctap::Severity> {
  static constexpr auto name = const_name(R"(typing.Literal["note", "warning", "error"])");
};
template <>
struct type_caster<hoctap::RowOutcome> : name_caster<hoctap::RowOutcome> {
  static constexpr auto name = const_name(R"(typing.Literal["kept", "dropped"])");
};
template <>
struct type_caster<hoctap::ObligationState> : name_caster<hoctap::ObligationState> {
  static constexpr auto name = const_name(R"(typing.Literal["on_time", "late", "undated", "missing", "not_yet_due"])");
};
template <>
struct type_caster<hoctap::RowKind> : name_caster<hoctap::RowKind> {
  static constexpr auto name = const_name(R"(typing.Literal["unit", "joint", "territory", "higher"])");
};
template <>
struct type_caster<hoctap::Status> : name_caster<hoctap::Status> {
  static constexpr auto name = const_name(
      R"(typing.Literal["met", "on_track", "at_risk", "off_track", "undetermined", "no_data", "not_due", "not_applicable", "not_met", "informative"])");
};
template <>
struct type_caster<hoctap::Reach> : name_caster<hoctap::Reach> {
  static constexpr auto name =
      const_name(R"(typing.Literal["reached", "within", "beyond", "undetermined", "ended", "not_applicable"])");
};

}  // namespace pybind11::detail
