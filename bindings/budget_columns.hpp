// Columns that tables of norms and money have in common.
#pragma once

#include "pybind.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/measure/centre_attributes.hpp"
#include "hoctap/norm/book.hpp"
#include "hoctap/records/dataset.hpp"
#include "table.hpp"

namespace hoctap::python {

using AttributeWords = std::map<std::string, std::string>;
// By code of commune, district or province.
using UnitWords = std::map<std::string, AttributeWords>;

inline StatedAttributes stated_attributes(const AttributeWords& attributes, const UnitWords& unit_attributes) {
  StatedAttributes stated;
  stated.all.assign(attributes.begin(), attributes.end());
  for (const auto& [unit, words] : unit_attributes) stated.units.push_back({unit, {words.begin(), words.end()}});
  return stated;
}

inline std::optional<std::string> filled(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

inline std::optional<std::string> code_of(const Gazetteer& gazetteer, VersionId unit) {
  return unit == no_version ? std::nullopt : std::optional(gazetteer.version(unit).code);
}
inline std::optional<std::string> name_of(const Gazetteer& gazetteer, VersionId unit) {
  return unit == no_version ? std::nullopt : std::optional(gazetteer.version(unit).name);
}

inline std::string flags_text(std::uint8_t flags) {
  std::string text;
  for (std::size_t bit = 0; bit < line_flag_count; ++bit) {
    if ((flags >> bit & 1U) != 0) text += (text.empty() ? "" : ";") + std::string(flag_name(bit));
  }
  return text;
}

// The norm of a row by identifier and as people cite it.
template <class Rows>
void add_norm_names(Columns& columns, const Rows& rows, const Rulebook& rulebook) {
  const auto norms = rulebook.norms();
  columns.add_text("norm", rows, [&](const auto& row) {
    return row.norm == no_norm ? std::nullopt : std::optional(norms[row.norm].id);
  });
  columns.add_text("norm_vi", rows, [&](const auto& row) {
    return row.norm == no_norm ? std::nullopt : std::optional(norms[row.norm].citation.text(Language::vi));
  });
  columns.add_text("norm_en", rows, [&](const auto& row) {
    return row.norm == no_norm ? std::nullopt : std::optional(norms[row.norm].citation.text(Language::en));
  });
}

// Text, HTML and notebook from functions of hoctap.display: `<stem>_text` and `<stem>_html`.
template <class Class>
void add_display(Class& type, const char* text_function, const char* html_function) {
  using namespace py::literals;
  type.def(
          "to_text",
          [text_function](const py::object& self, Language lang) {
            return py::str(display(text_function)(self, lang));
          },
          py::kw_only(), "lang"_a = Language::en, "Write it as text, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "to_html",
          [html_function](const py::object& self, Language lang) {
            return py::str(display(html_function)(self, lang));
          },
          py::kw_only(), "lang"_a = Language::vi,
          "Write it as HTML tables, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [html_function](const py::object& self) { return py::str(display(html_function)(self)); },
          "Show it in a notebook.");
}

}  // namespace hoctap::python
