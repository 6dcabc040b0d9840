// How a row of a result is written.
#pragma once

#include "pybind.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/indicator/result.hpp"

namespace hoctap::python {

inline std::vector<std::string_view> flags_of(const ResultRow& row) {
  std::vector<std::string_view> names;
  for (const auto flag : result_flags())
    if (row.has_flag(flag)) names.push_back(name(flag));
  return names;
}

// "spread;declared"
inline std::string row_flags_text(const ResultRow& row) {
  std::string text;
  for (const auto flag : flags_of(row)) text += (text.empty() ? "" : ";") + std::string(flag);
  return text;
}

inline Ratio if_bounded(const ResultRow& row, const Ratio& bound) { return row.has_bounds ? bound : Ratio{0, 0}; }

// A percentage without its sign: several stand side by side.
inline std::string bare_percent(const Ratio& ratio, Language language) {
  auto text = ratio.percent(language);
  if (text.ends_with(" %")) text.resize(text.size() - 2);
  return text;
}

// A whole number with its thousands apart.
inline std::string grouped(std::int64_t number, Language language) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
    text.insert(static_cast<std::size_t>(at), language == Language::vi ? "." : ",");
  return text;
}

inline std::string count_text(const ResultRow& row, Language language, bool brief) {
  const auto shown = grouped(row.cell.numerator, language);
  if (row.status == Status::not_applicable || row.status == Status::no_data) return "–";
  if (!row.has_bounds) return shown + (language == Language::vi ? " [không có cận]" : " [no bounds]");
  if (row.cell.lower_num == row.cell.upper_num) return shown;
  return shown + " [" + grouped(row.cell.lower_num, language) + (brief ? "–" : " – ") +
         grouped(row.cell.upper_num, language) + "]";
}

inline bool is_withheld(const ResultRow& row) { return row.has_flag(ResultFlag::withheld); }
inline bool are_bounds_withheld(const ResultRow& row) {
  return is_withheld(row) || row.has_flag(ResultFlag::bounds_withheld);
}

// A count of a row by its name; nothing where it is withheld.
struct CountColumn {
  const char* name;
  std::int64_t Cell::* count;
  bool (*is_hidden)(const ResultRow&);

  std::optional<std::int64_t> operator()(const ResultRow& row) const {
    return is_hidden(row) ? std::nullopt : std::optional(row.cell.*count);
  }
};

inline constexpr std::array<CountColumn, 7> count_columns{{{"numerator", &Cell::numerator, is_withheld},
                                                           {"denominator", &Cell::denominator, is_withheld},
                                                           {"unreported", &Cell::unreported, are_bounds_withheld},
                                                           {"lower_num", &Cell::lower_num, are_bounds_withheld},
                                                           {"lower_den", &Cell::lower_den, are_bounds_withheld},
                                                           {"upper_num", &Cell::upper_num, are_bounds_withheld},
                                                           {"upper_den", &Cell::upper_den, are_bounds_withheld}}};

inline std::string value_text(const ResultRow& row, Language language, bool brief) {
  if (is_withheld(row)) return language == Language::vi ? "không công bố" : "withheld";
  if (are_bounds_withheld(row))
    return (row.is_count ? grouped(row.cell.numerator, language)
            : brief      ? bare_percent(row.value(), language)
                         : row.value().percent(language)) +
           (language == Language::vi ? " [không công bố cận]" : " [bounds withheld]");
  if (row.is_count) return count_text(row, language, brief);
  const auto shown = brief ? bare_percent(row.value(), language) : row.value().percent(language);
  if (!row.has_bounds)
    return row.cell.unreported == 0 ? shown : shown + (language == Language::vi ? " [không có cận]" : " [no bounds]");
  const auto lower = bare_percent(row.lower(), language);
  const auto upper = bare_percent(row.upper(), language);
  // A bound whose denominator is zero says nothing.
  if (row.cell.lower_den == 0 || row.cell.upper_den == 0) {
    if (row.cell.upper_den != 0) return shown + " [≤ " + upper + "]";
    return row.cell.lower_den == 0 ? shown : shown + " [≥ " + lower + "]";
  }
  // Bounds that no reader could tell from the value would only be in the way.
  if (lower == upper && lower == bare_percent(row.value(), language)) return shown;
  return shown + " [" + lower + (brief ? "–" : " – ") + upper + "]";
}

// Nothing for a count, which is no share.
inline std::optional<double> approximate_percent(const ResultRow& row, const Ratio& ratio) {
  if (row.is_count || !ratio.is_applicable()) return std::nullopt;
  return 100 * ratio.approximate();
}

}  // namespace hoctap::python
