// What the lines of a yearly plan need money for. A plan names activities and counts people and sessions; the contents
// of spending that an activity brings with it, and where their numbers stand in the plan, are data
// (data/budget/plan_contents.toml), so that another district may see it otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {

// A number that goes with a kind of activity.
struct FixedNumber {
  std::int64_t value = 0;
  bool is_assumed = false;  // the plan does not say it, and another may see it otherwise
};

// Where the number for a unit stands: a column of plan_lines, a fixed number, or nowhere.
using NumberPlace = std::variant<std::monostate, std::string, FixedNumber>;

// A content of the rulebook that an activity needs.
struct Need {
  std::string content;
  AttributeValues attributes;
  std::vector<std::pair<std::string, NumberPlace>> factors;  // by unit; others stand where PlanContents::units() says
};

struct PlanContent {
  std::string id;  // "learning_week"
  BilingualText name;
  std::vector<std::string> aliases;
  std::string source;
  std::vector<Need> needs;
};

// What a centre needs without a line of its plan, for each row of posts of a role: persons decided, months in force.
struct YearlyNeed {
  std::string content;
  AttributeValues attributes;
  std::string role;
  std::string source;
};

enum class FloorYear : std::uint8_t { each_year, founding_year };
HOCTAP_EXPORT std::string_view name(FloorYear year);

// The least that the state gives a centre for a content.
struct FloorNeed {
  std::string content;
  FloorYear when = FloorYear::each_year;
  std::string source;
};

class HOCTAP_EXPORT PlanContents {
 public:
  // Throws FormatError naming file, line, key and what was expected: for an unknown key, a column that plan lines do
  // not have, an id that stands twice, a wording that would mean two contents.
  static PlanContents of(const Document& document);
  static PlanContents embedded();  // data/budget/plan_contents.toml

  std::span<const PlanContent> contents() const { return contents_; }
  std::span<const YearlyNeed> yearly() const { return yearly_; }
  std::span<const FloorNeed> floors() const { return floors_; }
  std::span<const std::pair<std::string, NumberPlace>> units() const { return units_; }

  // The content that a wording of a plan means, by id, name or alias, however typed; nullptr where none fits.
  const PlanContent* recognise(std::string_view wording) const;
  // Ids, names and aliases.
  std::vector<std::string> wordings() const;
  // Where the number for a unit of a need stands.
  NumberPlace place_of(const Need& need, std::string_view unit) const;
  const std::string& digest() const { return digest_; }

 private:
  std::vector<PlanContent> contents_;
  std::vector<YearlyNeed> yearly_;
  std::vector<FloorNeed> floors_;
  std::vector<std::pair<std::string, NumberPlace>> units_;           // by unit
  std::vector<std::pair<std::string, std::size_t>> by_folded_word_;  // sorted
  std::string digest_;
};

}  // namespace hoctap
