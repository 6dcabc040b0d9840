#include "forms/numbers.hpp"

#include "core/digits.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap::forms {
namespace {

constexpr int most_digits = 18;  // fit into 64 bits with any sign
constexpr std::int64_t exact_in_a_double = std::int64_t{1} << 53;
constexpr std::string_view minus_sign = "\xE2\x88\x92";  // U+2212

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return !text.empty();
}

// Takes the sign off the text.
bool take_minus(std::string_view& text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const std::size_t length = text.starts_with('-') ? 1 : text.starts_with(minus_sign) ? minus_sign.size() : 0;
  text.remove_prefix(length);
  return length != 0;
}

class MantissaReader {
 public:
  void digit(char c) {
    if (mantissa_ == 0 && c == '0') return;
    if (++digits_ > most_digits) return;
    mantissa_ = 10 * mantissa_ + (c - '0');
  }
  bool is_too_large() const { return digits_ > most_digits; }
  std::int64_t value(bool negative) const { return negative ? -mantissa_ : mantissa_; }

 private:
  std::int64_t mantissa_ = 0;
  int digits_ = 0;
};

// Length of the whole part, its digits given to the reader; 0 where it is none. Groups have three digits behind the
// first, are parted by one and the same sign, and do not begin with a zero.
std::size_t read_whole_part(std::string_view text, char group, MantissaReader& reader) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) reader.digit(text[at++]);
  if (at == 0 || at > 3 || text[0] == '0' || at == text.size()) return at;
  const char sign = text[at];
  if (sign != group && sign != ' ') return at;
  while (at < text.size() && text[at] == sign) {
    const std::string_view three = text.substr(at + 1, 3);
    const bool ends = at + 4 >= text.size() || !is_digit(text[at + 4]);
    if (three.size() != 3 || !all_digits(three) || !ends) return 0;
    for (const char c : three) reader.digit(c);
    at += 4;
  }
  return at;
}

NumberAnswer read_plain(std::string_view text, char group, char decimal) {
  const bool negative = take_minus(text);
  MantissaReader reader;
  const std::size_t end = read_whole_part(text, group, reader);
  if (end == 0) return {{}, NumberProblem::not_a_number};
  int decimals = 0;
  if (end < text.size()) {
    std::string_view fraction = text.substr(end + 1);
    if (text[end] != decimal || !all_digits(fraction)) return {{}, NumberProblem::not_a_number};
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    for (const char c : fraction) reader.digit(c);
    decimals = static_cast<int>(fraction.size());
  }
  if (reader.is_too_large() || decimals > most_digits) return {{}, NumberProblem::too_large};
  return {{reader.value(negative), decimals}, NumberProblem::none};
}

std::string_view without_point_zero(std::string_view text) {
  if (!text.ends_with(".0")) return text;
  const std::string_view whole = text.substr(0, text.size() - 2);
  std::string_view digits = whole;
  take_minus(digits);
  return all_digits(digits) ? whole : text;
}

}  // namespace

NumberAnswer read_number(std::string_view text, NumberStyle style) {
  text = without_point_zero(text);
  return style == NumberStyle::vietnamese ? read_plain(text, '.', ',') : read_plain(text, ',', '.');
}

NumberAnswer read_workbook_number(std::string_view text) {
  NumberAnswer answer = read_plain(text, '\0', '.');
  const std::int64_t size = answer.number.mantissa < 0 ? -answer.number.mantissa : answer.number.mantissa;
  if (answer.problem == NumberProblem::none && answer.number.decimals == 0 && size > exact_in_a_double) {
    answer.problem = NumberProblem::too_large;
  }
  return answer;
}

NumberAnswer read_number(const GridCell& cell, NumberStyle style) {
  return cell.kind == CellKind::number ? read_workbook_number(cell.text) : read_number(cell.text, style);
}

RatioParts ratio_parts(std::string_view text) {
  RatioParts parts{text, std::nullopt, false};
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    parts.upper = text.substr(0, slash);
    parts.lower = text.substr(slash + 1);
  } else if (text.ends_with('%')) {
    parts.upper.remove_suffix(1);
    parts.is_percent = true;
  }
  while (parts.upper.ends_with(' ')) parts.upper.remove_suffix(1);
  return parts;
}

std::optional<std::int64_t> whole(const Number& number, std::int64_t factor) {
  int decimals = number.decimals;
  for (; decimals > 0 && factor % 10 == 0; --decimals) factor /= 10;
  if (decimals > 0) return std::nullopt;  // lowest terms: a decimal that is left is not zero
  return checked_multiply(number.mantissa, factor);
}

void NumberEvidence::see(std::string_view text, std::uint32_t row, std::uint32_t column) {
  if (text.find_first_of(".,") == std::string_view::npos || without_point_zero(text) != text) return;
  const NumberAnswer vietnamese = read_number(text, NumberStyle::vietnamese);
  const NumberAnswer english = read_number(text, NumberStyle::english);
  const bool may_be_vietnamese = vietnamese.problem == NumberProblem::none;
  const bool may_be_english = english.problem == NumberProblem::none;
  const auto note = [&](std::optional<Seen>& first) {
    if (!first) first = Seen{std::string(text), row, column};
  };
  if (may_be_vietnamese && may_be_english) {
    note(first_ambiguous_);
  } else if (may_be_vietnamese) {
    ++vietnamese_;
    note(first_vietnamese_);
  } else if (may_be_english) {
    ++english_;
    note(first_english_);
  }
}

std::optional<Seen> NumberEvidence::undecided() const {
  return vietnamese_ == 0 && english_ == 0 ? first_ambiguous_ : std::nullopt;
}

std::optional<Seen> NumberEvidence::contradiction() const {
  if (vietnamese_ == 0 || english_ == 0) return std::nullopt;
  return style() == NumberStyle::vietnamese ? first_english_ : first_vietnamese_;
}

}  // namespace hoctap::forms
