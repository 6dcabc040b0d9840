#include "indicator/thing_counts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/sort_once.hpp"
#include "geo/gazetteer_content.hpp"
#include "indicator/windows.hpp"
#include "records/listed.hpp"

namespace hoctap::indicator {
namespace {

const Tables& tables_of(const Reading& reading) { return reading.dataset.tables(); }

}  // namespace

std::string ThingCounts::subject(VersionId place) const {
  const UnitVersion& unit = areas_.gazetteer().version(place);
  return unit.code + " " + unit.name;
}

void ThingCounts::lacks(Counted& counted, VersionId place) const {
  const auto atoms = areas_.atoms(areas_.commune(place));
  counted.atoms_without_denominator.insert(counted.atoms_without_denominator.end(), atoms.begin(), atoms.end());
}

void ThingCounts::flag_changed(Counted& counted, VersionId unit) const {
  const Validity& life = content_of(areas_.gazetteer()).validity[unit];
  if (life.from > reading_.programme.first || life.until <= reading_.programme.last)
    counted.flags.push_back({unit, ResultFlag::not_comparable});
}

const std::vector<VersionId>& ThingCounts::silent_communes(const View& view, const Validity& span,
                                                           std::string_view table) const {
  const auto [known, is_new] = silent_.try_emplace({table, span, view.date()});
  if (!is_new) return known->second;
  const Reports::Told& told = reports_.of(table, span);
  for (const VersionId unit : view.units())
    if (!told.is_known(unit)) known->second.push_back(unit);
  return known->second;
}

HeldSessions& ThingCounts::held_sessions() const {
  if (!held_sessions_) held_sessions_.emplace(reading_.dataset);
  return *held_sessions_;
}

std::vector<ThingCounts::Placed> ThingCounts::activities(const ThingQuestion& question, const MeasureUse& use) const {
  const Activities& table = tables_of(reading_).activities;
  const CodeTest test(reading_.dataset, use, std::array{CodeTest::Told{"kind", &table.kind}});
  const measure::CodeFlags replication(reading_.dataset.codes().list("activity_kinds"), reading_.dataset.pool(),
                                       "replication");
  std::vector<Placed> rows;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const Date day = table.starts_on[row];
    if (!question.window.contains(day)) continue;
    Answer answer = test.of(row, day);
    if (answer == Answer::failing) continue;
    // A replication names its pilot.
    if (table.kind.has(row) && replication.has(table.kind[row], day) && !table.model_of.has(row))
      answer = Answer::unknown;
    VersionId place = table.unit_code[row].version;
    if (table.centre_id.has(row)) {
      const std::uint32_t centre = centres_.number(table.centre_id[row]);
      if (centre != CentreRegister::no_centre) place = centres_.place(centre, day);
    }
    rows.push_back({row, place, day, answer});
  }
  return rows;
}

std::vector<ThingCounts::Placed> ThingCounts::titles(const ThingQuestion& question, const MeasureUse& use) const {
  const Materials& table = tables_of(reading_).materials;
  const CodeTest test(reading_.dataset, use, std::array{CodeTest::Told{"topic", &table.topic}});
  std::vector<Placed> rows;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const auto approved = table.approved_on.get(row);
    if (approved && !question.window.contains(*approved)) continue;
    Answer answer = test.of(row, approved.value_or(question.day));
    if (answer == Answer::failing) continue;
    if (!approved) answer = Answer::unknown;  // whether it was approved, and in which year
    if (!table.owner_units.has(row)) continue;
    // Codes are those of the file's day.
    const Date day = approved.value_or(question.day);
    const Date of_codes = reading_.dataset.sources()[table.place(row).source].codes_as_of.value_or(day);
    for (const std::string& code : records::listed(reading_.dataset.text(table.owner_units[row]))) {
      auto unit = areas_.gazetteer().find(code, of_codes);
      if (!unit) unit = areas_.gazetteer().find(code, day);
      if (unit) rows.push_back({row, *unit, approved, answer});
    }
  }
  return rows;
}

const std::vector<ThingCounts::OwedOnDay>& ThingCounts::owed_on_days() const {
  if (owed_on_days_) return *owed_on_days_;
  auto& found = owed_on_days_.emplace();
  const std::span<const Obligation> all = reading_.obligations.all();
  for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
    const Obligation& one = all[first];
    const auto rest = all.subspan(first);  // by period and form
    const auto is_of_round = [&](const Obligation& other) {
      return other.form == one.form && other.period == one.period;
    };
    end = first + static_cast<std::size_t>(std::partition_point(rest.begin(), rest.end(), is_of_round) - rest.begin());
    found.push_back({one.form, one.due, all.subspan(first, end - first)});
  }
  return found;
}

Counted ThingCounts::reports(const ThingQuestion& question, Parts* parts) const {
  struct OfOwner {
    VersionId unit = no_version;
    Cell cell;
    std::array<std::int64_t, 3> numbers{};  // due, in time, not known when
  };
  std::vector<OfOwner> owners;
  numbers_.begin(areas_.gazetteer());
  for (const OwedOnDay& round : owed_on_days()) {
    if (!question.window.contains(round.due)) continue;
    for (const Obligation& one : round.all) {
      if (one.state == ObligationState::not_yet_due) continue;
      const std::uint32_t number = numbers_.of(one.owner);
      if (number == owners.size()) owners.push_back({one.owner, {}, {}});
      OfOwner& owner = owners[number];
      Answer answer = Answer::failing;
      if (one.state == ObligationState::on_time) answer = Answer::passing;
      if (one.state == ObligationState::undated) answer = Answer::unknown;
      owner.cell += Cell::of(answer);
      ++owner.numbers[0];
      if (answer == Answer::passing) ++owner.numbers[1];
      if (answer == Answer::unknown) ++owner.numbers[2];
    }
  }
  std::sort(owners.begin(), owners.end(), [](const OfOwner& a, const OfOwner& b) { return a.unit < b.unit; });
  Counted counted;
  for (const auto& [unit, cell, numbers] : owners) {
    contribute(counted, parts, unit, cell);
    if (parts)
      explain(parts, subject(unit),
              {{MessageCode::reports_in_time,
                {std::to_string(numbers[0]), std::to_string(numbers[1]), std::to_string(numbers[2])}},
               {}});
    flag_changed(counted, unit);
  }
  return counted;
}

Counted ThingCounts::requests(const ThingQuestion& question, Parts* parts) const {
  const TeacherRequests& table = tables_of(reading_).teacher_requests;
  Counted counted;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (!question.window.contains(table.requested_on[row])) continue;
    const std::uint32_t centre = centres_.number(table.centre_id[row]);
    if (centre == CentreRegister::no_centre) continue;
    const bool is_met = table.fulfilled_on.has(row) && table.fulfilled_on[row] <= question.day;
    contribute(counted, parts, centres_.place(centre, table.requested_on[row]),
               Cell::of(is_met ? Answer::passing : Answer::failing), centre);
    if (parts)
      explain(parts, std::string(reading_.dataset.text(table.request_id[row])),
              {is_met ? Message{MessageCode::measure_done, {"requests_met", table.fulfilled_on[row].iso()}}
                      : Message{MessageCode::measure_not_done, {"requests_met", question.day.iso()}},
               {row_ref(reading_.dataset, table, row)}});
  }
  return counted;
}

// Money and goods received, in đồng.
Counted ThingCounts::receipts(const ThingQuestion& question, Parts* parts) const {
  const Receipts& table = tables_of(reading_).receipts;
  const MeasureUse& use = question.variant->numerator.front();
  const CodeTest test(reading_.dataset, use, std::array{CodeTest::Told{"fund", &table.fund}});
  std::optional<bool> asks_kind;
  for (const auto& conditions : use.where)
    for (const MeasureCondition& condition : conditions)
      if (condition.dimension == "in_kind") asks_kind = condition.codes.front() == "true";
  Counted counted;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (!question.window.contains(table.date[row])) continue;
    const std::uint32_t centre =
        table.centre_id.has(row) ? centres_.number(table.centre_id[row]) : CentreRegister::no_centre;
    const VersionId place =
        centre == CentreRegister::no_centre ? table.unit_code[row].version : centres_.place(centre, table.date[row]);
    Answer answer = test.of(row, table.date[row]);
    if (asks_kind && !table.in_kind.has(row))
      answer = both(answer, Answer::unknown);
    else if (asks_kind && table.in_kind[row] != *asks_kind)
      answer = Answer::failing;
    contribute(counted, parts, place, Cell::of(answer, table.amount[row].dong()));
    if (parts)
      explain(parts, std::string(table.receipt_id.has(row) ? reading_.dataset.text(table.receipt_id[row]) : "–"),
              {{MessageCode::measure_done, {"money_received", table.date[row].iso()}},
               {row_ref(reading_.dataset, table, row)}});
  }
  return counted;
}

Counted ThingCounts::own(const ThingQuestion& question, Findings& findings, Parts* parts) const {
  const Gazetteer& gazetteer = areas_.gazetteer();
  Counted counted;
  struct Told {
    const OwnValues::OfUnit* value = nullptr;
    VersionId unit = no_version;
  };
  std::map<std::pair<VersionId, Period>, Told> told;
  std::vector<Told> earlier;
  for (const OwnValues& own : request_.own) {
    if (own.indicator != question.indicator->id) continue;
    for (const OwnValues::OfUnit& one : own.units) {
      const auto unit = gazetteer.find(one.unit_code, one.period.last());
      if (!unit) {
        findings.push_back(
            {{MessageCode::own_value_of_nobody, {own.indicator, one.unit_code + ", " + one.period.text()}},
             {},
             RowOutcome::kept});
        continue;
      }
      if (one.period.last() < question.period.first()) earlier.push_back({&one, *unit});
      const bool is_of_period = question.period.first() <= one.period.first() && one.period.last() <= question.day;
      if (!is_of_period) continue;
      if (!told.try_emplace({*unit, one.period}, Told{&one, *unit}).second)
        findings.push_back({{MessageCode::own_value_twice, {own.indicator, one.unit_code + ", " + one.period.text()}},
                            {},
                            RowOutcome::kept});
    }
  }
  // Where a period was told of as a whole, its parts say the same again.
  std::set<std::uint32_t> atoms_told;
  const auto is_part = [&](const auto& key) {
    return std::any_of(told.begin(), told.end(), [&](const auto& other) {
      const Period& longer = other.first.second;
      return other.first.first == key.first && !(longer == key.second) && longer.first() <= key.second.first() &&
             key.second.last() <= longer.last();
    });
  };
  for (const auto& [key, one] : told) {
    if (is_part(key)) continue;
    const auto atoms = gazetteer.footprint(one.unit);
    atoms_told.insert(atoms.begin(), atoms.end());
    const auto numerator = one.value->numerator;
    const auto denominator = one.value->denominator;
    if (!denominator) {
      lacks(counted, one.unit);
      continue;
    }
    Cell cell = Cell::unknown(*denominator);
    if (numerator && *numerator >= 0 && *numerator <= *denominator) {
      cell = Cell::passing(*numerator) + Cell::failing(*denominator - *numerator);
    } else if (numerator) {
      findings.push_back({{MessageCode::own_value_impossible,
                           {question.indicator->id, std::to_string(*numerator), std::to_string(*denominator),
                            one.value->unit_code + ", " + one.value->period.text()}},
                          {},
                          RowOutcome::kept});
    }
    contribute(counted, parts, one.unit, cell);
    explain(parts, subject(one.unit),
            {{numerator ? MessageCode::counted_of : MessageCode::measure_not_told,
              {"own_values", std::to_string(cell.numerator)}},
             {}});
  }
  // The last number known stands in for the denominator of a unit that is silent.
  std::sort(earlier.begin(), earlier.end(),
            [](const Told& a, const Told& b) { return a.value->period.last() > b.value->period.last(); });
  for (const VersionId unit : question.view->units()) {
    const auto atoms = gazetteer.footprint(unit);
    const bool is_told =
        std::any_of(atoms.begin(), atoms.end(), [&](std::uint32_t atom) { return atoms_told.count(atom) != 0; });
    if (is_told) continue;
    const auto last = std::find_if(earlier.begin(), earlier.end(), [&](const Told& one) {
      return one.value->denominator && geo::covers(gazetteer.footprint(one.unit), atoms) &&
             geo::covers(atoms, gazetteer.footprint(one.unit));
    });
    if (last == earlier.end()) {
      lacks(counted, unit);
      continue;
    }
    contribute(counted, parts, unit, Cell::unknown(*last->value->denominator));
    explain(parts, subject(unit), {{MessageCode::measure_not_told, {"own_values"}}, {}});
    counted.flags.push_back({unit, ResultFlag::stale_denominator});
  }
  return counted;
}

namespace {

Measure whole_of(const ThingQuestion& question) {
  const MeasureUse& use =
      question.variant->denominator.measure ? question.variant->denominator : question.variant->numerator.front();
  return use.measure->id;
}

}  // namespace

bool ThingCounts::depends_on_view(const ThingQuestion& question) {
  const Measure whole = whole_of(question);
  return whole == Measure::communes || whole == Measure::disadvantaged || whole == Measure::own_values;
}

Counted ThingCounts::count(const ThingQuestion& question, Findings& findings, Parts* parts) const {
  Counted counted = found(question, findings, parts);
  add_silence(counted, question);
  return counted;
}

void ThingCounts::gather(Counted& counted) const {
  numbers_.begin(areas_.gazetteer());
  std::size_t size = 0;
  VersionId last = no_version;  // those at one place mostly stand together
  std::uint32_t number = PlaceNumbers::none;
  for (const Contribution& one : counted.contributions) {
    if (one.place == no_version) continue;
    if (one.place != last) number = numbers_.of(last = one.place);
    if (number == size)
      counted.contributions[size++] = one;
    else
      counted.contributions[number].cell += one.cell;
  }
  counted.contributions.resize(size);
}

void ThingCounts::add_silence(Counted& counted, const ThingQuestion& question) const {
  const auto add = [&](std::string_view table, const Validity& span) {
    for (const VersionId unit : silent_communes(*question.view, span, table)) lacks(counted, unit);
  };
  switch (whole_of(question)) {
    case Measure::requests:
      add("teacher_requests", question.window);
      break;
    case Measure::money_received:
      add("receipts", question.window);
      break;
    case Measure::titles:
      add("materials", question.window);
      break;
    case Measure::sessions:
    case Measure::turns:
    case Measure::persons_retrained:
      add("sessions", question.window);
      break;
    case Measure::short_programmes:
      add("activities", question.window);
      break;
    case Measure::speakers:
      add_silent_staff(counted, question);
      break;
    case Measure::settlements_due:
      add_silent_settlements(counted, question);
      break;
    default:
      break;
  }
  auto& atoms = counted.atoms_without_denominator;
  sort_once(atoms);
}

Counted ThingCounts::found(const ThingQuestion& question, Findings& findings, Parts* parts) const {
  switch (whole_of(question)) {
    case Measure::communes:
      return communes(question, parts);
    case Measure::difficult_villages:
      return villages(question, parts);
    case Measure::posts_required:
      return posts(question, parts);
    case Measure::requests:
      return requests(question, parts);
    case Measure::reports_due:
      return reports(question, parts);
    case Measure::settlements_due:
      return settlements(question, findings, parts);
    case Measure::speakers:
      return speakers(question, parts);
    case Measure::disadvantaged:
      return disadvantaged(question, parts);
    case Measure::persons_retrained:
      return retrained(question, parts);
    case Measure::titles:
      return distinct_titles(question, parts);
    case Measure::sessions:
    case Measure::turns:
      return held(question, parts);
    case Measure::short_programmes:
      return programmes(question, parts);
    case Measure::money_received:
      return receipts(question, parts);
    case Measure::estimated:
    case Measure::allocated:
    case Measure::support_entitled:
      return money(question, parts);
    case Measure::reviews_due:
      return duties(question, parts);
    case Measure::own_values:
      return own(question, findings, parts);
    default:
      return {};
  }
}

}  // namespace hoctap::indicator
