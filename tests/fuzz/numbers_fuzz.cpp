// Numbers: as people type them, as the library writes them, and the exact arithmetic on them.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "forms/numbers.hpp"
#include "hoctap/money/money.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/money/split.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "input.hpp"
#include "invariant.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;

// The number in the style's own writing, without groups.
std::string written(const forms::Number& number, forms::NumberStyle style) {
  const bool is_negative = number.mantissa < 0;
  std::string digits = std::to_string(number.mantissa).substr(is_negative ? 1 : 0);
  const auto places = static_cast<std::size_t>(number.decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places != 0) digits.insert(digits.size() - places, 1, style == forms::NumberStyle::vietnamese ? ',' : '.');
  return is_negative ? "-" + digits : digits;
}

// What an arithmetic of twice the width says of number × factor.
void check_whole(const forms::Number& number, std::int64_t factor) {
  __extension__ using Wide = __int128;
  Wide product = Wide{number.mantissa} * factor;
  bool is_whole = true;
  for (int i = 0; i < number.decimals && is_whole; ++i) {
    is_whole = product % 10 == 0;
    product /= 10;
  }
  std::optional<std::int64_t> given;
  if (succeeds([&] { given = forms::whole(number, factor); })) {
    demand(given.has_value() == is_whole, "a product is whole or it is not");
    if (given) demand(Wide{*given} == product, "a product is exact");
  }
}

void check_typed(std::string_view text) {
  forms::NumberEvidence evidence;
  evidence.see(text, 1, 1);
  for (const auto style : {forms::NumberStyle::vietnamese, forms::NumberStyle::english}) {
    const forms::NumberAnswer answer = forms::read_number(text, style);
    if (answer.problem != forms::NumberProblem::none) continue;
    const forms::Number& number = answer.number;
    demand(number.decimals >= 0, "decimals are counted");
    demand(number.decimals == 0 || number.mantissa % 10 != 0, "a number is in lowest terms");
    for (const std::int64_t factor : {1, 100, 1'000, 1'000'000}) check_whole(number, factor);
    const forms::NumberAnswer again = forms::read_number(written(number, style), style);
    demand(again.problem == forms::NumberProblem::none && again.number == number, "a number written is read back");
  }
  forms::read_workbook_number(text);
}

void check_canonical(std::string_view text) {
  if (const auto value = parse_integer(text))
    demand(parse_integer(std::to_string(*value)) == value, "an integer is read back");
  if (const auto value = parse_decimal(text)) demand(parse_decimal(text_of(*value)) == value, "a decimal is read back");
  if (const auto value = parse_ratio(text)) {
    demand(value->den >= 0, "a denominator is not negative");
    const std::string again = std::to_string(value->num) + "/" + std::to_string(value->den);
    if (value->den != 0) demand(parse_ratio(again) == value, "a ratio is read back");
    succeeds([&] {
      const Ratio lowest = reduced(*value);
      demand(lowest == *value, "reducing keeps the value");
    });
    succeeds([&] { demand((*value + *value) - *value == *value, "what is added can be taken away"); });
    succeeds([&] {
      for (const int decimals : {0, 1, 15}) value->percent(Language::en, decimals);
    });
  }
  parse_boolean(text);
  parse_month(text);
  parse_person_key(text);
}

void check_split(fuzz::Input& input) {
  const auto whole = input.number<std::int64_t>();
  std::vector<std::int64_t> weights(input.choice(8));
  for (std::int64_t& weight : weights) weight = input.number<std::int64_t>() >> input.choice(64);
  std::vector<std::int64_t> parts;
  if (!succeeds([&] { parts = split_by_largest_remainder(whole, weights); })) return;
  demand(parts.size() == weights.size(), "each weight has its part");
  __extension__ using Wide = __int128;
  Wide sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    sum += parts[i];
    demand(weights[i] != 0 || parts[i] == 0, "a weight of zero gets nothing");
  }
  demand(sum == Wide{whole}, "the parts sum to the whole");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::Input input(bytes, size);
  switch (input.choice(4)) {
    case 0:
      check_split(input);
      break;
    case 1: {
      const auto a = input.number<std::int64_t>();
      const auto b = input.number<std::int64_t>();
      succeeds([&] { demand((Money::dong(a) + Money::dong(b)) - Money::dong(b) == Money::dong(a), "money adds"); });
      succeeds([&] { Money::dong(a) * b; });
      Money::dong(a).text(Language::vi);
      break;
    }
    default: {
      const std::string_view text = input.rest();
      check_typed(text);
      check_canonical(text);
    }
  }
  return 0;
}
