#include "pybind.hpp"

#include <array>
#include <map>

#include "checked_lines.hpp"
#include "hoctap/budget/arrow_lines.hpp"
#include "hoctap/budget/compliance.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

CheckedLines check(const Book& book, const py::object& table, std::vector<std::string> sum_by,
                   const std::map<std::string, std::string>& attributes) {
  auto stream = arrow_stream_of(table, "lines");
  const py::gil_scoped_release unlocked;
  auto given = std::make_shared<const GivenLines>(book.rulebook(), ArrowTable::read(&stream, "lines"), sum_by,
                                                  AttributeValues{attributes.begin(), attributes.end()});
  const LineColumns& columns = given->lines.columns();
  return {check_lines(book, columns), std::move(sum_by), std::move(given)};
}

TableView lines_table(const CheckedLines& self) {
  return {"lines", false, self.compliance.size(), [compliance = self.compliance] { return arrow_stream(compliance); }};
}

TableView sums_table(const CheckedLines& self) {
  return {"sums", false, self.compliance.sums().size(), [self] {
            const ComplianceSums& sums = self.compliance.sums();
            ArrowWriter writer(sums.size());
            const auto owner = self.compliance.owner();
            for (std::size_t i = 0; i < self.sum_by.size(); ++i)
              writer.add_int64(self.sum_by[i], sums.keys[i], {}, owner);
            writer.add_int64("lines", sums.lines, {}, owner);
            writer.add_int64("amount", sums.amount, {}, owner);
            writer.add_int64("excess", sums.excess, {}, owner);
            writer.add_int64("lines_over", sums.lines_over, {}, owner);
            return std::move(writer).finish();
          }};
}

std::map<std::string, std::int64_t> verdicts_of(const CheckedLines& self) {
  std::array<std::int64_t, verdict_count> counts{};
  for (const std::uint8_t verdict : self.compliance.verdicts()) ++counts.at(verdict);
  std::map<std::string, std::int64_t> named;
  for (std::size_t i = 0; i < verdict_count; ++i) {
    if (counts[i] != 0) named.emplace(name(static_cast<Verdict>(i)), counts[i]);
  }
  return named;
}

}  // namespace

void bind_budget(py::module_& m) {
  using namespace py::literals;
  auto checked = py::class_<CheckedLines>(m, "Compliance", R"(What the norms say of each line of a budget.

A table with a row a line: verdict, flags (one number; `hoctap.line_flags` names them), ceiling, excess and norm; highest_ceiling where a
line depends on the date. It keeps the lines, so that they can be asked for again.)");
  checked.def("__len__", [](const CheckedLines& self) { return self.compliance.size(); })
      .def_property_readonly("verdicts", &verdicts_of, "How many lines have each verdict.")
      .def_property_readonly("sums", &sums_table,
                             "Lines, amount, excess and lines over by equal values of the columns of `sum_by`.")
      .def_property_readonly(
          "findings",
          [](const CheckedLines& self) {
            return FindingList{self.compliance.findings(), self.compliance.owner(), false};
          },
          "Contents and values of attributes that the rulebook does not know, with the nearest ones.")
      .def_property_readonly(
          "book", [](const CheckedLines& self) { return self.compliance.book(); }, "The book it was judged by.")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("compliance_html")(self)); },
          "Show the verdicts in a notebook.")
      .def("__repr__", [](const CheckedLines& self) {
        std::string text = "<Compliance: " + std::to_string(self.compliance.size()) + " lines";
        for (const auto& [verdict, count] : verdicts_of(self)) text += ", " + std::to_string(count) + " " + verdict;
        return text + ">";
      });
  add_table_ways_out(checked, lines_table);
  add_questions(m, checked);

  auto book = py::reinterpret_borrow<py::class_<Book>>(m.attr("Book"));
  book.def("check", &check, "table"_a, py::kw_only(), "sum_by"_a = std::vector<std::string>{},
           "attributes"_a = std::map<std::string, std::string>{},
           R"(Judge every line of a table.

Args:
    table: any Arrow table (pandas, polars, pyarrow, DuckDB). Columns content and amount (đồng) are needed; date, year, decided_on, factor_1
        to factor_3, unit_price and those named like an attribute (zone …) are used where they are there.
    sum_by: columns of whole numbers by whose equal values lines are added up as well.
    attributes: values for every line whose column is not there or is empty (`{"province": "24"}`).

Raises:
    NotFound: an attribute or its value is not known; the message names the nearest ones.
    FormatError: a column of money or counts holds floats, or another kind of value than it should.
    InvalidValue: content or amount is missing.
    Overflow: a ceiling or sum does not fit into 64 bits; the message names the row.)");
}

}  // namespace hoctap::python
