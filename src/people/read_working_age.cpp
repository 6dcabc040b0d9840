// Definitions of working age as a data file.
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"
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

RetirementAges ages_of(const Node& definition) {
  static constexpr std::array<std::string_view, 3> before_keys{"man", "woman", "mark"};
  static constexpr std::array<std::string_view, 3> year_keys{"year", "man", "woman"};
  const Node before = definition.get("before");
  before.allow_only(before_keys);
  std::vector<RetirementAges::Year> roadmap;
  const auto years = definition.find("year");
  if (years) {
    for (const Node& entry : years->elements()) {
      entry.allow_only(year_keys);
      roadmap.push_back(
          {small_number(entry.get("year")), small_number(entry.get("woman")), small_number(entry.get("man"))});
    }
  }
  try {
    return {{0, small_number(before.get("woman")), small_number(before.get("man"))}, std::move(roadmap)};
  } catch (const InvalidValue& error) {
    years->fail(error.message());
  }
}

}  // namespace

std::vector<WorkingAge> WorkingAge::read(const Document& document) {
  static constexpr std::array<std::string_view, 1> file_keys{"definition"};
  static constexpr std::array<std::string_view, 7> keys{"id", "name", "youngest", "source", "mark", "before", "year"};
  static constexpr std::array<std::string_view, 2> languages{"vi", "en"};
  const Node root = document.root();
  root.allow_only(file_keys);
  std::vector<WorkingAge> definitions;
  for (const Node& entry : root.get("definition").elements()) {
    entry.allow_only(keys);
    for (const std::string_view required : {"source", "mark"}) entry.get(required);
    const Node title = entry.get("name");
    title.allow_only(languages);
    definitions.emplace_back(entry.get("id").text(), small_number(entry.get("youngest")), ages_of(entry),
                             title.get("vi").text(), title.get("en").text());
  }
  return definitions;
}

std::vector<WorkingAge> WorkingAge::embedded() { return read(Document::embedded("working_age.toml")); }

WorkingAge WorkingAge::named(std::string_view id) {
  std::string choices;
  for (WorkingAge& definition : embedded()) {
    if (definition.id() == id) return std::move(definition);
    choices += (choices.empty() ? "" : ", ") + definition.id();
  }
  throw InvalidValue({MessageCode::unknown_working_age_rule, {std::string(id), choices}});
}

}  // namespace hoctap
