// Days and months as people and spreadsheets write them. The day always stands before the month, but in ISO 8601.
#pragma once

#include <cstdint>

#include "hoctap/io/grid.hpp"
#include "hoctap/records/column.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap::forms {

// Dates outside these years are typing errors in every form.
inline constexpr int first_year = 1900;
inline constexpr int last_year = 2100;

enum class DateProblem : std::uint8_t {
  none,
  not_a_date,
  no_such_day,     // 31/02/2024
  two_digit_year,  // 05/03/24
  year_alone,      // 2024, which as a serial number would be a day of 1905
  year_out_of_range,
};

struct DateAnswer {
  Date date;
  DateProblem problem = DateProblem::none;
  bool was_serial = false;  // a spreadsheet's number of days since the end of 1899, of five digits
};

// dd/mm/yyyy (also with - or . and without leading zeros), yyyy-mm-dd (also with / and a time of day), "ngày 5 tháng 3
// năm 2024", and spreadsheet serials.
DateAnswer read_date(const GridCell& cell);

struct MonthAnswer {
  Month month;
  DateProblem problem = DateProblem::none;
  bool month_assumed = false;  // a year alone: January
};

// mm/yyyy, yyyy-mm, "tháng 3 năm 1967", a year alone, or any date.
MonthAnswer read_month(const GridCell& cell);

}  // namespace hoctap::forms
