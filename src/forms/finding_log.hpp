// The findings of one sheet. A file of garbage must not fill the memory with a hundred thousand findings of one kind,
// so those beyond a limit are counted and summed up in one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/citizen_digits.hpp"
#include "hoctap/core/finding.hpp"

namespace hoctap::forms {

inline constexpr std::size_t most_findings_of_a_kind = 1000;

struct CellPlace {
  std::uint32_t row = 0;     // 1-based line
  std::uint32_t column = 0;  // 1-based
  std::string_view field = {};
};

class FindingLog {
 public:
  FindingLog(std::string file, std::string sheet) : file_(std::move(file)), sheet_(std::move(sheet)) {}

  // About the sheet, a row or a cell that is kept.
  void add(MessageCode code, std::vector<std::string> arguments, CellPlace place = {});
  // The row is dropped; with `rows`, one finding about the sheet drops so many.
  void drop(MessageCode code, std::vector<std::string> arguments, CellPlace place, std::size_t rows = 1);
  void add(Finding finding);

  // Whether more of this kind are only counted, so that nothing need be worked out for them.
  bool is_full(MessageCode code) const;
  bool is_empty() const { return findings_.empty(); }
  std::size_t rows_dropped() const { return rows_dropped_; }
  // Of them, those with an error.
  std::size_t rows_unusable() const { return rows_unusable_; }
  // Everything in order of its coming, and for each kind beyond the limit one finding that says how many more there
  // are.
  Findings take();

 private:
  struct Kind {
    std::size_t seen = 0;
    std::size_t rows_beyond = 0;  // dropped by findings beyond the limit
  };
  Kind& kind(MessageCode code);
  void log(MessageCode code, std::vector<std::string> arguments, CellPlace place, std::size_t rows_dropped);

  std::string file_;
  std::string sheet_;
  Findings findings_;
  std::vector<Kind> kinds_;  // by code
  std::size_t rows_dropped_ = 0;
  std::size_t rows_unusable_ = 0;
};

}  // namespace hoctap::forms
