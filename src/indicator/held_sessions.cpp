#include "indicator/held_sessions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace hoctap::indicator {

HeldSessions::Rows HeldSessions::found(const MeasureUse& use, const Validity& window) const {
  const Sessions& table = dataset_.tables().sessions;
  const CodeTest test(dataset_, use,
                      std::array{CodeTest::Told{"kind", &table.kind}, CodeTest::Told{"topic", &table.topic}});
  std::size_t most = 0;
  for (const PlacedSessions::Quarter& quarter : placed_.quarters())
    if (quarter.days.overlaps(window)) most += quarter.sessions;
  Rows rows;
  rows.reserve(most);
  for (const PlacedSessions::Quarter& quarter : placed_.quarters()) {
    if (!quarter.days.overlaps(window)) continue;
    const bool is_whole = quarter.days.intersection(window) == quarter.days;
    for (const PlacedSessions::Place& place : placed_.places_of(quarter)) {
      for (const std::uint32_t row : placed_.rows_of(place)) {
        if (is_whole && use.where.empty()) {
          rows.push_back({row, place.id, Answer::passing});
          continue;
        }
        const Date day = table.date[row];
        if (!is_whole && !window.contains(day)) continue;
        const Answer answer = test.of(row, day);
        if (answer != Answer::failing) rows.push_back({row, place.id, answer});
      }
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

bool HeldSessions::takes_all(const MeasureUse& use, const Validity& window) const {
  const auto quarters = placed_.quarters();
  return use.where.empty() && std::all_of(quarters.begin(), quarters.end(), [&](const auto& quarter) {
           return !quarter.days.overlaps(window) || quarter.days.intersection(window) == quarter.days;
         });
}

std::vector<HeldSessions::Held> HeldSessions::in_order_of_table(const Rows& rows) {
  std::vector<Held> in_order(rows.begin(), rows.end());
  std::sort(in_order.begin(), in_order.end(), [](const Held& a, const Held& b) { return a.row < b.row; });
  return in_order;
}

}  // namespace hoctap::indicator
