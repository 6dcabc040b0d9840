// Counts without a whole: titles, sessions and their turns, short programmes.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "indicator/session_people.hpp"
#include "indicator/thing_counts.hpp"

namespace hoctap::indicator {
namespace {

void explain(Parts* parts, std::string subject, Message reason, const ExplanationPart::RowRef& row) {
  if (!parts) return;
  parts->back().subject = std::move(subject);
  parts->back().reason = std::move(reason);
  parts->back().rows.push_back(row);
}

Message reason_of(Answer answer, const std::string& word, std::int64_t number) {
  return answer == Answer::passing ? Message{MessageCode::counted_of, {word, std::to_string(number)}}
                                   : Message{MessageCode::measure_open, {word}};
}

}  // namespace

Counted ThingCounts::distinct_titles(const ThingQuestion& question, Parts* parts) const {
  const MeasureUse& use = question.variant->numerator.front();
  const Materials& table = reading_.dataset.tables().materials;
  struct Title {
    std::vector<VersionId> places;
    Answer answer = Answer::passing;
    std::uint32_t row = 0;
  };
  std::map<Text, Title> by_id;  // by the identifier: several rows may tell of one title
  for (const Placed& one : titles(question, use)) {
    const auto [known, is_new] = by_id.try_emplace(table.title_id[one.row], Title{{}, one.answer, one.row});
    Title& title = known->second;
    title.answer = either(title.answer, one.answer);
    if (std::find(title.places.begin(), title.places.end(), one.place) == title.places.end())
      title.places.push_back(one.place);
  }
  Counted counted;
  for (auto& [id, title] : by_id) {
    const Cell cell = Cell::of(title.answer);
    const std::string name(reading_.dataset.text(table.title_id[title.row]));
    const bool is_joint = title.places.size() > 1;
    if (is_joint) {
      std::sort(title.places.begin(), title.places.end());
      counted.shared.push_back({title.places, cell, title.row});
    }
    for (const VersionId place : title.places) {
      if (is_joint && !parts) continue;
      contribute(counted, parts, place, is_joint ? Cell{} : cell, title.row);
      explain(parts, name, reason_of(title.answer, "titles", 1), row_ref(reading_.dataset, table, title.row));
    }
  }
  return counted;
}

Counted ThingCounts::held(const ThingQuestion& question, Parts* parts) const {
  const MeasureUse& use = question.variant->numerator.front();
  const Sessions& table = reading_.dataset.tables().sessions;
  const bool asks_turns = use.measure->id == Measure::turns;
  if (asks_turns && !session_people_) session_people_.emplace(reading_.dataset.tables());
  Counted counted;
  const HeldSessions::Rows& rows = held_sessions().of(use, question.window);
  const auto count = [&](const HeldSessions::Held& one) {
    std::int64_t number = 1;
    if (asks_turns) {
      const auto turns = session_people_->turns(one.row);
      // How many came nobody says.
      if (!turns && one.place != no_version) lacks(counted, one.place);
      number = turns.value_or(0);
    }
    contribute(counted, parts, one.place, Cell::of(one.answer, number), one.row);
    return number;
  };
  counted.contributions.reserve(rows.size());
  if (!parts) {
    for (const HeldSessions::Held& one : rows) count(one);
    return counted;
  }
  for (const HeldSessions::Held& one : HeldSessions::in_order_of_table(rows)) {
    const std::int64_t number = count(one);
    explain(parts, std::string(reading_.dataset.text(table.session_id[one.row])),
            reason_of(one.answer, std::string(use.measure->name), number), row_ref(reading_.dataset, table, one.row));
  }
  return counted;
}

Counted ThingCounts::programmes(const ThingQuestion& question, Parts* parts) const {
  const MeasureUse& use = question.variant->numerator.front();
  const Activities& table = reading_.dataset.tables().activities;
  Counted counted;
  for (const Placed& one : activities(question, use)) {
    // What names neither unit nor centre is the district's own.
    const VersionId place = one.place == no_version ? question.view->territory() : one.place;
    contribute(counted, parts, place, Cell::of(one.answer));
    if (!parts) continue;
    explain(parts, std::string(reading_.dataset.text(table.activity_id[one.row])),
            reason_of(one.answer, "short_programmes", 1), row_ref(reading_.dataset, table, one.row));
  }
  return counted;
}

}  // namespace hoctap::indicator
