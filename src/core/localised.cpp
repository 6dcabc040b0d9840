#include "core/localised.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/digits.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 8> marks_between_words{"..", "–", "…", "≥", "≤", "→", "“", "”"};

struct Word {
  std::string_view name;
  std::string_view en;
  std::string_view vi;
};

constexpr Word words[] = {
#define HOCTAP_WORD(name, en, vi) {name, en, vi},
#include "core/words.inc"
#undef HOCTAP_WORD
};

const Word* find_word(std::string_view name) {
  static const auto known = [] {
    std::unordered_map<std::string_view, const Word*> by_name;
    for (const Word& word : words) by_name.emplace(word.name, &word);
    return by_name;
  }();
  const auto found = known.find(name);
  return found == known.end() ? nullptr : found->second;
}

constexpr std::string_view decimal_digits = "0123456789";

// The length of what parts words at the beginning of the text, 0 where a word goes on.
std::size_t parting(std::string_view text) {
  const char first = text.front();
  if (std::string_view(" ,;()[]%=<>").find(first) != std::string_view::npos) return 1;
  const bool is_ascii = static_cast<unsigned char>(first) < 0x80U;
  if (is_ascii && first != '.') return 0;
  for (const std::string_view mark : marks_between_words)
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

bool is_iso_date(std::string_view word) {
  constexpr std::string_view form = "0000-00-00";
  return word.size() == form.size() && std::equal(word.begin(), word.end(), form.begin(), [](char c, char of_form) {
           return of_form == '-' ? c == '-' : is_digit(c);
         });
}

bool is_decimal(std::string_view word) {
  if (word.starts_with('-')) word.remove_prefix(1);
  return word.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(word.begin(), word.end(), '.') == 1 && is_digit(word.front()) && is_digit(word.back());
}

}  // namespace

std::string grouped(std::string_view number, Language language) {
  const bool is_negative = number.starts_with('-');
  const std::string_view digits = number.substr(is_negative ? 1 : 0);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return localised(number, language);
  std::string text(is_negative ? "-" : "");
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(language == Language::vi ? '.' : ',');
    text.push_back(digits[i]);
  }
  return text;
}

std::string localised(std::string_view text, Language language) {
  std::string written;
  if (language != Language::vi) return written.assign(text);
  while (!text.empty()) {
    const std::size_t gap = parting(text);
    written.append(text.substr(0, gap));
    text.remove_prefix(gap);
    std::size_t end = 0;
    while (end < text.size() && parting(text.substr(end)) == 0) ++end;
    std::string word(text.substr(0, end));
    const std::string_view rest = text.substr(end);
    // 1.234,5 is written the Vietnamese way already.
    const bool goes_on = rest.size() > 1 && rest[0] == ',' && is_digit(rest[1]);
    // So is an amount of money: 300.000 đồng.
    const bool is_money = rest.starts_with(" đồng");
    if (is_iso_date(word))
      word = word.substr(8, 2) + "/" + word.substr(5, 2) + "/" + word.substr(0, 4);
    else if (is_decimal(word) && !goes_on && !is_money)
      std::replace(word.begin(), word.end(), '.', ',');
    written += word;
    text = rest;
  }
  return written;
}

namespace {

// "from 2024Q1 to 2024Q4" word by word in Vietnamese; nothing without a number or with a word that is not known: of
// what another library says in its own words some would be.
std::optional<std::string> spoken_word_by_word(std::string_view phrase) {
  std::string text;
  bool has_number = false;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find_first_of(" ()"), phrase.size());
    const std::string_view part = phrase.substr(0, end);
    const bool is_number = part.find_first_of(decimal_digits) != std::string_view::npos;
    has_number = has_number || is_number;
    const Word* const word = find_word(part);
    if (word == nullptr && !is_number && !part.empty()) return std::nullopt;
    text += word == nullptr ? localised(part, Language::vi) : std::string(word->vi);
    if (end < phrase.size()) text.push_back(phrase[end]);
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return has_number ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

std::string spoken(std::string_view name, Language language) {
  if (const Word* const word = find_word(name)) return std::string(language == Language::vi ? word->vi : word->en);
  constexpr std::string_view comma = ", ";
  if (const std::size_t end = name.find(comma); end != std::string_view::npos)
    return spoken(name.substr(0, end), language)
        .append(comma)
        .append(spoken(name.substr(end + comma.size()), language));
  if (language == Language::vi)
    if (std::optional<std::string> text = spoken_word_by_word(name)) return *std::move(text);
  return localised(name, language);
}

}  // namespace hoctap
