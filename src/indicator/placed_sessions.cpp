#include "indicator/placed_sessions.hpp"

#include <algorithm>
#include <map>

#include "measure/kept_centres.hpp"
#include "records/arranged.hpp"

namespace hoctap::indicator {

PlacedSessions::PlacedSessions(const Dataset& dataset, const CentreRegister& centres) {
  const Sessions& table = dataset.tables().sessions;
  const auto dates = table.date.values();
  const std::size_t versions = dataset.gazetteer().versions().size();
  std::vector<VersionId> places(dates.size());
  std::map<std::int32_t, std::uint32_t> numbers;  // of quarters, as they come
  std::vector<std::uint32_t> quarter_of(dates.size());
  std::vector<std::uint32_t> next(versions + 2, 0);  // by place; those that are nowhere behind them
  const auto slot = [versions](VersionId place) { return place == no_version ? versions : place; };
  Validity span{Date::latest(), Date::latest()};  // rows mostly come in runs of a quarter
  std::uint32_t number = 0;
  for (std::uint32_t row = 0; row < dates.size(); ++row) {
    if (!span.contains(dates[row])) {
      const std::int32_t quarter = dates[row].month_index() / 3;
      const Date first = Date::of(quarter / 4, quarter % 4 * 3 + 1, 1);
      span = {first, (first + 64).last_of_month() + 1};
      number = numbers.try_emplace(quarter, static_cast<std::uint32_t>(quarters_.size())).first->second;
      if (number == quarters_.size()) quarters_.push_back({span});
    }
    ++quarters_[number].sessions;
    quarter_of[row] = number;
    places[row] = centres.place_of_session(table, row);
    ++next[slot(places[row]) + 1];
  }
  for (std::size_t place = 0; place <= versions; ++place) next[place + 1] += next[place];
  std::vector<std::uint32_t> by_place(places.size());
  for (std::uint32_t row = 0; row < places.size(); ++row) by_place[next[slot(places[row])]++] = row;

  std::vector<std::size_t> at(quarters_.size());  // where the next row of each quarter goes
  std::size_t first = 0;
  for (const auto& [quarter, known] : numbers) {
    at[known] = first;
    first += quarters_[known].sessions;
  }
  rows_.resize(places.size());
  for (const std::uint32_t row : by_place) rows_[at[quarter_of[row]]++] = row;
  std::sort(quarters_.begin(), quarters_.end(),
            [](const Quarter& a, const Quarter& b) { return a.days.from < b.days.from; });
  std::uint32_t row = 0;
  for (Quarter& quarter : quarters_) {
    quarter.first = places_.size();
    for (const std::size_t end = row + quarter.sessions; row < end; ++row) {
      const VersionId place = places[rows_[row]];
      if (places_.size() == quarter.first || places_.back().id != place) places_.push_back({place, row, row});
      ++places_.back().end;
    }
    quarter.end = places_.size();
  }
  places_.shrink_to_fit();
}

const PlacedSessions& PlacedSessions::kept_with(const Dataset& dataset) {
  return records::arranged_of(dataset).of<PlacedSessions>(
      [&] { return PlacedSessions(dataset, kept_centres(dataset)); });
}

}  // namespace hoctap::indicator
