#include "indicator/thing_counts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "indicator/windows.hpp"
#include "records/listed.hpp"

namespace hoctap::indicator {
namespace {

const Tables& tables_of(const Reading& reading) { return reading.dataset.tables(); }

void explain(Parts* parts, std::string subject, Grounds grounds) {
  if (!parts) return;
  parts->back().subject = std::move(subject);
  parts->back().reason = std::move(grounds.reason);
  parts->back().rows = std::move(grounds.rows);
}

// Of a thing of which it may be unknown whether it belongs to what is counted: each bound takes the case that is worse
// for it.
Cell cell_of(Answer belongs, Answer answer) {
  if (belongs == Answer::failing) return {};
  if (belongs == Answer::passing) return Cell::of(answer);
  switch (answer) {
    case Answer::passing:
      return {0, 0, 1, 0, 0, 1, 1};
    case Answer::failing:
      return {0, 0, 1, 0, 1, 0, 0};
    default:
      return Cell::unknown();
  }
}

}  // namespace

std::string ThingCounts::subject(VersionId place) const {
  const UnitVersion& unit = areas_.gazetteer().version(place);
  return unit.code + " " + unit.name;
}

void ThingCounts::lacks(Counted& counted, VersionId place) const {
  const auto atoms = areas_.atoms(areas_.commune(place));
  auto& all = counted.atoms_without_denominator;
  all.insert(all.end(), atoms.begin(), atoms.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

void ThingCounts::flag_changed(Counted& counted, VersionId unit) const {
  const Validity& life = areas_.gazetteer().version(unit).validity;
  if (life.from > reading_.programme.first || life.until <= reading_.programme.last)
    counted.flags.push_back({unit, ResultFlag::not_comparable});
}

std::vector<VersionId> ThingCounts::silent_communes(const ThingQuestion& question, std::string_view table) const {
  std::vector<VersionId> silent;
  for (const VersionId unit : question.view->units())
    if (!reports_.is_known(table, unit, question.window)) silent.push_back(unit);
  return silent;
}

void ThingCounts::lacks_silent(Counted& counted, const ThingQuestion& question, std::string_view table) const {
  for (const VersionId unit : silent_communes(question, table)) lacks(counted, unit);
}

std::vector<ThingCounts::Placed> ThingCounts::sessions(const ThingQuestion& question, const MeasureUse& use) const {
  const Sessions& table = tables_of(reading_).sessions;
  const CodeTest test(reading_.dataset, use,
                      std::array{CodeTest::Told{"kind", &table.kind}, CodeTest::Told{"topic", &table.topic}});
  std::vector<Placed> rows;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (!question.window.contains(table.date[row])) continue;
    const Answer answer = test.of(row, table.date[row]);
    if (answer != Answer::failing)
      rows.push_back({row, centres_.place_of_session(table, row), table.date[row], answer});
  }
  return rows;
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

ThingCounts::Found ThingCounts::in_commune(const ThingQuestion& question, const MeasureUse& use,
                                           const std::vector<Placed>& rows, VersionId commune) const {
  const Dataset& dataset = reading_.dataset;
  const std::string_view table = use.measure->tables.front();
  const std::string word(use.measure->name);
  const Placed* done = nullptr;
  Found found;
  bool is_open = false;
  for (const Placed& one : rows) {
    const VersionId place = areas_.commune(one.place);
    if (place == no_version || !areas_.meet(place, commune)) continue;
    found.grounds.rows.push_back(row_ref(dataset, *tables_of(reading_).find(table), one.row));
    if (one.answer == Answer::passing && areas_.within(place, commune)) {
      if (!done) done = &one;
    } else {
      is_open = true;
    }
  }
  if (done) {
    found.answer = Answer::passing;
    found.grounds.reason = {MessageCode::measure_done, {word, done->day->iso()}};
  } else if (is_open) {
    found.answer = Answer::unknown;
    found.grounds.reason = {MessageCode::measure_open, {word}};
  } else if (!reports_.is_known(table, commune, question.window)) {
    found.answer = Answer::unknown;
    found.grounds.reason = {MessageCode::measure_not_told, {word}};
  } else {
    found.grounds.reason = {MessageCode::measure_not_done, {word, question.day.iso()}};
  }
  return found;
}

ThingCounts::Found ThingCounts::topics_of(const ThingQuestion& question, const std::vector<Placed>& rows,
                                          VersionId commune) const {
  const Sessions& table = tables_of(reading_).sessions;
  std::string flag = "dissemination";
  for (const MeasureUse& use : question.variant->numerator)
    for (const auto& conditions : use.where)
      for (const MeasureCondition& condition : conditions)
        if (condition.dimension == "topic" && !condition.flag.empty()) flag = condition.flag;
  const auto topics = reading_.dataset.codes().list("topics").flagged(flag, question.day);
  std::set<std::string_view> covered;
  bool is_open = !reports_.is_known("sessions", commune, question.window);
  Found found;
  for (const Placed& one : rows) {
    const VersionId place = areas_.commune(one.place);
    if (place == no_version || !areas_.meet(place, commune)) continue;
    if (one.answer == Answer::passing && areas_.within(place, commune)) {
      covered.insert(reading_.dataset.text(table.topic[one.row]));
      found.grounds.rows.push_back(row_ref(reading_.dataset, table, one.row));
    } else {
      is_open = true;
    }
  }
  std::string vi;
  std::string en;
  for (const Code* topic : topics) {
    if (covered.count(topic->code) != 0) continue;
    vi += (vi.empty() ? "" : ", ") + topic->label_vi;
    en += (en.empty() ? "" : ", ") + topic->label_en;
  }
  if (en.empty()) {
    found.answer = Answer::passing;
    found.grounds.reason = {MessageCode::topics_covered, {std::to_string(topics.size())}};
  } else {
    found.answer = is_open ? Answer::unknown : Answer::failing;
    found.grounds.reason = {MessageCode::topics_lacking, {vi, en}};
  }
  return found;
}

Counted ThingCounts::communes(const ThingQuestion& question, Parts* parts) const {
  Counted counted;
  std::vector<std::vector<Placed>> rows;
  for (const MeasureUse& use : question.variant->numerator) {
    switch (use.measure->id) {
      case Measure::commune_activity:
        rows.push_back(activities(question, use));
        break;
      case Measure::commune_title:
        rows.push_back(titles(question, use));
        break;
      case Measure::commune_topics:
        rows.push_back(sessions(question, use));
        break;
      default:
        rows.emplace_back();
    }
  }
  for (const VersionId unit : question.view->units()) {
    Answer answer = Answer::passing;
    Grounds grounds;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const MeasureUse& use = question.variant->numerator[i];
      if (use.measure->id == Measure::communes) continue;
      Found found = use.measure->id == Measure::commune_topics ? topics_of(question, rows[i], unit)
                                                               : in_commune(question, use, rows[i], unit);
      const bool decides = i == 0 || both(answer, found.answer) != answer;
      answer = both(answer, found.answer);
      grounds.add(std::move(found.grounds), decides);
    }
    contribute(counted, parts, unit, Cell::of(answer));
    explain(parts, subject(unit), std::move(grounds));
    flag_changed(counted, unit);
  }
  return counted;
}

Counted ThingCounts::villages(const ThingQuestion& question, Parts* parts) const {
  const Gazetteer& gazetteer = areas_.gazetteer();
  const Sessions& table = tables_of(reading_).sessions;
  std::map<VersionId, std::vector<const Placed*>> by_village;  // of the day: sessions that were held there, or in part
  std::vector<std::pair<VersionId, const Placed*>> by_commune;
  std::set<const Placed*> shared;  // in a village that became several
  const std::vector<Placed> rows = sessions(question, question.variant->numerator.front());
  for (const Placed& one : rows) {
    if (one.place == no_version) continue;
    if (gazetteer.version(one.place).level != Level::village) {
      by_commune.emplace_back(one.place, &one);
      continue;
    }
    const auto followed = gazetteer.follow(one.place, question.day);
    if (followed.size() > 1) shared.insert(&one);
    for (const Followed& part : followed) by_village[part.version].push_back(&one);
  }
  Counted counted;
  for (VersionId id = 0; id < gazetteer.versions().size(); ++id) {
    const UnitVersion& unit = gazetteer.version(id);
    if (unit.level != Level::village || !unit.validity.contains(question.day) || unit.is_difficult == false) continue;
    if (question.view->place(id).kind == PlacementKind::outside) continue;
    const Answer belongs = unit.is_difficult ? Answer::passing : Answer::unknown;
    Answer answer = Answer::failing;
    Grounds grounds;
    grounds.reason = {MessageCode::measure_not_done, {"village_sessions", question.day.iso()}};
    for (const Placed* one : by_village[id]) {
      const Answer here = shared.count(one) != 0 ? Answer::unknown : one->answer;
      if (either(answer, here) != answer)
        grounds.reason = here == Answer::passing
                             ? Message{MessageCode::measure_done, {"village_sessions", one->day->iso()}}
                             : Message{MessageCode::measure_open, {"village_sessions"}};
      answer = either(answer, here);
      if (parts) grounds.rows.push_back(row_ref(reading_.dataset, table, one->row));
    }
    if (answer == Answer::failing) {
      const VersionId commune = areas_.commune(id);
      const bool may_be = std::any_of(by_commune.begin(), by_commune.end(), [&](const auto& one) {
        return commune != no_version && areas_.meet(one.first, commune);
      });
      if (may_be) {
        answer = Answer::unknown;
        grounds.reason = {MessageCode::measure_open, {"village_sessions"}};
      } else if (!reports_.is_known("sessions", id, question.window)) {
        answer = Answer::unknown;
        grounds.reason = {MessageCode::measure_not_told, {"village_sessions"}};
      }
    }
    contribute(counted, parts, id, cell_of(belongs, answer));
    explain(parts, subject(id), std::move(grounds));
  }
  return counted;
}

Counted ThingCounts::posts(const ThingQuestion& question, Parts* parts) const {
  const Posts& posts = tables_of(reading_).posts;
  const Staff& staff = tables_of(reading_).staff;
  const MeasureUse& use = question.variant->numerator.front();
  const CodeTest test(reading_.dataset, use, std::array{CodeTest::Told{"role", &posts.role}});
  const Date day = question.day;
  std::map<std::pair<std::uint32_t, Text>, std::int64_t> in_office;
  for (std::uint32_t row = 0; row < staff.size(); ++row)
    if (staff.valid_from[row] <= day && day < staff.valid_until.get(row).value_or(Date::latest()))
      ++in_office[{centres_.number(staff.centre_id[row]), staff.role[row]}];
  Counted counted;
  std::set<std::uint32_t> told;
  for (std::uint32_t row = 0; row < posts.size(); ++row) {
    const std::uint32_t centre = centres_.number(posts.centre_id[row]);
    if (centre == CentreRegister::no_centre || !centres_.operation(centre).contains(day)) continue;
    if (day < posts.valid_from[row] || posts.valid_until.get(row).value_or(Date::latest()) <= day) continue;
    told.insert(centre);
    if (test.of(row, day) == Answer::failing) continue;
    const VersionId place = centres_.place(centre, day);
    if (!posts.required.has(row)) {
      lacks(counted, place);
      continue;
    }
    const std::int64_t required = posts.required[row];
    const auto people = in_office.find({centre, posts.role[row]});
    const std::int64_t held = people == in_office.end() ? 0 : people->second;
    Cell cell = Cell::unknown(required);
    if (posts.decided.has(row)) {
      const std::int64_t filled = std::min({posts.decided[row], held, required});
      cell = Cell::passing(filled) + Cell::failing(required - filled);
    }
    contribute(counted, parts, place, cell, centre);
    if (parts)
      explain(parts, std::string(reading_.dataset.text(posts.centre_id[row])),
              {{MessageCode::counted_of, {"posts_filled", std::to_string(cell.numerator)}},
               {row_ref(reading_.dataset, posts, row)}});
  }
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre) {
    if (told.count(centre) != 0 || !centres_.operation(centre).contains(day)) continue;
    const VersionId place = centres_.place(centre, day);
    if (place != no_version && !reports_.is_known("posts", place, question.window)) lacks(counted, place);
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
  // How many were made where nothing was told, nobody knows.
  lacks_silent(counted, question, table.name());
  return counted;
}

Counted ThingCounts::reports(const ThingQuestion& question, Parts* parts) const {
  struct OfOwner {
    Cell cell;
    std::array<std::int64_t, 3> numbers{};  // due, in time, not known when
  };
  std::map<VersionId, OfOwner> by_owner;
  for (const Obligation& one : reading_.obligations.all()) {
    if (!question.window.contains(one.due) || one.state == ObligationState::not_yet_due) continue;
    OfOwner& owner = by_owner[one.owner];
    Answer answer = Answer::failing;
    if (one.state == ObligationState::on_time) answer = Answer::passing;
    if (one.state == ObligationState::undated) answer = Answer::unknown;
    owner.cell += Cell::of(answer);
    ++owner.numbers[0];
    if (answer == Answer::passing) ++owner.numbers[1];
    if (answer == Answer::unknown) ++owner.numbers[2];
  }
  Counted counted;
  for (const auto& [unit, owner] : by_owner) {
    contribute(counted, parts, unit, owner.cell);
    if (parts)
      explain(parts, subject(unit),
              {{MessageCode::reports_in_time,
                {std::to_string(owner.numbers[0]), std::to_string(owner.numbers[1]), std::to_string(owner.numbers[2])}},
               {}});
    flag_changed(counted, unit);
  }
  return counted;
}

Counted ThingCounts::speakers(const ThingQuestion& question, Parts* parts) const {
  const Staff& table = tables_of(reading_).staff;
  const Dataset& dataset = reading_.dataset;
  const CodeTest test(dataset, question.variant->denominator, std::array{CodeTest::Told{"role", &table.role}});
  const measure::CodeFlags speaker(dataset.codes().list("roles"), dataset.pool(), "speaker");
  const Date day = question.day;
  const Date since = months_before(day, request_.settings.trained_months);
  struct Person {
    std::set<VersionId> places;
    std::optional<Date> trained;
    bool some_blank = false;
    std::vector<std::uint32_t> rows;
  };
  std::map<PersonKey, Person> persons;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (day < table.valid_from[row] || table.valid_until.get(row).value_or(Date::latest()) <= day) continue;
    if (!table.role.has(row) || !speaker.has(table.role[row], day) || test.of(row, day) == Answer::failing) continue;
    const std::uint32_t centre = centres_.number(table.centre_id[row]);
    if (centre == CentreRegister::no_centre || !centres_.operation(centre).contains(day)) continue;
    Person& person = persons[table.person_key[row]];
    if (const VersionId place = centres_.place(centre, day); place != no_version) person.places.insert(place);
    const auto trained = table.trained_on.get(row);
    if (trained && *trained <= day) person.trained = std::max(person.trained.value_or(*trained), *trained);
    person.some_blank = person.some_blank || !trained;
    person.rows.push_back(row);
  }
  Counted counted;
  std::map<VersionId, std::pair<Cell, Grounds>> by_place;
  for (const auto& [key, person] : persons) {
    Answer answer = person.some_blank ? Answer::unknown : Answer::failing;
    if (person.trained && *person.trained >= since) answer = Answer::passing;
    if (person.places.size() > 1)
      counted.shared.push_back({{person.places.begin(), person.places.end()}, Cell::of(answer)});
    for (const VersionId place : person.places) {
      auto& [cell, grounds] = by_place[place];
      if (person.places.size() == 1) cell += Cell::of(answer);
      for (const std::uint32_t row : person.rows)
        if (parts) grounds.rows.push_back(row_ref(dataset, table, row));
    }
  }
  for (auto& [place, what] : by_place) {
    what.second.reason = {MessageCode::counted_of, {"speakers_trained", std::to_string(what.first.numerator)}};
    contribute(counted, parts, place, what.first);
    explain(parts, subject(place), std::move(what.second));
  }
  for (const VersionId unit : silent_communes(question, table.name())) {
    const bool is_told = std::any_of(by_place.begin(), by_place.end(), [&](const auto& one) {
      const VersionId commune = areas_.commune(one.first);
      return commune != no_version && areas_.meet(commune, unit);
    });
    if (!is_told) lacks(counted, unit);
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
  lacks_silent(counted, question, table.name());
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

Counted ThingCounts::count(const ThingQuestion& question, Findings& findings, Parts* parts) const {
  const MeasureUse& use =
      question.variant->denominator.measure ? question.variant->denominator : question.variant->numerator.front();
  switch (use.measure->id) {
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
