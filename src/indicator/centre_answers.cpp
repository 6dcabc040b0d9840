#include "indicator/centre_answers.hpp"

#include <algorithm>

#include "hoctap/core/error.hpp"

namespace hoctap::indicator {
namespace {

Funding funding_of(const IndicatorVariant& variant) {
  if (variant.id == "disbursed") return Funding::disbursed;
  return variant.id == "state_only" ? Funding::allocated_by_state : Funding::allocated;
}

}  // namespace

Date year_end(const Programme& programme, Date day) { return std::min(Date::of(day.year(), 12, 31), programme.last); }

CentreAnswers::CentreAnswers(const Reading& reading, const CentreRegister& centres, const Areas& areas,
                             const Reports& reports, const Settings& settings, std::vector<Date> days)
    : reading_(reading),
      centres_(centres),
      areas_(areas),
      reports_(reports),
      settings_(settings),
      days_(std::move(days)) {
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  years_.resize(days_.size());
}

std::size_t CentreAnswers::column(Date day) const {
  const auto at = std::lower_bound(days_.begin(), days_.end(), day);
  if (at == days_.end() || *at != day) throw NotFound({MessageCode::day_outside_calendar, {day.iso()}});
  return static_cast<std::size_t>(at - days_.begin());
}

CentreAnswers::Asked CentreAnswers::asked(const CentreQuestion& question, std::size_t column) const {
  Asked asked{days_[column].year(), days_[column]};
  const Target* target = question.target;
  if (question.variant->id == "on_time" && target && target->path == PathKind::step)
    asked.until = std::min(asked.until, step_date(*target, asked.year));
  return asked;
}

const CentreYears& CentreAnswers::years(std::size_t column) {
  if (!years_[column]) {
    const Date day = days_[column];
    const Date first = std::max(reading_.programme.first, Date::of(day.year(), 1, 1));
    const Validity span{first, year_end(reading_.programme, day) + 1};
    years_[column] = std::make_unique<CentreYears>(centres_, span, day, settings_.due_after_days);
  }
  return *years_[column];
}

const Equipped& CentreAnswers::equipped() {
  if (!equipped_)
    equipped_ = std::make_unique<Equipped>(reading_.dataset, centres_, reports_, settings_.inventory_months, days_);
  return *equipped_;
}

const Planned& CentreAnswers::planned() {
  if (!planned_) planned_ = std::make_unique<Planned>(reading_.dataset, centres_, reports_, days_);
  return *planned_;
}

const Funded& CentreAnswers::funded(Funding funding) {
  auto& made = funded_[static_cast<std::size_t>(funding)];
  if (!made) made = std::make_unique<Funded>(reading_.dataset, centres_, areas_, reports_, days_, funding);
  return *made;
}

// Where centres take over from none and the kernel has nothing to look at one by one: what is due, first done and
// reported is found once a year.
template <class Kernel>
void CentreAnswers::judge_plainly(const CentreQuestion& question, const Kernel& kernel, Answers& all) {
  for (std::size_t first = 0, end = 0; first < days_.size(); first = end) {
    const CentreYears& due = years(first);
    const int year = asked(question, first).year;
    std::vector<Date> until;
    for (; end < days_.size() && days_[end].year() == year; ++end) until.push_back(asked(question, end).until);
    const Reports::Told told = reports_.of(kernel.table(), due.span());
    for (const std::uint32_t centre : due.due()) {
      const Date done = kernel.first_day(centre, year);
      const Answer before =
          told.is_known(centres_.place(centre, due.last_day(centre))) ? Answer::failing : Answer::unknown;
      Answer* const answers = &all.at(centre, first);
      for (std::size_t i = 0; i < until.size(); ++i) answers[i] = done <= until[i] ? Answer::passing : before;
    }
  }
}

Answers CentreAnswers::judged(const CentreQuestion& question) {
  if (question.indicator->unit == CountedUnit::centre) return equipped().answers();
  Answers all(centres_.size(), days_.size());
  if (!centres_.has_predecessors()) {
    if (question.indicator->id == "T2" && planned().is_plain()) {
      judge_plainly(question, planned(), all);
      return all;
    }
    if (question.indicator->id == "T3" && funded(funding_of(*question.variant)).is_plain()) {
      judge_plainly(question, funded(funding_of(*question.variant)), all);
      return all;
    }
  }
  for (std::size_t column = 0; column < days_.size(); ++column) {
    const Asked what = asked(question, column);
    const CentreYears& due = years(column);
    if (question.indicator->id == "T2") {
      const Planned& plans = planned();
      for (const std::uint32_t centre : due.due())
        all.at(centre, column) = plans.judge(due, centre, what.year, what.until);
    } else {
      const Funded& money = funded(funding_of(*question.variant));
      const Funded::Shared shared(money, due, what.year, what.until);
      for (const std::uint32_t centre : due.due())
        all.at(centre, column) = money.judge(due, shared, centre, what.year, what.until);
    }
  }
  return all;
}

const Answers& CentreAnswers::of(const CentreQuestion& question) {
  const std::pair key(question.indicator, question.variant);
  const auto known = answers_.find(key);
  if (known != answers_.end()) return known->second;
  return answers_.emplace(key, judged(question)).first->second;
}

Grounds CentreAnswers::grounds(const CentreQuestion& question, std::uint32_t centre, std::size_t column) {
  Grounds grounds;
  if (question.indicator->unit == CountedUnit::centre) {
    equipped().judge(centre, column, &grounds);
    return grounds;
  }
  const Asked what = asked(question, column);
  if (question.indicator->id == "T2") {
    planned().judge(years(column), centre, what.year, what.until, &grounds);
  } else {
    const Funded& money = funded(funding_of(*question.variant));
    const Funded::Shared shared(money, years(column), what.year, what.until);
    money.judge(years(column), shared, centre, what.year, what.until, &grounds);
  }
  return grounds;
}

}  // namespace hoctap::indicator
