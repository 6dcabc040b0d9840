#include "indicator/published_figures.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/digits.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap {

namespace {

constexpr std::array<std::string_view, 10> column_names = {"place", "level", "period", "measure", "value",
                                                           "bound", "unit",  "note",   "source",  "mark"};
constexpr std::array<PrintedBound, 5> bounds = {PrintedBound::exact, PrintedBound::more_than, PrintedBound::nearly,
                                                PrintedBound::less_than, PrintedBound::about};
constexpr int most_decimals = 6;

struct PrintedNumber {
  std::int64_t digits = 0;
  int decimals = 0;
};

std::optional<PrintedNumber> printed_number(std::string_view text) {
  const auto point = text.find('.');
  std::string digits(text.substr(0, point));
  PrintedNumber number;
  if (point != std::string_view::npos) {
    const auto fraction = text.substr(point + 1);
    if (fraction.empty() || fraction.size() > static_cast<std::size_t>(most_decimals)) return std::nullopt;
    number.decimals = static_cast<int>(fraction.size());
    digits += fraction;
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number.digits);
  if (error != std::errc{} || end != digits.data() + digits.size() || number.digits < 0) return std::nullopt;
  return number;
}

std::optional<PrintedBound> bound_from_name(std::string_view text) {
  for (const auto bound : bounds)
    if (name(bound) == text) return bound;
  return std::nullopt;
}

}  // namespace

std::vector<PublishedFigure> read_published_figures(std::string_view csv, const std::string& file, Findings& findings) {
  const Grid grid = read_delimited(csv, file, findings);
  std::array<std::size_t, column_names.size()> position{};
  const auto heading = grid.row_count() == 0 ? std::span<const GridCell>{} : grid.row(0);
  for (std::size_t c = 0; c < column_names.size(); ++c) {
    const auto found = std::find_if(heading.begin(), heading.end(),
                                    [&](const GridCell& cell) { return cell.text == column_names[c]; });
    if (found == heading.end())
      throw FormatError({MessageCode::published_missing_column, {std::string(column_names[c])}}, {file, "", 1, 0, ""});
    position[c] = static_cast<std::size_t>(found - heading.begin());
  }

  std::vector<PublishedFigure> figures;
  for (std::size_t r = 1; r < grid.row_count(); ++r) {
    const auto row = grid.row(r);
    const auto cell = [&](std::size_t column) {
      return position[column] < row.size() ? row[position[column]].text : std::string_view{};
    };
    const auto drop = [&](std::size_t column, Message message) {
      findings.push_back({std::move(message),
                          {file, "", grid.line(r), static_cast<std::uint32_t>(position[column] + 1),
                           std::string(column_names[column])},
                          RowOutcome::dropped});
    };
    const auto number = printed_number(cell(4));
    if (!number) {
      drop(4, {MessageCode::published_bad_number, {std::string(cell(4))}});
      continue;
    }
    const auto bound = bound_from_name(cell(5));
    if (!bound) {
      drop(5, {MessageCode::unknown_choice, {std::string(cell(5)), "exact, more_than, nearly, less_than, about"}});
      continue;
    }
    const auto mark = mark_from_name(cell(9));
    if (!mark) {
      drop(9, {MessageCode::unknown_choice, {std::string(cell(9)), "VERIFIED, SECONDARY, MEMORY"}});
      continue;
    }
    figures.push_back({std::string(cell(0)), std::string(cell(1)), std::string(cell(2)), std::string(cell(3)),
                       number->digits, number->decimals, *bound, std::string(cell(6)), std::string(cell(7)),
                       std::string(cell(8)), *mark, grid.line(r)});
  }
  return figures;
}

std::optional<YearSpan> years_of(std::string_view period) {
  std::optional<YearSpan> span;
  for (std::size_t i = 0; i < period.size();) {
    std::size_t end = i;
    while (end < period.size() && is_digit(period[end])) ++end;
    if (end - i == 4) {
      int year = 0;
      std::from_chars(period.data() + i, period.data() + end, year);
      if (!span) span = YearSpan{year, year};
      span->first = std::min(span->first, year);
      span->last = std::max(span->last, year);
    }
    i = std::max(end, i + 1);
  }
  return span;
}

bool periods_meet(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto x = years_of(a);
  const auto y = years_of(b);
  return x && y && x->last - x->first <= 1 && y->last - y->first <= 1 && x->first <= y->last && y->first <= x->last;
}

const PublishedFigure* companion(std::span<const PublishedFigure> figures, const PublishedFigure& of,
                                 std::span<const std::string> measures) {
  for (const bool same_words : {true, false})
    for (const auto& measure : measures)
      for (const auto& figure : figures)
        if (figure.measure == measure && figure.place == of.place &&
            (same_words ? figure.period == of.period : periods_meet(figure.period, of.period)))
          return &figure;
  return nullptr;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power = checked_multiply(power, 10);
  return power;
}

std::int64_t percent_digits(std::int64_t num, std::int64_t den, int decimals, bool rounded) {
  const auto scaled = checked_multiply(num, checked_multiply(100, power_of_ten(decimals)));
  return rounded ? checked_add(checked_multiply(scaled, 2), den) / checked_multiply(den, 2) : scaled / den;
}

std::string printed_text(const PublishedFigure& figure) {
  std::string text = std::to_string(figure.digits);
  if (figure.decimals > 0) {
    const auto decimals = static_cast<std::size_t>(figure.decimals);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    text.insert(text.size() - decimals, 1, '.');
  }
  return figure.unit == "percent" ? text + " %" : text;
}

std::string_view name(PrintedBound bound) {
  switch (bound) {
    case PrintedBound::exact:
      return "exact";
    case PrintedBound::more_than:
      return "more_than";
    case PrintedBound::nearly:
      return "nearly";
    case PrintedBound::less_than:
      return "less_than";
    case PrintedBound::about:
      break;
  }
  return "about";
}

Ratio PublishedFigure::value() const { return {digits, power_of_ten(decimals)}; }

}  // namespace hoctap
