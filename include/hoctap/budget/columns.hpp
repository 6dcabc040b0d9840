// Columns of budget lines where they lie: spans of whole numbers of any width, and numbers of words in a list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace hoctap {

// Whole numbers that somebody else keeps alive. `present` has a byte a row, 0 where the value is missing; empty where
// none is. There is no column of floats: money and counts are whole.
struct WholeNumbers {
  using Values =
      std::variant<std::span<const std::int64_t>, std::span<const std::int32_t>, std::span<const std::int16_t>,
                   std::span<const std::int8_t>, std::span<const std::uint32_t>, std::span<const std::uint16_t>,
                   std::span<const std::uint8_t>>;
  Values values;
  std::span<const std::uint8_t> present;

  std::size_t size() const {
    return std::visit([](const auto& span) { return span.size(); }, values);
  }
};

// Words by their number in a list: a column that says a few things many times.
struct CodedWords {
  WholeNumbers codes;
  std::vector<std::string_view> words;
};

}  // namespace hoctap
