// A grid recognised: what its first lines state, where its heading stands and where its rows begin.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "forms/finding_log.hpp"
#include "forms/headings.hpp"
#include "forms/preamble.hpp"

namespace hoctap::forms {

struct Sheet {
  Preamble preamble;
  std::optional<Heading> heading;
  std::vector<const Table*> nearest;  // tables that the best row might head, where there is no heading
  std::size_t first_row = 0;          // of the grid: the first that can hold a record
  bool is_blank = true;               // not one cell is filled
};

// A heading is looked for among so many rows with something in them; titles and statements may stand above it.
inline constexpr std::size_t most_rows_above = 60;
Sheet recognise(const Grid& grid, HeadingIndex& index, const FormRules& forms, Tables& tables, FindingLog& log);

bool is_blank(std::span<const GridCell> cells);

// A table as findings name it: "Khóa học (courses)".
std::string described(const Table& table);

}  // namespace hoctap::forms
