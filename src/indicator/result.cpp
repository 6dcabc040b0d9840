#include "hoctap/indicator/result.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

using Rows = std::vector<const ResultRow*>;

constexpr std::size_t most_listed = 5;

Rows named_like(const Rows& rows, std::string_view name) {
  Rows named;
  const std::string sought = folded(name);
  for (const ResultRow* row : rows)
    if (row->kind == RowKind::unit && folded(row->unit_name) == sought) named.push_back(row);
  return named;
}

// The rows whose code or name is like the text; all where none is.
Rows near(const Rows& rows, std::string_view text) {
  std::vector<std::string> words;
  for (const ResultRow* row : rows) {
    words.push_back(row->unit_code);
    words.push_back(row->unit_name);
  }
  const std::vector<std::string> alike = nearest(text, words);
  Rows found;
  for (const ResultRow* row : rows) {
    const auto is_alike = [row](const std::string& word) { return word == row->unit_code || word == row->unit_name; };
    if (std::any_of(alike.begin(), alike.end(), is_alike)) found.push_back(row);
  }
  return found.empty() ? rows : found;
}

std::string listed(const Rows& rows) {
  std::string text;
  for (std::size_t i = 0; i < std::min(rows.size(), most_listed); ++i)
    text += (i == 0 ? "" : ", ") + rows[i]->unit_code + " " + rows[i]->unit_name;
  return rows.size() > most_listed ? text + " …" : text;
}

constexpr std::array<std::pair<ResultFlag, std::string_view>, 13> flag_names{{
    {ResultFlag::year_to_date, "year_to_date"},
    {ResultFlag::stale_denominator, "stale_denominator"},
    {ResultFlag::declared, "declared"},
    {ResultFlag::month_assumed, "month_assumed"},
    {ResultFlag::inferred_place, "inferred_place"},
    {ResultFlag::spread, "spread"},
    {ResultFlag::simulated, "simulated"},
    {ResultFlag::assumption, "assumption"},
    {ResultFlag::conflict, "conflict"},
    {ResultFlag::not_comparable, "not_comparable"},
    {ResultFlag::no_bounds, "no_bounds"},
    {ResultFlag::withheld, "withheld"},
    {ResultFlag::bounds_withheld, "bounds_withheld"},
}};

}  // namespace

std::string_view name(ResultFlag flag) {
  const auto found =
      std::find_if(flag_names.begin(), flag_names.end(), [&](const auto& one) { return one.first == flag; });
  return found == flag_names.end() ? std::string_view() : found->second;
}

std::span<const ResultFlag> result_flags() {
  static const auto flags = [] {
    std::array<ResultFlag, flag_names.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = flag_names[i].first;
    return all;
  }();
  return flags;
}

struct Result::Content {
  std::vector<ResultRow> rows;
  ViewChoice view;
  bool is_simulated = false;
  Findings findings;
};

Result::Result(std::vector<ResultRow> rows, ViewChoice view, bool is_simulated, Findings findings)
    : content_(std::make_shared<const Content>(Content{std::move(rows), view, is_simulated, std::move(findings)})) {}

std::span<const ResultRow> Result::rows() const {
  if (!content_) return {};
  return content_->rows;
}

const ViewChoice& Result::view() const {
  static const ViewChoice none;
  return content_ ? content_->view : none;
}

bool Result::is_simulated() const { return content_ && content_->is_simulated; }

std::span<const Finding> Result::findings() const {
  if (!content_) return {};
  return content_->findings;
}

const ResultRow& Result::row(std::string_view unit_code, std::string_view indicator, const Period& period,
                             std::string_view variant) const {
  std::vector<const ResultRow*> rows_asked;
  for (const ResultRow& row : rows())
    if (row.indicator == indicator && row.variant == variant && row.period == period) rows_asked.push_back(&row);
  const std::string asked = std::string(indicator) + " (" + std::string(variant) + ") " + period.text();
  if (rows_asked.empty()) throw NotFound({MessageCode::no_such_figure, {asked}});
  for (const ResultRow* row : rows_asked)
    if (unit_code.empty() ? row->kind == RowKind::territory : row->unit_code == unit_code) return *row;

  const auto named = named_like(rows_asked, unit_code);
  if (named.size() == 1) return *named.front();
  const std::string unit(unit_code);
  if (!named.empty()) throw NotFound({MessageCode::several_such_rows, {unit, listed(named)}});
  throw NotFound({MessageCode::no_such_row, {unit, asked, listed(near(rows_asked, unit_code))}});
}

}  // namespace hoctap
