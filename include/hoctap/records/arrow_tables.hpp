// Record tables from and to Arrow streams: what pandas, polars, pyarrow and DuckDB hand over and take.
//
// In: columns are found by their English name, or else by English name or Vietnamese label however it is typed. Each is
// read as its declaration says:
//
//   text, unit  text                                     period, ratio  text ("2024Q3", "1/3"); integers for ratio
//   date        date, timestamp without a zone           month          text ("1967-12"), date, timestamp
//   integer, money  integers, decimals that are whole    decimal        decimals, integers, floats of at most two
//   places boolean     booleans                                 person         16 bytes, or text of 32 hexadecimal
//   digits
//
// and text in the library's own spelling (parse_canonical.hpp) everywhere. Numbers of one chunk of int64 or date32 are
// lent, not copied.
//
// Out: text and unit as utf8 (a unit by its code as filed), date as date32, integer and money (đồng) as int64, decimal
// as decimal128(19, 2), boolean as bool, period as utf8 ("2024Q3"), month as utf8 ("1967-12": sorts as it should and
// reads without a key), ratio as utf8 ("1/3": exact), person as fixed_size_binary(16) whose hexadecimal digits are the
// key's. What goes out comes in again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/io/arrow.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// What is known of a table that is handed over.
struct ArrowSource {
  std::string name;                 // what findings call it; empty: the table's name
  std::optional<Date> codes_as_of;  // the day at which its codes of units are read; nothing: the builder's
  bool is_simulated = false;
};

// Takes the stream over and appends its rows to the table of that English name, as one source whose index is returned.
//
// Findings: a value that is none of its column's type (the row is kept without it, or dropped where it cannot do
// without or the blank would say something else), columns that are not there and
// those that mean nothing.
//
// A table of happenings may leave the identifiers out that only number them (allocation_id, report_id …): each row is
// then a happening of its own, to which nothing can refer.
//
// Throws NotFound for an unknown table; FormatError, naming the column, where one that rows cannot be without is not
// there, stands twice, or has a type that would have to be guessed: floats for numbers and money ("cast(pl.Int64)"),
// numbers for codes (a leading zero may be lost), text that is no person key (citizen numbers are hashed first, with
// PersonHasher). No message quotes what stood in a column of persons.
HOCTAP_EXPORT std::uint32_t add_arrow_table(DatasetBuilder& builder, std::string_view table, ArrowArrayStream* stream,
                                            const ArrowSource& source = {});

// The rows of one of the dataset's tables, in order; numbers are lent and keep the dataset alive. With `places` two
// columns more: `source_file` (utf8, the table's name for rows handed over in memory) and `source_row` (uint32). Throws
// NotFound for an unknown table.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const Dataset& dataset, std::string_view table, bool places = false);

}  // namespace hoctap
