// Posts that are filled, and speakers who were trained.
#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include "geo/ground.hpp"
#include "indicator/thing_counts.hpp"
#include "indicator/windows.hpp"

namespace hoctap::indicator {
namespace {

template <class Rows>
bool holds_on(const Rows& table, std::uint32_t row, Date day) {
  return table.valid_from[row] <= day && day < table.valid_until.get(row).value_or(Date::latest());
}

}  // namespace

const ByCentre<std::uint32_t>& ThingCounts::staff_of_centres() const {
  if (staff_of_centres_) return *staff_of_centres_;
  const Staff& staff = reading_.dataset.tables().staff;
  std::vector<std::uint32_t> rows(staff.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return staff_of_centres_.emplace(centres_.size(), rows,
                                   [&](std::uint32_t row) { return centres_.number(staff.centre_id[row]); });
}

Counted ThingCounts::posts(const ThingQuestion& question, Parts* parts) const {
  const Posts& posts = reading_.dataset.tables().posts;
  const Staff& staff = reading_.dataset.tables().staff;
  const MeasureUse& use = question.variant->numerator.front();
  const CodeTest test(reading_.dataset, use, std::array{CodeTest::Told{"role", &posts.role}});
  const Date day = question.day;
  const auto& of_centres = staff_of_centres();
  Counted counted;
  std::vector<std::uint8_t> told(centres_.size(), 0);
  for (std::uint32_t row = 0; row < posts.size(); ++row) {
    const std::uint32_t centre = centres_.number(posts.centre_id[row]);
    if (centre == CentreRegister::no_centre || !centres_.operation(centre).contains(day)) continue;
    if (!holds_on(posts, row, day)) continue;
    told[centre] = 1;
    if (test.of(row, day) == Answer::failing) continue;
    const VersionId place = centres_.place(centre, day);
    if (!posts.required.has(row)) {
      lacks(counted, place);
      continue;
    }
    const std::int64_t required = posts.required[row];
    const auto people = of_centres[centre];
    const std::int64_t held = std::count_if(people.begin(), people.end(), [&](std::uint32_t one) {
      return staff.role[one] == posts.role[row] && holds_on(staff, one, day);
    });
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
  const Reports::Told& told_of = reports_.of("posts", question.window);
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre) {
    if (told[centre] != 0 || !centres_.operation(centre).contains(day)) continue;
    const VersionId place = centres_.place(centre, day);
    if (place != no_version && !told_of.is_known(place)) lacks(counted, place);
  }
  return counted;
}

// In order of person; those of one keep the order of the table.
const std::vector<ThingCounts::Speaker>& ThingCounts::speakers_by_person() const {
  if (speakers_) return *speakers_;
  const Staff& table = reading_.dataset.tables().staff;
  const measure::CodeFlags speaker(reading_.dataset.codes().list("roles"), reading_.dataset.pool(), "speaker");
  std::vector<Speaker>& all = speakers_.emplace();
  std::vector<std::pair<PersonKey, std::uint32_t>> rows;
  for (std::uint32_t row = 0; row < table.size(); ++row)
    if (table.role.has(row) && speaker.is_ever(table.role[row])) rows.emplace_back(table.person_key[row], row);
  std::sort(rows.begin(), rows.end());
  all.reserve(rows.size());
  for (const auto& [person, row] : rows) {
    all.push_back({person,
                   table.role[row],
                   row,
                   centres_.number(table.centre_id[row]),
                   {table.valid_from[row], table.valid_until.get(row).value_or(Date::latest())},
                   table.trained_on.get(row)});
  }
  return all;
}

Counted ThingCounts::speakers(const ThingQuestion& question, Parts* parts) const {
  const Staff& table = reading_.dataset.tables().staff;
  const Dataset& dataset = reading_.dataset;
  const CodeTest test(dataset, question.variant->denominator, std::array{CodeTest::Told{"role", &table.role}});
  const measure::CodeFlags speaker(dataset.codes().list("roles"), dataset.pool(), "speaker");
  const Date day = question.day;
  const Date since = months_before(day, request_.settings.trained_months);
  struct Place {
    VersionId id = no_version;
    Cell cell;
    std::vector<std::uint32_t> rows;  // for explanations
  };
  Counted counted;
  std::vector<Place> by_place;
  numbers_.begin(areas_.gazetteer());
  const auto at = [&](VersionId place) -> Place& {
    const std::uint32_t number = numbers_.of(place);
    if (number == by_place.size()) by_place.push_back({place, {}, {}});
    return by_place[number];
  };
  const std::vector<Speaker>& all = speakers_by_person();
  std::vector<VersionId> places;
  std::vector<std::uint32_t> in_office;
  for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
    std::optional<Date> last_trained;
    bool some_blank = false;
    places.clear();
    in_office.clear();
    for (end = first; end < all.size() && all[end].person == all[first].person; ++end) {
      const Speaker& one = all[end];
      if (!one.in_office.contains(day) || !speaker.has(one.role, day)) continue;
      if (test.of(one.row, day) == Answer::failing) continue;
      if (one.centre == CentreRegister::no_centre || !centres_.operation(one.centre).contains(day)) continue;
      const VersionId place = centres_.place(one.centre, day);
      if (place != no_version && std::find(places.begin(), places.end(), place) == places.end())
        places.push_back(place);
      if (one.trained_on && *one.trained_on <= day)
        last_trained = std::max(last_trained.value_or(*one.trained_on), *one.trained_on);
      some_blank = some_blank || !one.trained_on;
      in_office.push_back(one.row);
    }
    if (in_office.empty()) continue;
    Answer answer = some_blank ? Answer::unknown : Answer::failing;
    if (last_trained && *last_trained >= since) answer = Answer::passing;
    std::sort(places.begin(), places.end());
    if (places.size() > 1) counted.shared.push_back({places, Cell::of(answer)});
    for (const VersionId id : places) {
      Place& place = at(id);
      if (places.size() == 1) place.cell += Cell::of(answer);
      if (parts) place.rows.insert(place.rows.end(), in_office.begin(), in_office.end());
    }
  }
  std::sort(by_place.begin(), by_place.end(), [](const Place& a, const Place& b) { return a.id < b.id; });
  for (const Place& place : by_place) {
    contribute(counted, parts, place.id, place.cell);
    if (!parts) continue;
    Grounds grounds{{MessageCode::counted_of, {"speakers_trained", std::to_string(place.cell.numerator)}}, {}};
    for (const std::uint32_t row : place.rows) grounds.rows.push_back(row_ref(dataset, table, row));
    explain(parts, subject(place.id), std::move(grounds));
  }
  return counted;
}

// Where nobody told of staff and none is known.
void ThingCounts::add_silent_staff(Counted& counted, const ThingQuestion& question) const {
  const auto& silent = silent_communes(*question.view, question.window, "staff");
  if (silent.empty()) return;
  geo::Ground with_staff(areas_.gazetteer());
  for (const Contribution& one : counted.contributions) with_staff.add(areas_.commune(one.place));
  for (const VersionId unit : silent)
    if (!with_staff.meets(unit)) lacks(counted, unit);
}

}  // namespace hoctap::indicator
