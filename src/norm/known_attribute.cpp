#include "norm/known_attribute.hpp"

#include <algorithm>
#include <vector>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {

const Attribute& known_attribute(const Rulebook& rulebook, const std::string& id) {
  if (const Attribute* attribute = rulebook.find_attribute(id)) return *attribute;
  std::vector<std::string> ids;
  for (const Attribute& known : rulebook.attributes()) ids.push_back(known.id);
  throw NotFound({MessageCode::unknown_attribute, {id, suggestions(id, ids)}});
}

void check_known_value(const Attribute& attribute, const std::string& value) {
  const auto is_it = [&](const AttributeValue& known) { return known.id == value; };
  if (attribute.is_open() || value.empty() || std::any_of(attribute.values.begin(), attribute.values.end(), is_it))
    return;
  std::vector<std::string> ids;
  for (const AttributeValue& known : attribute.values) ids.push_back(known.id);
  throw NotFound({MessageCode::unknown_value, {value, attribute.id, suggestions(value, ids)}});
}

}  // namespace hoctap
