#include "forms/words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/digits.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

template <class Value, std::size_t count>
using Words = std::array<std::pair<std::string_view, Value>, count>;

template <class Value, std::size_t count>
std::optional<Value> look_up(const Words<Value, count>& words, std::string_view sought) {
  for (const auto& [word, value] : words) {
    if (word == sought) return value;
  }
  return std::nullopt;
}

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view sought) {
  return std::find(words.begin(), words.end(), sought) != words.end();
}

constexpr Words<Label, 29> labels{{
    {"bieu", Label::form},
    {"bieu so", Label::form},
    {"bieu mau", Label::form},
    {"form", Label::form},
    {"bang", Label::table},
    {"table", Label::table},
    {"don vi", Label::unit},
    {"don vi bao cao", Label::unit},
    {"ma don vi", Label::unit},
    {"ma dvhc", Label::unit},
    {"unit", Label::unit},
    {"ky", Label::period},
    {"ky bao cao", Label::period},
    {"period", Label::period},
    {"lan", Label::version},
    {"version", Label::version},
    {"ngay nhan", Label::received},
    {"received", Label::received},
    {"received at", Label::received},
    {"received on", Label::received},
    {"ma theo ngay", Label::codes_as_of},
    {"codes as of", Label::codes_as_of},
    {"khong phat sinh", Label::nil},
    {"nil", Label::nil},
    {"don vi tinh", Label::money_unit},
    {"dvt", Label::money_unit},
    {"unit of money", Label::money_unit},
    {"du lieu", Label::data},
    {"data", Label::data},
}};

constexpr std::int64_t thousand = 1'000;
constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t billion = 1'000'000'000;

constexpr Words<std::int64_t, 23> money_units{{
    {"dong", 1},
    {"d", 1},
    {"vnd", 1},
    {"viet nam dong", 1},
    {"dong viet nam", 1},
    {"nghin dong", thousand},
    {"ngan dong", thousand},
    {"nghin d", thousand},
    {"1000 dong", thousand},
    {"1000 d", thousand},
    {"1 000 dong", thousand},
    {"1 000 d", thousand},
    {"thousand dong", thousand},
    {"thousand vnd", thousand},
    {"trieu dong", million},
    {"tr dong", million},
    {"tr d", million},
    {"trd", million},
    {"1 000 000 dong", million},
    {"million dong", million},
    {"million vnd", million},
    {"ty dong", billion},
    {"billion dong", billion},
}};

constexpr std::array<std::string_view, 7> running_numbers{"stt", "tt", "so tt", "so thu tu", "thu tu", "no", "row no"};

constexpr std::array<std::string_view, 7> totals{"cong",  "tong",   "tong so",    "tong cong",
                                                 "total", "totals", "grand total"};

constexpr Words<bool, 21> answers{{
    {"x", true},      {"X", true},      {"có", true},     {"Có", true},     {"CÓ", true},     {"co", true},
    {"1", true},      {"true", true},   {"TRUE", true},   {"yes", true},    {"đúng", true},   {"✓", true},
    {"✔", true},      {"không", false}, {"Không", false}, {"KHÔNG", false}, {"khong", false}, {"0", false},
    {"false", false}, {"no", false},    {"sai", false},
}};

constexpr std::array<std::string_view, 5> dashes{"-", "–", "—", "...", "…"};
constexpr std::array<std::string_view, 8> dittos{"nt", "-nt-", "- nt -", "như trên", "\"", "”", "〃", "''"};

}  // namespace

std::optional<Label> label(std::string_view folded) { return look_up(labels, folded); }

std::optional<std::int64_t> money_factor(std::string_view folded) { return look_up(money_units, folded); }

bool says_simulated(std::string_view folded) {
  return folded.find("mo phong") != std::string_view::npos || folded.find("simulated") != std::string_view::npos;
}

bool is_running_number_heading(std::string_view folded) { return is_among(running_numbers, folded); }

bool is_total(std::string_view folded) { return is_among(totals, folded); }

std::optional<bool> yes_or_no(std::string_view text) {
  if (text == "1.0") return true;
  if (text == "0.0") return false;
  if (const std::optional<bool> answer = look_up(answers, text)) return answer;
  return look_up(answers, caseless(text));
}

std::optional<std::int64_t> column_number(std::string_view text) {
  constexpr std::size_t most_digits = 3;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
  if (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z') return 0;
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.empty() || text.size() > most_digits || text.front() == '0' ||
      !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) number = 10 * number + (c - '0');
  return number;
}

bool is_dash(std::string_view text) { return text.size() <= 3 && is_among(dashes, text); }

bool is_ditto(std::string_view text) { return text.size() <= 12 && is_among(dittos, text); }

}  // namespace hoctap::forms
