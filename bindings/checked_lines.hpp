// A check of a table of lines as Python holds it, with the table: explanations, gaps and comparisons ask it again.
#pragma once

#include "pybind.hpp"

#include <memory>
#include <string>
#include <vector>

#include "hoctap/budget/arrow_lines.hpp"
#include "hoctap/budget/compliance.hpp"
#include "hoctap/budget/line_explanation.hpp"

namespace hoctap::python {

struct GivenLines {
  ArrowTable table;
  ArrowLines lines;

  GivenLines(const Rulebook& rulebook, ArrowTable given, const std::vector<std::string>& sum_by,
             AttributeValues common_attributes)
      : table(std::move(given)), lines(rulebook, table, sum_by, std::move(common_attributes)) {}
};

struct CheckedLines {
  Compliance compliance;
  std::vector<std::string> sum_by;
  std::shared_ptr<const GivenLines> given;
};

// Gives the class Compliance what asks its lines again, and binds what it answers with that holds checks itself.
void add_questions(py::module_& m, py::class_<CheckedLines>& type);

}  // namespace hoctap::python
