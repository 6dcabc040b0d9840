// The rows of a recognised sheet to the rows of its table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "forms/cells.hpp"
#include "forms/finding_log.hpp"
#include "forms/sheet.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap::forms {

// What the sheets of one reading share.
struct RowsContext {
  Pool& pool;
  CodeMemos& codes;
  const Gazetteer& gazetteer;
  const PersonHasher* hasher = nullptr;  // none: no secret was given
};

// Another unit than the sheet's own that rows name.
struct ForeignUnit {
  std::size_t rows = 0;
  CellPlace first;
};

struct RowsRead {
  std::size_t kept = 0;
  bool says_nil = false;  // a row that states that nothing happened
  std::map<std::string, ForeignUnit, std::less<>> foreign_units;
};

// Pushes the rows that can be kept to the sheet's table, with `source` as their source, and logs the others. Throws
// InvalidValue where the sheet names persons and no secret was given.
RowsRead read_rows(const Grid& grid, const Sheet& sheet, std::uint32_t source, const RowsContext& context,
                   FindingLog& log);

// Rows that hold anything, from `first` on.
std::size_t count_rows(const Grid& grid, std::size_t first);

}  // namespace hoctap::forms
