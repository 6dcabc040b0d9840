#include "forms/finding_log.hpp"

#include <algorithm>

namespace hoctap::forms {
namespace {

std::size_t slot(MessageCode code) { return static_cast<std::size_t>(code); }

}  // namespace

bool FindingLog::is_full(MessageCode code) const {
  return slot(code) < kinds_.size() && kinds_[slot(code)].seen >= most_findings_of_a_kind;
}

FindingLog::Kind& FindingLog::kind(MessageCode code) {
  if (kinds_.size() <= slot(code)) kinds_.resize(slot(code) + 1);
  return kinds_[slot(code)];
}

void FindingLog::log(MessageCode code, std::vector<std::string> arguments, CellPlace place, std::size_t rows_dropped) {
  rows_dropped_ += rows_dropped;
  if (severity(code) == Severity::error) rows_unusable_ += rows_dropped;
  Kind& counted = kind(code);
  if (++counted.seen > most_findings_of_a_kind) {
    counted.rows_beyond += rows_dropped;
    return;
  }
  const RowOutcome outcome = rows_dropped == 0 ? RowOutcome::kept : RowOutcome::dropped;
  findings_.push_back({{code, std::move(arguments)},
                       {file_, sheet_, place.row, place.column, std::string(place.field)},
                       outcome,
                       std::max(rows_dropped, std::size_t{1})});
}

void FindingLog::add(MessageCode code, std::vector<std::string> arguments, CellPlace place) {
  log(code, std::move(arguments), place, 0);
}

void FindingLog::drop(MessageCode code, std::vector<std::string> arguments, CellPlace place, std::size_t rows) {
  log(code, std::move(arguments), place, rows);
}

void FindingLog::add(Finding finding) {
  if (++kind(finding.message.code).seen <= most_findings_of_a_kind) findings_.push_back(std::move(finding));
}

Findings FindingLog::take() {
  for (std::size_t index = 0; index < kinds_.size(); ++index) {
    const Kind& counted = kinds_[index];
    if (counted.seen <= most_findings_of_a_kind) continue;
    const std::size_t beyond = counted.seen - most_findings_of_a_kind;
    const RowOutcome outcome = counted.rows_beyond == 0 ? RowOutcome::kept : RowOutcome::dropped;
    findings_.push_back(
        {{MessageCode::more_of_the_same, {std::to_string(beyond), std::string(name(static_cast<MessageCode>(index)))}},
         {file_, sheet_, 0, 0, {}},
         outcome,
         std::max(counted.rows_beyond, std::size_t{1})});
  }
  kinds_.clear();
  return std::move(findings_);
}

}  // namespace hoctap::forms
