// Whether a row's code meets the conditions under which a measure is asked for.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/measure/cell.hpp"
#include "hoctap/records/column.hpp"
#include "hoctap/records/dataset.hpp"
#include "measure/code_flags.hpp"

namespace hoctap::indicator {

// All of several.
inline Answer both(Answer a, Answer b) {
  if (a == Answer::failing || b == Answer::failing) return Answer::failing;
  return a == Answer::unknown || b == Answer::unknown ? Answer::unknown : Answer::passing;
}
// One of several.
inline Answer either(Answer a, Answer b) {
  if (a == Answer::passing || b == Answer::passing) return Answer::passing;
  return a == Answer::unknown || b == Answer::unknown ? Answer::unknown : Answer::failing;
}

// The conditions of one use on its dimensions, each with the column that tells it.
class CodeTest {
 public:
  struct Told {
    std::string_view dimension;
    const Column<Text>* column = nullptr;
  };

  CodeTest(const Dataset& dataset, const MeasureUse& use, std::span<const Told> told) {
    for (const auto& conditions : use.where) {
      std::vector<Part>& parts = any_.emplace_back();
      for (const MeasureCondition& condition : conditions) {
        const auto known = std::find_if(told.begin(), told.end(),
                                        [&](const Told& one) { return one.dimension == condition.dimension; });
        if (known == told.end()) continue;
        parts.emplace_back(dataset, condition, *known->column);
      }
    }
  }

  // Of a row on a day; a blank code leaves it open.
  Answer of(std::size_t row, Date day) const {
    if (any_.empty()) return Answer::passing;
    Answer answer = Answer::failing;
    for (const auto& parts : any_) {
      Answer all = Answer::passing;
      for (const Part& part : parts) all = both(all, part.of(row, day));
      answer = either(answer, all);
    }
    return answer;
  }

 private:
  class Part {
   public:
    Part(const Dataset& dataset, const MeasureCondition& condition, const Column<Text>& column)
        : column_(&column), is_negated_(condition.is_negated), has_flag_(!condition.flag.empty()) {
      if (has_flag_) {
        flags_.emplace_back(dataset.codes().list(column.info().code_list), dataset.pool(), condition.flag);
        return;
      }
      for (const std::string& code : condition.codes)
        if (const auto symbol = dataset.pool().find(code)) codes_.push_back(*symbol);
    }
    Answer of(std::size_t row, Date day) const {
      if (!column_->has(row)) return Answer::unknown;
      const Text code = (*column_)[row];
      const bool is_one =
          has_flag_ ? flags_.front().has(code, day) : std::find(codes_.begin(), codes_.end(), code) != codes_.end();
      return is_one != is_negated_ ? Answer::passing : Answer::failing;
    }

   private:
    const Column<Text>* column_;
    bool is_negated_;
    bool has_flag_;
    std::vector<measure::CodeFlags> flags_;  // one or none
    std::vector<Text> codes_;
  };

  std::vector<std::vector<Part>> any_;
};

}  // namespace hoctap::indicator
