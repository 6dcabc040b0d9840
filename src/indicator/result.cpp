#include "hoctap/indicator/result.hpp"

#include <algorithm>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {

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
  std::vector<std::string> codes;
  for (const ResultRow& row : rows()) {
    if (row.indicator != indicator || row.variant != variant || row.period != period) continue;
    if (unit_code.empty() ? row.kind == RowKind::territory : row.unit_code == unit_code) return row;
    codes.push_back(row.unit_code);
  }
  std::string near;
  for (const std::string& code : nearest(unit_code, codes)) near += near.empty() ? code : ", " + code;
  const std::string asked = std::string(indicator) + " (" + std::string(variant) + ") " + period.text();
  if (codes.empty()) throw NotFound({MessageCode::no_such_figure, {asked}});
  throw NotFound({MessageCode::no_such_row, {std::string(unit_code), asked, near.empty() ? codes.front() : near}});
}

}  // namespace hoctap
