#include "hoctap/time/validity.hpp"

namespace hoctap {

std::string Validity::text() const {
  const std::string first = from == Date::earliest() ? "" : from.iso();
  const std::string last = until == Date::latest() ? "" : (until - 1).iso();
  return first + ".." + last;
}

}  // namespace hoctap
