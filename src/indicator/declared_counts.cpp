#include "indicator/declared_counts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "measure/code_flags.hpp"

namespace hoctap::indicator {
namespace {

struct Stated {
  std::int64_t persons = 0;
  bool is_exact = true;
};

// The counts of one unit and period: of each sex, and of both together.
struct BySex {
  std::map<std::uint32_t, std::optional<Stated>> parts;
  std::optional<Stated> everybody;
  std::vector<std::uint32_t> rows;
};

// A count stated twice: an empty variant means attended. Where the two differ, neither is exact.
void state(std::optional<Stated>& known, const Stated& stated) {
  if (!known) {
    known = stated;
    return;
  }
  known->is_exact = known->is_exact && stated.is_exact && known->persons == stated.persons;
  known->persons = std::max(known->persons, stated.persons);
}

}  // namespace

DeclaredCounts::DeclaredCounts(const Dataset& dataset, const Areas& areas, const Declaration& declaration)
    : areas_(areas) {
  const PeopleTotals& totals = dataset.tables().people_totals;
  const measure::CodeFlags exact(dataset.codes().list("count_methods"), dataset.pool(), "exact");
  const auto measure = dataset.pool().find(declaration.measure);
  const auto evidence = dataset.pool().find(declaration.evidence);
  if (!measure) return;
  std::map<std::pair<VersionId, Validity>, BySex> counts;
  for (std::uint32_t row = 0; row < totals.size(); ++row) {
    const bool is_meant = totals.variant.has(row) ? evidence && totals.variant[row] == *evidence
                                                  : declaration.evidence == std::string_view("attended");
    // Bands of age may hold people outside working age: they bound nothing.
    if (totals.measure[row] != *measure || !is_meant || totals.age_band.has(row)) continue;
    const VersionId unit = totals.unit_code[row].version;
    if (unit == no_version) continue;
    const Period period = totals.period[row];
    BySex& count = counts[{unit, period.days()}];
    // Where nothing says how it was done, people were counted: the form asks for a number of persons.
    const bool is_exact = !totals.method.has(row) || exact.has(totals.method[row], period.last());
    state(totals.sex.has(row) ? count.parts[totals.sex[row].symbol] : count.everybody, {totals.persons[row], is_exact});
    count.rows.push_back(row);
  }
  for (const auto& [where, by_sex] : counts) {
    Count count{where.first, where.second, 0, true, true, by_sex.rows};
    if (by_sex.everybody) {
      count.persons = by_sex.everybody->persons;
      count.is_exact = by_sex.everybody->is_exact;
    } else {
      for (const auto& [sex, part] : by_sex.parts) {
        count.persons = checked_add(count.persons, part->persons);
        count.is_exact = count.is_exact && part->is_exact;
      }
      count.is_whole = by_sex.parts.size() > 1;
    }
    counts_.push_back(std::move(count));
    if (communes_.empty() || communes_.back() != where.first) communes_.push_back(where.first);
  }
  std::stable_sort(communes_.begin(), communes_.end(),
                   [&](VersionId a, VersionId b) { return areas_.atoms(a).size() < areas_.atoms(b).size(); });
}

std::optional<std::int64_t> DeclaredCounts::most_in(VersionId commune, const Validity& period) const {
  std::optional<std::int64_t> most;
  const auto offer = [&](std::int64_t persons) { most = std::min(most.value_or(persons), persons); };
  std::vector<const Count*> parts;
  for (const Count& count : counts_) {
    if (!count.is_exact || !count.is_whole || count.period != period) continue;
    if (areas_.within(commune, count.unit))
      offer(count.persons);
    else if (areas_.within(count.unit, commune))
      parts.push_back(&count);
  }
  // The largest parts first, none twice, and only if together they are all of it.
  std::stable_sort(parts.begin(), parts.end(), [&](const Count* a, const Count* b) {
    return areas_.atoms(a->unit).size() > areas_.atoms(b->unit).size();
  });
  std::vector<VersionId> taken;
  std::size_t atoms = 0;
  std::int64_t sum = 0;
  for (const Count* part : parts) {
    if (std::any_of(taken.begin(), taken.end(), [&](VersionId other) { return areas_.meet(other, part->unit); }))
      continue;
    taken.push_back(part->unit);
    atoms += areas_.atoms(part->unit).size();
    sum = checked_add(sum, part->persons);
  }
  if (!taken.empty() && atoms == areas_.atoms(commune).size()) offer(sum);
  return most;
}

DeclaredCounts::Limits DeclaredCounts::limits(VersionId commune, const Validity& window) const {
  Limits limits;
  const auto raise = [](std::optional<std::int64_t>& to, std::int64_t persons) {
    to = std::max(to.value_or(persons), persons);
  };
  std::vector<Validity> periods;
  for (const Count& count : counts_) {
    if (count.is_exact && count.is_whole && count.period.overlaps(window)) periods.push_back(count.period);
    if (count.unit != commune || count.period.from < window.from || window.until < count.period.until) continue;
    raise(count.is_exact ? limits.least : limits.estimated, count.persons);
    limits.rows.insert(limits.rows.end(), count.rows.begin(), count.rows.end());
  }
  const auto by_end = [](const Validity& a, const Validity& b) {
    return std::pair(a.until, a.from) < std::pair(b.until, b.from);
  };
  std::sort(periods.begin(), periods.end(), by_end);
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  // The cheapest way to cover the window from its first day on, by the day reached.
  std::map<Date, std::int64_t> reached{{window.from, 0}};
  for (const Validity& period : periods) {
    const auto persons = most_in(commune, period);
    if (!persons) continue;
    std::optional<std::int64_t> before;
    for (auto state = reached.lower_bound(period.from); state != reached.end(); ++state)
      if (state->first < period.until) before = std::min(before.value_or(state->second), state->second);
    if (!before) continue;
    const std::int64_t sum = checked_add(*before, *persons);
    const auto [state, is_new] = reached.try_emplace(period.until, sum);
    if (!is_new) state->second = std::min(state->second, sum);
  }
  for (auto state = reached.lower_bound(window.until); state != reached.end(); ++state)
    limits.most = std::min(limits.most.value_or(state->second), state->second);
  return limits;
}

}  // namespace hoctap::indicator
