#include "hoctap/measure/money_measures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "core/sort_once.hpp"
#include "geo/ground.hpp"
#include "geo/rows.hpp"
#include "measure/support_paid.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, money_measure_count> measure_names{"social_receipts", "state_support_paid",
                                                                          "allocated"};

// Numbers by the atoms of their units, so that those which share territory are found at once.
class Lands {
 public:
  // Pairs of unit and number.
  Lands(const Gazetteer& gazetteer, std::span<const std::pair<VersionId, std::uint32_t>> units)
      : gazetteer_(gazetteer) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::size_t atoms = 0;
    for (const auto& [unit, number] : units) {
      if (unit == no_version) continue;
      for (const std::uint32_t atom : gazetteer.footprint(unit)) {
        pairs.emplace_back(atom, number);
        atoms = std::max(atoms, atom + std::size_t{1});
      }
    }
    by_atom_ = Rows<std::uint32_t>(atoms, pairs);
  }
  // The numbers of units that share territory with this one, each once, in order.
  std::vector<std::uint32_t> meeting(VersionId unit) const {
    std::vector<std::uint32_t> numbers;
    if (unit == no_version) return numbers;
    for (const std::uint32_t atom : gazetteer_.footprint(unit)) {
      if (atom >= by_atom_.size()) continue;
      const auto at = by_atom_[atom];
      numbers.insert(numbers.end(), at.begin(), at.end());
    }
    sort_once(numbers);
    return numbers;
  }

 private:
  const Gazetteer& gazetteer_;
  Rows<std::uint32_t> by_atom_;
};

// Who reported of a year and who did not.
class Reported {
 public:
  // `only`: the one year that will be asked for.
  Reported(const Gazetteer& gazetteer, std::span<const MoneyReport> reports,
           std::optional<std::int64_t> only = std::nullopt) {
    auto year = years_.end();
    for (const MoneyReport& report : reports) {
      if (only && report.year != *only) continue;
      const std::pair key(report.year, report.has_come);
      if (year == years_.end() || year->first != key) year = years_.try_emplace(key, gazetteer).first;
      year->second.add(report.owner);
    }
  }
  // Whether a unit that shares territory with this one owed the report of the year and sent none, or sent it.
  bool is_silent(VersionId unit, std::int64_t year) const { return meets(unit, year, false); }
  bool has_come(VersionId unit, std::int64_t year) const { return meets(unit, year, true); }
  // Years in which somebody reported, the last first.
  std::vector<std::int64_t> years_before(std::int64_t year) const {
    std::vector<std::int64_t> before;
    for (const auto& [key, ground] : years_)
      if (key.second && key.first < year) before.push_back(key.first);
    std::reverse(before.begin(), before.end());
    return before;
  }

 private:
  bool meets(VersionId unit, std::int64_t year, bool has_come) const {
    const auto found = years_.find({year, has_come});
    return found != years_.end() && found->second.meets(unit);
  }

  std::map<std::pair<std::int64_t, bool>, geo::Ground> years_;
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

// Units in the order in which they first came, each once.
class Once {
 public:
  void add(VersionId unit) {
    if (unit == no_version) return;
    if (unit >= is_known_.size()) is_known_.resize(unit + std::size_t{1}, 0);
    if (is_known_[unit] == 0) units_.push_back(unit);
    is_known_[unit] = 1;
  }
  std::vector<VersionId> taken() { return std::move(units_); }

 private:
  std::vector<std::uint8_t> is_known_;
  std::vector<VersionId> units_;
};

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
                                  std::span<const MoneyReport> reports, Date until) {
  const Reported reported(gazetteer, reports, year);
  MoneyParts parts{MoneyMeasure::allocated, year, {}, {}, {}, {}};
  constexpr std::uint32_t nobody = 0xFFFFFFFFU;
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> number_of(gazetteer.versions().size(), nobody);
  std::vector<VersionId> units;
  for (const MoneyQuantity quantity : {MoneyQuantity::estimated, MoneyQuantity::allocated}) {
    for (const MoneyFlow& flow : flows.of(quantity)) {
      if (flow.year != year || flow.unit == no_version || flow.day > until) continue;
      rows.push_back(static_cast<std::uint32_t>(&flow - flows.all().data()));
      if (number_of[flow.unit] != nobody) continue;
      number_of[flow.unit] = static_cast<std::uint32_t>(units.size());
      units.push_back(flow.unit);
    }
  }
  // Units that share territory are one group.
  Groups groups(units.size());
  std::vector<std::uint32_t> holder_of;  // by atom
  for (std::uint32_t number = 0; number < units.size(); ++number) {
    for (const std::uint32_t atom : gazetteer.footprint(units[number])) {
      if (atom >= holder_of.size()) holder_of.resize(atom + std::size_t{1}, nobody);
      if (holder_of[atom] == nobody)
        holder_of[atom] = number;
      else
        groups.join(number, holder_of[atom]);
    }
  }

  struct Sums {
    std::int64_t estimated = 0;
    std::int64_t allocated = 0;
    bool has_estimate = false;
    bool is_silent = false;
    std::int64_t to_cap = 0;   // of the allocations that follow so much counts for the bounds
    std::int64_t to_fill = 0;  // of the estimates that follow so much may still be allocated
  };
  std::vector<Sums> sums(units.size());  // by group
  const auto sum_of = [&](const MoneyFlow& flow) -> Sums& { return sums[groups.of(number_of[flow.unit])]; };
  for (const std::uint32_t i : rows) {
    const MoneyFlow& flow = flows.all()[i];
    Sums& sum = sum_of(flow);
    if (flow.quantity == MoneyQuantity::estimated) {
      sum.estimated = checked_add(sum.estimated, flow.amount);
      sum.has_estimate = true;
    } else {
      sum.allocated = checked_add(sum.allocated, flow.amount);
    }
  }
  for (std::uint32_t number = 0; number < units.size(); ++number)
    if (reported.is_silent(units[number], year)) sums[groups.of(number)].is_silent = true;
  for (Sums& sum : sums) {
    sum.to_cap = std::min(sum.allocated, sum.estimated);
    sum.to_fill = sum.is_silent ? sum.estimated - sum.to_cap : 0;
  }
  Once not_applicable;
  parts.contributions.reserve(rows.size());
  for (const std::uint32_t i : rows) {
    const MoneyFlow& flow = flows.all()[i];
    Sums& sum = sum_of(flow);
    if (!sum.has_estimate) {
      not_applicable.add(flow.unit);
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
  parts.not_applicable = not_applicable.taken();
  return parts;
}

SupportPaid::SupportPaid(const MoneyFlows& flows, const Gazetteer& gazetteer, const CentreRegister& centres,
                         std::span<const Entitlement> entitled, std::int64_t year, std::span<const MoneyReport> reports)
    : year_(year) {
  const auto head = heads(centres, Date::of(static_cast<int>(year), 12, 31));
  std::vector<std::uint32_t> line_of(centres.size(), no_line);
  find_lines(entitled, head, line_of);
  std::vector<std::pair<VersionId, std::uint32_t>> places;
  for (std::uint32_t line = 0; line < lines_.size(); ++line) places.emplace_back(lines_[line].place, line);
  const Lands lands(gazetteer, places);
  for (const MoneyFlow& flow : flows.of(MoneyQuantity::paid)) {
    if (flow.year != year || !flow.is_state) continue;
    if (flow.centre != CentreRegister::no_centre) {
      const std::uint32_t line = line_of[head[flow.centre]];
      if (line != no_line)
        of_lines_.push_back({line, flow.day, flow.amount});
      else
        outside_.push_back({flow.unit, flow.day, flow.amount});
      continue;
    }
    const auto at_place = lands.meeting(flow.unit);
    if (at_place.size() == 1)
      of_lines_.push_back({at_place.front(), flow.day, flow.amount});
    else
      (at_place.empty() ? outside_ : joint_).push_back({flow.unit, flow.day, flow.amount});
  }
  const Reported reported(gazetteer, reports, year);
  for (Line& line : lines_) line.is_silent = reported.is_silent(line.place, year);
}

// In order of centre: those all of whose entitlement is known.
void SupportPaid::find_lines(std::span<const Entitlement> entitled, const std::vector<std::uint32_t>& head,
                             std::vector<std::uint32_t>& line_of) {
  struct OfCentre {
    std::optional<std::int64_t> entitled;
    VersionId place = no_version;
    bool is_open = false;  // some of what it is entitled to is not known (no zone): not applicable
  };
  std::vector<OfCentre> all(head.size());
  struct OfContent {
    std::uint32_t centre = 0;
    std::size_t content = 0;
    std::int64_t amount = 0;
  };
  std::vector<OfContent> owed;
  for (const Entitlement& one : entitled) {
    // The entitlement of a centre that was taken over within the year is its successor's.
    const std::uint32_t centre = head[one.centre];
    if (centre == one.centre) all[centre].place = one.commune;
    if (one.amount)
      owed.push_back({centre, one.content, *one.amount});
    else if (centre == one.centre)
      all[centre].is_open = true;
  }
  for (const Entitlement& one : entitled) {
    OfCentre& centre = all[head[one.centre]];
    if (one.amount && centre.place == no_version) centre.place = one.commune;
  }
  // Several centres that became one are owed once for each content: the largest.
  const auto is_before = [](const OfContent& a, const OfContent& b) {
    return std::tie(a.centre, a.content, a.amount) < std::tie(b.centre, b.content, b.amount);
  };
  if (!std::is_sorted(owed.begin(), owed.end(), is_before)) std::sort(owed.begin(), owed.end(), is_before);
  for (std::size_t i = 0; i < owed.size(); ++i) {
    const OfContent& one = owed[i];
    OfCentre& centre = all[one.centre];
    if (centre.is_open) continue;
    if (i + 1 < owed.size() && owed[i + 1].centre == one.centre && owed[i + 1].content == one.content) continue;
    centre.entitled = checked_add(centre.entitled.value_or(0), one.amount);
  }
  for (std::uint32_t centre = 0; centre < all.size(); ++centre) {
    if (!all[centre].entitled) continue;
    line_of[centre] = static_cast<std::uint32_t>(lines_.size());
    lines_.push_back({centre, all[centre].place, *all[centre].entitled, false});
  }
}

MoneyParts SupportPaid::until(Date day) const {
  MoneyParts parts{MoneyMeasure::state_support_paid, year_, {}, {}, {}, {}};
  std::vector<std::int64_t> paid(lines_.size(), 0);
  for (const Payment& one : of_lines_)
    if (one.day <= day) paid[one.to] = checked_add(paid[one.to], one.amount);
  Once not_applicable;
  for (const Payment& one : outside_)
    if (one.day <= day) not_applicable.add(one.to);
  parts.not_applicable = not_applicable.taken();
  parts.contributions.reserve(joint_.size() + lines_.size());
  for (const Payment& one : joint_)
    if (one.day <= day)
      parts.contributions.push_back({one.to, {one.amount, 0, 0, 0, 0, one.amount, 0}, MoneyParts::no_evidence});
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    const bool is_unknown = paid[i] == 0 && line.is_silent;
    parts.contributions.push_back(
        {line.place,
         is_unknown ? Cell::unknown(line.entitled) : counted(paid[i], std::min(paid[i], line.entitled), line.entitled),
         line.centre});
  }
  return parts;
}

MoneyParts state_support_paid(const MoneyFlows& flows, const Gazetteer& gazetteer, const CentreRegister& centres,
                              std::span<const Entitlement> entitled, std::int64_t year,
                              std::span<const MoneyReport> reports, Date until) {
  return SupportPaid(flows, gazetteer, centres, entitled, year, reports).until(until);
}

}  // namespace hoctap
