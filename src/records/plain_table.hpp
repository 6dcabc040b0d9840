// Tables in the library's own spelling, as the files of data/ hold them.
#pragma once

#include <cstdint>

#include "hoctap/io/grid.hpp"
#include "hoctap/records/pool.hpp"
#include "hoctap/records/table.hpp"

namespace hoctap::records {

// Appends the rows below a heading of English column names, as rows of that source. Throws FormatError, with file, row
// and column, for a column that is not declared or stands twice, for a cell that is no value of its column, and for
// cells beyond the heading.
void read_plain_table(Table& table, Pool& pool, const Grid& grid, std::uint32_t source = 0);

}  // namespace hoctap::records
