#include "hoctap/indicator/settling.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "indicator/evaluation.hpp"

namespace hoctap::indicator {
namespace {

using ReportKey = std::tuple<std::uint32_t, VersionId, Date>;  // form, owner, last day

// What is open as long as these reports are missing.
struct Open {
  std::set<std::size_t> reports;
  Cell cell;

  std::int64_t width() const { return cell.upper_num - cell.lower_num + cell.lower_den - cell.upper_den; }
};

Cell if_all_pass(const Cell& cell) {
  return {cell.upper_num, cell.upper_den, 0, cell.upper_num, cell.upper_den, cell.upper_num, cell.upper_den};
}
Cell if_all_fail(const Cell& cell) {
  return {cell.lower_num, cell.lower_den, 0, cell.lower_num, cell.lower_den, cell.lower_num, cell.lower_den};
}

// Places that rest on one report are open together.
std::vector<Open> joined(std::vector<Open> open) {
  std::vector<Open> groups;
  for (Open& one : open) {
    for (auto group = groups.begin(); group != groups.end();) {
      const bool meets = std::any_of(group->reports.begin(), group->reports.end(),
                                     [&](std::size_t report) { return one.reports.count(report) != 0; });
      if (!meets) {
        ++group;
        continue;
      }
      one.reports.insert(group->reports.begin(), group->reports.end());
      one.cell += group->cell;
      group = groups.erase(group);
    }
    groups.push_back(std::move(one));
  }
  return groups;
}

// The fewest reports after which `status_of` is determined, if all of them say the best or all say the worst.
class Search {
 public:
  using Judge = std::function<Status(const Cell&)>;

  Search(const std::vector<Open>& open, const Cell& cell, const Judge& judge)
      : open_(open), cell_(cell), judge_(judge) {
    constexpr std::size_t most_tried = 12;
    for (const bool is_best : {true, false}) {
      if (open_.size() <= most_tried)
        try_all(is_best);
      else
        try_heaviest(is_best);
    }
  }
  const std::set<std::size_t>& reports() const { return reports_; }
  Status status() const { return status_; }

 private:
  void look(const std::vector<bool>& taken, bool is_best) {
    std::set<std::size_t> reports;
    Cell cell = cell_;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (!taken[i]) continue;
      reports.insert(open_[i].reports.begin(), open_[i].reports.end());
      cell += is_best ? if_all_pass(open_[i].cell) : if_all_fail(open_[i].cell);
      cell -= open_[i].cell;
    }
    if (status_ != Status::undetermined && reports.size() >= reports_.size()) return;
    const Status status = judge_(cell);
    if (status == Status::undetermined) return;
    status_ = status;
    reports_ = std::move(reports);
  }
  void try_all(bool is_best) {
    for (std::size_t mask = 1; mask < std::size_t{1} << open_.size(); ++mask) {
      std::vector<bool> taken(open_.size());
      for (std::size_t i = 0; i < taken.size(); ++i) taken[i] = (mask >> i & 1U) != 0;
      look(taken, is_best);
    }
  }
  void try_heaviest(bool is_best) {
    std::vector<std::size_t> order(open_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      return open_[a].width() * static_cast<std::int64_t>(open_[b].reports.size()) >
             open_[b].width() * static_cast<std::int64_t>(open_[a].reports.size());
    });
    std::vector<bool> taken(open_.size());
    for (const std::size_t i : order) {
      taken[i] = true;
      look(taken, is_best);
    }
  }

  const std::vector<Open>& open_;
  const Cell& cell_;
  const Judge& judge_;
  std::set<std::size_t> reports_;
  Status status_ = Status::undetermined;
};

}  // namespace

Settling Evaluation::settling() {
  protect({request_.view});
  Settling found;
  std::map<ReportKey, std::size_t> numbers;
  const auto rules = reading_.obligations.rules().rules();
  const auto number = [&](const Obligation& obligation) {
    const auto [known, is_new] =
        numbers.try_emplace({obligation.form, obligation.owner, obligation.period.last()}, found.reports.size());
    if (is_new) {
      const UnitVersion& owner = gazetteer_.version(obligation.owner);
      const FormRule& rule = rules[obligation.form];
      found.reports.push_back({rule.code, rule.name, owner.code, owner.name, obligation.period, 0, 0});
    }
    return known->second;
  };
  for (const Figure& figure : figures_) {
    const View& view = view_of(figure);
    const Counted counted = count(figure, view);
    const Shown shown = show(figure, view, counted);
    const std::set<std::string_view> tables = tables_behind(*figure.variant);
    std::map<VersionId, std::set<std::size_t>> silent;  // by place
    const auto reports_of = [&](VersionId place) -> const std::set<std::size_t>& {
      const auto [known, is_new] = silent.try_emplace(place);
      if (is_new)
        for (const std::string_view table : tables)
          for (const Obligation& obligation : reading_.obligations.silent(table, place, figure.window))
            known->second.insert(number(obligation));
      return known->second;
    };
    for (const Where& where : rows_of(shown)) {
      const ResultRow row = this->row(figure, shown, where);
      if (row.status != Status::undetermined) continue;
      if (row.has_flag(ResultFlag::withheld) || row.has_flag(ResultFlag::bounds_withheld)) continue;
      OpenStatus status{
          row.unit_code, row.unit_name, row.indicator, row.variant, row.period, {}, Status::undetermined, {}};
      std::vector<Open> open;
      std::set<std::size_t> all;
      for (const Contribution& one : counted.contributions) {
        if (one.place == no_version || !lies_in(shown.view->place(one.place), *shown.view, where)) continue;
        if (if_all_pass(one.cell) == if_all_fail(one.cell)) continue;
        const auto& reports = reports_of(one.place);
        if (reports.empty()) continue;
        all.insert(reports.begin(), reports.end());
        open.push_back({reports, one.cell});
      }
      open = joined(std::move(open));
      const Search search(open, row.cell, [&](const Cell& cell) {
        const auto start = shown.baseline ? std::optional(cell_at(*shown.baseline, where)) : std::nullopt;
        const Standing standing{row.has_bounds, row.has_flag(ResultFlag::spread), is_due(figure)};
        return status_of(cell, standing, yardstick(figure, start ? &*start : nullptr));
      });
      status.shortest.assign(search.reports().begin(), search.reports().end());
      status.settled = search.status();
      status.all.assign(all.begin(), all.end());
      for (const std::size_t report : status.shortest) ++found.reports[report].on_lists;
      for (const std::size_t report : status.all) ++found.reports[report].bears_on;
      found.statuses.push_back(std::move(status));
    }
  }
  // Those on most lists first.
  std::vector<std::size_t> order(found.reports.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const MissingReport& one = found.reports[a];
    const MissingReport& other = found.reports[b];
    return std::tuple(other.on_lists, other.bears_on, one.form, one.unit_code, one.period.last()) <
           std::tuple(one.on_lists, one.bears_on, other.form, other.unit_code, other.period.last());
  });
  std::vector<std::size_t> place(order.size());
  std::vector<MissingReport> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(std::move(found.reports[order[i]]));
  }
  found.reports = std::move(sorted);
  for (OpenStatus& status : found.statuses)
    for (auto* list : {&status.shortest, &status.all}) {
      for (std::size_t& report : *list) report = place[report];
      std::sort(list->begin(), list->end());
    }
  return found;
}

}  // namespace hoctap::indicator

namespace hoctap {

Settling settling(const Reading& reading, const Request& request) {
  return indicator::Evaluation(reading, request).settling();
}

}  // namespace hoctap
