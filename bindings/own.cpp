#include "own.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/measures.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

TableView measures_table() {
  const std::vector<MeasureInfo> all(measures().begin(), measures().end());
  const auto count = all.size();
  return table_of("measures", false, count, [all](Columns& columns) {
    columns.add_text("measure", all, [](const MeasureInfo& one) { return one.name; });
    columns.add_text("counts", all, [](const MeasureInfo& one) { return name(one.unit); });
    columns.add_text("time", all, [](const MeasureInfo& one) {
      return std::string_view(one.time == MeasureTime::stock ? "stock" : "flow");
    });
    columns.add_boolean("is_whole", all, [](const MeasureInfo& one) { return one.is_whole; });
    columns.add_boolean("is_calculated", all, [](const MeasureInfo& one) { return one.is_calculated; });
    columns.add_text("told_apart_by", all, [](const MeasureInfo& one) {
      std::string names;
      for (const auto& dimension : one.dimensions) names += (names.empty() ? "" : ";") + std::string(dimension.name);
      return names;
    });
  });
}

struct ListedVariant {
  IndicatorInfo indicator;
  IndicatorVariant variant;
};

TableView catalogue_table() {
  std::vector<ListedVariant> all;
  for (const auto& info : Catalogue::embedded().indicators())
    for (const auto& variant : info.variants) all.push_back({info, variant});
  const auto count = all.size();
  return table_of("catalogue", false, count, [all](Columns& columns) {
    columns.add_text("indicator", all, [](const ListedVariant& one) { return one.indicator.id; });
    columns.add_text("variant", all, [](const ListedVariant& one) { return one.variant.id; });
    columns.add_text("name_vi", all, [](const ListedVariant& one) { return one.indicator.name.vi; });
    columns.add_text("name_en", all, [](const ListedVariant& one) { return one.indicator.name.en; });
    columns.add_text("clause", all, [](const ListedVariant& one) { return one.indicator.clause; });
    columns.add_text("counts", all, [](const ListedVariant& one) { return name(one.indicator.unit); });
    columns.add_text("window", all, [](const ListedVariant& one) { return name(one.variant.window); });
    columns.add_text("roll_up", all, [](const ListedVariant& one) { return name(one.indicator.roll_up); });
    columns.add_text("rule_vi", all, [](const ListedVariant& one) { return one.variant.rule.vi; });
    columns.add_text("rule_en", all, [](const ListedVariant& one) { return one.variant.rule.en; });
    columns.add_boolean("is_calculated", all, [](const ListedVariant& one) { return one.indicator.is_calculated(); });
  });
}

}  // namespace

void bind_own(py::module_& m) {
  using namespace py::literals;

  py::class_<OwnIndicators>(m, "Indicators",
                            R"(Indicators of one's own, for `extra` of `Dataset.indicators`, `explain` and `levels`.

`hoctap.indicator` makes one; `load` reads several.)")
      .def_static(
          "load",
          [](const std::string& path) {
            const py::gil_scoped_release unlocked;
            return OwnIndicators::read(Document::load(path));
          },
          "path"_a,
          R"(Read a TOML file of the form of the library's own catalogue (data/indicators.toml).

Raises:
    FileError: the file cannot be read.
    FormatError: a measure, dimension, code or flag is not known, or the parts of an indicator do not fit (persons by turns, a stock by a flow);
        the message names file, line and key.)")
      .def_property_readonly(
          "ids",
          [](const OwnIndicators& self) {
            std::vector<std::string> ids;
            for (const auto& info : self.catalogue.indicators()) ids.push_back(info.id);
            return ids;
          },
          "Their identifiers.")
      .def("__repr__", [](const OwnIndicators& self) {
        std::string ids;
        for (const auto& info : self.catalogue.indicators()) ids += (ids.empty() ? "" : ", ") + info.id;
        return "<Indicators " + ids + ">";
      });

  m.def(
      "indicator_from_toml",
      [](const std::string& text, const std::string& file) { return OwnIndicators::read(Document::parse(text, file)); },
      "text"_a, py::kw_only(), "file"_a, "Read indicators from TOML; `hoctap.indicator` says how.");
  m.def(
      "indicator_of_table",
      [](const std::string& id, const py::object& table, const std::string& name_vi, const std::string& name_en) {
        auto stream = arrow_stream_of(table, id);
        const py::gil_scoped_release unlocked;
        return OwnIndicators::of_table(id, {name_vi, name_en}, ArrowTable::read(&stream, id));
      },
      "id"_a, "table"_a, py::kw_only(), "name_vi"_a, "name_en"_a,
      "Make an indicator of a table; `hoctap.indicator` says how.");
  m.def(
      "indicator_of_marks",
      [](const std::string& id, const std::map<std::string, std::optional<bool>>& marks, const std::string& name_vi,
         const std::string& name_en) {
        OwnValues values;
        for (const auto& [centre, holds] : marks) values.centres.push_back({centre, std::nullopt, holds});
        return OwnIndicators::of_values(id, {name_vi, name_en}, std::move(values));
      },
      "id"_a, "marks"_a, py::kw_only(), "name_vi"_a, "name_en"_a,
      "Make an indicator of what is said of each centre; `hoctap.indicator` says how.");
  m.def(
      "measures", &measures_table,
      "List the measures of which indicators are made: what each counts, whether that is there on a day (stock) or happens in the course of "
      "time (flow), whether others can be a part of it, and by what it is told apart.");
  m.def(
      "catalogue", &catalogue_table,
      "List the library's indicators with their variants: what is counted, when, how, and the clause of the plan. `rule` has gaps for settings.");
}

}  // namespace hoctap::python
