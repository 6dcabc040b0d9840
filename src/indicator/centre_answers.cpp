#include "indicator/centre_answers.hpp"

#include <algorithm>

#include "core/sort_once.hpp"
#include "hoctap/core/error.hpp"
#include "indicator/code_test.hpp"
#include "indicator/windows.hpp"

namespace hoctap::indicator {
namespace {

std::vector<Date> sorted(std::vector<Date> days) {
  sort_once(days);
  return days;
}

}  // namespace

CentreAnswers::CentreAnswers(const Reading& reading, const CentreRegister& centres, const Areas& areas,
                             const Reports& reports, const Settings& settings, std::span<const OwnValues> own,
                             std::vector<Date> days)
    : days_(sorted(std::move(days))),
      years_(reading.programme, centres, settings.due_after_days, days_),
      context_{reading, centres, areas, reports, settings, days_, years_, own} {}

std::size_t CentreAnswers::column(Date day) const {
  const auto at = std::lower_bound(days_.begin(), days_.end(), day);
  if (at == days_.end() || *at != day) throw NotFound({MessageCode::day_outside_calendar, {day.iso()}});
  return static_cast<std::size_t>(at - days_.begin());
}

AskedOn CentreAnswers::asked(const CentreQuestion& question, std::size_t column) const {
  const Date day = days_[column];
  AskedOn asked{column, day, day, window_until(question.variant->window, context_.reading.programme, day)};
  const Target* target = question.target;
  if (question.variant->is_on_time && target && target->path == PathKind::step)
    asked.until = std::min(asked.until, step_date(*target, asked.year()));
  return asked;
}

const CentreKernel* CentreAnswers::kernel(const MeasureUse& use, const std::string& indicator) {
  // Only values of one's own depend on the indicator that asks.
  const std::string asker = use.measure->id == Measure::own_mark ? indicator : std::string();
  for (const auto& [known, known_asker, made] : kernels_)
    if (known == use && known_asker == asker) return made.get();
  kernels_.emplace_back(use, asker, make_centre_kernel(use, indicator, context_));
  return std::get<2>(kernels_.back()).get();
}

CentreAnswers::Kernels CentreAnswers::kernels(const CentreQuestion& question) {
  Kernels kernels;
  kernels.whole = kernel(question.variant->denominator, question.indicator->id);
  for (const MeasureUse& use : question.variant->numerator)
    if (const CentreKernel* part = kernel(use, question.indicator->id)) kernels.parts.push_back(part);
  return kernels;
}

// Where centres take over from none and the kernel has nothing to look at one by one: what is due, first done and
// reported is found once a year.
void CentreAnswers::judge_plainly(const CentreQuestion& question, const CentreKernel& kernel, Answers& all) {
  for (std::size_t first = 0, end = 0; first < days_.size(); first = end) {
    const CentreYears& due = years_.at(first);
    const int year = asked(question, first).year();
    std::vector<AskedOn> what;
    std::vector<Date> until;
    for (; end < days_.size() && days_[end].year() == year; ++end) {
      what.push_back(asked(question, end));
      until.push_back(kernel.until(what.back()));
    }
    const Date soonest = *std::min_element(until.begin(), until.end());
    std::vector<const Reports::Told*> told;
    for (const std::string_view table : kernel.tables()) told.push_back(&context_.reports.of(table, due.span()));
    for (const std::uint32_t centre : due.due()) {
      Answer* const answers = &all.at(centre, first);
      const Date done = kernel.first_day(centre, year);
      if (done <= soonest) {
        std::fill_n(answers, until.size(), Answer::passing);
        continue;
      }
      if (!kernel.is_plain_of(centre)) {
        for (std::size_t i = 0; i < what.size(); ++i) answers[i] = kernel.judge(what[i], centre, nullptr);
        continue;
      }
      const Date open = kernel.first_open_day(centre, year);
      const VersionId place = context_.centres.place(centre, due.last_day(centre));
      const bool is_told =
          std::all_of(told.begin(), told.end(), [&](const Reports::Told* one) { return one->is_known(place); });
      for (std::size_t i = 0; i < until.size(); ++i) {
        const bool is_open = !is_told || open <= until[i];
        answers[i] = done <= until[i] ? Answer::passing : is_open ? Answer::unknown : Answer::failing;
      }
    }
  }
}

Answers CentreAnswers::judged(const CentreQuestion& question) {
  const Kernels kernels = this->kernels(question);
  if (question.indicator->unit == CountedUnit::centre && !kernels.whole && kernels.parts.size() == 1) {
    if (auto at_once = kernels.parts.front()->answers()) return *std::move(at_once);
  }
  Answers all(context_.centres.size(), days_.size());
  if (question.indicator->unit == CountedUnit::centre_year && !context_.centres.has_predecessors() && !kernels.whole &&
      kernels.parts.size() == 1 && kernels.parts.front()->is_plain()) {
    judge_plainly(question, *kernels.parts.front(), all);
    return all;
  }
  for (std::size_t column = 0; column < days_.size(); ++column) {
    const AskedOn what = asked(question, column);
    const auto judge = [&](std::uint32_t centre) {
      if (kernels.whole) {
        const Answer belongs = kernels.whole->judge(what, centre, nullptr);
        if (belongs != Answer::passing) return belongs == Answer::failing ? Answer::not_due : Answer::unknown;
      }
      Answer answer = Answer::passing;
      for (const CentreKernel* part : kernels.parts) answer = both(answer, part->judge(what, centre, nullptr));
      return answer;
    };
    if (question.indicator->unit == CountedUnit::centre_year) {
      for (const std::uint32_t centre : years_.at(column).due()) all.at(centre, column) = judge(centre);
      continue;
    }
    for (std::uint32_t centre = 0; centre < context_.centres.size(); ++centre)
      if (context_.centres.operation(centre).contains(what.day)) all.at(centre, column) = judge(centre);
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
  const Kernels kernels = this->kernels(question);
  const AskedOn what = asked(question, column);
  Grounds all;
  all.reason = {MessageCode::centre_operates, {}};
  if (kernels.whole && kernels.whole->judge(what, centre, &all) != Answer::passing) return all;
  Answer answer = Answer::passing;
  for (const CentreKernel* part : kernels.parts) {
    Grounds own;
    const Answer found = part->judge(what, centre, &own);
    // The part that decides says why; of several that pass, the first.
    const bool decides = part == kernels.parts.front() || both(answer, found) != answer;
    answer = both(answer, found);
    all.add(std::move(own), decides);
  }
  return all;
}

}  // namespace hoctap::indicator
