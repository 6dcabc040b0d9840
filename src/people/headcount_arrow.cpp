#include "hoctap/people/headcount_arrow.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/headcount_arrow_content.hpp"
#include "people/headcount_batches.hpp"
#include "people/headcount_units.hpp"
#include "people/session_reader.hpp"

namespace hoctap {

using people::HeadcountBatches;
using people::Labels;

namespace {

constexpr std::size_t most_groups = 4096;
std::vector<Labels> labels_of(const std::vector<HeadcountGrouping>& by) {
  std::vector<Labels> labels;
  for (const HeadcountGrouping& one : by)
    labels.push_back(std::visit([&](const auto& values) { return Labels(one.column, values); }, one.values));
  return labels;
}

// One more group of each column for rows without a value.
std::size_t groups_of(const std::vector<Labels>& by) {
  std::size_t groups = 1;
  for (const Labels& one : by) {
    groups *= one.size() + 1;
    if (groups > most_groups)
      throw InvalidValue({MessageCode::headcount_too_many_groups, {one.column(), std::to_string(most_groups)}});
  }
  return groups;
}

void add_names(std::string& names, const Labels& labels) {
  names += labels.column();
  for (std::size_t i = 0; i < labels.size(); ++i) names += '\n' + labels.text(i);
  names += '\0';
}
HeadcountFrame::Names names_of(const people::HeadcountLabels& labels) {
  HeadcountFrame::Names names;
  add_names(names.places, labels.places);
  for (const Labels& level : labels.levels) add_names(names.places, level);
  for (const Labels& one : labels.by) add_names(names.groups, one);
  return names;
}

HeadcountQuestion with_groups(HeadcountQuestion question, const std::vector<Labels>& by) {
  question.groups = groups_of(by);
  return question;
}

}  // namespace

HeadcountGrouping HeadcountGrouping::of(const std::vector<ArrowTable>& residents, std::string column) {
  const Labels labels(residents, column);
  HeadcountGrouping grouping{std::move(column), {}};
  if (labels.are_numbers())
    grouping.values = std::vector<std::int64_t>(labels.numbers().begin(), labels.numbers().end());
  else
    grouping.values = std::vector<std::string>(labels.words().begin(), labels.words().end());
  return grouping;
}

ArrowHeadcountFrame::ArrowHeadcountFrame(HeadcountQuestion question, const std::vector<ArrowTable>& places,
                                         const std::vector<ArrowTable>& sessions, HeadcountColumns columns,
                                         CodeLists codes) {
  const auto labels = std::make_shared<const people::HeadcountLabels>(people::HeadcountLabels{
      Labels(places, columns.place), people::levels_of(places, columns.place, columns.levels), labels_of(columns.by)});
  HeadcountFrame frame(with_groups(std::move(question), labels->by),
                       people::units_of(places, labels->places, labels->levels),
                       people::sessions_of(sessions, columns.kinds, codes), [labels] { return names_of(*labels); });
  content_ = std::make_shared<const Content>(Content{std::move(columns), std::move(codes), labels, std::move(frame)});
}

const HeadcountFrame& ArrowHeadcountFrame::frame() const { return content_->frame; }

ArrowHeadcount ArrowHeadcountFrame::count(const std::vector<ArrowTable>& residents, ArrowBatches participation,
                                          const CountingOptions& options) const {
  const Content& content = *content_;
  HeadcountBatches passing(content.columns, content.codes, content.labels->places, content.labels->by);
  std::vector<HeadcountBatches> lasting(residents.size(), passing);  // each with columns of its own
  HeadcountRows rows;
  rows.spells.resize(residents.size());
  do_all(residents.size(), options.threads,
         [&](std::size_t batch) { rows.spells[batch] = lasting[batch].spells_of(residents[batch]); });
  rows.more_participation = [&] { return passing.next_participation(participation); };
  return table(content.frame.count(rows, options), options.threads);
}

HeadcountPartial ArrowHeadcountFrame::partial(std::string file, std::int64_t version,
                                              const std::vector<ArrowTable>& residents,
                                              const std::vector<ArrowTable>& participation,
                                              const std::vector<ArrowTable>& sessions) const {
  const Content& content = *content_;
  HeadcountBatches batches(content.columns, content.codes, content.labels->places, content.labels->by);
  HeadcountRows rows;
  for (const ArrowTable& batch : residents) rows.spells.push_back(batches.spells_of(batch));
  for (const ArrowTable& batch : participation) rows.participation.push_back(batches.participation_of(batch));
  std::optional<SessionColumns> own;
  if (!sessions.empty()) own = people::sessions_of(sessions, content.columns.kinds, content.codes);
  return content.frame.partial(std::move(file), version, rows, own);
}

ArrowHeadcount ArrowHeadcountFrame::table(Headcount counts, std::size_t threads) const {
  ArrowHeadcount result;
  result.content_ = std::make_shared<const ArrowHeadcount::Content>(content_, std::move(counts), threads);
  return result;
}

}  // namespace hoctap
