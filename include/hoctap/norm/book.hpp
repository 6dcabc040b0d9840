// A rulebook made ready to judge lines: the law of one day or of each line's own days, as known on a day, with or
// without what was read at second hand only. Immutable and cheap to copy.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/norm/norm.hpp"
#include "hoctap/norm/rulebook.hpp"

namespace hoctap {

// What the book says of a content.
enum class Outcome : std::uint8_t {
  ceiling,          // there is a level
  actual_cost,      // what vouchers show
  not_permitted,    // nothing may be paid
  norm_missing,     // no norm speaks of it at that time, or none leads to it
  input_missing,    // it depends on a date or attribute that the line does not have
  depends_on_date,  // the line's year has more than one answer, and the line has no date
  not_checkable,    // a norm exists, but cannot answer for a line
};
HOCTAP_EXPORT std::string_view name(Outcome outcome);

// What else should be known of an answer: bits of one byte.
namespace line_flag {
inline constexpr std::uint8_t unverified = 1;        // something on the path is not VERIFIED
inline constexpr std::uint8_t needs_decision = 2;    // somebody has to decide the level
inline constexpr std::uint8_t local_override = 4;    // a province's, district's or commune's own norm
inline constexpr std::uint8_t expired = 8;           // there was a norm, but it ended
inline constexpr std::uint8_t not_modelled = 16;     // an entry without a readable level stands in the way
inline constexpr std::uint8_t wider_scope = 32;      // judged over the centre's year, its life or the estimate
inline constexpr std::uint8_t year_span = 64;        // the line has no date: the span of its year was taken
inline constexpr std::uint8_t amount_differs = 128;  // factors times price is not the amount
}  // namespace line_flag
inline constexpr std::size_t line_flag_count = 8;
// The name of a flag by its bit number, 0 to 7: "unverified".
HOCTAP_EXPORT std::string_view flag_name(std::size_t bit);

// Limits on a line's factors, in their order.
using FactorLimits = std::vector<std::int64_t>;

struct Ruling {
  Outcome outcome = Outcome::norm_missing;
  std::uint8_t flags = 0;
  bool is_per_unit = false;  // the level counts for each unit; else for the line
  Mark mark = Mark::verified;
  NormIndex norm = no_norm;  // the norm that decides, or the entry that stands in the way
  std::int64_t level = 0;    // đồng; of Outcome::ceiling
  std::uint32_t limits = 0;  // 0: none; else number of Book::factor_limits() plus one

  friend bool operator==(const Ruling&, const Ruling&) = default;
};

using AttributeValues = std::vector<std::pair<std::string, std::string>>;  // values by attribute

// What a line says of itself, as far as the choice of its norm goes.
struct LineQuestion {
  std::string content;         // id
  AttributeValues attributes;  // what is not given has its default
  std::optional<Date> date;    // of the activity
  std::optional<int> year;     // of the budget; left out: that of the date
  std::optional<Date> decided_on;
};

enum class PassReason : std::uint8_t {
  not_yet_in_force,
  no_longer_in_force,
  other_attribute,    // `detail`: the attribute
  attribute_missing,  // `detail`: the attribute
  no_route,
  recalled_only,  // MEMORY
  not_verified,   // in a strict book
  higher_level,   // a lower level's norm goes before it
  above_maximum,  // a lower level's norm beyond what the higher one allows
  overlaps,       // another norm of its level applies too
  no_dates,       // since when it is in force is not known
  gap,            // not modelled, and a norm of its level says what may be paid
};
HOCTAP_EXPORT std::string_view name(PassReason reason);

struct PassedNorm {
  NormIndex norm = no_norm;
  PassReason reason{};
  std::string detail;
};

enum class PathRole : std::uint8_t { chosen, route, formula };
HOCTAP_EXPORT std::string_view name(PathRole role);

struct PathStep {
  NormIndex norm = no_norm;
  PathRole role{};
  std::int64_t level = 0;  // of chosen and formula, where they have one
};

// The answer for a line with how it came about.
struct Choice {
  std::size_t content = 0;      // of Rulebook::contents()
  std::vector<Ruling> rulings;  // one; of depends_on_date each that holds in the year, in order of time
  Ruling ruling;                // the one that counts
  std::vector<PathStep> path;   // from the norm chosen to the routes and levels it rests on
  std::vector<PassedNorm> passed_over;
};

// The choice in sentences, a line each: the level and its article, what it rests on, what was passed over and why.
HOCTAP_EXPORT std::string text(const Rulebook& rulebook, const Choice& choice, Language language);

// Why the lines of a norm, or of none, cannot be checked, by name: of its gap, of why it was passed over, of a scope
// wider than the line ("amount_not_read", "recalled_only", "overlaps", "wider_scope").
HOCTAP_EXPORT std::string_view obstacle(const Rulebook& rulebook, NormIndex norm, std::uint8_t flags);

// A span of time in which two books answer differently for a content.
struct BookDifference {
  std::string content;
  std::vector<std::pair<std::string, std::string>> attributes;  // "*": any other value
  std::optional<Clock> clock;                                   // by which date; nothing: both books are frozen
  Validity span;
  Ruling before;  // norm numbers of the first book's rulebook
  Ruling after;   // of the second's

  friend bool operator==(const BookDifference&, const BookDifference&) = default;
};

class HOCTAP_EXPORT Book {
 public:
  const Rulebook& rulebook() const;
  const BookOptions& options() const;

  // Throws NotFound for an unknown content, attribute or value, with the nearest ones.
  Choice choose(const LineQuestion& line) const;
  // Whether the answer for a content (of Rulebook::contents()) may depend on the attribute, by whatever norm.
  bool depends_on(std::size_t content, std::string_view attribute) const;
  std::span<const FactorLimits> factor_limits() const;

  struct Data;
  explicit Book(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  const Data& data() const { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

// Where two books answer differently, content by content: the law of two days, or what was known on two. Contents of
// one book only count as without a norm in the other.
HOCTAP_EXPORT std::vector<BookDifference> diff(const Book& before, const Book& after);

}  // namespace hoctap
