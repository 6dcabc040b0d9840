// Every number explains itself: the same counts with their reasons, rows, missing reports and acts.
#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "hoctap/core/error.hpp"
#include "indicator/evaluation.hpp"
#include "indicator/funded.hpp"

namespace hoctap::indicator {

bool lies_in(const Placement& placement, const View& view, const Where& where) {
  if (placement.kind == PlacementKind::outside || placement.kind == PlacementKind::partly_outside) return false;
  if (where.kind == RowKind::territory) return true;
  return std::all_of(placement.units.begin(), placement.units.end(), [&](VersionId unit) {
    const auto units = view.units();
    const auto position = static_cast<std::size_t>(std::lower_bound(units.begin(), units.end(), unit) - units.begin());
    return std::binary_search(where.units.begin(), where.units.end(), position);
  });
}

std::set<std::string_view> tables_behind(const IndicatorVariant& variant) {
  std::set<std::string_view> tables;
  for (const MeasureUse& use : variant.numerator) {
    tables.insert(use.measure->tables.begin(), use.measure->tables.end());
    if (needs_results(use)) tables.insert({"courses", "course_results"});
    if (asks_disbursed(use)) tables = {"expenditures"};
  }
  return tables;
}

namespace {

std::string text(std::int64_t number) { return std::to_string(number); }
std::string text(const std::optional<std::int64_t>& number) { return number ? text(*number) : "–"; }

// A rule with the settings of its gaps filled in.
BilingualText filled(BilingualText rule, const Settings& settings) {
  const std::array<std::pair<std::string_view, std::int64_t>, 3> gaps{
      {{"{inventory_months}", settings.inventory_months},
       {"{due_after_days}", settings.due_after_days},
       {"{trained_months}", settings.trained_months}}};
  for (std::string* text : {&rule.vi, &rule.en})
    for (const auto& [gap, number] : gaps)
      for (std::size_t at = text->find(gap); at != std::string::npos; at = text->find(gap))
        text->replace(at, gap.size(), std::to_string(number));
  return rule;
}

}  // namespace

Explanation Evaluation::explain(std::string_view unit_code, bool persons) {
  const Figure& figure = figures_.front();
  Parts parts;
  const View& view = view_of(figure);
  const Counted counted = count(figure, view, &parts);
  const Shown shown = show(figure, view, counted);
  protect({request_.view});

  Explanation explanation;
  explanation.view = request_.view;
  explanation.is_simulated = reading_.dataset.is_simulated();
  explanation.rule = filled(figure.variant->rule, request_.settings);
  explanation.clause = figure.target ? figure.target->clause : figure.indicator->clause;

  std::vector<ResultRow> rows;
  std::vector<Where> wheres = rows_of(shown);
  for (const Where& where : wheres) rows.push_back(row(figure, shown, where));
  if (!shown.view->territory_is_alive()) rows.push_back(higher_row(figure));
  const Result result(std::move(rows), request_.view, explanation.is_simulated);
  explanation.row = result.row(unit_code, figure.indicator->id, figure.period, figure.variant->id);
  const auto position = static_cast<std::size_t>(std::find_if(result.rows().begin(), result.rows().end(),
                                                              [&](const ResultRow& one) {
                                                                return one.kind == explanation.row.kind &&
                                                                       one.unit_code == explanation.row.unit_code;
                                                              }) -
                                                 result.rows().begin());
  add_arithmetic(explanation, figure);
  if (position >= wheres.size()) return explanation;  // a level that no longer exists

  const Where& where = wheres[position];
  const std::vector<VersionId> places = add_parts(explanation, shown, where, counted, parts);
  add_missing_reports(explanation, figure, *shown.view, where, places);
  add_lineage(explanation, *shown.view, places);
  if (withholds(figure)) {
    explanation.parts.clear();
    explanation.are_parts_withheld = true;
    explanation.arithmetic.push_back({MessageCode::explain_status, {"parts_withheld"}});
    return explanation;
  }
  if (figure.counts_workers()) {
    if (persons) add_persons(explanation, figure, places, [](const Table&, std::uint32_t) { return true; });
    explanation.has_uncited_persons = !persons;
  } else if (figure.indicator->unit == CountedUnit::person && !persons) {
    for (ExplanationPart& part : explanation.parts) {
      explanation.has_uncited_persons = explanation.has_uncited_persons || !part.rows.empty();
      part.rows.clear();
    }
  }
  return explanation;
}

void Evaluation::explain_rows(const std::set<RowName>& wanted, const RowFilter& persons, const Take& take) {
  std::set<std::tuple<std::string, std::string, Period>> asked;
  for (const auto& [kind, unit, indicator, variant, period] : wanted) asked.emplace(indicator, variant, period);
  for (const Figure& figure : figures_) {
    if (asked.count({figure.indicator->id, figure.variant->id, figure.period}) == 0) continue;
    Parts parts;
    const View& view = view_of(figure);
    const Counted counted = count(figure, view, &parts);
    const Shown shown = show(figure, view, counted);
    for (const Where& where : rows_of(shown)) {
      Explanation explanation;
      explanation.row = row(figure, shown, where);
      const RowName name = name_of(explanation.row);
      if (wanted.count(name) == 0) continue;
      const std::vector<VersionId> places = add_parts(explanation, shown, where, counted, parts);
      add_missing_reports(explanation, figure, *shown.view, where, places);
      if (figure.counts_workers()) add_persons(explanation, figure, places, persons);
      take(name, explanation);
    }
  }
}

std::vector<VersionId> Evaluation::add_parts(Explanation& explanation, const Shown& shown, const Where& where,
                                             const Counted& counted, const Parts& parts) const {
  std::vector<VersionId> places;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const VersionId place = counted.contributions[i].place;
    if (place == no_version || !lies_in(shown.view->place(place), *shown.view, where)) continue;
    ExplanationPart& part = explanation.parts.emplace_back(parts[i]);
    part.place_code = gazetteer_.version(place).code;
    part.place_name = gazetteer_.version(place).name;
    part.place_validity = gazetteer_.version(place).validity;
    places.push_back(place);
  }
  return places;
}

void Evaluation::add_missing_reports(Explanation& explanation, const Figure& figure, const View& view,
                                     const Where& where, const std::vector<VersionId>& places) const {
  // A unit that is wholly silent has no parts.
  std::set<VersionId> asked(places.begin(), places.end());
  if (where.kind == RowKind::territory) asked.insert(view.units().begin(), view.units().end());
  for (const std::size_t unit : where.units) asked.insert(view.units()[unit]);
  std::set<std::string> missing;
  const auto rules = reading_.obligations.rules().rules();
  for (const std::string_view table : tables_behind(*figure.variant))
    for (const VersionId place : asked)
      for (const Obligation& obligation : reading_.obligations.silent(table, place, figure.window))
        missing.insert(rules[obligation.form].code + " " + gazetteer_.version(obligation.owner).code + " " +
                       obligation.period.text());
  explanation.missing_reports.assign(missing.begin(), missing.end());
}

void Evaluation::add_lineage(Explanation& explanation, const View& view, const std::vector<VersionId>& places) const {
  std::set<std::uint32_t> events;
  for (const VersionId place : std::set<VersionId>(places.begin(), places.end())) {
    const VersionId commune = areas_.commune(place);
    if (commune == no_version || gazetteer_.version(commune).level != Level::commune) continue;
    for (const Followed& followed : gazetteer_.follow(commune, view.date()))
      events.insert(followed.events.begin(), followed.events.end());
  }
  for (const std::uint32_t index : events) {
    const UnitEvent& event = gazetteer_.events()[index];
    explanation.lineage.push_back(
        {MessageCode::explain_act,
         {event.date.iso(), event.from_code, event.to_code, event.legal_basis, std::string(name(event.mark))}});
  }
}

const Residence& Evaluation::residence() const {
  if (!residence_) residence_ = std::make_unique<Residence>(reading_.dataset);
  return *residence_;
}

// The rows of the labourers of each place and of what lets them pass. `places` are those of the parts.
void Evaluation::add_persons(Explanation& explanation, const Figure& figure, const std::vector<VersionId>& places,
                             const RowFilter& is_asked) const {
  const Dataset& dataset = reading_.dataset;
  const Tables& tables = dataset.tables();
  const Residence& homes = residence();
  const WorkerTask& task = workers_->task(figure.worker_task);
  std::unordered_map<VersionId, ExplanationPart*> by_place;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (explanation.parts[i].rows.empty()) by_place.emplace(places[i], &explanation.parts[i]);
  std::unordered_map<std::uint32_t, ExplanationPart*> passing;
  workers_->workers().each(task.question, [&](const WorkerAnswer& about) {
    if (about.member == Membership::outside) return;
    const auto part = by_place.find(homes.place(about.row));
    if (part == by_place.end()) return;
    if (is_asked(tables.residents, about.row))
      part->second->rows.push_back(row_ref(dataset, tables.residents, about.row));
    if (about.answer == Answer::passing) passing.emplace(about.person, part->second);
  });
  const auto add = [&](const PersonKey& key, const Table& table, std::uint32_t row) {
    if (!is_asked(table, row)) return;
    const auto part = passing.find(homes.persons().find(key));
    if (part != passing.end()) part->second->rows.push_back(row_ref(dataset, table, row));
  };

  const Evidence evidence = task.question.evidence;
  if (index_of(evidence) < attended_count) {
    const std::vector<SessionEvidence> shown = session_evidence(dataset);
    std::unordered_set<Text> counting;
    for (std::size_t row = 0; row < shown.size(); ++row)
      if (shown[row][index_of(evidence)] && task.window.contains(tables.sessions.date[row]))
        counting.insert(tables.sessions.session_id[row]);
    for (std::uint32_t row = 0; row < tables.participation.size(); ++row)
      if (counting.count(tables.participation.session_id[row]) != 0)
        add(tables.participation.person_key[row], tables.participation, row);
  }
  for (const QualificationRow& one : qualifications(dataset)) {
    const bool is_meant = task.question.counts_earlier ? one.day <= task.question.day
                                                       : one.evidence == evidence && task.window.contains(one.day);
    if (is_meant) add(tables.course_results.person_key[one.row], tables.course_results, one.row);
  }
}

void Evaluation::add_arithmetic(Explanation& explanation, const Figure& figure) const {
  const ResultRow& row = explanation.row;
  auto& steps = explanation.arithmetic;
  const auto percent = [](const Ratio& ratio) { return ratio.percent(Language::en, 2); };
  if (row.has_flag(ResultFlag::withheld)) {
    steps.push_back({MessageCode::explain_status, {"withheld"}});
    return;
  }
  if (row.is_count) {
    steps.push_back({MessageCode::explain_count, {text(row.cell.numerator), text(row.cell.unreported)}});
    if (row.has_flag(ResultFlag::bounds_withheld)) steps.push_back({MessageCode::explain_status, {"bounds_withheld"}});
    if (row.has_bounds)
      steps.push_back({MessageCode::explain_count_bounds, {text(row.cell.lower_num), text(row.cell.upper_num)}});
    if (row.has_flag(ResultFlag::spread)) steps.push_back({MessageCode::explain_spread, {}});
    steps.push_back({MessageCode::explain_status, {std::string(status_word(row))}});
    return;
  }
  steps.push_back(
      {MessageCode::explain_value,
       {text(row.cell.numerator), text(row.cell.denominator), percent(row.value()), text(row.cell.unreported)}});
  if (row.has_bounds)
    steps.push_back({MessageCode::explain_bounds,
                     {text(row.cell.lower_num), text(row.cell.lower_den), percent(row.lower()),
                      text(row.cell.upper_num), text(row.cell.upper_den), percent(row.upper())}});
  else if (row.has_flag(ResultFlag::bounds_withheld))
    steps.push_back({MessageCode::explain_status, {"bounds_withheld"}});
  else if (row.kind != RowKind::higher)
    steps.push_back({MessageCode::explain_no_bounds, {}});
  if (row.has_flag(ResultFlag::spread)) steps.push_back({MessageCode::explain_spread, {}});
  if (row.has_flag(ResultFlag::not_comparable)) steps.push_back({MessageCode::explain_not_comparable, {}});
  if (row.status == Status::not_due || (row.path && is_step(figure)))
    steps.push_back({MessageCode::explain_not_due, {step_date(*figure.target, figure.day.year()).iso()}});
  else if (row.path)
    steps.push_back({MessageCode::explain_path,
                     {text(figure.quarters_done), text(figure.quarters), percent(*row.path * Ratio{1, 100}),
                      text(row.target_percent)}});
  else if (figure.target && row.kind != RowKind::higher)
    steps.push_back({MessageCode::explain_no_path, {text(row.target_percent)}});
  steps.push_back({MessageCode::explain_status, {std::string(status_word(row))}});
  if (row.pace_from_lower || row.pace_from_upper)
    steps.push_back(
        {MessageCode::explain_pace,
         {text(row.pace_from_upper), text(figure.quarters - figure.quarters_done), text(row.pace_from_lower)}});
  const bool is_over = row.reach == Reach::ended;
  if (row.reach != Reach::not_applicable && !is_over)
    steps.push_back({MessageCode::explain_reach, {std::string(name(row.reach))}});
  if (row.present_rate) steps.push_back({MessageCode::explain_rate, {text(row.present_rate)}});
  if (row.turns_now) steps.push_back({MessageCode::explain_turns_now, {text(row.turns_now)}});
  if (row.turns_needed)
    steps.push_back(
        {is_over ? MessageCode::explain_turns_of_plan : MessageCode::explain_turns_of_rest, {text(row.turns_needed)}});
}

}  // namespace hoctap::indicator

namespace hoctap {

Explanation explain(const Reading& reading, const Request& request, std::string_view unit_code,
                    std::string_view indicator, const Period& period, std::string_view variant, bool persons) {
  Request one = request;
  one.indicators = {std::string(indicator)};
  one.variants = {std::string(variant)};
  one.periods = {period};
  return indicator::Evaluation(reading, one).explain(unit_code, persons);
}

}  // namespace hoctap
