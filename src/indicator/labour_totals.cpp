#include "indicator/labour_totals.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace hoctap::indicator {
namespace {

struct Sum {
  std::int64_t labourers = 0;
  std::int64_t maybe = 0;
  bool is_stated = false;
};

// The rows of one sex (or of both): the row of working age, else the bands.
Sum sum_of(const LabourTotals& table, const std::vector<std::uint32_t>& rows, std::optional<Sex> sex,
           const WorkingAge& age, Date day, const Pool& pool) {
  Sum sum;
  for (const std::uint32_t row : rows) {
    if (table.age_band.has(row)) continue;
    return {table.labourers[row], 0, true};
  }
  for (const std::uint32_t row : rows) {
    const auto membership = age.membership_of_band(sex, pool.view(table.age_band[row]), day);
    if (!membership) return {};
    if (*membership == Membership::inside) sum.labourers = checked_add(sum.labourers, table.labourers[row]);
    if (*membership == Membership::uncertain) sum.maybe = checked_add(sum.maybe, table.labourers[row]);
    sum.is_stated = true;
  }
  return sum;
}

}  // namespace

std::vector<LabourTotal> labour_totals(const Dataset& dataset, const WorkingAge& age) {
  const LabourTotals& table = dataset.tables().labour_totals;
  const auto woman = dataset.pool().find("woman");
  const auto man = dataset.pool().find("man");
  struct Rows {
    std::vector<std::uint32_t> both;
    std::vector<std::uint32_t> women;
    std::vector<std::uint32_t> men;
  };
  std::map<std::pair<VersionId, Date>, Rows> stated;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const VersionId unit = table.unit_code[row].version;
    if (unit == no_version) continue;
    Rows& rows = stated[{unit, table.as_of[row]}];
    if (!table.sex.has(row))
      rows.both.push_back(row);
    else if (table.sex[row] == woman)
      rows.women.push_back(row);
    else if (table.sex[row] == man)
      rows.men.push_back(row);
  }
  std::vector<LabourTotal> totals;
  for (const auto& [where, rows] : stated) {
    const auto sum = [&, day = where.second](const std::vector<std::uint32_t>& of, std::optional<Sex> sex) {
      return sum_of(table, of, sex, age, day, dataset.pool());
    };
    LabourTotal total{where.first, where.second, 0, 0, {}};
    if (const Sum both = sum(rows.both, std::nullopt); both.is_stated) {
      total.labourers = both.labourers;
      total.maybe = both.maybe;
      total.rows = rows.both;
    } else {
      const Sum women = sum(rows.women, Sex::woman);
      const Sum men = sum(rows.men, Sex::man);
      if (!women.is_stated || !men.is_stated) continue;
      total.labourers = checked_add(women.labourers, men.labourers);
      total.maybe = checked_add(women.maybe, men.maybe);
      total.rows = rows.women;
      total.rows.insert(total.rows.end(), rows.men.begin(), rows.men.end());
    }
    totals.push_back(std::move(total));
  }
  return totals;
}

std::vector<const LabourTotal*> latest_within(const std::vector<LabourTotal>& totals, const Areas& areas,
                                              const std::vector<std::uint32_t>& atoms, Date day) {
  std::vector<const LabourTotal*> candidates;
  for (const LabourTotal& total : totals)
    if (total.as_of <= day && geo::covers(atoms, areas.atoms(total.unit))) candidates.push_back(&total);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const LabourTotal* a, const LabourTotal* b) { return a->as_of > b->as_of; });
  std::vector<const LabourTotal*> chosen;
  for (const LabourTotal* total : candidates) {
    const bool is_covered = std::any_of(chosen.begin(), chosen.end(),
                                        [&](const LabourTotal* other) { return areas.meet(other->unit, total->unit); });
    if (!is_covered) chosen.push_back(total);
  }
  return chosen;
}

}  // namespace hoctap::indicator
