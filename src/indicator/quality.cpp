#include "hoctap/indicator/quality.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/measure/money_flows.hpp"
#include "hoctap/money/checked.hpp"
#include "indicator/areas.hpp"
#include "indicator/reports.hpp"
#include "measure/kept_centres.hpp"
#include "money/int128.hpp"

namespace hoctap {
namespace {

struct FigureWords {
  std::string_view name;
  std::string_view vi;
  std::string_view en;
  std::string_view table;  // of whose reports it is made
};
constexpr std::array figure_words{
    FigureWords{"sessions", "số buổi học", "sessions", "sessions"},
    FigureWords{"turns", "số lượt người", "turns", "sessions"},
    FigureWords{"allocated", "kinh phí phân bổ", "money allocated", "allocations"},
    FigureWords{"received", "khoản thu", "money received", "receipts"},
    FigureWords{"paid", "kinh phí đã chi", "money paid", "expenditures"},
};
constexpr std::array figures{QualityFigure::sessions, QualityFigure::turns, QualityFigure::allocated,
                             QualityFigure::received, QualityFigure::paid};
const FigureWords& words_of(QualityFigure figure) { return figure_words.at(static_cast<std::size_t>(figure)); }

bool is_quarterly(QualityFigure figure) { return figure == QualityFigure::sessions || figure == QualityFigure::turns; }

// Something counted at a place on a day; of money the last day of its year.
struct Amount {
  VersionId place = no_version;
  Date day;
  std::optional<std::int64_t> amount = 0;  // nothing: it was not told
};

constexpr std::size_t fewest_units = 5;

// Twice the median of what is in order.
std::int64_t twice_the_median(const std::vector<std::int64_t>& sorted) {
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 0 ? checked_add(sorted[half - 1], sorted[half]) : checked_multiply(2, sorted[half]);
}

// `value` · `factor` ÷ `divisor`, rounded to zero.
std::int64_t scaled(std::int64_t value, std::int64_t factor, std::int64_t divisor) {
  const Int128 found = Int128{value} * factor / divisor;
  if (found < std::numeric_limits<std::int64_t>::min() || found > std::numeric_limits<std::int64_t>::max())
    throw_overflow(value, '*', factor);
  return static_cast<std::int64_t>(found);
}

std::string decimal(std::int64_t thousandths) {
  const std::int64_t tenths = (std::abs(thousandths) + 50) / 100;
  return (thousandths < 0 ? "-" : "") + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

class Screening {
 public:
  Screening(const Reading& reading, const QualitySettings& settings)
      : reading_(reading),
        settings_(settings),
        gazetteer_(reading.dataset.gazetteer()),
        territory_(reading.programme.territory.version(gazetteer_)),
        centres_(kept_centres(reading.dataset)),
        areas_(gazetteer_, reading.programme.first),
        reports_(reading, areas_) {}

  std::vector<QualityRow> rows() {
    for (const QualityFigure figure : figures) {
      amounts_ = amounts(figure);
      const PeriodKind kind = is_quarterly(figure) ? PeriodKind::quarter : PeriodKind::year;
      const Programme& programme = reading_.programme;
      for (const Period& period : periods_in(kind, programme.first, programme.last, true))
        if (period.last() <= reading_.obligations.day()) screen(figure, period);
    }
    return std::move(rows_);
  }

 private:
  std::vector<Amount> amounts(QualityFigure figure) const {
    std::vector<Amount> all;
    if (is_quarterly(figure)) {
      const Sessions& sessions = reading_.dataset.tables().sessions;
      for (std::uint32_t row = 0; row < sessions.size(); ++row) {
        all.push_back(
            {centres_.place_of_session(sessions, row), sessions.date[row],
             figure == QualityFigure::sessions ? std::optional<std::int64_t>(1) : sessions.attendances.get(row)});
      }
      return all;
    }
    const MoneyFlows flows(reading_.dataset, centres_);
    for (const MoneyFlow& flow : flows.all()) {
      const bool is_meant = figure == QualityFigure::allocated ? flow.quantity == MoneyQuantity::allocated
                            : figure == QualityFigure::paid    ? flow.quantity == MoneyQuantity::paid
                                                               : flow.quantity == MoneyQuantity::received ||
                                                                     flow.quantity == MoneyQuantity::received_in_kind;
      if (is_meant) all.push_back({flow.unit, Period::year(static_cast<int>(flow.year)).last(), flow.amount});
    }
    return all;
  }

  const View& view_on(Date day) {
    const auto known = views_.find(day);
    if (known != views_.end()) return known->second;
    return views_.emplace(day, View(gazetteer_, territory_, day, Level::commune, reading_.programme.territory.as_of))
        .first->second;
  }

  // Of each unit of a day that told everything of the period. A unit is left out that may have part of what lies in no
  // single one, or something of which the number was not told.
  std::map<VersionId, std::int64_t> by_unit(QualityFigure figure, const Period& period, const View& view) const {
    std::map<VersionId, std::int64_t> sums;
    std::set<VersionId> unknown;
    for (const VersionId unit : view.units())
      if (reports_.is_known(words_of(figure).table, unit, period.days())) sums[unit] = 0;
    for (const Amount& one : amounts_) {
      if (one.place == no_version || !period.days().contains(one.day)) continue;
      const Placement& placement = view.place(one.place);
      if (placement.kind != PlacementKind::exact || !one.amount) {
        unknown.insert(placement.units.begin(), placement.units.end());
        continue;
      }
      const auto unit = sums.find(placement.units.front());
      if (unit != sums.end()) unit->second = checked_add(unit->second, *one.amount);
    }
    for (const VersionId unit : unknown) sums.erase(unit);
    return sums;
  }

  void screen(QualityFigure figure, const Period& period) {
    const View& view = view_on(period.last());
    const auto now = by_unit(figure, period, view);
    find_outliers(figure, period, now);
    const int year = period.first().year() - 1;
    const Period before =
        is_quarterly(figure) ? Period::quarter(year, (period.first().month() + 2) / 3) : Period::year(year);
    if (before.first() < reading_.programme.first) return;
    const auto then = by_unit(figure, before, view);
    for (const auto& [unit, value] : now) {
      const auto known = then.find(unit);
      if (known == then.end()) continue;
      const std::int64_t change = checked_subtract(value, known->second);
      if (Int128{std::abs(change)} * 100 <= Int128{settings_.most_change_percent} * known->second || change == 0)
        continue;
      QualityRow row = row_of(unit, period, figure, QualityCheck::change, value, known->second);
      if (known->second == 0) {
        row.message = {MessageCode::quality_change_from_nothing, {std::to_string(value), before.text()}};
      } else {
        row.score_thousandths = scaled(change, 1000, known->second);
        row.message = {MessageCode::quality_change,
                       {std::to_string(value), std::to_string(known->second), before.text(),
                        std::to_string(scaled(change, 100, known->second))}};
      }
      rows_.push_back(std::move(row));
    }
  }

  void find_outliers(QualityFigure figure, const Period& period, const std::map<VersionId, std::int64_t>& now) {
    if (now.size() < fewest_units) return;
    std::vector<std::int64_t> sorted;
    for (const auto& [unit, value] : now) sorted.push_back(value);
    std::sort(sorted.begin(), sorted.end());
    const std::int64_t median = twice_the_median(sorted);
    std::vector<std::int64_t> apart;  // twice
    for (const std::int64_t value : sorted)
      apart.push_back(std::abs(checked_subtract(checked_multiply(2, value), median)));
    std::sort(apart.begin(), apart.end());
    const std::int64_t deviation = twice_the_median(apart);  // four times
    if (deviation == 0) return;
    for (const auto& [unit, value] : now) {
      const std::int64_t distance = checked_subtract(checked_multiply(2, value), median);
      // 0.6745 · (distance ÷ 2) ÷ (deviation ÷ 4), in thousandths.
      const Int128 score = Int128{distance} * 2 * 6745;
      const Int128 limit = Int128{settings_.most_score_thousandths} * 10 * deviation;
      if ((score < 0 ? -score : score) <= limit) continue;
      QualityRow row = row_of(unit, period, figure, QualityCheck::outlier, value, median / 2);
      row.score_thousandths = scaled(distance, 2 * 6745, checked_multiply(10, deviation));
      row.message = {
          MessageCode::quality_outlier,
          {std::to_string(value), std::to_string(median / 2), period.text(), decimal(*row.score_thousandths)}};
      rows_.push_back(std::move(row));
    }
  }

  QualityRow row_of(VersionId unit, const Period& period, QualityFigure figure, QualityCheck check, std::int64_t value,
                    std::int64_t reference) const {
    const UnitVersion& version = gazetteer_.version(unit);
    return {version.code, version.name, period, figure, check, value, reference, std::nullopt, {}};
  }

  const Reading& reading_;
  const QualitySettings& settings_;
  const Gazetteer& gazetteer_;
  VersionId territory_;
  const CentreRegister& centres_;
  indicator::Areas areas_;
  indicator::Reports reports_;
  std::map<Date, View> views_;
  std::vector<Amount> amounts_;
  std::vector<QualityRow> rows_;
};

void count(ReportingRow& row, const Obligation& obligation) {
  switch (obligation.state) {
    case ObligationState::on_time:
      ++row.on_time;
      break;
    case ObligationState::late:
      ++row.late;
      break;
    case ObligationState::undated:
      ++row.undated;
      break;
    case ObligationState::missing:
      ++row.missing;
      break;
    case ObligationState::not_yet_due:
      return;
  }
  ++row.due;
  if (obligation.state == ObligationState::missing) return;
  if (!obligation.lacking.empty()) ++row.incomplete;
  if (obligation.is_nil) ++row.nil;
}

std::vector<ReportingRow> reporting(const Reading& reading) {
  const auto rules = reading.obligations.rules().rules();
  const Gazetteer& gazetteer = reading.dataset.gazetteer();
  std::map<std::string, ReportingRow> of_form;
  std::map<std::pair<std::string, VersionId>, ReportingRow> of_unit;
  for (const Obligation& obligation : reading.obligations.all()) {
    const FormRule& rule = rules[obligation.form];
    for (ReportingRow* row : {&of_form[rule.code], &of_unit[{rule.code, obligation.owner}]}) {
      row->form = rule.code;
      row->form_name = rule.name;
      count(*row, obligation);
    }
  }
  std::vector<ReportingRow> rows;
  for (const auto& [form, total] : of_form) {
    if (total.due == 0) continue;
    rows.push_back(total);
    for (auto& [key, row] : of_unit) {
      if (key.first != form || row.due == 0) continue;
      row.unit_code = gazetteer.version(key.second).code;
      row.unit_name = gazetteer.version(key.second).name;
      rows.push_back(row);
    }
  }
  return rows;
}

}  // namespace

std::string_view name(QualityFigure figure) { return words_of(figure).name; }
BilingualText label(QualityFigure figure) {
  return {std::string(words_of(figure).vi), std::string(words_of(figure).en)};
}
std::string_view name(QualityCheck check) { return check == QualityCheck::outlier ? "outlier" : "change"; }
BilingualText label(QualityCheck check) {
  if (check == QualityCheck::outlier) return {"khác xa các đơn vị khác", "far from other units"};
  return {"thay đổi nhiều so với năm trước", "far from the year before"};
}

Quality quality(const Reading& reading, const QualitySettings& settings) {
  for (const auto& [name, number] : {std::pair("most_score_thousandths", settings.most_score_thousandths),
                                     std::pair("most_change_percent", settings.most_change_percent)})
    if (number < 0) throw InvalidValue({MessageCode::setting_below_zero, {name, std::to_string(number)}});
  return {Screening(reading, settings).rows(), reporting(reading), reading.dataset.is_simulated()};
}

}  // namespace hoctap
