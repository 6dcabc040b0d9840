// Dates, months and periods: as people write them and as the library does.
#include <cstdint>
#include <string>
#include <string_view>

#include "forms/dates.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/period.hpp"
#include "input.hpp"
#include "invariant.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;

void check_date(Date date) {
  if (!succeeds([&] { date.year(); })) return;  // beyond the calendar
  demand(Date::try_of(date.year(), date.month(), date.day()) == date, "a date is made of its parts");
  demand(Date::try_parse(date.iso()) == date, "a date is read back");
  demand(Month{date.month_index()} == Month{date.last_of_month().month_index()}, "a month ends in itself");
  demand(parse_month(text_of(Month{date.month_index()})) == Month{date.month_index()}, "a month is read back");
  for (const auto kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year, PeriodKind::school_year}) {
    succeeds([&] { demand(period_of(kind, date).contains(date), "the period of a day holds it"); });
  }
}

void check_period(const Period& period) {
  demand(period.first() <= period.last(), "a period has a day");
  demand(Period::try_parse(period.text()) == period, "a period is read back");
  demand(period.contains(period.first()) && period.contains(period.last()), "a period holds its ends");
  if (period.kind() == PeriodKind::range) return;
  Period next;
  if (succeeds([&] { next = period.next(); })) {
    demand(next.first() == period.last() + 1, "periods follow without a gap");
    demand(next.previous() == period, "the period before the next one is the first");
  }
}

forms::DateAnswer read_date(std::string_view text, CellKind kind) { return forms::read_date(GridCell{text, kind}); }

void check_cell(std::string_view text, CellKind kind) {
  const forms::DateAnswer answer = read_date(text, kind);
  if (answer.problem == forms::DateProblem::none) {
    const int year = answer.date.year();
    demand(year >= forms::first_year && year <= forms::last_year, "a date of a form is of our time");
    check_date(answer.date);
    const std::string typed =
        std::to_string(answer.date.day()) + "/" + std::to_string(answer.date.month()) + "/" + std::to_string(year);
    const forms::DateAnswer again = read_date(typed, CellKind::text);
    demand(again.problem == forms::DateProblem::none && again.date == answer.date, "a date typed is read");
  }
  const forms::MonthAnswer month = forms::read_month(GridCell{text, kind});
  if (month.problem == forms::DateProblem::none)
    demand(parse_month(text_of(month.month)) == month.month, "a month of a form is one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::Input input(bytes, size);
  if (input.choice(4) == 0) {
    check_date(Date::from_days(input.number<std::int32_t>()));
    return 0;
  }
  const std::string_view text = input.rest();
  if (const auto date = Date::try_parse(text)) check_date(*date);
  std::optional<Period> period;
  // Words are folded, which refuses malformed text.
  if (succeeds([&] { period = Period::try_parse(text); }) && period) check_period(*period);
  if (text.empty() || first_invalid_utf8(text)) return 0;  // no cell of a grid
  check_cell(text, CellKind::text);
  check_cell(text, CellKind::number);
  return 0;
}
