#include "pybind.hpp"

#include "hoctap/indicator/ratings.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "budget_columns.hpp"
#include "geo.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "settings.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// What Python holds.
struct HeldRatings {
  std::shared_ptr<const Ratings> ratings;
};

struct SchemeStep {
  const RatingScheme* scheme = nullptr;
  const RatingStep* step = nullptr;  // nullptr: none is known
  bool is_level = false;
};

TableView schemes_table(const RatingSchemes& self) {
  std::vector<SchemeStep> rows;
  for (const auto& scheme : self.schemes()) {
    for (const auto& step : scheme.grades) rows.push_back({&scheme, &step, false});
    for (const auto& step : scheme.levels) rows.push_back({&scheme, &step, true});
    if (!scheme.is_modelled()) rows.push_back({&scheme, nullptr, false});
  }
  const auto count = rows.size();
  return table_of("rating_schemes", false, count, [self, rows = std::move(rows)](Columns& columns) {
    const auto text = [](const std::string& word) { return word.empty() ? std::nullopt : std::optional(word); };
    columns.add_text("scheme", rows, [](const SchemeStep& row) { return row.scheme->id; });
    columns.add_bilingual("name", rows, [](const SchemeStep& row) { return row.scheme->name; });
    columns.add_text("subject", rows, [](const SchemeStep& row) { return name(row.scheme->subject); });
    columns.add_date("from", rows, [](const SchemeStep& row) { return unless_open(row.scheme->validity.from); });
    columns.add_date("until", rows, [](const SchemeStep& row) { return unless_open(row.scheme->validity.until); });
    columns.add_boolean("is_assumption", rows, [](const SchemeStep& row) { return row.scheme->is_assumption; });
    columns.add_text("mark", rows, [](const SchemeStep& row) -> std::optional<std::string> {
      return row.scheme->is_assumption ? std::nullopt : std::optional(std::string(name(row.scheme->mark)));
    });
    columns.add_text("source", rows, [&](const SchemeStep& row) { return text(row.scheme->source); });
    columns.add_integer("points", rows, [](const SchemeStep& row) { return row.scheme->points; });
    columns.add_integer("valid_months", rows, [](const SchemeStep& row) { return row.scheme->valid_months; });
    columns.add_text("step", rows, [](const SchemeStep& row) {
      return row.step == nullptr ? std::nullopt : std::optional(row.step->id);
    });
    columns.add_bilingual("step", rows, [](const SchemeStep& row) {
      return row.step == nullptr ? std::nullopt : std::optional(row.step->name);
    });
    columns.add_integer("from_points", rows, [](const SchemeStep& row) {
      return row.step == nullptr || row.is_level ? std::nullopt : std::optional(row.step->from_points);
    });
    columns.add_bilingual("not_modelled", rows, [](const SchemeStep& row) { return row.scheme->not_modelled; });
  });
}

struct SchemeCriterion {
  const RatingScheme* scheme = nullptr;
  const RatingCriterion* criterion = nullptr;
};

TableView criteria_table(const RatingSchemes& self) {
  std::vector<SchemeCriterion> rows;
  for (const auto& scheme : self.schemes())
    for (const auto& criterion : scheme.criteria) rows.push_back({&scheme, &criterion});
  const auto count = rows.size();
  return table_of("rating_criteria", false, count, [self, rows = std::move(rows)](Columns& columns) {
    columns.add_text("scheme", rows, [](const SchemeCriterion& row) { return row.scheme->id; });
    columns.add_date("from", rows, [](const SchemeCriterion& row) { return unless_open(row.scheme->validity.from); });
    columns.add_text("criterion", rows, [](const SchemeCriterion& row) { return row.criterion->id; });
    columns.add_text("name_vi", rows, [](const SchemeCriterion& row) { return row.criterion->name.vi; });
    columns.add_text("name_en", rows, [](const SchemeCriterion& row) { return row.criterion->name.en; });
    columns.add_integer("points", rows, [](const SchemeCriterion& row) { return row.criterion->points; });
    columns.add_integer("indicators", rows, [](const SchemeCriterion& row) { return row.criterion->indicators; });
    columns.add_integer("read", rows, [](const SchemeCriterion& row) { return row.criterion->read; });
  });
}

TableView ratings_table(const HeldRatings& self) {
  const auto held = self.ratings;
  return table_of("ratings", held->dataset.is_simulated(), held->rows.size(), [held](Columns& columns) {
    const auto& rows = held->rows;
    const auto view = held->view.text();
    columns.add_text("kind", rows, [](const RatingRow& row) { return name(row.kind); });
    columns.add_text("unit", rows, [](const RatingRow& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const RatingRow& row) { return row.unit_name; });
    columns.add_text("view", rows, [&](const RatingRow&) { return view; });
    columns.add_integer("year", rows, [](const RatingRow& row) { return std::int64_t{row.year.calendar_year()}; });
    columns.add_integer("rated", rows, [](const RatingRow& row) { return row.rated.numerator; });
    columns.add_integer("reported", rows, [](const RatingRow& row) { return row.rated.denominator; });
    columns.add_integer("unreported", rows, [](const RatingRow& row) { return row.rated.unreported; });
    columns.add_boolean("has_spread", rows, [](const RatingRow& row) { return row.has_spread; });
    for (std::size_t i = 0; i < held->grades.size(); ++i)
      columns.add_integer(held->grades[i].code.c_str(), rows, [i](const RatingRow& row) { return row.by_grade[i]; });
    columns.add_integer("without_grade", rows, [](const RatingRow& row) { return row.without_grade; });
    const auto grade = [&](const std::optional<std::size_t>& number) {
      return number ? std::optional(held->grades[*number].code) : std::nullopt;
    };
    columns.add_text("median_low", rows, [&](const RatingRow& row) { return grade(row.median_low); });
    columns.add_text("median_high", rows, [&](const RatingRow& row) { return grade(row.median_high); });
    for (std::size_t i = 0; i < held->grades.size(); ++i)
      columns.add_number((held->grades[i].code + "_percent").c_str(), rows, [i](const RatingRow& row) {
        const Ratio share = row.share(i);
        return share.is_applicable() ? std::optional(100 * share.approximate()) : std::nullopt;
      });
  });
}

}  // namespace

void bind_ratings(py::module_& m) {
  using namespace py::literals;

  auto schemes = py::class_<RatingSchemes>(m, "RatingSchemes", R"(Schemes by which centres and communes are rated.

A table with a row for each grade or level of each version: scheme, name_vi, name_en, subject ("centre" or "commune"), from, until,
is_assumption (ours, until a text is read that says otherwise), mark, source, points, valid_months, step, step_vi, step_en, from_points,
not_modelled_vi, not_modelled_en (what of it is not known).)");
  schemes
      .def_static(
          "load", [](const PathArgument& path) { return RatingSchemes::read(Document::load(path.path)); }, "path"_a,
          ReleaseGil(),
          R"(Read a TOML file of the form of the library's own (data/ratings.toml).

Raises:
    FileError: the file cannot be read.
    FormatError: a key is missing, unknown or of the wrong kind, points do not fall from grade to grade, or versions overlap.)")
      .def_property_readonly(
          "criteria", &criteria_table,
          "The criteria of each version: scheme, from, criterion, name_vi, name_en, points, indicators and read (how many "
          "of these the library knows).")
      .def("__len__", [](const RatingSchemes& self) { return self.schemes().size(); })
      .def("__repr__", [](const RatingSchemes& self) {
        return "<RatingSchemes: " + std::to_string(self.schemes().size()) + " versions>";
      });
  add_table_ways_out(schemes, schemes_table);
  m.def("rating_schemes", &RatingSchemes::embedded, "Give the rating schemes that the library knows.");

  auto type = py::class_<HeldRatings>(m, "Ratings",
                                      R"(How centre-years were rated: how many have which grade, and the median grade.

A table with a row for each unit and year of a view: kind, unit, unit_name, view, year, rated, reported (due, and known to be rated or not),
unreported, has_spread (figures that cannot be placed on single units lie in it in part), a column for each grade, without_grade, median_low
and median_high (the same but for an even number whose two middle grades differ), and the shares of the grades in percent, approximate.
Grades have an order and no distance: there is no mean.)");
  type.def_property_readonly(
          "view", [](const HeldRatings& self) { return self.ratings->view.text(); }, "Which units are shown.")
      .def_property_readonly(
          "grades",
          [](const HeldRatings& self) {
            std::vector<std::string> codes;
            for (const auto& grade : self.ratings->grades) codes.push_back(grade.code);
            return codes;
          },
          "The grades, the best first.")
      .def_property_readonly(
          "findings",
          [](const HeldRatings& self) {
            return FindingList{self.ratings->findings, self.ratings, self.ratings->dataset.is_simulated()};
          },
          "Records whose grade and points disagree under the scheme that they name, or whose scheme is not known, not in force or not for centres.")
      .def_property_readonly(
          "is_simulated", [](const HeldRatings& self) { return self.ratings->dataset.is_simulated(); },
          "Whether it rests on made-up data.")
      .def("__len__", [](const HeldRatings& self) { return self.ratings->rows.size(); })
      .def("__repr__", [](const HeldRatings& self) {
        return "<Ratings: " + std::to_string(self.ratings->rows.size()) + " rows, view " + self.ratings->view.text() +
               (self.ratings->dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, ratings_table);
  add_display(type, "ratings_text", "ratings_html");

  const Settings usual;
  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "ratings",
      [](const Reading& self, const std::optional<OneOrMore<PeriodArgument>>& years, const ViewArgument& view,
         const std::optional<RatingSchemes>& chosen, std::int32_t due_after_days) {
        RatingRequest request;
        if (years)
          for (const auto& year : years->values) request.years.push_back(year.period);
        request.view = view.choice;
        if (chosen) request.schemes = *chosen;
        request.settings = checked({.due_after_days = due_after_days});
        const py::gil_scoped_release unlocked;
        return HeldRatings{std::make_shared<const Ratings>(rate(self, request))};
      },
      py::kw_only(), "years"_a = py::none(), "view"_a = ViewArgument{{ViewKind::plan_territory, {}}},
      "schemes"_a = py::none(), "due_after_days"_a = usual.due_after_days,
      R"(Count the grades of centre-years by unit of a view, and compare grades with their points.

Args:
    years: years of the plan. Default: those that have begun by the day of the reading.
    view: as in `indicators`.
    schemes: as `RatingSchemes.load` reads them. Default: those that the library knows.
    due_after_days: days of operation that make a centre-year due.

Raises:
    InvalidValue: a period is no year of the plan.)");
}

}  // namespace hoctap::python
