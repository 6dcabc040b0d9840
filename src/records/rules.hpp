// The rules of the tables. Those derived from declarations run for every table; the others are listed with the table
// they belong to.
#pragma once

#include <span>
#include <string_view>

#include "hoctap/records/tables.hpp"
#include "records/check.hpp"

namespace hoctap::records {

// --- derived from declarations ---

// Keys and required values are there, numbers that cannot be negative are not. Blank text counts as missing.
void check_values(Check& check);
// Values of dated code lists are written as the list has them; others are told and left out.
void check_code_lists(Check& check);
// Codes of units become the versions that they meant on their source's day.
void resolve_units(Check& check);
// A village lies in the unit that the row names.
void check_villages(Check& check);
// Ends do not lie before the beginnings that they name.
void check_spans(Check& check);
// Values that name rows of other tables name rows that exist.
void check_references(Check& check, const Tables& tables);
// One row a key: of events the first, of states the latest source's.
void check_keys(Check& check);

// --- of one table ---

struct TableRules {
  std::string_view table;
  // Before duplicates are looked for; may drop rows of its own table. The tables it refers to are checked already.
  void (*rows)(Check& check, Tables& tables);
  // When all dropped rows are gone; drops none. May be null, as `rows` may.
  void (*together)(Check& check, Tables& tables);
};

std::span<const TableRules> reporting_rules();
std::span<const TableRules> centre_rules();
std::span<const TableRules> plan_rules();
std::span<const TableRules> learning_rules();
std::span<const TableRules> people_rules();
std::span<const TableRules> money_rules();

}  // namespace hoctap::records
