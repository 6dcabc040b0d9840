#include "indicator/happened.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "indicator/code_test.hpp"

namespace hoctap::indicator {

Happened::Happened(const CentreContext& context, Kind kind, Tell tell)
    : context_(context),
      kind_(std::move(kind)),
      tell_(std::move(tell)),
      first_done_(context.centres.size(), context.days),
      first_open_(context.centres.size(), context.days) {
  std::vector<VersionId> units;
  tell_([&](const Happening& one) {
    if (one.centre < context.centres.size()) {
      YearsOfCentres& first = one.is_open || !one.day ? first_open_ : first_done_;
      first.note(one.centre, one.year, one.day.value_or(Date::earliest()));
    } else if (one.unit != no_version) {
      of_units_.push_back(one);
      units.push_back(one.unit);
    }
  });
  on_ground_ = OnGround(context.reading.dataset.tables().centre_places, context.centres, context.areas, units);
}

const ByCentre<Happening>& Happened::of_centres() const {
  if (of_centres_) return *of_centres_;
  std::vector<Happening> all;
  tell_([&](const Happening& one) { all.push_back(one); });
  return of_centres_.emplace(context_.centres.size(), all, [](const Happening& one) { return one.centre; });
}

Date Happened::until(const AskedOn& asked) const {
  const bool is_over = kind_.takes_late && asked.until == year_end(context_.reading.programme, asked.day);
  return is_over ? context_.reading.obligations.day() : asked.until;
}

Answer Happened::counts(const AskedOn& asked, const Happening& happening) const {
  if (happening.year != asked.year()) return Answer::failing;
  if (!happening.day) return Answer::unknown;
  if (*happening.day > until(asked)) return Answer::failing;
  return happening.is_open ? Answer::unknown : Answer::passing;
}

bool Happened::is_at(const Happening& happening, std::uint32_t centre, const CentreYears& years) const {
  const Validity days = context_.centres.operation(centre).intersection(years.span());
  if (days.is_empty()) return false;
  const Date day = std::min(std::max(happening.day.value_or(days.until - 1), days.from), days.until - 1);
  const VersionId commune = context_.areas.commune(context_.centres.place(centre, day));
  const VersionId told = context_.areas.commune(happening.unit);
  return commune != no_version && told != no_version && context_.areas.meet(commune, told);
}

std::size_t Happened::lines(const AskedOn& asked, const CentreYears& years, std::size_t happening) const {
  const auto [known, is_new] = lines_.try_emplace({asked.column, happening}, 0);
  if (!is_new) return known->second;
  const auto& due = years.due();  // in order
  std::set<std::uint32_t> found;
  for (const std::uint32_t centre : on_ground_.centres_of(static_cast<std::uint32_t>(happening)))
    if (std::binary_search(due.begin(), due.end(), years.line_of(centre)) && is_at(of_units_[happening], centre, years))
      found.insert(years.line_of(centre));
  return known->second = found.size();
}

Happened::Found Happened::of_commune(const AskedOn& asked, const CentreYears& years, std::uint32_t centre) const {
  Found found;
  for (const std::uint32_t i : on_ground_.things_of(centre)) {
    Answer answer = counts(asked, of_units_[i]);
    if (answer == Answer::failing || !is_at(of_units_[i], centre, years)) continue;
    const std::size_t whose = lines(asked, years, i);
    if (whose != 1) answer = Answer::unknown;
    if (!found.which || (found.answer != Answer::passing && answer == Answer::passing))
      found = {answer, &of_units_[i], whose};
  }
  return found;
}

Answer Happened::judge_one(const AskedOn& asked, const CentreYears& years, std::uint32_t centre,
                           Grounds* grounds) const {
  if (!grounds) {
    const Date last = until(asked);
    if (first_done_.first_day(centre, asked.year()) <= last) return Answer::passing;
    if (const Found told = of_commune(asked, years, centre); told.which) return told.answer;
    if (first_open_.first_day(centre, asked.year()) <= last) return Answer::unknown;
    const VersionId place = context_.centres.place(centre, years.last_day(centre));
    const bool is_told = std::all_of(kind_.tables.begin(), kind_.tables.end(), [&](std::string_view table) {
      return context_.reports.is_known(table, place, years.span());
    });
    return is_told ? Answer::failing : Answer::unknown;
  }
  const std::string word(kind_.word);
  const auto cite = [&](const Happening& one) {
    grounds->rows.push_back(row_ref(context_.reading.dataset, one.table ? *one.table : *kind_.table, one.row));
  };
  const auto because = [&](MessageCode code, std::vector<std::string> arguments) {
    grounds->reason = {code, std::move(arguments)};
  };
  const Happening* open = nullptr;
  const Happening* done = nullptr;
  for (const Happening& one : of_centres()[centre]) {
    const Answer answer = counts(asked, one);
    if (answer == Answer::passing && (!done || *one.day < *done->day)) done = &one;
    if (answer == Answer::unknown) open = &one;
    if (answer != Answer::failing) cite(one);
  }
  if (done) {
    because(MessageCode::measure_done, {word, done->day->iso()});
    return Answer::passing;
  }
  const Found told = of_commune(asked, years, centre);
  if (told.which) {
    cite(*told.which);
    if (told.answer == Answer::passing)
      because(MessageCode::measure_done, {word, told.which->day->iso()});
    else if (told.lines != 1)
      because(MessageCode::measure_jointly,
              {word, told.which->day ? told.which->day->iso() : "–", std::to_string(told.lines)});
    else
      because(MessageCode::measure_open, {word});
    return told.answer;
  }
  if (open) {
    because(MessageCode::measure_open, {word});
    return Answer::unknown;
  }
  const VersionId place = context_.centres.place(centre, years.last_day(centre));
  for (const std::string_view table : kind_.tables) {
    if (context_.reports.is_known(table, place, years.span())) continue;
    grounds->reason = context_.reports.why_unknown(table, place, years.span(), asked.year());
    return Answer::unknown;
  }
  because(MessageCode::measure_not_done, {word, asked.until.iso()});
  return Answer::failing;
}

Answer Happened::judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const {
  const CentreYears& years = context_.years.at(asked.column);
  return years.judge(centre, [&](std::uint32_t one) {
    if (!grounds) return judge_one(asked, years, one, nullptr);
    Grounds own;
    const Answer found = judge_one(asked, years, one, &own);
    grounds->add(std::move(own), one == centre || found == Answer::passing);
    return found;
  });
}

}  // namespace hoctap::indicator
