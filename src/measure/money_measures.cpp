#include "hoctap/measure/money_measures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "geo/footprints.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, money_measure_count> measure_names{"social_receipts", "state_support_paid",
                                                                          "allocated"};

// Units by their atoms, so that those which share territory are found at once.
class Lands {
 public:
  explicit Lands(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  void add(VersionId unit, std::uint32_t number) {
    if (unit == no_version) return;
    for (const std::uint32_t atom : gazetteer_.footprint(unit)) by_atom_[atom].push_back(number);
  }
  // The numbers that were added with units that share territory with this one, each once, in order.
  std::vector<std::uint32_t> meeting(VersionId unit) const {
    std::vector<std::uint32_t> numbers;
    if (unit == no_version) return numbers;
    for (const std::uint32_t atom : gazetteer_.footprint(unit)) {
      const auto found = by_atom_.find(atom);
      if (found != by_atom_.end()) numbers.insert(numbers.end(), found->second.begin(), found->second.end());
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
  }

 private:
  const Gazetteer& gazetteer_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_atom_;
};

// Who reported of a year and who did not.
class Reported {
 public:
  Reported(const Gazetteer& gazetteer, std::span<const MoneyReport> reports) {
    for (const MoneyReport& report : reports) {
      const auto year = years_.try_emplace({report.year, report.has_come}, gazetteer).first;
      year->second.add(report.owner, 0);
    }
  }
  // Whether a unit that shares territory with this one owed the report of the year and sent none, or sent it.
  bool is_silent(VersionId unit, std::int64_t year) const { return meets(unit, year, false); }
  bool has_come(VersionId unit, std::int64_t year) const { return meets(unit, year, true); }
  // Years in which somebody reported, the last first.
  std::vector<std::int64_t> years_before(std::int64_t year) const {
    std::vector<std::int64_t> before;
    for (const auto& [key, lands] : years_)
      if (key.second && key.first < year) before.push_back(key.first);
    std::reverse(before.begin(), before.end());
    return before;
  }

 private:
  bool meets(VersionId unit, std::int64_t year, bool has_come) const {
    const auto found = years_.find({year, has_come});
    return found != years_.end() && !found->second.meeting(unit).empty();
  }

  std::map<std::pair<std::int64_t, bool>, Lands> years_;
};

bool is_receipt(const MoneyFlow& flow) {
  return flow.quantity == MoneyQuantity::received || flow.quantity == MoneyQuantity::received_in_kind;
}

Cell counted(std::int64_t part, std::int64_t of_it_capped, std::int64_t whole) {
  return {part, whole, 0, of_it_capped, whole, of_it_capped, whole};
}

// What units received in the years in which they reported.
class LastReceipts {
 public:
  LastReceipts(const MoneyFlows& flows, const Gazetteer& gazetteer, const Reported& reported)
      : gazetteer_(gazetteer), reported_(reported) {
    for (const MoneyFlow& flow : flows.all()) {
      if (!is_receipt(flow) || flow.unit == no_version) continue;
      std::int64_t& sum = sums_[flow.year][flow.unit];
      sum = checked_add(sum, flow.amount);
    }
  }
  // Of the last year before for which all of the unit's territory was reported; nothing where there is none.
  std::optional<std::int64_t> before(VersionId unit, std::int64_t year) const {
    for (const std::int64_t earlier : reported_.years_before(year)) {
      if (!reported_.has_come(unit, earlier) || reported_.is_silent(unit, earlier)) continue;
      std::int64_t all = 0;
      if (const auto sums = sums_.find(earlier); sums != sums_.end()) {
        for (const auto& [part, sum] : sums->second)
          if (geo::covers(gazetteer_.footprint(unit), gazetteer_.footprint(part))) all = checked_add(all, sum);
      }
      return all;
    }
    return std::nullopt;
  }

 private:
  const Gazetteer& gazetteer_;
  const Reported& reported_;
  std::map<std::int64_t, std::map<VersionId, std::int64_t>> sums_;
};

// Groups of numbers that were joined.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

void add_once(std::vector<VersionId>& units, VersionId unit) {
  if (unit != no_version && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
}

// The centre that stands for another at the end of the year: its successor, where one took it over by then.
std::vector<std::uint32_t> heads(const CentreRegister& centres, Date last) {
  std::vector<std::uint32_t> head(centres.size());
  std::iota(head.begin(), head.end(), std::uint32_t{0});
  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    if (centres.operation(centre).from > last) continue;
    for (const std::uint32_t before : centres.predecessors(centre))
      if (centres.operation(before).until <= last + 1 && head[before] == before) head[before] = centre;
  }
  for (std::uint32_t& one : head) {
    for (std::size_t steps = 0; head[one] != one && steps < head.size(); ++steps) one = head[one];
  }
  return head;
}

}  // namespace

std::string_view name(MoneyMeasure measure) { return measure_names.at(static_cast<std::size_t>(measure)); }

MoneyParts social_receipts(const MoneyFlows& flows, const Gazetteer& gazetteer, std::int64_t year,
                           std::span<const MoneyReport> reports) {
  const Reported reported(gazetteer, reports);
  const LastReceipts last(flows, gazetteer, reported);
  MoneyParts parts{MoneyMeasure::social_receipts, year, {}, {}, {}, {}};
  for (std::uint32_t i = 0; i < flows.all().size(); ++i) {
    const MoneyFlow& flow = flows.all()[i];
    if (!is_receipt(flow) || flow.year != year) continue;
    parts.contributions.push_back(
        {flow.unit, flow.is_state ? Cell::failing(flow.amount) : Cell::passing(flow.amount), i});
  }
  for (const MoneyReport& report : reports) {
    if (report.year != year || report.has_come) continue;
    if (const auto whole = last.before(report.owner, year)) {
      parts.contributions.push_back({report.owner, Cell::unknown(*whole), MoneyParts::no_evidence});
      parts.at_last_known.push_back(report.owner);
    } else {
      parts.without_bounds.push_back(report.owner);
    }
  }
  return parts;
}

MoneyParts allocated_of_estimated(const MoneyFlows& flows, const Gazetteer& gazetteer, std::int64_t year,
                                  std::span<const MoneyReport> reports) {
  const Reported reported(gazetteer, reports);
  MoneyParts parts{MoneyMeasure::allocated, year, {}, {}, {}, {}};
  std::vector<std::uint32_t> rows;
  std::map<VersionId, std::size_t> number_of;
  for (std::uint32_t i = 0; i < flows.all().size(); ++i) {
    const MoneyFlow& flow = flows.all()[i];
    const bool is_one = flow.quantity == MoneyQuantity::estimated || flow.quantity == MoneyQuantity::allocated;
    if (!is_one || flow.year != year || flow.unit == no_version) continue;
    rows.push_back(i);
    number_of.try_emplace(flow.unit, number_of.size());
  }
  Groups groups(number_of.size());
  Lands lands(gazetteer);
  for (const auto& [unit, number] : number_of) {
    for (const std::uint32_t other : lands.meeting(unit)) groups.join(number, other);
    lands.add(unit, static_cast<std::uint32_t>(number));
  }
  std::map<VersionId, std::size_t> group_of;
  std::map<VersionId, bool> is_silent;
  for (const auto& [unit, number] : number_of) {
    group_of[unit] = groups.of(number);
    is_silent[unit] = reported.is_silent(unit, year);
  }

  struct Sums {
    std::int64_t estimated = 0;
    std::int64_t allocated = 0;
    bool has_estimate = false;
    bool is_silent = false;
    std::int64_t to_cap = 0;   // of the allocations that follow so much counts for the bounds
    std::int64_t to_fill = 0;  // of the estimates that follow so much may still be allocated
  };
  std::map<std::size_t, Sums> sums;
  for (const std::uint32_t i : rows) {
    const MoneyFlow& flow = flows.all()[i];
    Sums& sum = sums[group_of.at(flow.unit)];
    if (flow.quantity == MoneyQuantity::estimated) {
      sum.estimated = checked_add(sum.estimated, flow.amount);
      sum.has_estimate = true;
    } else {
      sum.allocated = checked_add(sum.allocated, flow.amount);
    }
    sum.is_silent = sum.is_silent || is_silent.at(flow.unit);
  }
  for (auto& [group, sum] : sums) {
    sum.to_cap = std::min(sum.allocated, sum.estimated);
    sum.to_fill = sum.is_silent ? sum.estimated - sum.to_cap : 0;
  }
  for (const std::uint32_t i : rows) {
    const MoneyFlow& flow = flows.all()[i];
    Sums& sum = sums.at(group_of.at(flow.unit));
    if (!sum.has_estimate) {
      add_once(parts.not_applicable, flow.unit);
      continue;
    }
    if (flow.quantity == MoneyQuantity::allocated) {
      const std::int64_t capped = std::min(flow.amount, sum.to_cap);
      sum.to_cap -= capped;
      parts.contributions.push_back({flow.unit, {flow.amount, 0, 0, capped, 0, capped, 0}, i});
      continue;
    }
    const std::int64_t open = std::min(flow.amount, sum.to_fill);
    sum.to_fill -= open;
    // Where nothing of a silent unit is known, its estimate has no value yet.
    const bool is_unknown = sum.is_silent && sum.allocated == 0;
    parts.contributions.push_back(
        {flow.unit,
         {0, is_unknown ? 0 : flow.amount, is_unknown ? flow.amount : 0, 0, flow.amount, open, flow.amount},
         i});
  }
  return parts;
}

MoneyParts state_support_paid(const MoneyFlows& flows, const Gazetteer& gazetteer, const CentreRegister& centres,
                              std::span<const Entitlement> entitled, std::int64_t year,
                              std::span<const MoneyReport> reports) {
  const Reported reported(gazetteer, reports);
  const Date last = Date::of(static_cast<int>(year), 12, 31);
  const auto head = heads(centres, last);
  struct Line {
    std::optional<std::int64_t> entitled;
    std::int64_t paid = 0;
    VersionId place = no_version;
    bool is_open = false;  // some of what it is entitled to is not known (no zone): not applicable
  };
  std::map<std::uint32_t, Line> lines;
  for (const Entitlement& one : entitled) {
    if (!one.amount && head[one.centre] == one.centre) lines[one.centre].is_open = true;
  }
  for (const Entitlement& one : entitled) {
    // The entitlement of a centre that was taken over within the year is its successor's.
    if (head[one.centre] != one.centre && !one.amount) continue;
    Line& line = lines[head[one.centre]];
    if (head[one.centre] == one.centre) line.place = one.commune;
  }
  // Several centres that became one are owed once for each content: the largest.
  std::map<std::pair<std::uint32_t, std::size_t>, std::int64_t> largest;
  for (const Entitlement& one : entitled) {
    if (!one.amount) continue;
    std::int64_t& amount = largest[{head[one.centre], one.content}];
    amount = std::max(amount, *one.amount);
    Line& line = lines[head[one.centre]];
    if (line.place == no_version) line.place = one.commune;
  }
  Lands lands(gazetteer);
  for (const auto& [key, amount] : largest) {
    Line& line = lines[key.first];
    if (line.is_open) continue;
    if (!line.entitled) lands.add(line.place, key.first);
    line.entitled = checked_add(line.entitled.value_or(0), amount);
  }

  MoneyParts parts{MoneyMeasure::state_support_paid, year, {}, {}, {}, {}};
  for (const MoneyFlow& flow : flows.all()) {
    if (flow.quantity != MoneyQuantity::paid || flow.year != year || !flow.is_state) continue;
    if (flow.centre != CentreRegister::no_centre) {
      const auto line = lines.find(head[flow.centre]);
      if (line != lines.end() && line->second.entitled)
        line->second.paid = checked_add(line->second.paid, flow.amount);
      else
        add_once(parts.not_applicable, flow.unit);
      continue;
    }
    const auto at_place = lands.meeting(flow.unit);
    if (at_place.size() == 1)
      lines.at(at_place.front()).paid = checked_add(lines.at(at_place.front()).paid, flow.amount);
    else if (at_place.empty())
      add_once(parts.not_applicable, flow.unit);
    else
      parts.contributions.push_back({flow.unit, {flow.amount, 0, 0, 0, 0, flow.amount, 0}, MoneyParts::no_evidence});
  }
  for (const auto& [centre, line] : lines) {
    if (!line.entitled) continue;
    const bool is_silent = line.paid == 0 && reported.is_silent(line.place, year);
    parts.contributions.push_back({line.place,
                                   is_silent ? Cell::unknown(*line.entitled)
                                             : counted(line.paid, std::min(line.paid, *line.entitled), *line.entitled),
                                   centre});
  }
  return parts;
}

}  // namespace hoctap
