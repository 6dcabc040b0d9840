// From the measures of an indicator of labourers to the question that is asked of each of them.
#include <algorithm>

#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
namespace {

enum class Training : std::uint8_t { attended, completed, certified, ever };

// What shows that somebody was trained.
Training training_of(const MeasureUse& use) {
  for (const auto& conditions : use.where) {
    for (const MeasureCondition& condition : conditions) {
      if (condition.dimension != "evidence" || condition.codes.empty()) continue;
      if (condition.codes.front() == "completed") return Training::completed;
      if (condition.codes.front() == "certified") return Training::certified;
      if (condition.codes.front() == "ever") return Training::ever;
    }
  }
  return Training::attended;
}

// The measure that says most: to have learned is the least.
const MeasureUse& decisive(const IndicatorVariant& variant) {
  const auto more = std::find_if(variant.numerator.begin(), variant.numerator.end(),
                                 [](const MeasureUse& use) { return use.measure->id != Measure::learned; });
  return more == variant.numerator.end() ? variant.numerator.front() : *more;
}

void set_evidence(WorkerTask& task, const MeasureUse& use) {
  if (use.measure->id == Measure::transfer) {
    task.question.evidence = Evidence::transfer;
    task.declared = Declaration{"transfer", "attended"};
  } else if (use.measure->id == Measure::trained) {
    switch (training_of(use)) {
      case Training::attended:
        task.question.evidence = Evidence::vocational;
        task.declared = Declaration{"trained", "attended"};
        break;
      case Training::completed:
        task.question.evidence = Evidence::completed;
        task.declared = Declaration{"trained", "completed"};
        break;
      case Training::certified:
        task.question.evidence = Evidence::certified;
        task.declared = Declaration{"trained", "certified"};
        break;
      case Training::ever:
        task.question.evidence = Evidence::vocational;
        task.question.counts_earlier = true;
        break;
    }
  } else {
    task.question.evidence = Evidence::learned;
    task.declared = Declaration{"learned", "attended"};
  }
}

}  // namespace

bool needs_results(const MeasureUse& use) {
  return use.measure->id == Measure::trained && training_of(use) != Training::attended;
}

Evidence attended_for(const IndicatorVariant& variant) {
  switch (decisive(variant).measure->id) {
    case Measure::transfer:
      return Evidence::transfer;
    case Measure::trained:
      return Evidence::vocational;
    default:
      return Evidence::learned;
  }
}

WorkerTask worker_task(const IndicatorVariant& variant, const Validity& window, Date day) {
  WorkerTask task;
  task.question.day = day;
  task.window = day < window.from ? Validity{day, day} : Validity{window.from, day + 1};
  const MeasureUse& use = decisive(variant);
  set_evidence(task, use);
  task.needs_results = needs_results(use);
  task.question.within_learning = std::any_of(variant.numerator.begin(), variant.numerator.end(), [&](const auto& one) {
    return one.measure->id == Measure::learned && &one != &use;
  });
  if (variant.denominator.measure->id == Measure::learned)
    task.question.base = WorkerBase::learners;
  else if (!variant.denominator.where.empty())
    task.question.base = WorkerBase::transfer_sectors;
  // Head counts are declared of all labourers.
  if (task.question.base != WorkerBase::labourers) task.declared.reset();
  return task;
}

}  // namespace hoctap::indicator
