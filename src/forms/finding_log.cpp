#include "forms/finding_log.hpp"

#include <algorithm>

#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

constexpr std::size_t most_quoted_bytes = 60;
constexpr std::size_t most_suggestions = 8;
constexpr std::size_t digits_of_a_citizen = 9;  // the shortest of their numbers

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t slot(MessageCode code) { return static_cast<std::size_t>(code); }

}  // namespace

std::string quotable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size() && shown.size() < most_quoted_bytes;) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - at >= digits_of_a_citizen) {
      shown += "•••";
    } else {
      end = std::max(end, at + 1);
      shown += text.substr(at, end - at);
    }
    at = end;
  }
  if (shown.size() < most_quoted_bytes) return shown;
  std::size_t cut = most_quoted_bytes;
  while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xC0U) == 0x80U) --cut;
  if (cut < shown.size()) shown.replace(cut, std::string::npos, "…");
  return shown;
}

std::string suggestions(std::string_view word, const std::vector<std::string>& choices) {
  std::vector<std::string> shown = nearest(word, choices);
  if (shown.empty())
    shown.assign(choices.begin(),
                 choices.begin() + static_cast<std::ptrdiff_t>(std::min(choices.size(), most_suggestions)));
  std::string text;
  for (const std::string& one : shown) {
    if (!text.empty()) text += ", ";
    text += one;
  }
  return text;
}

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
  findings_.push_back(
      {{{code, std::move(arguments)}, {file_, sheet_, place.row, place.column, std::string(place.field)}, outcome},
       rows_dropped});
}

void FindingLog::add(MessageCode code, std::vector<std::string> arguments, CellPlace place) {
  log(code, std::move(arguments), place, 0);
}

void FindingLog::drop(MessageCode code, std::vector<std::string> arguments, CellPlace place, std::size_t rows) {
  log(code, std::move(arguments), place, rows);
}

void FindingLog::add(Finding finding) {
  if (++kind(finding.message.code).seen <= most_findings_of_a_kind) findings_.push_back({std::move(finding), 0});
}

std::vector<LoggedFinding> FindingLog::take() {
  for (std::size_t index = 0; index < kinds_.size(); ++index) {
    const Kind& counted = kinds_[index];
    if (counted.seen <= most_findings_of_a_kind) continue;
    const std::size_t beyond = counted.seen - most_findings_of_a_kind;
    const RowOutcome outcome = counted.rows_beyond == 0 ? RowOutcome::kept : RowOutcome::dropped;
    findings_.push_back(
        {{{MessageCode::more_of_the_same, {std::to_string(beyond), std::string(name(static_cast<MessageCode>(index)))}},
          {file_, sheet_, 0, 0, {}},
          outcome},
         counted.rows_beyond});
  }
  kinds_.clear();
  return std::move(findings_);
}

}  // namespace hoctap::forms
