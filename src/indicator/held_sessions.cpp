#include "indicator/held_sessions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "indicator/code_test.hpp"

namespace hoctap::indicator {

HeldSessions::HeldSessions(const Dataset& dataset, const CentreRegister& centres) : dataset_(dataset) {
  const Sessions& table = dataset.tables().sessions;
  const auto dates = table.date.values();
  KeptVector<VersionId> places(dates.size());
  std::map<std::int32_t, std::uint32_t> numbers;  // of quarters, as they come
  std::vector<std::uint32_t> quarter_of(dates.size());
  Validity span{Date::latest(), Date::latest()};  // rows mostly come in runs of a quarter
  std::uint32_t number = 0;
  for (std::uint32_t row = 0; row < dates.size(); ++row) {
    if (!span.contains(dates[row])) {
      const std::int32_t quarter = dates[row].month_index() / 3;
      const Date first = Date::of(quarter / 4, quarter % 4 * 3 + 1, 1);
      span = {first, (first + 64).last_of_month() + 1};
      number = numbers.try_emplace(quarter, static_cast<std::uint32_t>(quarters_.size())).first->second;
      if (number == quarters_.size()) quarters_.push_back({span, 0, 0});
    }
    ++quarters_[number].end;
    quarter_of[row] = number;
    places[row] = centres.place_of_session(table, row);
  }
  std::size_t first = 0;
  for (const auto& [quarter, known] : numbers) {
    quarters_[known].first = first;
    first = quarters_[known].end += first;
  }
  arrange(places, quarter_of);
  std::sort(quarters_.begin(), quarters_.end(),
            [](const Quarter& a, const Quarter& b) { return a.days.from < b.days.from; });
}

void HeldSessions::arrange(const KeptVector<VersionId>& places, const std::vector<std::uint32_t>& quarter_of) {
  const std::size_t versions = dataset_.gazetteer().versions().size();
  const auto slot = [&](std::uint32_t row) { return places[row] == no_version ? versions : places[row]; };
  std::vector<std::uint32_t> next(versions + 2, 0);
  for (std::uint32_t row = 0; row < places.size(); ++row) ++next[slot(row) + 1];
  for (std::size_t place = 0; place <= versions; ++place) next[place + 1] += next[place];
  KeptVector<std::uint32_t> by_place(places.size());
  for (std::uint32_t row = 0; row < places.size(); ++row) by_place[next[slot(row)]++] = row;
  std::vector<std::size_t> at;
  for (const Quarter& quarter : quarters_) at.push_back(quarter.first);
  placed_.resize(places.size());
  for (const std::uint32_t row : by_place) placed_[at[quarter_of[row]]++] = {row, places[row]};
}

HeldSessions::Rows HeldSessions::found(const MeasureUse& use, const Validity& window) const {
  const Sessions& table = dataset_.tables().sessions;
  const CodeTest test(dataset_, use,
                      std::array{CodeTest::Told{"kind", &table.kind}, CodeTest::Told{"topic", &table.topic}});
  std::size_t most = 0;
  for (const Quarter& quarter : quarters_)
    if (quarter.days.overlaps(window)) most += quarter.end - quarter.first;
  Rows rows;
  rows.reserve(most);
  for (const Quarter& quarter : quarters_) {
    if (!quarter.days.overlaps(window)) continue;
    const bool is_whole = quarter.days.intersection(window) == quarter.days;
    if (is_whole && use.where.empty()) {
      for (std::size_t i = quarter.first; i < quarter.end; ++i)
        rows.push_back({placed_[i].row, placed_[i].place, Answer::passing});
      continue;
    }
    for (std::size_t i = quarter.first; i < quarter.end; ++i) {
      const std::uint32_t row = placed_[i].row;
      const Date day = table.date[row];
      if (!is_whole && !window.contains(day)) continue;
      const Answer answer = test.of(row, day);
      if (answer != Answer::failing) rows.push_back({row, placed_[i].place, answer});
    }
  }
  return rows;
}

const HeldSessions::Rows& HeldSessions::of(const MeasureUse& use, const Validity& window) {
  const auto known = std::find_if(found_.begin(), found_.end(),
                                  [&](const Found& one) { return one.window == window && one.where == use.where; });
  if (known != found_.end()) return known->rows;
  return found_.emplace_back(Found{window, use.where, found(use, window)}).rows;
}

std::vector<HeldSessions::Held> HeldSessions::in_order_of_table(const Rows& rows) {
  std::vector<Held> in_order(rows.begin(), rows.end());
  std::sort(in_order.begin(), in_order.end(), [](const Held& a, const Held& b) { return a.row < b.row; });
  return in_order;
}

}  // namespace hoctap::indicator
