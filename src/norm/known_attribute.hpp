// Attributes and values that somebody names.
#pragma once

#include <string>

#include "hoctap/norm/rulebook.hpp"

namespace hoctap {

// Throws NotFound, with the nearest ones.
const Attribute& known_attribute(const Rulebook& rulebook, const std::string& id);
// Throws NotFound for a value that a closed attribute does not have; an empty one is none.
void check_known_value(const Attribute& attribute, const std::string& value);

}  // namespace hoctap
