#include "indicator/evaluation.hpp"

#include <algorithm>
#include <utility>

#include "core/joined.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::string_view default_variant = "default";
constexpr std::string_view every_variant = "all";

// The words nearest to the one asked for, or all of them.
std::string choices(std::string_view asked, const std::vector<std::string>& known) {
  const auto near = nearest(asked, known);
  return joined(near.empty() ? known : near);
}

void check_calculated(const IndicatorInfo& info) {
  if (info.is_calculated()) return;
  std::string missing;
  for (const IndicatorVariant& variant : info.variants)
    for (const MeasureUse& use : variant.numerator)
      if (!use.measure->is_calculated) missing = use.measure->name;
  throw InvalidValue({MessageCode::indicator_not_measured, {info.id, missing}});
}

// What was asked for, in the order asked; else every target, in the plan's order.
std::vector<const IndicatorInfo*> asked_indicators(const Programme& programme, const Request& request,
                                                   Findings& findings) {
  const Catalogue& catalogue = request.catalogue;
  std::vector<const IndicatorInfo*> asked;
  const auto add = [&](const IndicatorInfo* info) {
    if (std::find(asked.begin(), asked.end(), info) == asked.end()) asked.push_back(info);
  };
  for (const std::string& name : request.indicators) {
    const Target* target = programme.find_target(name);
    const IndicatorInfo* info = catalogue.find(target ? target->indicator : name);
    if (!info) {
      std::vector<std::string> known;
      for (const IndicatorInfo& one : catalogue.indicators()) known.push_back(one.id);
      known = nearest(name, known);
      // None is like it: the plan's targets are those most asked for.
      if (known.empty())
        for (const Target& one : programme.targets) known.push_back(one.indicator);
      throw NotFound({MessageCode::no_such_indicator, {name, joined(known)}});
    }
    check_calculated(*info);
    add(info);
  }
  if (!request.indicators.empty()) return asked;
  for (const Target& target : programme.targets) {
    const IndicatorInfo* info = catalogue.find(target.indicator);
    if (info && info->is_calculated())
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
                                      [&](const IndicatorInfo* info) { return info->find_variant(name) != nullptr; });
    if (is_known) continue;
    std::vector<std::string> known;
    for (const IndicatorInfo* info : asked)
      for (const IndicatorVariant& variant : info->variants)
        if (std::find(known.begin(), known.end(), variant.id) == known.end()) known.emplace_back(variant.id);
    throw NotFound({MessageCode::no_such_variant, {name, choices(name, known)}});
  }
}

// Values of one's own belong to an indicator that asks for them, and no such indicator is without.
void check_own(const Request& request, const std::vector<const IndicatorInfo*>& asked) {
  const auto takes_own = [](const IndicatorInfo& info) {
    const auto is_own = [](const MeasureUse& use) {
      return use.measure->id == Measure::own_mark || use.measure->id == Measure::own_values;
    };
    return std::any_of(info.variants.begin(), info.variants.end(), [&](const IndicatorVariant& variant) {
      return std::any_of(variant.numerator.begin(), variant.numerator.end(), is_own);
    });
  };
  for (const OwnValues& own : request.own) {
    const IndicatorInfo* info = request.catalogue.find(own.indicator);
    if (!info || !takes_own(*info)) throw NotFound({MessageCode::own_values_without_indicator, {own.indicator}});
  }
  for (const IndicatorInfo* info : asked) {
    const auto is_of = [info](const OwnValues& own) { return own.indicator == info->id; };
    if (takes_own(*info) && std::none_of(request.own.begin(), request.own.end(), is_of))
      throw InvalidValue({MessageCode::own_values_missing, {info->id}});
  }
}

bool is_asked(const std::vector<std::string>& names, std::string_view variant) {
  if (names.empty()) return variant == default_variant;
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name == variant || name == every_variant; });
}

}  // namespace

Evaluation::Evaluation(const Reading& reading, const Request& request)
    : reading_(reading),
      request_(request),
      gazetteer_(reading.dataset.gazetteer()),
      territory_(reading.programme.territory.version(gazetteer_)),
      quarters_(reading.programme.quarters()),
      centres_(kept_centres(reading.dataset)),
      areas_(gazetteer_, reading.programme.first),
      reports_(reading, areas_),
      things_(reading, centres_, areas_, reports_, request_) {
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
  const auto indicators = asked_indicators(programme, request_, findings_);
  check_variants(indicators, request_.variants);
  check_own(request_, indicators);
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
    add_figures(*info, periods, figures_);
    if (info->withholds_small && request_.small_below > 0)
      add_figures(*info, earlier_quarters(reading_, periods), earlier_);
  }
}

void Evaluation::add_figures(const IndicatorInfo& info, const std::vector<Period>& periods,
                             std::vector<Figure>& figures) const {
  const Programme& programme = reading_.programme;
  for (const IndicatorVariant& variant : info.variants) {
    if (!is_asked(request_.variants, variant.id)) continue;
    for (const Period& period : periods) {
      Figure figure;
      figure.indicator = &info;
      figure.variant = &variant;
      figure.target = programme.target_of(info.id);
      figure.period = period;
      figure.day = std::min(period.last(), programme.last);
      for (std::size_t i = 0; i < quarters_.size(); ++i) {
        if (info.is_yearly() && quarters_[i].first().year() != figure.day.year()) continue;
        if (figure.quarters++ == 0) figure.first_quarter = i;
        if (std::min(quarters_[i].last(), programme.last) <= figure.day) ++figure.quarters_done;
      }
      figure.window = window_of(figure);
      figures.push_back(figure);
    }
  }
}

Date Evaluation::day_before_rate(const Figure& figure) const {
  const std::int64_t back = std::min<std::int64_t>(4, figure.quarters_done);
  const std::size_t before = figure.first_quarter + static_cast<std::size_t>(figure.quarters_done - back);
  return before > 0 ? quarters_[before - 1].last() : reading_.programme.first - 1;
}

Validity Evaluation::window_of(const Figure& figure) const {
  if (figure.indicator->unit == CountedUnit::centre_year)  // reports of the whole year speak of it
    return {window_until(Window::year, reading_.programme, figure.day).from,
            year_end(reading_.programme, figure.day) + 1};
  if (figure.variant->window == Window::day) return {twelve_months_to(figure.day), figure.day + 1};
  return window_until(figure.variant->window, reading_.programme, figure.day);
}

void Evaluation::prepare_workers() {
  const bool asks_workers =
      std::any_of(figures_.begin(), figures_.end(), [](const Figure& figure) { return figure.counts_workers(); });
  if (!asks_workers) return;
  std::vector<Validity> windows;
  for (const Period& quarter : quarters_)
    windows.push_back(quarter.days().intersection({reading_.programme.first, reading_.programme.last + 1}));
  std::vector<Figure*> figures;
  for (std::vector<Figure>* all : {&figures_, &earlier_})
    for (Figure& figure : *all)
      if (figure.counts_workers()) figures.push_back(&figure);
  for (const Figure* figure : figures) windows.push_back(figure->window);
  workers_ =
      std::make_unique<WorkerShares>(reading_, centres_, areas_, reports_, request_.settings, territory_, windows);
  for (Figure* const one : figures) {
    Figure& figure = *one;
    const WorkerTask task = worker_task(*figure.variant, figure.window, figure.day);
    figure.worker_task = workers_->add(task);
    if (task.question.counts_earlier)
      figure.worker_baseline = workers_->add(worker_task(*figure.variant, figure.window, reading_.programme.first - 1));
  }
}

void Evaluation::prepare_centres() {
  std::vector<Date> days;
  for (const Figure& figure : figures_) {
    if (!figure.counts_centres()) continue;
    days.push_back(figure.day);
    if (needs_start(figure)) days.push_back(reading_.programme.first - 1);
    if (!figure.indicator->is_yearly()) days.push_back(day_before_rate(figure));
  }
  centre_answers_ = std::make_unique<CentreAnswers>(reading_, centres_, areas_, reports_, request_.settings,
                                                    request_.own, std::move(days));
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

Counted Evaluation::count_things(const Figure& figure, Date day, const View& view, Findings& findings, Parts* parts) {
  return things_.count(thing_question(figure, day, view), findings, parts);
}

ThingQuestion Evaluation::thing_question(const Figure& figure, Date day, const View& view) const {
  const Validity window = window_until(figure.variant->window, reading_.programme, day);
  return {figure.indicator, figure.variant, figure.period, day, window, &view};
}

const Counted& Evaluation::count_once(const Figure& figure, const View& view, CountedOnce& once) {
  auto& [counted, lacking] = once;
  const bool is_of_things = !figure.counts_centres() && !figure.counts_workers();
  if (!is_of_things) return counted ? *counted : counted.emplace(count(figure, view));
  const ThingQuestion question = thing_question(figure, figure.day, view);
  if (ThingCounts::depends_on_view(question)) return counted.emplace(things_.count(question, findings_, nullptr));
  if (!counted) {
    counted.emplace(things_.found(question, findings_, nullptr));
    things_.gather(*counted);
    lacking = counted->atoms_without_denominator;
  } else {
    counted->atoms_without_denominator = lacking;
  }
  things_.add_silence(*counted, question);
  return *counted;
}

Counted Evaluation::count(const Figure& figure, const View& view, Parts* parts) {
  if (figure.counts_centres()) return count_centres(figure, figure.day, parts);
  if (figure.counts_workers()) return workers_->count(figure.worker_task, findings_, parts);
  return count_things(figure, figure.day, view, findings_, parts);
}

bool Evaluation::needs_start(const Figure& figure) const {
  const Target* target = figure.target;
  if (!target || target->path != PathKind::linear || !target->has_baseline || target->baseline_percent) return false;
  return !is_windowed(figure) && (figure.worker_baseline || !figure.indicator->is_cumulative());
}

Counted Evaluation::count_baseline(const Figure& figure, const View& view) {
  Findings of_the_past;  // what contradicts itself before the plan is no finding of this evaluation
  if (figure.worker_baseline) {
    return workers_->count(*figure.worker_baseline, of_the_past);
  }
  const Date start = reading_.programme.first - 1;
  return figure.counts_centres() ? count_centres(figure, start, nullptr)
                                 : count_things(figure, start, view, of_the_past, nullptr);
}

std::vector<Contribution> Evaluation::operating(Date day) const {
  std::vector<Contribution> centres;
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre)
    if (centres_.operation(centre).contains(day))
      centres.push_back({centres_.place(centre, day), Cell::passing(), centre});
  return centres;
}

Result Evaluation::run() {
  protect({request_.view});
  std::vector<ResultRow> rows;
  for (const Figure& figure : figures_) {
    const View& view = view_of(figure);
    const Shown shown = show(figure, view, count(figure, view));
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
