// Counts of several figures of the same persons, as states that a person can be in to all of them together.
//
// In each cell the persons stand in a row, and each figure counts so many from its beginning. That is one of the tables
// that give the figures, and whoever is in one figure because he is in another is so in it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "core/sort_once.hpp"
#include "hoctap/indicator/suppression.hpp"

namespace hoctap::indicator {

class Stacks {
 public:
  enum class Mark : std::uint8_t { outside, counted, other };
  using State = std::vector<Mark>;  // by figure

  // Those of a cell from `from` to before `to`.
  struct Segment {
    std::uint32_t figure = 0;
    Mark mark = Mark::outside;
    std::int64_t from = 0;
    std::int64_t to = 0;
  };

  // Of each figure the day of which it tells, in order, and the series in which nobody is counted who is not counted
  // later, as long as he is there.
  Stacks(std::size_t cells, std::vector<std::size_t> days, std::vector<std::uint32_t> series)
      : cells_(cells), days_(std::move(days)), series_(std::move(series)) {}

  // A state in which somebody may be, though nobody has to.
  void allow(const State& state) { number(state); }

  void add(std::size_t cell, const std::vector<Segment>& segments) {
    std::vector<std::int64_t> cuts;
    for (const Segment& one : segments) {
      if (one.from >= one.to) continue;
      cuts.push_back(one.from);
      cuts.push_back(one.to);
    }
    sort_once(cuts);
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      State state(days_.size(), Mark::outside);
      for (const Segment& one : segments)
        if (one.from <= cuts[i] && cuts[i + 1] <= one.to) state[one.figure] = one.mark;
      put(cell, state, cuts[i + 1] - cuts[i]);
    }
  }

  void write(CountsToProtect& table) const {
    table.states = numbers_.size();
    table.counts.assign(cells_ * table.states, 0);
    for (const auto& [where, count] : counts_) table.counts[where.first * table.states + where.second] = count;
    table.releases.clear();
    for (std::uint32_t figure = 0; figure < days_.size(); ++figure) {
      if (figure == 0 || days_[figure] != days_[figure - 1]) table.releases.emplace_back();
      FigureToProtect& told = table.releases.back().emplace_back();
      told.series = series_[figure];
      for (const auto& [state, number] : numbers_) {
        if (state[figure] == Mark::counted) told.counted.push_back(number);
        if (state[figure] == Mark::other) told.others.push_back(number);
      }
    }
  }

 private:
  // Who was there all the time and was not counted any more after he was is nobody: somebody left and somebody else
  // came. Of these, and of those who were not there on some day, each day has its own: that keeps the states few.
  void put(std::size_t cell, const State& state, std::int64_t count) {
    if (is_one_person(state)) {
      counts_[{cell, number(state)}] += count;
      return;
    }
    for (std::size_t first = 0; first < state.size();) {
      std::size_t end = first;
      State alone(state.size(), Mark::outside);
      for (; end < state.size() && days_[end] == days_[first]; ++end) alone[end] = state[end];
      first = end;
      if (std::any_of(alone.begin(), alone.end(), [](Mark mark) { return mark != Mark::outside; }))
        counts_[{cell, number(alone)}] += count;
    }
  }

  bool is_one_person(const State& state) const {
    for (std::size_t i = 0; i < state.size();) {
      bool is_there = false;
      const std::size_t day = days_[i];
      for (; i < state.size() && days_[i] == day; ++i) {
        is_there = is_there || state[i] != Mark::outside;
        for (std::size_t earlier = 0; earlier < i; ++earlier)
          if (series_[i] != FigureToProtect::no_series && series_[earlier] == series_[i] &&
              state[earlier] == Mark::counted && state[i] != Mark::counted)
            return false;
      }
      if (!is_there) return false;
    }
    return true;
  }

  std::uint32_t number(const State& state) {
    return numbers_.try_emplace(state, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

  std::size_t cells_;
  std::vector<std::size_t> days_;
  std::vector<std::uint32_t> series_;
  std::map<State, std::uint32_t> numbers_;
  std::map<std::pair<std::size_t, std::uint32_t>, std::int64_t> counts_;
};

}  // namespace hoctap::indicator
