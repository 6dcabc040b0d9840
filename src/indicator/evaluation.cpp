#include "indicator/evaluation.hpp"

#include <algorithm>
#include <utility>

#include "core/joined.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::string_view default_variant = "default";
constexpr std::string_view every_variant = "all";

VersionId find_territory(const Gazetteer& gazetteer, const Territory& territory) {
  const auto found = gazetteer.find(territory.unit_code, territory.as_of);
  if (!found) throw NotFound({MessageCode::no_territory, {territory.unit_code, territory.as_of.iso()}});
  return *found;
}

// The words nearest to the one asked for, or all of them.
std::string choices(std::string_view asked, const std::vector<std::string>& known) {
  const auto near = nearest(asked, known);
  return joined(near.empty() ? known : near);
}

const Target* target_of(const Programme& programme, std::string_view indicator) {
  for (const Target& target : programme.targets)
    if (target.indicator == indicator) return &target;
  return nullptr;
}

// What was asked for, in the order asked; else every target, in the plan's order.
std::vector<const IndicatorInfo*> asked_indicators(const Programme& programme, const std::vector<std::string>& names,
                                                   Findings& findings) {
  std::vector<const IndicatorInfo*> asked;
  const auto add = [&](const IndicatorInfo* info) {
    if (std::find(asked.begin(), asked.end(), info) == asked.end()) asked.push_back(info);
  };
  for (const std::string& name : names) {
    const Target* target = programme.find_target(name);
    const IndicatorInfo* info = find_indicator(target ? target->indicator : name);
    if (!info) {
      std::vector<std::string> known;
      for (const IndicatorInfo& one : indicators()) known.emplace_back(one.id);
      throw NotFound({MessageCode::no_such_indicator, {name, choices(name, known)}});
    }
    add(info);
  }
  if (!names.empty()) return asked;
  for (const Target& target : programme.targets) {
    if (const IndicatorInfo* info = find_indicator(target.indicator))
      add(info);
    else
      findings.push_back(
          {{MessageCode::indicator_not_calculated, {target.id, target.indicator}}, {}, RowOutcome::kept});
  }
  return asked;
}

void check_variants(const std::vector<const IndicatorInfo*>& asked, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (name == every_variant) continue;
    const bool is_known = std::any_of(asked.begin(), asked.end(),
                                      [&](const IndicatorInfo* info) { return find_variant(*info, name) != nullptr; });
    if (is_known) continue;
    std::vector<std::string> known;
    for (const IndicatorInfo* info : asked)
      for (const IndicatorVariant& variant : info->variants)
        if (std::find(known.begin(), known.end(), variant.id) == known.end()) known.emplace_back(variant.id);
    throw NotFound({MessageCode::no_such_variant, {name, choices(name, known)}});
  }
}

bool is_asked(const std::vector<std::string>& names, std::string_view variant) {
  if (names.empty()) return variant == default_variant;
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name == variant || name == every_variant; });
}

Date first_of_year(Date day) { return Date::of(day.year(), 1, 1); }

// Twelve months that end with the month of that day.
Date twelve_months_to(Date day) {
  const std::int32_t month = day.month_index() - 11;
  return Date::of(month / 12, month % 12 + 1, 1);
}

}  // namespace

Evaluation::Evaluation(const Reading& reading, const Request& request)
    : reading_(reading),
      request_(request),
      gazetteer_(reading.dataset.gazetteer()),
      territory_(find_territory(gazetteer_, reading.programme.territory)),
      quarters_(reading.programme.quarters()),
      centres_(reading.dataset),
      areas_(gazetteer_, reading.programme.first),
      reports_(reading.obligations, reading.dataset, areas_) {
  resolve_figures();
  prepare_centres();
  prepare_workers();
  const Centres& centres = reading.dataset.tables().centres;
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre) {
    if (centres_.place(centre, reading.programme.first) != no_version) continue;
    findings_.push_back(
        {{MessageCode::centre_without_place, {std::string(reading.dataset.text(centres.centre_id[centre]))}},
         source_place(reading.dataset, centres, {centre}),
         RowOutcome::kept});
  }
}

void Evaluation::resolve_figures() {
  const Programme& programme = reading_.programme;
  const auto indicators = asked_indicators(programme, request_.indicators, findings_);
  check_variants(indicators, request_.variants);
  std::vector<Period> periods = request_.periods;
  if (periods.empty()) {
    for (const Period& quarter : quarters_)
      if (quarter.last() <= reading_.obligations.day()) periods.push_back(quarter);
    if (periods.empty() && !quarters_.empty()) periods.push_back(quarters_.front());
  }
  for (const Period& period : periods) {
    const bool is_of_kind = period.kind() == PeriodKind::quarter || period.kind() == PeriodKind::year;
    if (!is_of_kind || period.last() < programme.first || programme.last < period.first())
      throw InvalidValue(
          {MessageCode::period_outside_plan, {period.text(), programme.first.iso(), programme.last.iso()}});
    const Date day = reading_.obligations.day();
    if (!request_.periods.empty() && day < period.first())
      throw InvalidValue({MessageCode::period_not_begun, {period.text(), day.iso()}});
  }
  for (const IndicatorInfo* info : indicators) {
    for (const IndicatorVariant& variant : info->variants) {
      if (!is_asked(request_.variants, variant.id)) continue;
      for (const Period& period : periods) {
        Figure figure;
        figure.indicator = info;
        figure.variant = &variant;
        figure.target = target_of(programme, info->id);
        figure.period = period;
        figure.day = std::min(period.last(), programme.last);
        for (std::size_t i = 0; i < quarters_.size(); ++i) {
          if (info->is_yearly && quarters_[i].first().year() != figure.day.year()) continue;
          if (figure.quarters++ == 0) figure.first_quarter = i;
          if (std::min(quarters_[i].last(), programme.last) <= figure.day) ++figure.quarters_done;
        }
        figure.window = window_of(figure);
        figures_.push_back(figure);
      }
    }
  }
}

bool Evaluation::is_windowed(const Figure& figure) const {
  return figure.variant->id == "per_year" || figure.variant->id == "twelve_months";
}

Date Evaluation::day_before_rate(const Figure& figure) const {
  const std::int64_t back = std::min<std::int64_t>(4, figure.quarters_done);
  const std::size_t before = figure.first_quarter + static_cast<std::size_t>(figure.quarters_done - back);
  return before > 0 ? quarters_[before - 1].last() : reading_.programme.first - 1;
}

Validity Evaluation::window_of(const Figure& figure) const {
  const Date first = reading_.programme.first;
  const Date until = figure.day + 1;
  if (figure.indicator->is_yearly)
    return {std::max(first, first_of_year(figure.day)), year_end(reading_.programme, figure.day) + 1};
  if (figure.indicator->unit == CountedUnit::centre) return {twelve_months_to(figure.day), until};
  if (figure.variant->id == "per_year") return {std::max(first, first_of_year(figure.day)), until};
  if (figure.variant->id == "twelve_months") return {std::max(first, twelve_months_to(figure.day)), until};
  return {first, until};
}

WorkerTask Evaluation::worker_task(const Figure& figure, Date day) const {
  WorkerTask task;
  task.question.day = day;
  task.window = day < figure.window.from ? Validity{day, day} : Validity{figure.window.from, day + 1};
  const std::string_view indicator = figure.indicator->id;
  const std::string_view variant = figure.variant->id;
  if (indicator == "T4a") {
    task.question.evidence = Evidence::learned;
    task.declared = Declaration{"learned", "attended"};
  } else if (indicator == "T5") {
    task.question.evidence = Evidence::transfer;
    task.declared = Declaration{"transfer", "attended"};
    if (variant == "sector") {
      task.question.base = WorkerBase::transfer_sectors;
      task.declared.reset();
    }
  } else {
    task.question.within_learning = true;
    task.question.evidence = Evidence::vocational;
    task.declared = Declaration{"trained", "attended"};
    if (variant == "base_learners") {
      task.question.base = WorkerBase::learners;
      task.declared.reset();
    } else if (variant == "completed") {
      task.question.evidence = Evidence::completed;
      task.declared = Declaration{"trained", "completed"};
      task.needs_results = true;
    } else if (variant == "certified") {
      task.question.evidence = Evidence::certified;
      task.declared = Declaration{"trained", "certified"};
      task.needs_results = true;
    } else if (variant == "stock") {
      task.question.within_learning = false;
      task.question.counts_earlier = true;
      task.declared.reset();
      task.needs_results = true;
    }
  }
  return task;
}

void Evaluation::prepare_workers() {
  const bool asks_workers = std::any_of(figures_.begin(), figures_.end(), [](const Figure& figure) {
    return figure.indicator->unit == CountedUnit::worker;
  });
  if (!asks_workers) return;
  std::vector<Validity> windows;
  for (const Period& quarter : quarters_)
    windows.push_back(quarter.days().intersection({reading_.programme.first, reading_.programme.last + 1}));
  for (const Figure& figure : figures_)
    if (figure.indicator->unit == CountedUnit::worker) windows.push_back(figure.window);
  workers_ =
      std::make_unique<WorkerShares>(reading_, centres_, areas_, reports_, request_.settings, territory_, windows);
  for (Figure& figure : figures_) {
    if (figure.indicator->unit != CountedUnit::worker) continue;
    figure.worker_task = workers_->add(worker_task(figure, figure.day));
    if (figure.variant->id == "stock")
      figure.worker_baseline = workers_->add(worker_task(figure, reading_.programme.first - 1));
  }
}

void Evaluation::prepare_centres() {
  std::vector<Date> days;
  for (const Figure& figure : figures_) {
    if (figure.indicator->unit == CountedUnit::worker) continue;
    days.push_back(figure.day);
    if (needs_start(figure)) days.push_back(reading_.programme.first - 1);
    if (!figure.indicator->is_yearly) days.push_back(day_before_rate(figure));
  }
  centre_answers_ =
      std::make_unique<CentreAnswers>(reading_, centres_, areas_, reports_, request_.settings, std::move(days));
}

Counted Evaluation::count_centres(const Figure& figure, Date day, Parts* parts) {
  Counted counted;
  const CentreQuestion asked = question(figure);
  const Answers& answers = centre_answers_->of(asked);
  const std::size_t column = centre_answers_->column(day);
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre) {
    const Answer answer = answers.at(centre, column);
    if (answer == Answer::not_due) continue;
    contribute(counted, parts, centres_.place(centre, day), Cell::of(answer), centre);
    if (!parts) continue;
    Grounds grounds = centre_answers_->grounds(asked, centre, column);
    parts->back().subject = reading_.dataset.text(reading_.dataset.tables().centres.centre_id[centre]);
    parts->back().reason = std::move(grounds.reason);
    parts->back().rows = std::move(grounds.rows);
  }
  return counted;
}

Counted Evaluation::count(const Figure& figure, Parts* parts) {
  if (figure.indicator->unit != CountedUnit::worker) return count_centres(figure, figure.day, parts);
  return workers_->count(figure.worker_task, findings_, parts);
}

bool Evaluation::needs_start(const Figure& figure) const {
  const Target* target = figure.target;
  if (!target || target->path != PathKind::linear || !target->has_baseline || target->baseline_percent) return false;
  return !is_windowed(figure) && (figure.worker_baseline || !figure.indicator->is_cumulative);
}

Counted Evaluation::count_baseline(const Figure& figure) {
  if (figure.worker_baseline) {
    Findings of_the_past;  // what contradicts itself before the plan is no finding of this evaluation
    return workers_->count(*figure.worker_baseline, of_the_past);
  }
  return count_centres(figure, reading_.programme.first - 1, nullptr);
}

std::vector<Contribution> Evaluation::operating(Date day) const {
  std::vector<Contribution> centres;
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre)
    if (centres_.operation(centre).contains(day))
      centres.push_back({centres_.place(centre, day), Cell::passing(), centre});
  return centres;
}

Result Evaluation::run() {
  std::vector<ResultRow> rows;
  for (const Figure& figure : figures_) {
    const Shown shown = show(figure, count(figure));
    for (const Where& where : rows_of(shown)) rows.push_back(row(figure, shown, where));
    if (!shown.view->territory_is_alive()) rows.push_back(higher_row(figure));
  }
  if (workers_) {
    const auto later = [](const Figure& a, const Figure& b) { return a.day < b.day; };
    workers_->compare_totals(std::max_element(figures_.begin(), figures_.end(), later)->day, findings_);
    if (const std::size_t turns = workers_->attendance().without_residence(); turns > 0)
      findings_.push_back({{MessageCode::attendances_without_home, {std::to_string(turns)}}, {}, RowOutcome::kept});
  }
  std::vector<Finding> once;
  for (Finding& finding : findings_)
    if (std::find(once.begin(), once.end(), finding) == once.end()) once.push_back(std::move(finding));
  return {std::move(rows), request_.view, reading_.dataset.is_simulated(), std::move(once)};
}

}  // namespace hoctap::indicator

namespace hoctap {

Result evaluate(const Reading& reading, const Request& request) {
  return indicator::Evaluation(reading, request).run();
}

}  // namespace hoctap
