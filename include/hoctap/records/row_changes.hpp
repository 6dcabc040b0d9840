// What differs between the rows of two datasets: rows that only one of them has, rows of one key whose values differ,
// and rows that came and could not be used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

enum class RowChangeKind : std::uint8_t { added, removed, changed };

struct ValueChange {
  std::string column;                 // English name
  std::optional<std::string> before;  // as canonical_text writes it; nothing: missing
  std::optional<std::string> after;
  friend bool operator==(const ValueChange&, const ValueChange&) = default;
};

struct RowChange {
  RowChangeKind kind = RowChangeKind::changed;
  std::string_view table;               // English name
  std::string key;                      // persons are not shown
  bool names_person = false;            // rows of its table are of single persons
  std::optional<std::uint32_t> before;  // the row of the earlier dataset's table; nothing: added
  std::optional<std::uint32_t> after;   // of the later one's; nothing: removed
  // Of a changed row the values that differ; of another all that it states. Units that bear one code but are of
  // different times are written with the day on which each began, where it is known ("07381@2025-07-01").
  std::vector<ValueChange> values;
};

// Every difference, table by table, so that the later rows with these changes undone are the earlier rows. Rows are
// told apart by the key of their table; of several rows of one key (attendances without a name, one person claimed by
// two communes) those that are the same are no change. Persons are the same where both were read with one secret. Where
// a row stands, in which file, is no value of it.
HOCTAP_EXPORT std::vector<RowChange> row_changes(const Dataset& before, const Dataset& after);

// Rows of one table, reported by a unit for a period, that came and could not be used: what they would have said is
// unknown.
struct LostRowsChange {
  std::string table;
  std::string unit_code;
  VersionId unit_before = no_version;  // in either gazetteer
  VersionId unit_after = no_version;
  Period period;
  std::size_t before = 0;
  std::size_t after = 0;
  std::vector<std::string> files_before;  // in which they stand
  std::vector<std::string> files_after;
};
HOCTAP_EXPORT std::vector<LostRowsChange> lost_row_changes(const Dataset& before, const Dataset& after);

}  // namespace hoctap
