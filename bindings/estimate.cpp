#include "pybind.hpp"

#include "hoctap/budget/estimate.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "budget_columns.hpp"
#include "hoctap/budget/line_table.hpp"
#include "hoctap/core/error.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using SharedEstimate = std::shared_ptr<const Estimate>;
using Words = AttributeWords;
using StatedPrices = std::map<std::string, std::int64_t>;
using StatedNumbers = std::map<std::pair<std::string, std::string>, std::int64_t>;
using StatedSources = std::vector<std::pair<std::string, std::int64_t>>;

// "clc_management_allowance;manager=director": a content with attributes of its lines.
struct ContentWords {
  std::string content;
  AttributeValues attributes;
};

ContentWords content_words(const std::string& text) {
  ContentWords words;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const std::size_t sign = part.find('=');
    if (begin == 0) {
      words.content = part;
    } else if (sign == std::string::npos) {
      throw InvalidValue({MessageCode::not_an_attribute_value, {part, text}});
    } else {
      words.attributes.emplace_back(part.substr(0, sign), part.substr(sign + 1));
    }
    begin = end + 1;
  }
  return words;
}

EstimateOptions options_of(const StatedPrices& prices, const StatedNumbers& numbers, const Words& attributes,
                           const std::map<std::string, Words>& unit_attributes, const StatedSources& sources,
                           std::optional<Date> decided_on, std::optional<Date> places_on) {
  EstimateOptions options;
  for (const auto& [text, amount] : prices) {
    auto words = content_words(text);
    options.prices.push_back({std::move(words.content), std::move(words.attributes), amount});
  }
  for (const auto& [key, number] : numbers) {
    auto words = content_words(key.first);
    options.numbers.push_back({std::move(words.content), key.second, std::move(words.attributes), number});
  }
  options.attributes.assign(attributes.begin(), attributes.end());
  for (const auto& [unit, words] : unit_attributes)
    options.unit_attributes.push_back({unit, {words.begin(), words.end()}});
  options.sources.clear();
  for (const auto& [fund, weight] : sources) options.sources.push_back({fund, weight});
  options.decided_on = decided_on;
  options.places_on = places_on;
  return options;
}

std::string missing_text(const std::vector<MissingInput>& missing, std::optional<Language> language) {
  std::string text;
  for (const MissingInput& input : missing)
    text += (text.empty() ? "" : language ? ", " : ";") + (language ? input.name.in(*language) : input.id);
  return text;
}

// "person;day"
std::string unit_text(const Content& content) {
  std::string units;
  for (const std::string& unit : content.unit) units += (units.empty() ? "" : ";") + unit;
  return units;
}

// Columns that lines and floors have in common.
template <class Rows>
void add_norm(Columns& columns, const Rows& rows, const SharedEstimate& estimate) {
  add_norm_names(columns, rows, estimate->book.rulebook());
  columns.add_text("mark", rows, [](const auto& row) {
    return row.norm == no_norm ? std::nullopt : std::optional(std::string(name(row.mark)));
  });
  columns.add_text("flags", rows, [](const auto& row) { return filled(flags_text(row.flags)); });
}

template <class Rows>
void add_missing(Columns& columns, const Rows& rows) {
  columns.add_text("missing", rows, [](const auto& row) { return filled(missing_text(row.missing, std::nullopt)); });
  columns.add_text("missing_vi", rows, [](const auto& row) { return filled(missing_text(row.missing, Language::vi)); });
  columns.add_text("missing_en", rows, [](const auto& row) { return filled(missing_text(row.missing, Language::en)); });
}

TableView lines_table(const SharedEstimate& estimate) {
  const auto& self = *estimate;
  return table_of("estimate", self.dataset.is_simulated(), self.lines.size(), [estimate](Columns& columns) {
    const auto& rows = estimate->lines;
    const auto contents = estimate->book.rulebook().contents();
    const auto commune = [&](const EstimateLine& row) -> const EstimateCommune& {
      return estimate->communes[estimate->centres[row.centre].commune];
    };
    const auto content = [&](const EstimateLine& row, auto get) -> std::optional<std::string> {
      if (row.content == EstimateLine::no_content) return std::nullopt;
      return get(contents[row.content]);
    };
    columns.add_text("commune_code", rows, [&](const EstimateLine& row) { return filled(commune(row).code); });
    columns.add_text("commune", rows, [&](const EstimateLine& row) { return filled(commune(row).name); });
    columns.add_text("centre_id", rows, [&](const EstimateLine& row) { return estimate->centres[row.centre].id; });
    columns.add_integer("year", rows, [&](const EstimateLine&) { return estimate->year; });
    columns.add_integer("line_no", rows, [](const EstimateLine& row) { return row.number; });
    const auto& plan = estimate->dataset.tables().plan_lines;
    columns.add_integer("plan_line", rows, [&](const EstimateLine& row) {
      return row.plan_row ? plan.line_no.get(*row.plan_row) : std::nullopt;
    });
    columns.add_text("wording", rows, [](const EstimateLine& row) { return filled(row.wording); });
    columns.add_text("content", rows,
                     [&](const EstimateLine& row) { return content(row, [](const Content& of) { return of.id; }); });
    columns.add_text("content_vi", rows, [&](const EstimateLine& row) {
      return content(row, [](const Content& of) { return of.name.vi; });
    });
    columns.add_text("content_en", rows, [&](const EstimateLine& row) {
      return content(row, [](const Content& of) { return of.name.en; });
    });
    columns.add_text("unit", rows, [&](const EstimateLine& row) { return content(row, unit_text); });
    columns.add_text("attributes", rows, [](const EstimateLine& row) {
      std::string text;
      for (const auto& [attribute, value] : row.attributes) text += (text.empty() ? "" : ";") + attribute + "=" + value;
      return filled(text);
    });
    columns.add_date("date", rows, [](const EstimateLine& row) { return row.date; });
    constexpr std::array<const char*, most_factors> factors{"factor_1", "factor_2", "factor_3"};
    for (std::size_t f = 0; f < most_factors; ++f)
      columns.add_integer(factors[f], rows, [f](const EstimateLine& row) { return row.factors[f]; });
    columns.add_boolean("is_assumed", rows, [](const EstimateLine& row) { return row.is_assumed; });
    columns.add_boolean("is_limited", rows, [](const EstimateLine& row) { return row.is_limited; });
    columns.add_integer("unit_price", rows, [](const EstimateLine& row) { return row.unit_price; });
    columns.add_boolean("is_price_stated", rows, [](const EstimateLine& row) { return row.is_price_stated; });
    columns.add_integer("amount", rows, [](const EstimateLine& row) { return row.amount; });
    columns.add_integer("ceiling", rows, [](const EstimateLine& row) { return row.ceiling; });
    columns.add_integer("highest_ceiling", rows, [](const EstimateLine& row) { return row.highest_ceiling; });
    columns.add_text("verdict", rows, [](const EstimateLine& row) { return name(row.verdict); });
    add_norm(columns, rows, estimate);
    add_missing(columns, rows);
    for (std::size_t i = 0; i < estimate->sources.size(); ++i) {
      columns.add_integer(estimate->sources[i].fund.c_str(), rows, [i](const EstimateLine& row) {
        return row.parts.empty() ? std::nullopt : std::optional(row.parts[i].amount);
      });
    }
    columns.add_boolean("is_split_tied", rows, [](const EstimateLine& row) {
      return std::any_of(row.parts.begin(), row.parts.end(), [](const SourcePart& part) { return part.is_tied; });
    });
  });
}

struct TotalRow {
  const char* kind;
  std::string code;
  std::string name;
  const EstimateSum* sum;
};

TableView totals_table(const SharedEstimate& estimate) {
  const std::size_t count = estimate->centres.size() + estimate->communes.size() + 1;
  return table_of("estimate_totals", estimate->dataset.is_simulated(), count, [estimate](Columns& columns) {
    std::vector<TotalRow> rows;
    for (const auto& centre : estimate->centres) rows.push_back({"centre", centre.id, centre.name, &centre.sum});
    for (const auto& commune : estimate->communes)
      rows.push_back({"commune", commune.code, commune.name, &commune.sum});
    rows.push_back({"total", "", "", &estimate->total});
    columns.add_text("kind", rows, [](const TotalRow& row) { return std::string(row.kind); });
    columns.add_text("code", rows, [](const TotalRow& row) { return filled(row.code); });
    columns.add_text("name", rows, [](const TotalRow& row) { return filled(row.name); });
    const auto add = [&](const char* name, std::int64_t EstimateSum::* member) {
      columns.add_integer(name, rows, [member](const TotalRow& row) { return row.sum->*member; });
    };
    add("lines", &EstimateSum::lines);
    add("lines_without_amount", &EstimateSum::lines_without_amount);
    add("amount", &EstimateSum::amount);
    add("excess", &EstimateSum::excess);
    add("unverified", &EstimateSum::unverified);
    for (std::size_t i = 0; i < estimate->sources.size(); ++i)
      columns.add_integer(estimate->sources[i].fund.c_str(), rows,
                          [i](const TotalRow& row) { return row.sum->by_source[i]; });
  });
}

TableView floors_table(const SharedEstimate& estimate) {
  return table_of(
      "state_floors", estimate->dataset.is_simulated(), estimate->floors.size(), [estimate](Columns& columns) {
        const auto& rows = estimate->floors;
        const auto contents = estimate->book.rulebook().contents();
        columns.add_text("centre_id", rows, [&](const StateFloor& row) { return estimate->centres[row.centre].id; });
        columns.add_text("content", rows, [&](const StateFloor& row) { return contents[row.content].id; });
        columns.add_text("content_vi", rows, [&](const StateFloor& row) { return contents[row.content].name.vi; });
        columns.add_text("content_en", rows, [&](const StateFloor& row) { return contents[row.content].name.en; });
        columns.add_text("outcome", rows, [](const StateFloor& row) { return name(row.outcome); });
        columns.add_integer("least", rows, [](const StateFloor& row) { return row.least; });
        columns.add_integer("planned", rows, [](const StateFloor& row) { return row.planned; });
        columns.add_integer("lacking", rows, [](const StateFloor& row) { return row.lacking; });
        add_norm(columns, rows, estimate);
        add_missing(columns, rows);
      });
}

TableView records_table(const SharedEstimate& estimate) {
  auto records = std::make_shared<const std::vector<EstimateRecord>>(records_of(*estimate));
  const std::size_t count = records->size();
  return table_of("budget_estimates", estimate->dataset.is_simulated(), count, [estimate, records](Columns& columns) {
    const auto& rows = *records;
    const auto contents = estimate->book.rulebook().contents();
    const auto line = [&](const EstimateRecord& row) -> const EstimateLine& { return estimate->lines[row.line]; };
    const auto centre = [&](const EstimateRecord& row) -> const EstimateCentre& {
      return estimate->centres[line(row).centre];
    };
    columns.add_text("estimate_id", rows, [](const EstimateRecord& row) { return row.estimate_id; });
    columns.add_integer("line_no", rows, [](const EstimateRecord& row) { return row.line_no; });
    columns.add_integer("version", rows, [](const EstimateRecord&) { return std::int64_t{1}; });
    columns.add_text("status", rows, [](const EstimateRecord&) { return std::string("draft"); });
    columns.add_text("unit_code", rows,
                     [&](const EstimateRecord& row) { return filled(estimate->communes[centre(row).commune].code); });
    columns.add_text("centre_id", rows, [&](const EstimateRecord& row) { return centre(row).id; });
    columns.add_integer("year", rows, [&](const EstimateRecord&) { return std::int64_t{estimate->year}; });
    columns.add_text("content_code", rows, [&](const EstimateRecord& row) { return contents[line(row).content].id; });
    columns.add_text("fund", rows, [&](const EstimateRecord& row) { return estimate->sources[row.source].fund; });
    columns.add_text("unit", rows, [&](const EstimateRecord& row) { return unit_text(contents[line(row).content]); });
    constexpr std::array<const char*, most_factors> factors{"factor_1", "factor_2", "factor_3"};
    for (std::size_t f = 0; f < most_factors; ++f) {
      columns.add_integer(factors[f], rows, [&](const EstimateRecord& row) {
        return row.is_whole ? line(row).factors[f] : std::nullopt;
      });
    }
    columns.add_integer("unit_price", rows,
                        [&](const EstimateRecord& row) { return row.is_whole ? line(row).unit_price : std::nullopt; });
    columns.add_integer("amount", rows, [](const EstimateRecord& row) { return row.amount; });
    const auto& plan = estimate->dataset.tables().plan_lines;
    columns.add_integer("plan_line", rows, [&](const EstimateRecord& row) {
      return line(row).plan_row ? plan.line_no.get(*line(row).plan_row) : std::nullopt;
    });
    columns.add_text("prepared_by", rows, [](const EstimateRecord& row) { return row.prepared_by; });
  });
}

// What Python holds.
struct DrawnEstimate {
  SharedEstimate estimate;
};

}  // namespace

void bind_estimate(py::module_& m) {
  using namespace py::literals;
  auto type =
      py::class_<DrawnEstimate>(m, "Estimate", R"(Next year's estimate of the centres, drawn up from their plans.

A table with a row a line: commune_code, commune, centre_id, year, line_no (in the estimate of the commune's Association), plan_line and
wording (of the plan), content, content_vi, content_en, unit, attributes ("zone=II;province=24"), date, factor_1 to factor_3, is_assumed (a factor that the plan does not say),
is_limited (a factor beyond what the norm pays), unit_price, is_price_stated, amount, ceiling, highest_ceiling (đồng), verdict, norm,
norm_vi, norm_en, mark, flags, missing (what the line lacks), missing_vi, missing_en, a column of đồng for each source, is_split_tied.)");
  type.def_property_readonly(
          "year", [](const DrawnEstimate& self) { return self.estimate->year; }, "The budget year.")
      .def_property_readonly(
          "book", [](const DrawnEstimate& self) { return self.estimate->book; }, "The book that gave norms and levels.")
      .def_property_readonly(
          "lines", [](const DrawnEstimate& self) { return LineTable::of(*self.estimate); },
          "The lines as `Book.check` takes them, with their attributes, so that another book can judge them.")
      .def_property_readonly(
          "totals", [](const DrawnEstimate& self) { return totals_table(self.estimate); },
          R"(Sums by centre, by commune (the estimate of its Study Promotion Association) and in all.

A table with kind ("centre", "commune", "total"), code, name, lines, lines_without_amount, amount, excess, unverified (đồng that rest on
norms that are not VERIFIED) and a column for each source.)")
      .def_property_readonly(
          "floors", [](const DrawnEstimate& self) { return floors_table(self.estimate); },
          R"(The least that the state gives each centre, and what the estimate lacks to it.

A table with centre_id, content, content_vi, content_en, outcome, least (null: no floor is known), planned (of state funds), lacking, norm,
norm_vi, norm_en, mark, flags, missing, missing_vi, missing_en.)")
      .def_property_readonly(
          "records", [](const DrawnEstimate& self) { return records_table(self.estimate); },
          R"(The estimates of the communes' Study Promotion Associations as rows of the table budget_estimates, drafts of version 1.

A row for each line that has an amount and each source that gives some of it; factors and price where the source gives all. What goes out
comes in again: `from_tables({"budget_estimates": estimate.records, ...})`.)")
      .def_property_readonly(
          "findings",
          [](const DrawnEstimate& self) {
            return FindingList{self.estimate->findings, self.estimate, self.estimate->dataset.is_simulated()};
          },
          "Wordings of plans that are not known, with the nearest ones.")
      .def_property_readonly(
          "is_simulated", [](const DrawnEstimate& self) { return self.estimate->dataset.is_simulated(); },
          "Whether it was drawn from made-up data.")
      .def(
          "to_text",
          [](const py::object& self, Language lang) { return py::str(display("estimate_text")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en,
          "Write the estimate as text, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("estimate_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::vi,
          "Write the estimate as HTML tables, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("estimate_html")(self)); },
          "Show the estimate in a notebook.")
      .def("__len__", [](const DrawnEstimate& self) { return self.estimate->lines.size(); })
      .def("__repr__", [](const DrawnEstimate& self) {
        const EstimateSum& total = self.estimate->total;
        return "<Estimate for " + std::to_string(self.estimate->year) + ": " +
               std::to_string(self.estimate->centres.size()) + " centres, " + std::to_string(total.lines) + " lines, " +
               std::to_string(total.amount) + " VND, " + std::to_string(total.lines_without_amount) +
               " lines without an amount" + (self.estimate->dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, [](const DrawnEstimate& self) { return lines_table(self.estimate); });

  auto book = py::reinterpret_borrow<py::class_<Book>>(m.attr("Book"));
  book.def(
      "estimate",
      [](const Book& self, const SharedReading& dataset, int year, const StatedPrices& prices,
         const StatedNumbers& numbers, const Words& attributes, const std::map<std::string, Words>& unit_attributes,
         const StatedSources& sources, std::optional<Date> decided_on, std::optional<Date> places_on) {
        const auto options = options_of(prices, numbers, attributes, unit_attributes, sources, decided_on, places_on);
        const py::gil_scoped_release unlocked;
        return DrawnEstimate{std::make_shared<const Estimate>(draw_up_estimate(self, dataset->dataset, year, options))};
      },
      "dataset"_a, py::kw_only(), "year"_a, "prices"_a = StatedPrices{}, "numbers"_a = StatedNumbers{},
      "attributes"_a = Words{}, "unit_attributes"_a = std::map<std::string, Words>{},
      "sources"_a = StatedSources{{"commune_budget", 1}}, "decided_on"_a = py::none(), "places_on"_a = py::none(),
      R"(Draw up the estimate of every centre from its plan for a year, at the levels of the norms.

A line that lacks a number has no amount and says what it lacks; sums say how many such lines they hold.

Args:
    dataset: records with plan_lines; centres, centre_places and posts where they are known.
    year: the budget year.
    prices: đồng for a unit (for the line where the content has no unit), by content: `{"hall_hire": 1_500_000}`; a content may be narrowed to
        lines with attributes: `{"clc_management_allowance;manager=director": 300_000}`.
    numbers: numbers that the plan does not hold, by content and unit: `{("literacy_lighting", "month"): 5}`.
    attributes: attributes of every line: `{"zone": "II"}`.
    unit_attributes: attributes by code of commune, district or province; they go before `attributes`, and both before what the records say.
    sources: funds with their weights, in the order in which a last đồng is given: `[("commune_budget", 7), ("social_mobilisation", 3)]`.
    decided_on: the day of the decision, for norms that are chosen by it.
    places_on: the day on which a centre's commune is asked for. Default: 1 January of the year.

Raises:
    InvalidValue: a price, number or weight is below zero, two of them fit one line, or no weight is above zero.
    NotFound: a content, unit, attribute, value or fund is not known; the message names the nearest ones.
    Overflow: an amount or sum does not fit into 64 bits.)");
}

}  // namespace hoctap::python
