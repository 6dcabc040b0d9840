#include "hoctap/money/money.hpp"

namespace hoctap {
namespace {

std::string grouped(std::int64_t amount, char separator) {
  std::string digits = std::to_string(amount);
  const std::size_t first_digit = amount < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first_digit + 3;) {
    at -= 3;
    digits.insert(at, 1, separator);
  }
  return digits;
}

}  // namespace

std::string Money::text(Language language) const {
  return language == Language::vi ? grouped(dong_, '.') + " đồng" : grouped(dong_, ',') + " VND";
}

}  // namespace hoctap
