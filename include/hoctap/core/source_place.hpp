// Where something stands in what was read.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"

namespace hoctap {

struct SourcePlace {
  std::string file;          // as the reader was given it, relative to the folder read; empty: not from a file
  std::string sheet;         // empty for delimited text
  std::uint32_t row = 0;     // 1-based line of the grid; 0: the whole file
  std::uint32_t column = 0;  // 1-based; 0: the whole row
  std::string field;         // the declared column or TOML key meant, where one is meant

  bool is_empty() const { return *this == SourcePlace{}; }
  // "residents.csv, row 12, column 4 (sex)" or "residents.csv, dòng 12, cột 4 (sex)"; empty where nothing is known.
  HOCTAP_EXPORT std::string text(Language language) const;

  friend auto operator<=>(const SourcePlace&, const SourcePlace&) = default;
};

}  // namespace hoctap
