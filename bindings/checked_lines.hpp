// A check of a table of lines as Python holds it, with the table: explanations, gaps and comparisons ask it again.
#pragma once

#include "pybind.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/budget/arrow_lines.hpp"
#include "hoctap/budget/compliance.hpp"
#include "hoctap/budget/line_explanation.hpp"

namespace hoctap::python {

// Where lines were read, as the columns file, sheet and row of their table say.
struct LinePlaces {
  std::optional<ArrowValues<std::string_view>> files;
  std::optional<ArrowValues<std::string_view>> sheets;
  std::optional<ArrowValues<std::int64_t>> rows;
};

struct GivenLines {
  ArrowTable table;
  ArrowLines lines;

  GivenLines(const Rulebook& rulebook, ArrowTable given, const std::vector<std::string>& sum_by,
             AttributeValues common_attributes)
      : table(std::move(given)), lines(rulebook, table, sum_by, std::move(common_attributes)) {}

  // Looked up when the first line is explained; a check needs none.
  const LinePlaces& places() const;

 private:
  mutable std::once_flag are_places_known_;
  mutable LinePlaces places_;
};

struct CheckedLines {
  Compliance compliance;
  std::vector<std::string> sum_by;
  std::shared_ptr<const GivenLines> given;
};

// Gives the class Compliance what asks its lines again, and binds what it answers with that holds checks itself.
void add_questions(py::module_& m, py::class_<CheckedLines>& type);

}  // namespace hoctap::python
