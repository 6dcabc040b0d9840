#include "indicator/centre_marks.hpp"

#include <array>
#include <numeric>
#include <string>

namespace hoctap::indicator {
namespace {

const CentrePlaces& places_of(const CentreContext& context) { return context.reading.dataset.tables().centre_places; }

}  // namespace

Sited::Sited(const CentreContext& context, const MeasureUse& use)
    : context_(context),
      asks_kind_(!use.where.empty()),
      test_(context.reading.dataset, use,
            std::array{CodeTest::Told{"venue", &places_of(context).venue_type},
                       CodeTest::Told{"host", &places_of(context).host}}) {}

Answer Sited::judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const {
  const Dataset& dataset = context_.reading.dataset;
  const CentrePlaces& places = places_of(context_);
  const auto row = context_.centres.place_row(centre, asked.day);
  if (grounds) {
    grounds->reason = {MessageCode::sited_unknown, {}};
    if (row) grounds->rows.push_back(row_ref(dataset, places, *row));
  }
  if (!row) return Answer::unknown;
  if (grounds && (places.venue_type.has(*row) || places.host.has(*row))) {
    std::string vi;
    std::string en;
    for (const auto* column : {&places.venue_type, &places.host}) {
      if (!column->has(*row)) continue;
      const Code* const code = dataset.codes().list(column->info().code_list).find(dataset.text((*column)[*row]));
      vi += (vi.empty() ? "" : ", ") + (code ? code->label_vi : std::string(dataset.text((*column)[*row])));
      en += (en.empty() ? "" : ", ") + (code ? code->label_en : std::string(dataset.text((*column)[*row])));
    }
    grounds->reason = {MessageCode::sited_at, {vi, en}};
  }
  if (!asks_kind_) return places.venue_type.has(*row) ? Answer::passing : Answer::unknown;
  return test_.of(*row, asked.day);
}

Supplied::Supplied(const CentreContext& context) : context_(context) {
  const MaterialsReceived& received = context.reading.dataset.tables().materials_received;
  std::vector<std::uint32_t> rows(received.size());
  std::iota(rows.begin(), rows.end(), 0U);
  rows_ = {context.centres.size(), rows,
           [&](std::uint32_t row) { return context.centres.number(received.centre_id[row]); }};
}

Answer Supplied::judge_line(const AskedOn& asked, std::uint32_t centre, std::size_t depth, Grounds* grounds) const {
  const Dataset& dataset = context_.reading.dataset;
  const MaterialsReceived& received = dataset.tables().materials_received;
  Answer found = Answer::failing;
  for (const std::uint32_t row : rows_[centre]) {
    if (!asked.window.contains(received.received_on[row]) || received.quantity.get(row) == 0) continue;
    if (grounds) {
      grounds->rows.push_back(row_ref(dataset, received, row));
      grounds->reason = {MessageCode::measure_done, {"materials", received.received_on[row].iso()}};
    }
    found = Answer::passing;
  }
  for (const std::uint32_t before : context_.centres.predecessors(centre)) {
    if (depth == 0 || found == Answer::passing || context_.centres.operation(before).until > asked.day) continue;
    found = either(found, judge_line(asked, before, depth - 1, grounds));
  }
  return found;
}

Answer Supplied::judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const {
  if (judge_line(asked, centre, context_.centres.size(), grounds) == Answer::passing) return Answer::passing;
  const VersionId place = context_.centres.place(centre, asked.day);
  if (!context_.reports.is_known("materials_received", place, asked.window)) {
    if (grounds) grounds->reason = {MessageCode::measure_not_told, {"materials"}};
    return Answer::unknown;
  }
  if (grounds) grounds->reason = {MessageCode::measure_not_done, {"materials", asked.day.iso()}};
  return Answer::failing;
}

OwnMarks::OwnMarks(const CentreContext& context, std::string_view indicator) {
  std::vector<Mark> marks;
  for (const OwnValues& own : context.own) {
    if (own.indicator != indicator) continue;
    for (const OwnValues::OfCentre& one : own.centres) {
      const auto symbol = context.reading.dataset.pool().find(one.centre_id);
      const std::uint32_t centre = symbol ? context.centres.number(*symbol) : CentreRegister::no_centre;
      const Answer answer = !one.holds ? Answer::unknown : *one.holds ? Answer::passing : Answer::failing;
      if (centre != CentreRegister::no_centre) marks.push_back({centre, one.from.value_or(Date::earliest()), answer});
    }
  }
  marks_ = {context.centres.size(), marks, [](const Mark& mark) { return mark.centre; }};
}

Answer OwnMarks::judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const {
  const Mark* latest = nullptr;
  for (const Mark& mark : marks_[centre])
    if (mark.from <= asked.day && (!latest || latest->from < mark.from)) latest = &mark;
  const Answer answer = latest ? latest->answer : Answer::unknown;
  if (!grounds) return answer;
  if (answer == Answer::unknown)
    grounds->reason = {MessageCode::measure_not_told, {"own_values"}};
  else
    grounds->reason = {MessageCode::measure_done, {"own_values", answer == Answer::passing ? "true" : "false"}};
  return answer;
}

}  // namespace hoctap::indicator
