// Where routes lead.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "norm/rulebook_data.hpp"

namespace hoctap {

// The instrument that a route names, where a file has it, and those that succeeded it as far as is known on that day.
std::vector<std::size_t> followed_instruments(const Rulebook::Data& rules, const std::string& number, Date known);

// A finding for each route that leads to no instrument, or opens a content of which neither it nor a successor speaks.
void check_routes(const Rulebook::Data& rules, Findings& findings);

}  // namespace hoctap
