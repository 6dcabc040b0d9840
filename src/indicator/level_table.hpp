// What a table of levels holds.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "hoctap/indicator/levels.hpp"

namespace hoctap {

// A column whose rows are all written once, so that they need not be cleared before.
template <class T>
class WrittenOnce {
 public:
  WrittenOnce() = default;
  explicit WrittenOnce(std::size_t size) : values_(std::make_unique_for_overwrite<T[]>(size)), size_(size) {}

  bool is_empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  T* data() { return values_.get(); }
  T& operator[](std::size_t i) { return values_[i]; }
  const T& operator[](std::size_t i) const { return values_[i]; }
  std::span<const T> span() const { return {values_.get(), size_}; }

 private:
  std::unique_ptr<T[]> values_;
  std::size_t size_ = 0;
};

struct LevelTable::Content {
  Gazetteer gazetteer;
  std::vector<ViewChoice> views;
  std::vector<Figure> figures;
  std::vector<std::shared_ptr<const UnitTree>> trees;                           // whose units the blocks show
  std::vector<std::unique_ptr<const std::vector<std::uint32_t>>> figure_lists;  // which the blocks name
  std::vector<Block> blocks;
  bool is_simulated = false;
  Findings findings;

  // Words that rows name by their number.
  std::vector<std::string> unit_codes;  // in order
  std::vector<std::string> indicators;
  std::vector<std::string> variants;
  std::vector<Period> periods;
  std::vector<std::uint16_t> flag_sets;

  // By row.
  WrittenOnce<std::int8_t> view;
  WrittenOnce<std::int8_t> level;
  WrittenOnce<std::int32_t> unit;
  WrittenOnce<std::int16_t> indicator;
  WrittenOnce<std::int16_t> variant;
  WrittenOnce<std::int16_t> period;
  WrittenOnce<std::int16_t> flags;
  WrittenOnce<Status> status;
  WrittenOnce<std::int64_t> numerator;
  WrittenOnce<std::int64_t> denominator;
  WrittenOnce<std::int64_t> unreported;
  WrittenOnce<std::int64_t> lower_den;
  WrittenOnce<std::int64_t> upper_num;
  WrittenOnce<std::int64_t> lower_num;  // empty where it is the numerator throughout
  WrittenOnce<std::int64_t> upper_den;  // empty where it is the lower denominator throughout
};

}  // namespace hoctap
