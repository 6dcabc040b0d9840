// How the verdict of one line came about: what the line says, the norm that was chosen and those passed over, the
// arithmetic before and after rounding, article and mark. Says what check_lines says of the same line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/source_place.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {

// An attribute on which the line's norm depends.
struct LineInput {
  std::string attribute;            // id
  std::string value;                // as the line has it, or by default; empty: missing
  std::optional<std::string> word;  // what the line states where no such value is known; then it counts as missing
  bool is_default = false;
};

struct LineFactor {
  std::string unit;                    // id; empty: a further number, which the content's unit does not ask for
  std::optional<std::int64_t> stated;  // nothing: missing, or below zero
  std::optional<std::int64_t> paid;    // what the norm pays for of it
};

// A level that is a part of another one.
struct LevelStep {
  NormIndex norm = no_norm;  // whose formula it is
  std::int64_t of = 0;       // đồng: the level it is a part of
  std::int64_t num = 1;
  std::int64_t den = 1;
  Ratio exact;                // đồng before rounding, in lowest terms
  std::int64_t round_to = 1;  // đồng
  RoundingMode rounding = RoundingMode::nearest;
  std::int64_t level = 0;  // đồng after rounding
};

struct LineExplanation {
  Book book;
  SourcePlace place = {};                       // of the line, where it was read from a file
  LineQuestion line = {};                       // as it was asked
  std::optional<Choice> choice = std::nullopt;  // nothing: the content is missing or not known
  std::vector<LineInput> inputs = {};
  std::vector<LineFactor> factors = {};
  std::vector<LevelStep> levels = {};  // from the level that the others rest on to the one chosen
  Verdict verdict = Verdict::norm_missing;
  std::uint8_t flags = 0;  // line_flag
  NormIndex norm = no_norm;
  std::optional<std::int64_t> ceiling = std::nullopt;          // đồng
  std::optional<std::int64_t> highest_ceiling = std::nullopt;  // only of a line that depends on its date
  std::optional<std::int64_t> excess = std::nullopt;
  std::optional<std::int64_t> unit_price = std::nullopt;
  std::optional<std::int64_t> amount = std::nullopt;
  Findings findings = {};  // words that the rulebook does not know, with the nearest ones
};

// Throws NotFound for a row that the table does not have, and what check_lines throws.
HOCTAP_EXPORT LineExplanation explain_line(const Book& book, const LineColumns& lines, std::size_t row,
                                           SourcePlace place = {});

// In sentences, a line each.
HOCTAP_EXPORT std::string text(const LineExplanation& explanation, Language language);

}  // namespace hoctap
