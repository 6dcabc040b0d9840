// One column of a record table from and to Arrow.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "hoctap/core/message.hpp"
#include "hoctap/io/arrow.hpp"
#include "hoctap/records/column.hpp"
#include "hoctap/records/pool.hpp"

namespace hoctap::records {

// Called for a row (from 0) whose value could not be read.
using BadValue = std::function<void(std::size_t row, Message message)>;

// Appends all values to the column, or lends them where it is empty and nothing need be converted. Throws FormatError
// for a type that cannot be read.
void append_arrow(ColumnBase& column, Pool& pool, const ArrowColumn& values, const BadValue& bad_value);

// Appends so many missing values.
void append_missing(ColumnBase& column, std::size_t count);

// Adds the column to a table that goes out. `owner` keeps the column alive.
void add_to_arrow(ArrowWriter& writer, const ColumnBase& column, const Pool& pool,
                  const std::shared_ptr<const void>& owner);

}  // namespace hoctap::records
