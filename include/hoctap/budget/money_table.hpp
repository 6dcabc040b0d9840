// Money of centres added up to communes, districts, provinces and the nation, on the units of any view, exactly: what
// was estimated, allocated, received, paid and settled, with how many units reported and how many owed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/measure/money_measures.hpp"

namespace hoctap {

struct MoneyRequest {
  std::vector<std::int64_t> years = {};  // empty: all in which there is any money
  std::vector<ViewChoice> views = {{ViewKind::plan_territory, {}}};
  std::vector<Level> levels = {};    // empty: all from the communes to the territory's
  bool by_fund = false;              // a row for each fund besides the one of all
  bool by_centre = false;            // rows of centres before those of units; the same in every view
  StatedAttributes attributes = {};  // for what centres are entitled to
};

// đồng. Missing is not zero: what units that owe a report did not send is in none of these.
using MoneyAmounts = std::array<std::int64_t, money_quantity_count>;  // by MoneyQuantity

enum class MoneyRowKind : std::uint8_t { centre, unit, joint, territory };
HOCTAP_EXPORT std::string_view name(MoneyRowKind kind);

struct MoneyRow {
  MoneyRowKind kind{};
  std::size_t view = 0;  // of MoneyTable::views
  Level level = Level::commune;
  std::vector<VersionId> units;  // one; of a joint row several, which share what cannot be placed on one of them
  std::uint32_t centre = CentreRegister::no_centre;  // of the centres table
  std::int64_t year = 0;
  Text fund;  // empty: of all funds
  bool is_of_all = true;
  MoneyAmounts amounts{};  // what lies here for sure
  MoneyAmounts at_most{};  // with what may lie here or in other units
  // Of rows of all funds: the parts of K1b, K9 and R6a, by MoneyMeasure; empty of centres.
  std::array<Cell, money_measure_count> measures{};
  std::array<bool, money_measure_count> has_bounds{true, true, true};
  std::int64_t owed = 0;      // reports on money that units of the year owe here; of a row of a unit those placed in it
  std::int64_t reported = 0;  // of them came

  bool has_spread() const { return amounts != at_most; }
};

struct MoneyTable {
  Dataset dataset;
  Programme programme;
  std::vector<ViewChoice> views;
  std::vector<MoneyRow> rows;  // by view, level (centres first, the territory last), unit, year, fund
  // Đồng that no unit can be named for (its code is not known, and so is the centre's place), by year.
  std::map<std::int64_t, MoneyAmounts> unplaced;
};

// Reports on money that units owe for each year, from what is owed and what came. A table that a form came without
// counts as not reported.
HOCTAP_EXPORT std::vector<MoneyReport> money_reports(const Reading& reading, std::string_view table);

// Rolls up with the library's own roll-up (RolledUp): what lies somewhere in several units stands in none of them and
// in full on their joint row. A level without units on a view's date, below the communes or above the territory has no
// rows. Throws Overflow where a sum does not fit into 64 bits; InvalidValue for a view on which there is nothing to
// show, and for a year outside the calendar; NotFound where the gazetteer does not know the territory.
HOCTAP_EXPORT MoneyTable money_table(const Reading& reading, const Book& book, const MoneyRequest& request = {});

}  // namespace hoctap
