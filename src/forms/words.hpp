// Words with a fixed meaning that stand in forms instead of values, compared folded: labels above the heading, units of
// money, ticks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hoctap::forms {

// What a line above the heading states.
enum class Label : std::uint8_t {
  form,         // Biểu
  table,        // Bảng
  unit,         // Đơn vị
  period,       // Kỳ
  version,      // Lần
  received,     // Ngày nhận
  codes_as_of,  // Mã theo ngày
  nil,          // Không phát sinh
  money_unit,   // Đơn vị tính
  data,         // Dữ liệu
};

// Each takes folded text.
std::optional<Label> label(std::string_view folded);
// Đồng in one unit: nghìn đồng is 1000.
std::optional<std::int64_t> money_factor(std::string_view folded);
bool says_simulated(std::string_view folded);
bool is_running_number_heading(std::string_view folded);
bool is_total(std::string_view folded);

// Takes the cell as it was typed.
std::optional<bool> yes_or_no(std::string_view text);
// What numbers a column below a heading: 1, (2), 3.0; 0 for a letter, A to Z.
std::optional<std::int64_t> column_number(std::string_view text);
// A lone dash or dots: nothing to state there.
bool is_dash(std::string_view text);
// A mark that repeats the cell above.
bool is_ditto(std::string_view text);

}  // namespace hoctap::forms
