#include "hoctap/people/headcount_arrow.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"
#include "people/headcount_arrow_content.hpp"
#include "people/headcount_batches.hpp"

namespace hoctap {

using people::HeadcountBatches;
using people::Labels;

namespace {

constexpr std::size_t most_groups = 4096;
// Batches are gathered to so many rows before they are counted.
constexpr std::size_t rows_of_gathering = std::size_t{1} << 20U;

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

std::vector<Labels> levels_of(const std::vector<ArrowTable>& places, const HeadcountColumns& columns) {
  std::vector<Labels> levels;
  for (const std::string& name : columns.levels) levels.emplace_back(places, name);
  if (!columns.levels.empty() || places.empty()) return levels;
  for (const ArrowColumn& column : places.front().columns())
    if (column.name() != columns.place) levels.emplace_back(places, column.name());
  return levels;
}

std::vector<HeadcountLevel> units_of(const std::vector<ArrowTable>& batches, const Labels& places,
                                     const std::vector<Labels>& levels) {
  std::vector<HeadcountLevel> all{{"nation", std::vector<std::int32_t>(places.size(), 0), 1}};
  for (const Labels& units : levels) {
    HeadcountLevel level{units.column(), std::vector<std::int32_t>(places.size(), -1), units.size()};
    for (const ArrowTable& batch : batches) {
      const auto place = places.of(batch);
      const auto unit = units.of(batch);
      for (std::size_t row = 0; row < place.size(); ++row) {
        if (place[row] == Labels::missing) continue;
        if (unit[row] == Labels::missing || level.unit_of_place[place[row]] != -1)
          throw InvalidValue({MessageCode::headcount_place_unit, {places.text(place[row]), level.name}});
        level.unit_of_place[place[row]] = static_cast<std::int32_t>(unit[row]);
      }
    }
    all.push_back(std::move(level));
  }
  return all;
}

void add_names(std::string& names, const Labels& labels) {
  names += labels.column();
  for (std::size_t i = 0; i < labels.size(); ++i) names += '\n' + labels.text(i);
  names += '\0';
}
HeadcountFrame::Names names_of(const Labels& places, const std::vector<Labels>& levels, const std::vector<Labels>& by) {
  HeadcountFrame::Names names;
  add_names(names.places, places);
  for (const Labels& level : levels) add_names(names.places, level);
  for (const Labels& one : by) add_names(names.groups, one);
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
  Labels place_labels(places, columns.place);
  std::vector<Labels> levels = levels_of(places, columns);
  std::vector<Labels> by = labels_of(columns.by);
  HeadcountFrame frame(with_groups(std::move(question), by), units_of(places, place_labels, levels),
                       people::sessions_of(sessions, columns.kinds, codes), names_of(place_labels, levels, by));
  content_ = std::make_shared<const Content>(Content{std::move(columns), std::move(codes), std::move(place_labels),
                                                     std::move(levels), std::move(by), std::move(frame)});
}

const HeadcountFrame& ArrowHeadcountFrame::frame() const { return content_->frame; }

ArrowHeadcount ArrowHeadcountFrame::count(const std::vector<ArrowTable>& residents, ArrowBatches participation,
                                          const CountingOptions& options) const {
  const Content& content = *content_;
  HeadcountBatches lasting(content.columns, content.codes, content.places, content.by);
  HeadcountBatches passing = lasting;
  HeadcountRows rows;
  for (const ArrowTable& batch : residents) rows.spells.push_back(lasting.spells_of(batch));
  rows.more_participation = [&] {
    passing.clear();
    std::vector<ParticipationColumns> gathered;
    std::size_t row_count = 0;
    while (row_count < rows_of_gathering) {
      const std::optional<ArrowTable> batch = participation.next();
      if (!batch) break;
      gathered.push_back(passing.participation_of(*batch));
      row_count += batch->row_count();
    }
    return gathered;
  };
  return table(content.frame.count(rows, options));
}

HeadcountPartial ArrowHeadcountFrame::partial(std::string file, std::int64_t version,
                                              const std::vector<ArrowTable>& residents,
                                              const std::vector<ArrowTable>& participation,
                                              const std::vector<ArrowTable>& sessions) const {
  const Content& content = *content_;
  HeadcountBatches batches(content.columns, content.codes, content.places, content.by);
  HeadcountRows rows;
  for (const ArrowTable& batch : residents) rows.spells.push_back(batches.spells_of(batch));
  for (const ArrowTable& batch : participation) rows.participation.push_back(batches.participation_of(batch));
  std::optional<SessionColumns> own;
  if (!sessions.empty()) own = people::sessions_of(sessions, content.columns.kinds, content.codes);
  return content.frame.partial(std::move(file), version, rows, own);
}

ArrowHeadcount ArrowHeadcountFrame::table(Headcount counts) const {
  ArrowHeadcount result;
  result.content_ =
      std::make_shared<const ArrowHeadcount::Content>(ArrowHeadcount::Content{content_, std::move(counts)});
  return result;
}

}  // namespace hoctap
