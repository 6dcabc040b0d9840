#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "records/row_keys.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Rows of the persons that stand in more than one row, person by person.
class RowsOfPersons {
 public:
  RowsOfPersons(const Table& table, const Column<PersonKey>& persons) {
    const RowKeys keys(table, {&persons});
    RowSet first_rows(keys, table.size());
    // The first row of each row's person, and whether another follows.
    std::vector<std::uint32_t> first(table.size());
    std::vector<std::uint8_t> has_more(table.size(), 0);
    for (std::size_t row = 0; row < table.size(); ++row) {
      std::uint32_t& slot = first_rows.slot(row);
      if (slot == RowSet::none)
        slot = static_cast<std::uint32_t>(row);
      else
        has_more[slot] = 1;
      first[row] = slot;
    }
    for (std::size_t row = 0; row < table.size(); ++row) {
      if (has_more[first[row]] != 0) rows_.push_back({first[row], static_cast<std::uint32_t>(row)});
    }
    std::sort(rows_.begin(), rows_.end());
  }

  template <class Visit>
  void each(const Visit& visit) const {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      rows.push_back(rows_[i].second);
      if (i + 1 == rows_.size() || rows_[i + 1].first != rows_[i].first) {
        visit(rows);
        rows.clear();
      }
    }
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rows_;
};

// Spells of a person are disjoint. Both are kept: the indicator takes the one that begins last.
void check_spells(Check& check, const Residents& residents, std::vector<std::uint32_t>& rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return residents.spell_from[a] < residents.spell_from[b]; });
  std::uint32_t last_to_end = rows.front();
  const auto end = [&](std::uint32_t row) { return residents.spell_to.get(row).value_or(Date::latest()); };
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::uint32_t row = rows[i];
    if (residents.spell_from[row] < end(last_to_end)) {
      check.note(row, &residents.spell_from, MessageCode::spells_overlap,
                 {day_text(residents.spell_from[row]), check.where(last_to_end)});
    }
    if (end(last_to_end) < end(row)) last_to_end = row;
  }
}

// What does not change with a person's home is stated alike in all rows.
template <class T>
void check_same(Check& check, const Column<T>& column, const std::vector<std::uint32_t>& rows) {
  const std::uint32_t* stated = nullptr;
  for (const std::uint32_t& row : rows) {
    if (!column.has(row)) continue;
    if (stated == nullptr)
      stated = &row;
    else if (column[row] != column[*stated])
      check.note(row, &column, MessageCode::person_differs, {described(column), check.where(*stated)});
  }
}

void check_residents(Check& check, Tables& tables) {
  const Residents& residents = tables.residents;
  RowsOfPersons(residents, residents.person_key).each([&](std::vector<std::uint32_t>& rows) {
    check_same(check, residents.sex, rows);
    check_same(check, residents.birth_month, rows);
    check_spells(check, residents, rows);
  });
}

constexpr std::array<TableRules, 1> rules{{{"residents", nullptr, check_residents}}};

}  // namespace

std::span<const TableRules> people_rules() { return rules; }

}  // namespace hoctap::records
