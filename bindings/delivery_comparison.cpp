#include "pybind.hpp"

#include "hoctap/indicator/delivery_comparison.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "budget_columns.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "request.hpp"
#include "result_row.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using Shared = std::shared_ptr<const DeliveryComparison>;

std::int64_t number(std::size_t index) { return static_cast<std::int64_t>(index); }

// A number for each row, to name it by.
std::vector<std::int64_t> numbers(std::size_t count) {
  std::vector<std::int64_t> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = number(i);
  return all;
}

void add_numbers(Columns& columns, const char* name, std::size_t count) {
  columns.add_integer(name, numbers(count), [](std::int64_t one) { return one; });
}

TableView figures_table(const Shared& self) {
  return table_of("figures", self->is_simulated, self->figures.size(), [self](Columns& columns) {
    const auto& rows = self->figures;
    add_numbers(columns, "figure", rows.size());
    columns.add_text("kind", rows, [](const FigureChange& row) { return name(row.any().kind); });
    columns.add_text("unit", rows, [](const FigureChange& row) { return row.any().unit_code; });
    columns.add_text("unit_name", rows, [](const FigureChange& row) { return row.any().unit_name; });
    columns.add_text("indicator", rows, [](const FigureChange& row) { return row.any().indicator; });
    columns.add_text("variant", rows, [](const FigureChange& row) { return row.any().variant; });
    columns.add_text("period", rows, [](const FigureChange& row) { return row.any().period.text(); });
    columns.add_integer("changes", rows, [](const FigureChange& row) { return number(row.causes.size()); });
    columns.add_integer("cited", rows, [](const FigureChange& row) {
      std::int64_t cited = 0;
      for (const auto& cause : row.causes) cited += cause.is_cited ? 1 : 0;
      return cited;
    });
    const auto add_side = [&](const std::string& ending, std::optional<ResultRow> FigureChange::* which) {
      const auto of = [which](auto get) {
        return [which, get](const FigureChange& row) {
          using Given = decltype(get(*(row.*which)));
          return row.*which ? std::optional<Given>(get(*(row.*which))) : std::nullopt;
        };
      };
      for (const CountColumn& column : count_columns)
        columns.add_integer(
            (std::string(column.name) + "_" + ending).c_str(), rows,
            [which, column](const FigureChange& row) { return row.*which ? column(*(row.*which)) : std::nullopt; });
      columns.add_boolean(("has_bounds_" + ending).c_str(), rows,
                          of([](const ResultRow& row) { return row.has_bounds; }));
      const auto add_percent = [&](const char* what, auto get) {
        columns.add_number((what + ending).c_str(), rows, [which, get](const FigureChange& row) {
          return row.*which ? get(*(row.*which)) : std::optional<double>();
        });
      };
      add_percent("value_percent_", [](const ResultRow& row) { return approximate_percent(row, row.value()); });
      add_percent("lower_percent_",
                  [](const ResultRow& row) { return approximate_percent(row, if_bounded(row, row.lower())); });
      add_percent("upper_percent_",
                  [](const ResultRow& row) { return approximate_percent(row, if_bounded(row, row.upper())); });
      columns.add_text(("value_vi_" + ending).c_str(), rows,
                       of([](const ResultRow& row) { return value_text(row, Language::vi, false); }));
      columns.add_text(("value_en_" + ending).c_str(), rows,
                       of([](const ResultRow& row) { return value_text(row, Language::en, false); }));
      columns.add_text(("status_" + ending).c_str(), rows, of([](const ResultRow& row) { return name(row.status); }));
      columns.add_text(("status_vi_" + ending).c_str(), rows,
                       of([](const ResultRow& row) { return status_text(row, Language::vi); }));
      columns.add_text(("status_en_" + ending).c_str(), rows,
                       of([](const ResultRow& row) { return status_text(row, Language::en); }));
      columns.add_text(("flags_" + ending).c_str(), rows, of([](const ResultRow& row) { return row_flags_text(row); }));
    };
    add_side("before", &FigureChange::before);
    add_side("after", &FigureChange::after);
  });
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<BilingualText> in_both(const std::optional<Message>& message) {
  if (!message) return std::nullopt;
  return BilingualText{message->text(Language::vi), message->text(Language::en)};
}

TableView changes_table(const Shared& self) {
  return table_of("changes", self->is_simulated, self->changes.size(), [self](Columns& columns) {
    const auto& rows = self->changes;
    add_numbers(columns, "change", rows.size());
    columns.add_text("kind", rows, [](const DeliveryChange& row) { return name(row.kind); });
    columns.add_text("table", rows, [](const DeliveryChange& row) { return unless_empty(row.table); });
    columns.add_text("subject", rows, [](const DeliveryChange& row) { return row.subject; });
    columns.add_text("what", rows, [](const DeliveryChange& row) {
      return row.what ? std::optional(name(*row.what)) : std::nullopt;
    });
    columns.add_bilingual("text", rows, [](const DeliveryChange& row) { return in_both(row.message); });
    columns.add_integer("rows", rows, [](const DeliveryChange& row) { return number(row.rows); });
    columns.add_words("columns", rows, [](const DeliveryChange& row) { return row.columns; });
    const auto add_place = [&](const std::string& ending, SourcePlace DeliveryChange::* place) {
      columns.add_text(("file_" + ending).c_str(), rows,
                       [place](const DeliveryChange& row) { return unless_empty((row.*place).file); });
      columns.add_text(("sheet_" + ending).c_str(), rows,
                       [place](const DeliveryChange& row) { return unless_empty((row.*place).sheet); });
      columns.add_integer(("row_" + ending).c_str(), rows, [place](const DeliveryChange& row) {
        const auto line = (row.*place).row;
        return line == 0 ? std::nullopt : std::optional(std::int64_t{line});
      });
    };
    add_place("before", &DeliveryChange::before);
    add_place("after", &DeliveryChange::after);
    columns.add_bilingual("left_out", rows, [](const DeliveryChange& row) { return in_both(row.left_out); });
    columns.add_integer("report", rows, [](const DeliveryChange& row) {
      return row.report ? std::optional(number(*row.report)) : std::nullopt;
    });
    columns.add_integer("figures", rows, [](const DeliveryChange& row) { return number(row.figures); });
    columns.add_integer("cited", rows, [](const DeliveryChange& row) { return number(row.cited); });
  });
}

struct NumberedValue {
  std::size_t change = 0;
  const ValueChange* value = nullptr;
};

TableView values_table(const Shared& self) {
  std::vector<NumberedValue> rows;
  for (std::size_t i = 0; i < self->changes.size(); ++i)
    for (const ValueChange& value : self->changes[i].values) rows.push_back({i, &value});
  return table_of("values", self->is_simulated, rows.size(), [self, rows](Columns& columns) {
    columns.add_integer("change", rows, [](const NumberedValue& row) { return number(row.change); });
    columns.add_text("column", rows, [](const NumberedValue& row) { return row.value->column; });
    columns.add_text("before", rows, [](const NumberedValue& row) { return row.value->before; });
    columns.add_text("after", rows, [](const NumberedValue& row) { return row.value->after; });
  });
}

struct NumberedCause {
  std::size_t figure = 0;
  DeliveryCause cause;
};

TableView causes_table(const Shared& self) {
  std::vector<NumberedCause> rows;
  for (std::size_t i = 0; i < self->figures.size(); ++i)
    for (const DeliveryCause& cause : self->figures[i].causes) rows.push_back({i, cause});
  return table_of("causes", self->is_simulated, rows.size(), [rows](Columns& columns) {
    columns.add_integer("figure", rows, [](const NumberedCause& row) { return number(row.figure); });
    columns.add_integer("change", rows, [](const NumberedCause& row) { return number(row.cause.change); });
    columns.add_boolean("is_cited", rows, [](const NumberedCause& row) { return row.cause.is_cited; });
  });
}

std::string summary(const DeliveryComparison& self) {
  return std::to_string(self.figures.size()) + " of " + std::to_string(self.figures_compared) + " figures differ, " +
         std::to_string(self.changes.size()) + " changes";
}

}  // namespace

void bind_delivery_comparison(py::module_& m) {
  using namespace py::literals;

  py::class_<DeliveryComparison, std::shared_ptr<DeliveryComparison>>(
      m, "DeliveryComparison", "What moved between two deliveries, and because of which rows and reports.")
      .def_readonly("periods", &DeliveryComparison::periods, "The periods compared.")
      .def_property_readonly(
          "view", [](const DeliveryComparison& self) { return self.view.text(); }, "Which units are shown.")
      .def_readonly("is_simulated", &DeliveryComparison::is_simulated, "Whether either rests on made-up data.")
      .def_readonly("figures_compared", &DeliveryComparison::figures_compared, "How many figures were compared.")
      .def_readonly(
          "notes", &DeliveryComparison::notes,
          "What a reader must know first: days on which what is owed is asked that differ, persons that cannot be the same.")
      .def_property_readonly(
          "figures", &figures_table,
          R"(A row for each figure that differs: figure, kind, unit, unit_name, indicator, variant, period, and

    changes, cited: how many changes are among its causes, and how many of these its explanations cite
    numerator_before … upper_den_before: the seven counts; value_percent_…, lower_percent_…, upper_percent_…: percent, approximate, for plots
    value_vi_…, value_en_…: the value with its bounds in words; status_…, status_vi_…, status_en_…; flags_…
    the same on _after; missing where only the other delivery has such a row)")
      .def_property_readonly(
          "changes", &changes_table,
          R"(A row for each difference of the records, also those that moved no figure (`figures` is 0):

    change: its number
    kind: "row_added", "row_removed", "row_changed", "rows_lost" (rows that came and could not be used) or "report"
    table, subject: the row's table and key; the report
    what: of a report "came", "gone", "replaced" (by another version), "edited" (in the same version), "restated" (late, missing by now …),
        "owed" or "not_owed"
    text_vi, text_en: the same in words, also of rows that were lost
    rows: how many rows; more than one where those that name persons are counted only
    columns: of a changed row, those that differ
    file_before, sheet_before, row_before; file_after …: where it stands in either delivery
    left_out_vi, left_out_en: why the other delivery left the row out, where it stood in the same line
    report: number of the change of the report that it came or went with
    figures, cited: among the causes of how many figures that differ, and how many of their explanations cite it)")
      .def_property_readonly(
          "values", &values_table,
          "Old and new values: change, column, before, after. Of a row that only one delivery has, all of its values.")
      .def_property_readonly("causes", &causes_table,
                             R"(Which change is among the causes of which figure: figure, change, is_cited.

Undoing all changes of a figure gives the earlier figure, if what is owed is asked on the same day; those that an explanation cites come first.)")
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("deliveries_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en, "Write it as HTML, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "to_text",
          [](const py::object& self, Language lang, const std::optional<int>& width, const std::optional<int>& rows) {
            return py::str(display("deliveries_text")(self, lang, "width"_a = width, "most"_a = rows));
          },
          py::kw_only(), "lang"_a = Language::en, "width"_a = 100, "rows"_a = 40,
          R"(Write it as text in lines of at most `width` letters; None: as wide as the columns need.

At most `rows` figures and as many changes, those that moved figures first; None: all.)")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("deliveries_html")(self)); },
          "Show it in a notebook.")
      .def("__str__", [](const py::object& self) { return py::str(display("deliveries_text")(self)); })
      .def("__repr__", [](const DeliveryComparison& self) { return "<DeliveryComparison: " + summary(self) + ">"; });

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "compare",
      [](const SharedReading& self, const SharedReading& later, const ViewArgument& view,
         const std::optional<OneOrMore<PeriodArgument>>& periods,
         const std::optional<OneOrMore<std::string>>& indicators, const std::optional<OneOrMore<std::string>>& variants,
         bool persons, const ExtraIndicators& extra, const std::optional<Book>& book, const AttributeWords& attributes,
         const UnitWords& unit_attributes) {
        Request asked = request(view, extra, periods, indicators, variants);
        asked.book = book;
        asked.attributes = stated_attributes(attributes, unit_attributes);
        return std::make_shared<DeliveryComparison>(compare_deliveries(*self, *later, asked, persons));
      },
      "later"_a, py::kw_only(), "view"_a = ViewArgument{{ViewKind::plan_territory, {}}}, "periods"_a = py::none(),
      "indicators"_a = py::none(), "variants"_a = py::none(), "persons"_a = false, "extra"_a = py::none(),
      "book"_a = py::none(), "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{}, ReleaseGil(),
      R"(Compare this delivery with a later one: which figures moved, and because of which rows and reports.

Every difference of the records is listed, whether or not it moved a figure. For what was known on two days, read the same folder twice with
`received_until`.

Args:
    later: the other dataset, of the same plan.
    persons: whether rows that name persons are listed; otherwise they are counted by file and table.
    view, periods, indicators, variants, extra, book, attributes, unit_attributes: as in `indicators`. Default periods: the quarters that had
        begun by the day of this dataset and ended by that of the later one.

Raises:
    InvalidValue: the datasets are of different plans, were read with different forms, code lists or units (other than by rows of their own),
        or as `indicators` raises.)");
}

}  // namespace hoctap::python
