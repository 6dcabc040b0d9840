// The words that norms and lines of budgets share: what money is spent on, by what it is counted, and the attributes on
// which a level depends (zone, level, place, kind of person …). A rulebook knows them only as names; which zone a
// commune lies in is said by the line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"

namespace hoctap {

// A line states at most so many numbers that multiply with its price.
inline constexpr std::size_t most_factors = 3;

// Something money is spent on, or a quantity that norms count with (a base salary).
struct Content {
  std::string id;  // "guest_meal"
  BilingualText name;
  std::vector<std::string> unit;  // units whose numbers multiply, in the order of a line's factors; empty: by the line
  std::vector<std::string> aliases;
  std::string note;
};

struct AttributeValue {
  std::string id;
  BilingualText name;
};

struct Attribute {
  std::string id;  // "zone"
  BilingualText name;
  std::vector<AttributeValue> values;  // none where any code is a value
  std::string default_value;           // of a line that says nothing; empty: such a line lacks an input
  bool is_open() const { return values.empty(); }
};

struct UnitOfCount {
  std::string id;  // "session"
  BilingualText name;
};

}  // namespace hoctap
