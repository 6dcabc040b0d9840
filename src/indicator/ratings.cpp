#include "hoctap/indicator/ratings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/joined.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/measure/roll_up.hpp"
#include "indicator/centre_years.hpp"
#include "indicator/counted.hpp"
#include "indicator/windows.hpp"
#include "measure/code_flags.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 2> subject_names{"centre", "commune"};
constexpr std::int64_t hundred = 100;

// Points as they are written: "78.5".
std::string points_text(std::int64_t hundredths) {
  std::string text = std::to_string(hundredths / hundred);
  std::int64_t rest = hundredths % hundred;
  if (rest == 0) return text;
  text += rest < 10 ? ".0" : ".";
  if (rest % 10 == 0) rest /= 10;
  return text + std::to_string(rest);
}

// What was given to a centre-year: a grade by its number, or none that is stated.
struct Given {
  bool is_rated = false;
  std::optional<std::size_t> grade;
};

class Rating {
 public:
  Rating(const Reading& reading, const RatingRequest& request)
      : reading_(reading),
        request_(request),
        rows_(reading.dataset.tables().inspections_ratings),
        centres_(kept_centres(reading.dataset)),
        rating_(reading.dataset.codes().list("inspection_kinds"), reading.dataset.pool(), "rating") {
    found_.dataset = reading.dataset;
    found_.view = request.view;
    for (const Code& code : reading.dataset.codes().list("grades").codes()) found_.grades.push_back(code);
  }

  Ratings made() {
    for (const Period& year : years()) add(year);
    for (std::uint32_t row = 0; row < rows_.size(); ++row) check(row);
    return std::move(found_);
  }

 private:
  std::vector<Period> years() const {
    const Programme& plan = reading_.programme;
    std::vector<Period> all;
    for (const Period& year : periods_in(PeriodKind::year, plan.first, plan.last, true)) {
      const bool is_asked = std::find(request_.years.begin(), request_.years.end(), year) != request_.years.end();
      const bool has_begun = std::max(year.first(), plan.first) <= reading_.obligations.day();
      if (request_.years.empty() ? has_begun : is_asked) all.push_back(year);
    }
    for (const Period& year : request_.years)
      if (std::find(all.begin(), all.end(), year) == all.end())
        throw InvalidValue({MessageCode::period_outside_plan, {year.text(), plan.first.iso(), plan.last.iso()}});
    return all;
  }

  std::optional<std::size_t> number_of(Text grade) const {
    const std::string_view code = reading_.dataset.text(grade);
    for (std::size_t i = 0; i < found_.grades.size(); ++i)
      if (found_.grades[i].code == code) return i;
    return std::nullopt;
  }

  // By centre, its last rating for the year that was made by the day of the reading.
  std::map<std::uint32_t, Given> given_in(int year) const {
    std::map<std::uint32_t, std::pair<Date, Given>> last;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      const Date day = rows_.date[row];
      if (rows_.year[row] != year || day > reading_.obligations.day() || !rating_.has(rows_.kind[row], day)) continue;
      const std::uint32_t centre = centres_.number(rows_.centre_id[row]);
      if (centre == CentreRegister::no_centre) continue;
      Given given{true, rows_.grade.has(row) ? number_of(rows_.grade[row]) : std::nullopt};
      const auto [known, is_new] = last.try_emplace(centre, day, given);
      if (is_new || day < known->second.first) continue;
      // Of two of one day the lower grade, and one that is stated before one that is not.
      const bool is_of_the_day = day == known->second.first;
      if (!is_of_the_day ||
          (given.grade && (!known->second.second.grade || *given.grade > *known->second.second.grade)))
        known->second = {day, given};
    }
    std::map<std::uint32_t, Given> found;
    for (const auto& [centre, dated] : last) found.emplace(centre, dated.second);
    return found;
  }

  // Of a centre-year: of the centre itself, else, where all that it took the place of were rated, the lowest of theirs.
  static Given of_line(std::uint32_t centre, const indicator::CentreYears& years,
                       const std::map<std::uint32_t, Given>& given) {
    if (const auto own = given.find(centre); own != given.end()) return own->second;
    const auto before = years.taken_over(centre);
    Given lowest{!before.empty(), std::nullopt};
    bool all_stated = true;
    for (const std::uint32_t earlier : before) {
      const Given one = of_line(earlier, years, given);
      if (!one.is_rated) return {};
      all_stated = all_stated && one.grade.has_value();
      if (one.grade) lowest.grade = std::max(lowest.grade.value_or(0), *one.grade);
    }
    if (!all_stated) lowest.grade.reset();
    return lowest;
  }

  void add(const Period& year) {
    Request request;
    request.indicators = {"R2a"};
    request.periods = {year};
    request.view = request_.view;
    request.settings = request_.settings;
    const Result result = evaluate(reading_, request);

    const Programme& plan = reading_.programme;
    const Date day = std::min(year.last(), plan.last);
    const Validity span{std::max(year.first(), plan.first), day + 1};
    const indicator::CentreYears centre_years(centres_, span, day, request_.settings.due_after_days);
    const auto given = given_in(year.calendar_year());
    std::vector<std::vector<Contribution>> of_grades(found_.grades.size() + 1);  // the last: without one
    for (const std::uint32_t centre : centre_years.due()) {
      const Given one = of_line(centre, centre_years, given);
      if (one.is_rated)
        of_grades[one.grade.value_or(found_.grades.size())].push_back(
            {centres_.place(centre, day), Cell::passing(), centre});
    }
    const View view = view_on(day);
    std::vector<RolledUp> rolled;
    for (const auto& contributions : of_grades) rolled.emplace_back(contributions, view);
    for (const ResultRow& shown : result.rows()) {
      if (shown.kind == RowKind::higher) continue;
      RatingRow row;
      row.kind = shown.kind;
      row.unit_code = shown.unit_code;
      row.unit_name = shown.unit_name;
      row.year = year;
      row.rated = shown.cell;
      row.has_spread = shown.has_flag(ResultFlag::spread);
      for (std::size_t i = 0; i < rolled.size(); ++i) {
        const std::int64_t number = count(rolled[i], view, shown);
        if (i < found_.grades.size())
          row.by_grade.push_back(number);
        else
          row.without_grade = number;
      }
      find_median(row);
      found_.rows.push_back(std::move(row));
    }
  }

  View view_on(Date day) const {
    const Programme& plan = reading_.programme;
    const Gazetteer& gazetteer = reading_.dataset.gazetteer();
    const auto territory = gazetteer.find(plan.territory.unit_code, plan.territory.as_of);
    Date date = day;
    if (request_.view.kind == ViewKind::as_of) date = request_.view.date;
    if (request_.view.kind == ViewKind::plan_territory) date = plan.first;
    if (request_.view.kind == ViewKind::current) date = std::max(gazetteer.last_event(), plan.first);
    return {gazetteer, *territory, date, Level::commune, plan.territory.as_of};
  }

  static std::int64_t count(const RolledUp& rolled, const View& view, const ResultRow& shown) {
    if (shown.kind == RowKind::territory) return rolled.territory().numerator;
    std::vector<std::size_t> units;
    for (const VersionId unit : shown.units)
      units.push_back(static_cast<std::size_t>(std::lower_bound(view.units().begin(), view.units().end(), unit) -
                                               view.units().begin()));
    return units.size() == 1 ? rolled.unit(units.front()).numerator : rolled.together(units).numerator;
  }

  // Grades stand from the best down: the lower median lies in the worse half.
  static void find_median(RatingRow& row) {
    std::int64_t all = 0;
    for (const std::int64_t number : row.by_grade) all += number;
    if (all == 0) return;
    const auto grade_at = [&](std::int64_t place) {
      std::size_t grade = 0;
      for (std::int64_t before = row.by_grade[0]; before <= place; before += row.by_grade[++grade]) {
      }
      return grade;
    };
    row.median_high = grade_at((all - 1) / 2);
    row.median_low = grade_at(all / 2);
  }

  void check(std::uint32_t row) {
    if (!rows_.scheme_id.has(row) || !rating_.has(rows_.kind[row], rows_.date[row])) return;
    const std::string name(reading_.dataset.text(rows_.scheme_id[row]));
    const RatingScheme* const scheme = request_.schemes.find(name, rows_.date[row]);
    if (scheme == nullptr) {
      if (request_.schemes.knows(name))
        return tell(row, "scheme_id", {MessageCode::rating_scheme_not_in_force, {name, rows_.date[row].iso()}});
      std::vector<std::string> ids;
      for (const RatingScheme& one : request_.schemes.schemes())
        if (std::find(ids.begin(), ids.end(), one.id) == ids.end()) ids.push_back(one.id);
      return tell(row, "scheme_id", {MessageCode::rating_scheme_unknown, {name, joined_or_dash(ids)}});
    }
    if (scheme->subject != RatingSubject::centre)
      return tell(row, "scheme_id", {MessageCode::rating_scheme_of_others, {scheme->id}});
    if (scheme->grades.empty()) return;
    const std::string grade(rows_.grade.has(row) ? reading_.dataset.text(rows_.grade[row]) : std::string_view());
    const bool is_of_scheme = grade.empty() || std::any_of(scheme->grades.begin(), scheme->grades.end(),
                                                           [&](const RatingStep& one) { return one.id == grade; });
    if (!is_of_scheme) tell(row, "grade", {MessageCode::rating_grade_not_of_scheme, {grade, scheme->id}});
    if (!rows_.score.has(row)) return;
    const std::int64_t hundredths = rows_.score[row].hundredths;
    if (scheme->points && hundredths > *scheme->points * hundred)
      tell(
          row, "score",
          {MessageCode::rating_beyond_maximum, {points_text(hundredths), std::to_string(*scheme->points), scheme->id}});
    const RatingStep* const asked = scheme->grade_of(hundredths);
    if (asked != nullptr && is_of_scheme && !grade.empty() && asked->id != grade)
      tell(row, "grade",
           {scheme->is_assumption ? MessageCode::rating_grade_disagrees_by_assumption
                                  : MessageCode::rating_grade_disagrees,
            {grade, points_text(hundredths), asked->id, scheme->id}});
  }

  void tell(std::uint32_t row, std::string_view column, Message message) {
    SourcePlace place = indicator::source_place(reading_.dataset, rows_, {row});
    place.field = column;
    found_.findings.push_back({std::move(message), std::move(place), RowOutcome::kept});
  }

  const Reading& reading_;
  const RatingRequest& request_;
  const InspectionsRatings& rows_;
  const CentreRegister& centres_;
  measure::CodeFlags rating_;
  Ratings found_;
};

}  // namespace

std::string_view name(RatingSubject subject) { return subject_names.at(static_cast<std::size_t>(subject)); }

const RatingStep* RatingScheme::grade_of(std::int64_t hundredths) const {
  const auto found = std::find_if(grades.begin(), grades.end(),
                                  [&](const RatingStep& step) { return hundredths >= step.from_points * hundred; });
  return found == grades.end() ? nullptr : &*found;
}

std::optional<Date> RatingScheme::holds_until(Date given) const {
  if (!valid_months) return std::nullopt;
  const auto month = static_cast<int>((given.year() + 1) * 12 + *valid_months);
  return Date::of(month / 12, month % 12 + 1, 1) - 1;
}

Ratio RatingRow::share(std::size_t grade) const {
  std::int64_t all = 0;
  for (const std::int64_t number : by_grade) all += number;
  return {by_grade.at(grade), all};
}

Ratings rate(const Reading& reading, const RatingRequest& request) { return Rating(reading, request).made(); }

}  // namespace hoctap
