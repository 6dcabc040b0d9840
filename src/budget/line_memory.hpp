// What a LineTable holds: columns that grow row by row, and views of them once all rows are there.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/budget/line_table.hpp"

namespace hoctap {

class NumberColumn {
 public:
  void push(std::optional<std::int64_t> value) {
    values_.push_back(value.value_or(0));
    present_.push_back(value ? 1 : 0);
    has_gaps_ |= !value;
  }
  WholeNumbers view() const {
    return {std::span(values_), has_gaps_ ? std::span(present_) : std::span<const std::uint8_t>()};
  }

 private:
  std::vector<std::int64_t> values_;
  std::vector<std::uint8_t> present_;
  bool has_gaps_ = false;
};

class WordColumn {
 public:
  // An empty word is missing.
  void push(std::string_view word) {
    std::optional<std::int64_t> code;
    if (!word.empty()) {
      const auto [place, is_new] = codes_.emplace(word, static_cast<std::int64_t>(words_.size()));
      if (is_new) words_.push_back(place->first);
      code = place->second;
    }
    numbers_.push(code);
  }
  CodedWords view() const { return {numbers_.view(), words_}; }
  std::span<const std::string_view> words() const { return words_; }

 private:
  std::map<std::string, std::int64_t, std::less<>> codes_;  // its keys stay where they are
  std::vector<std::string_view> words_;
  NumberColumn numbers_;
};

struct LineTable::Memory {
  WordColumn content;
  std::vector<std::pair<std::string, WordColumn>> attributes;  // by id
  std::optional<NumberColumn> date;
  std::optional<NumberColumn> year;
  std::optional<NumberColumn> decided_on;
  std::vector<NumberColumn> factors;
  std::optional<NumberColumn> unit_price;
  NumberColumn amount;
  WordColumn centre;
  std::vector<std::int64_t> centre_numbers;
  std::vector<SourcePlace> sheets;       // the places of files and sheets that lines stand in
  std::vector<std::uint32_t> sheet_of;   // by row
  std::vector<std::uint32_t> file_rows;  // by row
  Findings findings;
  bool is_simulated = false;
  LineColumns columns;

  // Once all rows are there.
  void finish();
};

}  // namespace hoctap
