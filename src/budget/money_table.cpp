#include "hoctap/budget/money_table.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/measure/roll_up.hpp"
#include "hoctap/measure/unit_tree.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 4> kind_names{"centre", "unit", "joint", "territory"};
constexpr std::array<std::string_view, 3> money_tables{"allocations", "receipts", "expenditures"};

bool carries(const FormRule& rule, std::string_view table) {
  return std::find(rule.tables.begin(), rule.tables.end(), table) != rule.tables.end();
}

bool has_come(const Obligation& one) {
  return one.state != ObligationState::missing && one.state != ObligationState::not_yet_due;
}

// Sums of one kind on the units of a tree: of single units, of several together, of the territory.
class OnTree {
 public:
  OnTree(const UnitTree& tree, std::span<const Contribution> contributions)
      : tree_(tree), rolled_(contributions, tree.view()) {}

  // `held`: positions in the view of the units that the unit of the layer holds.
  Cell cell(std::size_t layer, std::uint32_t unit, std::span<const std::size_t> held) const {
    if (layer + 1 == tree_.layers().size()) return rolled_.territory();
    return layer == 0 ? rolled_.unit(unit) : rolled_.together(held);
  }
  const RolledUp& rolled() const { return rolled_; }

 private:
  const UnitTree& tree_;
  RolledUp rolled_;
};

// One year of the records on the units of a view.
struct Shown {
  using OfQuantities = std::vector<OnTree>;  // by MoneyQuantity
  OfQuantities all;
  std::vector<std::pair<Text, OfQuantities>> by_fund;
  std::vector<OnTree> measures;                         // by MoneyMeasure
  std::vector<std::vector<std::uint8_t>> lacks_bounds;  // by measure and unit of the view
  std::vector<std::uint8_t> territory_lacks_bounds;     // by measure
  std::vector<OnTree> reports;
};

class Making {
 public:
  Making(const Reading& reading, const Book& book, const MoneyRequest& request)
      : reading_(reading),
        request_(request),
        gazetteer_(reading.dataset.gazetteer()),
        territory_(reading.programme.territory.version(gazetteer_)),
        centres_(kept_centres(reading.dataset)),
        flows_(reading.dataset, centres_),
        table_{reading.dataset, reading.programme, request.views, {}, {}} {
    years_ = request.years.empty() ? flows_.years() : request.years;
    for (const std::string_view table : money_tables) reports_.push_back(money_reports(reading, table));
    for (const std::int64_t year : years_) measure(book, year);
  }

  MoneyTable made() {
    add_unplaced();
    if (request_.by_centre) add_centres();
    for (std::size_t view = 0; view < request_.views.size(); ++view)
      for (const std::int64_t year : years_) add_view(view, year);
    sort();
    return std::move(table_);
  }

 private:
  static Date last_day(std::int64_t year) {
    return Date::of(year < 0 || year > 9999 ? 0 : static_cast<int>(year), 12, 31);
  }

  void measure(const Book& book, std::int64_t year) {
    static_cast<void>(last_day(year));
    const auto entitled = entitlements(book, reading_.dataset, centres_, static_cast<int>(year), request_.attributes);
    measures_[year] = {social_receipts(flows_, gazetteer_, year, reports_[1]),
                       state_support_paid(flows_, gazetteer_, centres_, entitled, year, reports_[2]),
                       allocated_of_estimated(flows_, gazetteer_, year, reports_[0])};
  }

  void add_unplaced() {
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.unit != no_version) continue;
      if (!request_.years.empty() && std::find(years_.begin(), years_.end(), flow.year) == years_.end()) continue;
      std::int64_t& sum = table_.unplaced[flow.year][static_cast<std::size_t>(flow.quantity)];
      sum = checked_add(sum, flow.amount);
    }
  }

  void add_centres() {
    const std::set<std::int64_t> asked(years_.begin(), years_.end());
    std::map<std::tuple<std::uint32_t, std::int64_t, bool, std::string_view>, MoneyRow> sums;
    for (const std::int64_t year : years_) {
      const Validity span{Date::of(static_cast<int>(year), 1, 1), last_day(year) + 1};
      for (std::uint32_t centre = 0; centre < centres_.size(); ++centre)
        if (centres_.operation(centre).overlaps(span))
          sums.try_emplace({centre, year, false, {}}, row_of(centre, year));
    }
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.centre == CentreRegister::no_centre || !asked.contains(flow.year)) continue;
      for (const bool of_fund : {false, true}) {
        if (of_fund && !request_.by_fund) continue;
        const auto fund = of_fund ? reading_.dataset.text(flow.fund) : std::string_view();
        MoneyRow& row =
            sums.try_emplace({flow.centre, flow.year, of_fund, fund}, row_of(flow.centre, flow.year)).first->second;
        row.is_of_all = !of_fund;
        if (of_fund) row.fund = flow.fund;
        std::int64_t& sum = row.amounts[static_cast<std::size_t>(flow.quantity)];
        sum = checked_add(sum, flow.amount);
      }
    }
    for (auto& [key, row] : sums) {
      row.at_most = row.amounts;
      table_.rows.push_back(std::move(row));
    }
  }
  MoneyRow row_of(std::uint32_t centre, std::int64_t year) const {
    MoneyRow row;
    row.kind = MoneyRowKind::centre;
    row.centre = centre;
    row.year = year;
    row.has_bounds.fill(false);
    const VersionId place = centres_.place(centre, last_day(year));
    if (place != no_version) row.units.push_back(place);
    return row;
  }

  Date date_of(const ViewChoice& view, std::int64_t year) const {
    switch (view.kind) {
      case ViewKind::as_of:
        return view.date;
      case ViewKind::plan_territory:
        return reading_.programme.first;
      case ViewKind::current:
        return std::max(gazetteer_.last_event(), reading_.programme.first);
      case ViewKind::as_reported:
        break;
    }
    return last_day(year);
  }

  const UnitTree& tree_on(Date date) {
    const auto known = trees_.find(date);
    if (known != trees_.end()) return known->second;
    View view(gazetteer_, territory_, date, Level::commune, reading_.programme.territory.as_of);
    return trees_.emplace(date, UnitTree(std::move(view))).first->second;
  }

  // Amounts as cells: the value is the denominator, and what may lie there or elsewhere widens the lower one.
  static Cell amount_cell(std::int64_t amount) { return Cell::failing(amount); }

  Shown::OfQuantities quantities_on(const UnitTree& tree, std::int64_t year, std::optional<Text> fund) const {
    std::array<std::map<VersionId, std::int64_t>, money_quantity_count> sums;
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.year != year || flow.unit == no_version || (fund && flow.fund != *fund)) continue;
      std::int64_t& sum = sums[static_cast<std::size_t>(flow.quantity)][flow.unit];
      sum = checked_add(sum, flow.amount);
    }
    Shown::OfQuantities shown;
    for (const auto& units : sums) {
      std::vector<Contribution> contributions;
      for (const auto& [unit, sum] : units) contributions.push_back({unit, amount_cell(sum), 0});
      shown.emplace_back(tree, contributions);
    }
    return shown;
  }

  Shown show(const UnitTree& tree, std::int64_t year) {
    Shown shown;
    shown.all = quantities_on(tree, year, std::nullopt);
    if (request_.by_fund) {
      std::set<std::pair<std::string_view, Text>> funds;
      for (const MoneyFlow& flow : flows_.all())
        if (flow.year == year) funds.emplace(reading_.dataset.text(flow.fund), flow.fund);
      for (const auto& [text, fund] : funds) shown.by_fund.emplace_back(fund, quantities_on(tree, year, fund));
    }
    for (const MoneyParts& parts : measures_.at(year)) {
      shown.measures.emplace_back(tree, parts.contributions);
      std::vector<std::uint8_t> lacks(tree.view().units().size(), 0);
      std::uint8_t territory_lacks = 0;
      for (const VersionId silent : parts.without_bounds) {
        const Placement& place = tree.view().place(silent);
        if (place.kind == PlacementKind::outside) continue;
        territory_lacks = 1;
        for (const VersionId unit : place.units) {
          const auto units = tree.view().units();
          lacks[static_cast<std::size_t>(std::lower_bound(units.begin(), units.end(), unit) - units.begin())] = 1;
        }
      }
      shown.lacks_bounds.push_back(std::move(lacks));
      shown.territory_lacks_bounds.push_back(territory_lacks);
    }
    std::vector<Contribution> reports;
    for (const auto& [owner, came] : forms_of(year))
      reports.push_back({owner, came ? Cell::passing() : Cell::failing(), 0});
    shown.reports.emplace_back(tree, reports);
    return shown;
  }

  // A report on any of the money tables.
  std::vector<std::pair<VersionId, bool>> forms_of(std::int64_t year) const {
    std::vector<std::pair<VersionId, bool>> forms;
    for (const Obligation& one : reading_.obligations.all()) {
      if (one.period.calendar_year() != year) continue;
      const FormRule& rule = reading_.obligations.rules().rules()[one.form];
      const auto is_carried = [&](std::string_view table) { return carries(rule, table); };
      if (std::any_of(money_tables.begin(), money_tables.end(), is_carried))
        forms.emplace_back(one.owner, has_come(one));
    }
    return forms;
  }

  template <class CellOf>
  void fill(MoneyRow& row, const Shown::OfQuantities& quantities, CellOf cell_of) const {
    for (std::size_t i = 0; i < money_quantity_count; ++i) {
      const Cell cell = cell_of(quantities[i]);
      row.amounts[i] = cell.denominator;
      row.at_most[i] = cell.lower_den;
    }
  }

  template <class CellOf>
  void add_rows(MoneyRow row, const Shown& shown, const std::vector<std::size_t>& held, bool is_territory,
                CellOf cell_of) {
    fill(row, shown.all, cell_of);
    for (std::size_t m = 0; m < money_measure_count; ++m) {
      row.measures[m] = cell_of(shown.measures[m]);
      row.has_bounds[m] = is_territory ? shown.territory_lacks_bounds[m] == 0
                                       : std::none_of(held.begin(), held.end(), [&](std::size_t unit) {
                                           return shown.lacks_bounds[m][unit] != 0;
                                         });
    }
    const Cell reports = cell_of(shown.reports.front());
    row.owed = reports.denominator;
    row.reported = reports.numerator;
    table_.rows.push_back(row);
    for (const auto& [fund, quantities] : shown.by_fund) {
      MoneyRow of_fund = row;
      of_fund.is_of_all = false;
      of_fund.fund = fund;
      of_fund.measures = {};
      of_fund.has_bounds.fill(false);
      fill(of_fund, quantities, cell_of);
      table_.rows.push_back(std::move(of_fund));
    }
  }

  bool is_asked(Level level) const {
    const auto& levels = request_.levels;
    return levels.empty() || std::find(levels.begin(), levels.end(), level) != levels.end();
  }

  void add_view(std::size_t view, std::int64_t year) {
    const UnitTree& tree = tree_on(date_of(request_.views[view], year));
    const Shown shown = show(tree, year);
    for (std::size_t layer = 0; layer < tree.layers().size(); ++layer) {
      const auto& of = tree.layers()[layer];
      if (!is_asked(of.level)) continue;
      const bool is_last = layer + 1 == tree.layers().size();
      std::vector<std::vector<std::size_t>> held_by(of.units.size());
      for (std::size_t i = 0; i < of.holders.size(); ++i)
        if (of.holders[i] != UnitTree::none) held_by[of.holders[i]].push_back(i);
      for (std::uint32_t unit = 0; unit < of.units.size(); ++unit) {
        MoneyRow row;
        row.kind = is_last ? MoneyRowKind::territory : MoneyRowKind::unit;
        row.view = view;
        row.level = of.level;
        row.units = {of.units[unit]};
        row.year = year;
        const auto& held = held_by[unit];
        add_rows(std::move(row), shown, held, is_last, [&](const OnTree& on) { return on.cell(layer, unit, held); });
      }
      if (layer == 0) add_joint(view, year, tree, shown);
    }
  }

  void add_joint(std::size_t view, std::int64_t year, const UnitTree& tree, const Shown& shown) {
    std::set<std::vector<std::size_t>> groups;
    const auto take = [&](const OnTree& on) {
      groups.insert(on.rolled().groups().begin(), on.rolled().groups().end());
    };
    std::for_each(shown.all.begin(), shown.all.end(), take);
    std::for_each(shown.measures.begin(), shown.measures.end(), take);
    for (const auto& group : groups) {
      MoneyRow row;
      row.kind = MoneyRowKind::joint;
      row.view = view;
      row.level = Level::commune;
      for (const std::size_t unit : group) row.units.push_back(tree.view().units()[unit]);
      row.year = year;
      add_rows(std::move(row), shown, group, false, [&](const OnTree& on) { return on.rolled().together(group); });
    }
  }

  void sort() {
    const auto key = [&](const MoneyRow& row) {
      const int rank = row.kind == MoneyRowKind::centre      ? 0
                       : row.kind == MoneyRowKind::territory ? 9
                                                             : 5 - static_cast<int>(row.level);
      return std::tuple(row.view, rank, row.kind, row.centre, row.units, row.year, !row.is_of_all,
                        reading_.dataset.text(row.fund));
    };
    std::stable_sort(table_.rows.begin(), table_.rows.end(),
                     [&](const MoneyRow& a, const MoneyRow& b) { return key(a) < key(b); });
  }

  const Reading& reading_;
  const MoneyRequest& request_;
  const Gazetteer& gazetteer_;
  VersionId territory_;
  const CentreRegister& centres_;
  MoneyFlows flows_;
  std::vector<std::int64_t> years_;
  std::vector<std::vector<MoneyReport>> reports_;  // as money_tables
  std::map<std::int64_t, std::vector<MoneyParts>> measures_;
  std::map<Date, UnitTree> trees_;
  MoneyTable table_;
};

}  // namespace

std::string_view name(MoneyRowKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

std::vector<MoneyReport> money_reports(const Reading& reading, std::string_view table) {
  std::vector<MoneyReport> reports;
  for (const Obligation& one : reading.obligations.all()) {
    if (!carries(reading.obligations.rules().rules()[one.form], table)) continue;
    const bool lacks = std::find(one.lacking.begin(), one.lacking.end(), table) != one.lacking.end();
    reports.push_back({one.period.calendar_year(), one.owner, has_come(one) && !lacks});
  }
  return reports;
}

MoneyTable money_table(const Reading& reading, const Book& book, const MoneyRequest& request) {
  return Making(reading, book, request).made();
}

}  // namespace hoctap
