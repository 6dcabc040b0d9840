// The roadmap of retirement ages as a data file: [before] and one [[year]] each, ages in months for `man` and `woman`.
#include <array>
#include <limits>
#include <string>

#include "hoctap/people/working_age.hpp"

namespace hoctap {
namespace {

std::int32_t small_number(const Node& node) {
  const std::int64_t number = node.integer();
  constexpr std::int64_t most = std::numeric_limits<std::int16_t>::max();
  if (number < 0 || number > most)
    node.fail({MessageCode::number_outside_range, {std::to_string(number), "0", std::to_string(most)}});
  return static_cast<std::int32_t>(number);
}

}  // namespace

RetirementAges RetirementAges::read(const Document& document) {
  static constexpr std::array<std::string_view, 4> file_keys{"source", "mark", "before", "year"};
  static constexpr std::array<std::string_view, 3> before_keys{"man", "woman", "mark"};
  static constexpr std::array<std::string_view, 3> year_keys{"year", "man", "woman"};
  const Node root = document.root();
  root.allow_only(file_keys);
  const Node before = root.get("before");
  before.allow_only(before_keys);
  std::vector<Year> roadmap;
  for (const Node& entry : root.get("year").elements()) {
    entry.allow_only(year_keys);
    roadmap.push_back(
        {small_number(entry.get("year")), small_number(entry.get("woman")), small_number(entry.get("man"))});
  }
  try {
    return {{0, small_number(before.get("woman")), small_number(before.get("man"))}, std::move(roadmap)};
  } catch (const InvalidValue& error) {
    root.get("year").fail(error.message());
  }
}

RetirementAges RetirementAges::embedded() { return read(Document::embedded("codes/retirement_age.toml")); }

}  // namespace hoctap
