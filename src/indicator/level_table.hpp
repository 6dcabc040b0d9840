// What a table of levels holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result_column.hpp"
#include "hoctap/indicator/levels.hpp"

namespace hoctap {

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
  ResultColumn<std::int8_t> view;
  ResultColumn<std::int8_t> level;
  ResultColumn<std::int32_t> unit;
  ResultColumn<std::int16_t> indicator;
  ResultColumn<std::int16_t> variant;
  ResultColumn<std::int16_t> period;
  ResultColumn<std::int16_t> flags;
  ResultColumn<Status> status;
  ResultColumn<std::int64_t> numerator;
  ResultColumn<std::int64_t> denominator;
  ResultColumn<std::int64_t> unreported;
  ResultColumn<std::int64_t> lower_den;
  ResultColumn<std::int64_t> upper_num;
  ResultColumn<std::int64_t> lower_num;  // empty where it is the numerator throughout
  ResultColumn<std::int64_t> upper_den;  // empty where it is the lower denominator throughout
};

}  // namespace hoctap
