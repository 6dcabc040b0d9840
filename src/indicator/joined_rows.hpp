// Rows of two results that are of the same unit, indicator, variant and period.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "hoctap/indicator/result.hpp"

namespace hoctap::indicator {

// Units by their code; the territory is the same whatever code it bears.
using RowName = std::tuple<RowKind, std::string, std::string, std::string, Period>;
inline RowName name_of(const ResultRow& row) {
  const bool is_territory = row.kind == RowKind::territory || row.kind == RowKind::higher;
  return {row.kind, is_territory ? std::string() : row.unit_code, row.indicator, row.variant, row.period};
}

// In the order of the first, then what only the second has.
inline std::vector<std::pair<std::optional<ResultRow>, std::optional<ResultRow>>> joined_rows(const Result& first,
                                                                                              const Result& second) {
  std::vector<std::pair<std::optional<ResultRow>, std::optional<ResultRow>>> rows;
  std::map<RowName, std::size_t> numbers;
  for (const ResultRow& row : first.rows()) {
    numbers.emplace(name_of(row), rows.size());
    rows.emplace_back(row, std::nullopt);
  }
  for (const ResultRow& row : second.rows()) {
    const auto known = numbers.find(name_of(row));
    if (known == numbers.end())
      rows.emplace_back(std::nullopt, row);
    else
      rows[known->second].second = row;
  }
  return rows;
}

}  // namespace hoctap::indicator
