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
  std::vector<Placed> rows;
  std::vector<VersionId> places;  // of the rows: their communes
  Rows<std::uint32_t> of_unit;    // by position in the view: indexes of rows, in their order
  // Of sessions: the topics of the dated list, with their symbols.
  std::vector<const Code*> topics;
  std::vector<std::optional<Text>> symbols;
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

ThingCounts::InCommunes ThingCounts::in_communes(const ThingQuestion& question, const MeasureUse& use) const {
  InCommunes found;
  found.use = &use;
  switch (use.measure->id) {
    case Measure::commune_activity:
      found.rows = activities(question, use);
      break;
    case Measure::commune_title:
      found.rows = titles(question, use);
      break;
    case Measure::commune_topics:
      found.rows = sessions(question, use);
      break;
    default:
      return found;  // all communes
  }
  found.told = &reports_.of(use.measure->tables.front(), question.window);
  const auto& positions = positions_of_atoms(*question.view);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  found.places.reserve(found.rows.size());
  pairs.reserve(found.rows.size());
  std::vector<std::uint32_t> units;
  for (std::uint32_t i = 0; i < found.rows.size(); ++i) {
    const VersionId place = areas_.commune(found.rows[i].place);
    found.places.push_back(place);
    if (place == no_version) continue;
    units.clear();
    for (const std::uint32_t atom : areas_.atoms(place)) {
      const std::uint32_t unit = atom < positions.size() ? positions[atom] : no_position;
      if (unit != no_position && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    }
    for (const std::uint32_t unit : units) pairs.emplace_back(unit, i);
  }
  found.of_unit = Rows<std::uint32_t>(question.view->units().size(), pairs);
  if (use.measure->id != Measure::commune_topics) return found;
  std::string flag = "dissemination";
  for (const auto& conditions : use.where)
    for (const MeasureCondition& condition : conditions)
      if (condition.dimension == "topic" && !condition.flag.empty()) flag = condition.flag;
  const auto topics = reading_.dataset.codes().list("topics").flagged(flag, question.day);
  found.topics.assign(topics.begin(), topics.end());
  for (const Code* topic : found.topics) found.symbols.push_back(reading_.dataset.pool().find(topic->code));
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
    const Placed& one = of.rows[i];
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
  const Sessions& table = reading_.dataset.tables().sessions;
  const VersionId commune = question.view->units()[position];
  std::vector<std::uint8_t>& covered = topics_covered_;
  covered.assign(of.topics.size(), 0);
  bool is_open = !of.told->is_known(commune);
  Found found;
  for (const std::uint32_t i : of.of_unit[position]) {
    const Placed& one = of.rows[i];
    if (one.answer != Answer::passing || !areas_.within(of.places[i], commune)) {
      is_open = true;
      continue;
    }
    for (std::size_t topic = 0; topic < covered.size(); ++topic)
      if (of.symbols[topic] == table.topic[one.row]) covered[topic] = 1;
    if (explains) found.grounds.rows.push_back(row_ref(reading_.dataset, table, one.row));
  }
  if (std::find(covered.begin(), covered.end(), 0) == covered.end())
    found.answer = Answer::passing;
  else if (is_open)
    found.answer = Answer::unknown;
  if (!explains) return found;
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
  for (const MeasureUse& use : question.variant->numerator) uses.push_back(in_communes(question, use));
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
