#include "indicator/happened.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "indicator/code_test.hpp"

namespace hoctap::indicator {

Happened::Happened(const CentreContext& context, Kind kind, const std::vector<Happening>& happenings)
    : context_(context),
      kind_(std::move(kind)),
      of_centre_(context.centres.size(), happenings, [](const Happening& one) { return one.centre; }) {
  for (const Happening& one : happenings)
    if (one.centre == CentreRegister::no_centre && one.unit != no_version) of_units_.push_back(one);
}

Answer Happened::counts(const AskedOn& asked, const Happening& happening) const {
  if (happening.year != asked.year()) return Answer::failing;
  if (!happening.day) return Answer::unknown;
  const bool is_over = kind_.takes_late && asked.until == year_end(context_.reading.programme, asked.day);
  if (*happening.day > (is_over ? context_.reading.obligations.day() : asked.until)) return Answer::failing;
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
  const std::set<std::uint32_t> due(years.due().begin(), years.due().end());
  std::set<std::uint32_t> found;
  for (std::uint32_t centre = 0; centre < context_.centres.size(); ++centre)
    if (due.count(years.line_of(centre)) != 0 && is_at(of_units_[happening], centre, years))
      found.insert(years.line_of(centre));
  return known->second = found.size();
}

Happened::Found Happened::of_commune(const AskedOn& asked, const CentreYears& years, std::uint32_t centre) const {
  Found found;
  for (std::size_t i = 0; i < of_units_.size(); ++i) {
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
  const std::string word(kind_.word);
  const auto cite = [&](const Happening& one) {
    if (grounds)
      grounds->rows.push_back(row_ref(context_.reading.dataset, one.table ? *one.table : *kind_.table, one.row));
  };
  const auto because = [&](MessageCode code, std::vector<std::string> arguments) {
    if (grounds) grounds->reason = {code, std::move(arguments)};
  };
  const Happening* open = nullptr;
  const Happening* done = nullptr;
  for (const Happening& one : of_centre_[centre]) {
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
    if (grounds) grounds->reason = context_.reports.why_unknown(table, place, years.span(), asked.year());
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
