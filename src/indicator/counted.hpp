// What every kernel gives: contributions, and what a reader must know of the places they come from.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/measure/contribution.hpp"

namespace hoctap::indicator {

// Why a thing counts as it does, collected only for explanations.
struct Grounds {
  Message reason;
  std::vector<ExplanationPart::RowRef> rows;

  // What else it rests on; `decides`: and says why.
  void add(Grounds&& more, bool decides) {
    if (decides) reason = std::move(more.reason);
    rows.insert(rows.end(), std::make_move_iterator(more.rows.begin()), std::make_move_iterator(more.rows.end()));
  }
};

struct PlaceFlag {
  VersionId place = no_version;
  ResultFlag flag{};
};

struct Counted {
  std::vector<Contribution> contributions;
  std::vector<SharedContribution> shared;
  std::vector<PlaceFlag> flags;
  std::vector<std::uint32_t> atoms_without_denominator;  // bounds that would need them are not applicable
};

// What was counted, told apart: contributions and shared ones, each with its category.
struct Split {
  std::vector<Contribution> contributions;
  std::vector<std::uint32_t> categories;
  std::vector<SharedContribution> shared;
  std::vector<std::uint32_t> shared_categories;

  void add(const Contribution& contribution, std::uint32_t category) {
    contributions.push_back(contribution);
    categories.push_back(category);
  }
};

// Parts of an explanation, one for each contribution and in the same order.
using Parts = std::vector<ExplanationPart>;

// Adds a contribution, and the part that explains it where parts are asked for.
inline void contribute(Counted& counted, Parts* parts, VersionId place, const Cell& cell, std::uint32_t evidence = 0) {
  counted.contributions.push_back({place, cell, evidence});
  if (parts) {
    parts->emplace_back();
    parts->back().cell = cell;
  }
}

// Says why the last contribution counts as it does.
inline void explain(Parts* parts, std::string subject, Grounds grounds) {
  if (!parts) return;
  parts->back().subject = std::move(subject);
  parts->back().reason = std::move(grounds.reason);
  parts->back().rows = std::move(grounds.rows);
}

inline ExplanationPart::RowRef row_ref(const Dataset& dataset, const Table& table, std::size_t row) {
  const RowPlace place = table.place(row);
  const Source& source = dataset.sources()[place.source];
  return {std::string(table.name()), source.file, source.sheet, place.row};
}

// Where the first of these rows stands; nowhere without any.
inline SourcePlace source_place(const Dataset& dataset, const Table& table, const std::vector<std::uint32_t>& rows) {
  if (rows.empty()) return {};
  const RowPlace place = table.place(rows.front());
  const Source& source = dataset.sources()[place.source];
  return {source.file, source.sheet, place.row, 0, {}};
}

}  // namespace hoctap::indicator
