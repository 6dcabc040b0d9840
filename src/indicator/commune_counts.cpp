// Communes of a view in which something was done: activities, titles, sessions on all topics.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indicator/thing_counts.hpp"

namespace hoctap::indicator {

// Rows of one use by the communes that they may be of.
struct ThingCounts::InCommunes {
  const MeasureUse* use = nullptr;
  const Reports::Told* told = nullptr;
  const std::vector<Placed>* rows = nullptr;
  std::vector<VersionId> places;  // of the rows: their communes
  Rows<std::uint32_t> of_unit;    // by position in the view: indexes of rows, in their order
  // Of sessions: the topics of the dated list; by position and topic whether a session told of it; and by position
  // whether one may have told of any.
  std::vector<const Code*> topics;
  std::vector<std::uint8_t> covered;
  std::vector<std::uint8_t> is_open;
  Rows<std::uint32_t> sessions;  // by position: the rows that surely told of topics, where they are to be named
};

const std::vector<std::uint32_t>& ThingCounts::positions_of_atoms(const View& view) const {
  const auto [known, is_new] = positions_of_atoms_.try_emplace(view.date());
  std::vector<std::uint32_t>& positions = known->second;
  if (!is_new) return positions;
  const auto units = view.units();
  for (std::uint32_t position = 0; position < units.size(); ++position) {
    for (const std::uint32_t atom : areas_.atoms(units[position])) {
      if (atom >= positions.size()) positions.resize(atom + std::size_t{1}, no_position);
      positions[atom] = position;
    }
  }
  return positions;
}

// Kept for the next view, which asks the same.
const std::vector<ThingCounts::Placed>& ThingCounts::placed_rows(const ThingQuestion& question,
                                                                 const MeasureUse& use) const {
  const auto [known, is_new] = placed_.try_emplace(&use);
  PlacedRows& placed = known->second;
  if (!is_new && placed.window == question.window && placed.day == question.day) return placed.rows;
  placed = {question.window, question.day,
            use.measure->id == Measure::commune_title ? titles(question, use) : activities(question, use)};
  return placed.rows;
}

ThingCounts::InCommunes ThingCounts::in_communes(const ThingQuestion& question, const MeasureUse& use,
                                                 bool explains) const {
  InCommunes found;
  found.use = &use;
  switch (use.measure->id) {
    case Measure::commune_activity:
    case Measure::commune_title:
      found.rows = &placed_rows(question, use);
      break;
    case Measure::commune_topics:
      return topics_in_communes(question, use, explains);
    default:
      return found;  // all communes
  }
  found.told = &reports_.of(use.measure->tables.front(), question.window);
  const auto& positions = positions_of_atoms(*question.view);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  found.places.reserve(found.rows->size());
  pairs.reserve(found.rows->size());
  std::vector<std::uint32_t> units;
  for (std::uint32_t i = 0; i < found.rows->size(); ++i) {
    const VersionId place = areas_.commune((*found.rows)[i].place);
    found.places.push_back(place);
    if (place == no_version) continue;
    units_meeting(place, positions, units);
    for (const std::uint32_t unit : units) pairs.emplace_back(unit, i);
  }
  found.of_unit = Rows<std::uint32_t>(question.view->units().size(), pairs);
  return found;
}

// Positions of the communes shown that share territory with a place.
void ThingCounts::units_meeting(VersionId place, const std::vector<std::uint32_t>& positions,
                                std::vector<std::uint32_t>& units) const {
  units.clear();
  for (const std::uint32_t atom : areas_.atoms(place)) {
    const std::uint32_t unit = atom < positions.size() ? positions[atom] : no_position;
    if (unit != no_position && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  }
}

// What the sessions told of, by the communes in which they were held: kept for the next view, which asks the same.
const ThingCounts::TopicsTold& ThingCounts::topics_told(const HeldSessions::Rows& rows,
                                                        const std::vector<std::optional<Text>>& topics) const {
  if (topics_told_.rows == &rows && topics_told_.asked == topics) return topics_told_;
  const Column<Text>& topic_of = reading_.dataset.tables().sessions.topic;
  topics_told_ = {&rows, topics, {}, {}, {}};
  numbers_.begin(areas_.gazetteer());
  for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
    end = HeldSessions::end_of_place(rows, first);
    const VersionId commune = areas_.commune(rows[first].place);
    if (commune == no_version) continue;
    const std::uint32_t number = numbers_.of(commune);
    if (number == topics_told_.communes.size()) {
      topics_told_.communes.push_back(commune);
      topics_told_.is_open.push_back(0);
      topics_told_.topics.resize(topics_told_.topics.size() + topics.size(), 0);
    }
    for (std::size_t i = first; i < end; ++i) {
      if (rows[i].answer != Answer::passing) {
        topics_told_.is_open[number] = 1;
        continue;
      }
      const auto topic = std::find(topics.begin(), topics.end(), std::optional(topic_of[rows[i].row]));
      if (topic != topics.end())
        topics_told_.topics[number * topics.size() + static_cast<std::size_t>(topic - topics.begin())] = 1;
    }
  }
  return topics_told_;
}

ThingCounts::InCommunes ThingCounts::topics_in_communes(const ThingQuestion& question, const MeasureUse& use,
                                                        bool explains) const {
  InCommunes found;
  found.use = &use;
  found.told = &reports_.of(use.measure->tables.front(), question.window);
  std::string flag = "dissemination";
  for (const auto& conditions : use.where)
    for (const MeasureCondition& condition : conditions)
      if (condition.dimension == "topic" && !condition.flag.empty()) flag = condition.flag;
  const auto topics = reading_.dataset.codes().list("topics").flagged(flag, question.day);
  found.topics.assign(topics.begin(), topics.end());
  std::vector<std::optional<Text>> symbols;
  for (const Code* topic : found.topics) symbols.push_back(reading_.dataset.pool().find(topic->code));

  const auto shown = question.view->units();
  found.covered.assign(shown.size() * symbols.size(), 0);
  found.is_open.assign(shown.size(), 0);
  const auto& positions = positions_of_atoms(*question.view);
  const HeldSessions::Rows& rows = held_sessions().of(use, question.window);
  const TopicsTold& told = topics_told(rows, symbols);
  std::vector<std::uint32_t> units;
  for (std::size_t i = 0; i < told.communes.size(); ++i) {
    units_meeting(told.communes[i], positions, units);
    for (const std::uint32_t unit : units) {
      const bool is_within = areas_.within(told.communes[i], shown[unit]);
      if (told.is_open[i] != 0 || !is_within) found.is_open[unit] = 1;
      if (!is_within) continue;
      for (std::size_t topic = 0; topic < symbols.size(); ++topic)
        found.covered[unit * symbols.size() + topic] |= told.topics[i * symbols.size() + topic];
    }
  }
  if (!explains) return found;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const HeldSessions::Held& one : HeldSessions::in_order_of_table(rows)) {
    const VersionId place = areas_.commune(one.place);
    if (place == no_version || one.answer != Answer::passing) continue;
    units_meeting(place, positions, units);
    for (const std::uint32_t unit : units)
      if (areas_.within(place, shown[unit])) pairs.emplace_back(unit, one.row);
  }
  found.sessions = Rows<std::uint32_t>(shown.size(), pairs);
  return found;
}

ThingCounts::Found ThingCounts::in_commune(const ThingQuestion& question, const InCommunes& of, std::size_t position,
                                           bool explains) const {
  const Dataset& dataset = reading_.dataset;
  const VersionId commune = question.view->units()[position];
  const Placed* done = nullptr;
  Found found;
  bool is_open = false;
  for (const std::uint32_t i : of.of_unit[position]) {
    const Placed& one = (*of.rows)[i];
    if (explains) {
      const Table& table = *dataset.tables().find(of.use->measure->tables.front());
      found.grounds.rows.push_back(row_ref(dataset, table, one.row));
    }
    if (one.answer == Answer::passing && areas_.within(of.places[i], commune)) {
      if (!done) done = &one;
    } else {
      is_open = true;
    }
  }
  const bool is_known = done || is_open || of.told->is_known(commune);
  if (done)
    found.answer = Answer::passing;
  else if (is_open || !is_known)
    found.answer = Answer::unknown;
  if (!explains) return found;
  const std::string word(of.use->measure->name);
  if (done)
    found.grounds.reason = {MessageCode::measure_done, {word, done->day->iso()}};
  else if (is_open)
    found.grounds.reason = {MessageCode::measure_open, {word}};
  else if (!is_known)
    found.grounds.reason = {MessageCode::measure_not_told, {word}};
  else
    found.grounds.reason = {MessageCode::measure_not_done, {word, question.day.iso()}};
  return found;
}

ThingCounts::Found ThingCounts::topics_of(const ThingQuestion& question, const InCommunes& of, std::size_t position,
                                          bool explains) const {
  const VersionId commune = question.view->units()[position];
  const std::span<const std::uint8_t> covered(of.covered.data() + position * of.topics.size(), of.topics.size());
  Found found;
  if (std::find(covered.begin(), covered.end(), 0) == covered.end())
    found.answer = Answer::passing;
  else if (of.is_open[position] != 0 || !of.told->is_known(commune))
    found.answer = Answer::unknown;
  if (!explains) return found;
  for (const std::uint32_t row : of.sessions[position])
    found.grounds.rows.push_back(row_ref(reading_.dataset, reading_.dataset.tables().sessions, row));
  std::string vi;
  std::string en;
  for (std::size_t topic = 0; topic < covered.size(); ++topic) {
    if (covered[topic] != 0) continue;
    vi += (vi.empty() ? "" : ", ") + of.topics[topic]->label_vi;
    en += (en.empty() ? "" : ", ") + of.topics[topic]->label_en;
  }
  if (en.empty())
    found.grounds.reason = {MessageCode::topics_covered, {std::to_string(of.topics.size())}};
  else
    found.grounds.reason = {MessageCode::topics_lacking, {vi, en}};
  return found;
}

Counted ThingCounts::communes(const ThingQuestion& question, Parts* parts) const {
  Counted counted;
  std::vector<InCommunes> uses;
  for (const MeasureUse& use : question.variant->numerator)
    uses.push_back(in_communes(question, use, parts != nullptr));
  const auto units = question.view->units();
  for (std::size_t position = 0; position < units.size(); ++position) {
    Answer answer = Answer::passing;
    Grounds grounds;
    for (std::size_t i = 0; i < uses.size(); ++i) {
      const Measure measure = uses[i].use->measure->id;
      if (measure == Measure::communes) continue;
      Found found = measure == Measure::commune_topics ? topics_of(question, uses[i], position, parts != nullptr)
                                                       : in_commune(question, uses[i], position, parts != nullptr);
      const bool decides = i == 0 || both(answer, found.answer) != answer;
      answer = both(answer, found.answer);
      grounds.add(std::move(found.grounds), decides);
    }
    contribute(counted, parts, units[position], Cell::of(answer));
    if (parts) explain(parts, subject(units[position]), std::move(grounds));
    flag_changed(counted, units[position]);
  }
  return counted;
}

}  // namespace hoctap::indicator
