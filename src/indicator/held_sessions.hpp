// Sessions as several indicators ask for them: by quarter and place, and which of them a use of a measure wants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "core/result_column.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/measure/cell.hpp"
#include "hoctap/records/dataset.hpp"
#include "indicator/code_test.hpp"
#include "indicator/placed_sessions.hpp"

namespace hoctap::indicator {

class HeldSessions {
 public:
  struct Held {
    std::uint32_t row;
    VersionId place;  // its village, or where its centre stood that day
    Answer answer;    // whether it is what is asked for; those that are not are left out
  };
  using Rows = KeptVector<Held>;

  // Keeps a reference to the dataset.
  explicit HeldSessions(const Dataset& dataset) : dataset_(dataset), placed_(PlacedSessions::kept_with(dataset)) {}

  // Those on days of the window, quarter by quarter; in a quarter those at one place stand together. Found once for all
  // uses with the same conditions.
  const Rows& of(const MeasureUse& use, const Validity& window);
  // Calls visit(place, answer) for each place where any was held, once a quarter: whether one surely is what is asked
  // for.
  template <class Visit>
  void visit_places(const MeasureUse& use, const Validity& window, const Visit& visit) {
    if (takes_all(use, window)) {
      for (const PlacedSessions::Quarter& quarter : placed_.quarters())
        if (quarter.days.overlaps(window))
          for (const PlacedSessions::Place& place : placed_.places_of(quarter)) visit(place.id, Answer::passing);
      return;
    }
    const Rows& rows = of(use, window);
    for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
      end = end_of_place(rows, first);
      Answer answer = Answer::failing;
      for (std::size_t i = first; i < end; ++i) answer = either(answer, rows[i].answer);
      visit(rows[first].place, answer);
    }
  }
  // In the order of the table, as explanations name them.
  static std::vector<Held> in_order_of_table(const Rows& rows);
  // The first from `first` on that is held at another place.
  static std::size_t end_of_place(const Rows& rows, std::size_t first) {
    std::size_t end = first + 1;
    while (end < rows.size() && rows[end].place == rows[first].place) ++end;
    return end;
  }

 private:
  struct Found {
    Validity window;
    std::vector<std::vector<MeasureCondition>> where;
    Rows rows;
  };
  Rows found(const MeasureUse& use, const Validity& window) const;
  // Whether all sessions of the quarters that the window meets are what is asked for.
  bool takes_all(const MeasureUse& use, const Validity& window) const;

  const Dataset& dataset_;
  const PlacedSessions& placed_;
  std::deque<Found> found_;  // a few
};

}  // namespace hoctap::indicator
