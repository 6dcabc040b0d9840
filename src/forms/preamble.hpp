// The lines above a heading: which form this is, of which unit and period, in which version.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forms/finding_log.hpp"
#include "forms/words.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap::forms {

// One label with what stands behind it.
struct Statement {
  Label label = Label::form;
  std::string_view value;          // lives as long as the grid
  std::size_t row = 0;             // of the grid, 0-based
  std::size_t label_position = 0;  // of the label's cell, 0-based
  std::size_t position = 0;        // of the value's cell, 0-based
};

// What a row states, label and value in one cell ("Kỳ: 2024Q3") or in neighbouring ones. Nothing for a row in which
// some label has a neighbour that cannot be its value and no label has one that can: that is a heading.
std::vector<Statement> read_statements(std::span<const GridCell> cells, std::size_t row, const Tables& tables);

struct Preamble {
  const FormRule* form = nullptr;
  bool form_is_unknown = false;  // one is stated that there is not
  Table* table = nullptr;
  std::string unit_code;  // empty: not stated
  std::optional<Period> period;
  std::int64_t version = 1;
  std::optional<Date> received;
  std::optional<Date> codes_as_of;
  bool is_nil = false;
  std::int64_t money_factor = 1;
  bool money_is_unreadable = false;  // a unit is stated that is none of money
  std::string money_unit;            // as it was typed, in that case
  std::uint32_t money_unit_line = 0;
  bool is_simulated = false;
  std::uint32_t line = 0;  // of the first statement
  std::uint32_t unit_line = 0;

  // Whether the sheet can be entered as (part of) a submission.
  bool is_complete() const { return form != nullptr && !unit_code.empty() && period.has_value(); }
};

Preamble read_preamble(std::span<const Statement> statements, const Grid& grid, const FormRules& forms, Tables& tables,
                       FindingLog& log);

// The code with the zero that a spreadsheet took from its front: codes have two, three, five or eight digits. Nothing
// where none can be missing.
std::optional<std::string> with_lost_zero(std::string_view code);

}  // namespace hoctap::forms
