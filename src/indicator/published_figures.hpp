// Reading of printed figures, and what pairs them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/indicator/published.hpp"

namespace hoctap {

std::vector<PublishedFigure> read_published_figures(std::string_view csv, const std::string& file, Findings& findings);

// First and last calendar year that a printed period names: "2019-2020 (report)" gives 2019 and 2020. Nothing where it
// names none.
struct YearSpan {
  int first = 0;
  int last = 0;
};
std::optional<YearSpan> years_of(std::string_view period);

// Whether two printed periods speak of one time: the same words, or years that meet while neither spans more than two.
bool periods_meet(std::string_view a, std::string_view b);

// The figure of the same place and time under the first of these measures that states one; the same words of period go
// before a mere overlap.
const PublishedFigure* companion(std::span<const PublishedFigure> figures, const PublishedFigure& of,
                                 std::span<const std::string> measures);

// 100 · num / den cut to so many decimals, in units of the last decimal, rounded half up or cut off.
std::int64_t percent_digits(std::int64_t num, std::int64_t den, int decimals, bool rounded);
std::int64_t power_of_ten(int exponent);

// "32.9 %", "210": as printed.
std::string printed_text(const PublishedFigure& figure);

}  // namespace hoctap
