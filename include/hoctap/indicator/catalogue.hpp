// The catalogue of indicators: which measures make which indicator, in which named variants. It is data
// (data/indicators.toml), and an indicator of one's own is a file of the same form.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/indicator/measures.hpp"
#include "hoctap/records/codes.hpp"

namespace hoctap {

// When what is counted happened, or was there.
enum class Window : std::uint8_t {
  day,            // there on the period's last day
  quarter,        // the quarter of that day
  year,           // the calendar year of that day, up to it
  school_year,    // likewise
  twelve_months,  // that end with that day
  plan,           // since the plan began
};
HOCTAP_EXPORT std::string_view name(Window window);

enum class RollUp : std::uint8_t {
  sum,       // the parts of a unit add
  distinct,  // a person, village or title counts once, however many units it belongs to
};
HOCTAP_EXPORT std::string_view name(RollUp roll_up);

// By what a measure is narrowed: the codes of a dimension, or those that bear a flag.
struct MeasureCondition {
  std::string dimension;
  std::vector<std::string> codes;  // any of them; empty: those with the flag
  std::string flag;
  bool is_negated = false;  // none of them

  friend bool operator==(const MeasureCondition&, const MeasureCondition&) = default;
};

struct MeasureUse {
  const MeasureInfo* measure = nullptr;
  std::vector<std::vector<MeasureCondition>> where;  // one of these must hold, each as a whole; empty: no condition

  friend bool operator==(const MeasureUse&, const MeasureUse&) = default;
};

struct IndicatorVariant {
  std::string id;                     // "default", "on_time" …
  BilingualText rule;                 // how it is counted; {name} stands for a setting
  std::vector<MeasureUse> numerator;  // all of them must hold
  MeasureUse denominator;             // without a measure: the indicator counts, and is no share
  Window window{};
  bool is_on_time = false;  // only what was done by the day on which the target's step is due
};

struct IndicatorInfo {
  std::string id;  // "T4a"
  BilingualText name;
  std::string clause;  // the plan's task or duty that it speaks to: "II.8"
  CountedUnit unit{};
  Window window{};
  RollUp roll_up{};
  bool withholds_small = false;            // small counts of persons are withheld wherever it is shown
  std::vector<IndicatorVariant> variants;  // the default first

  bool is_yearly() const { return window == Window::year; }      // read inside its year, it is year to date
  bool is_cumulative() const { return window == Window::plan; }  // counts from the plan's start, where it is zero
  bool is_count() const { return variants.front().denominator.measure == nullptr; }  // a number, not a share
  // Whether the library can count everything that the indicator asks for.
  HOCTAP_EXPORT bool is_calculated() const;
  // nullptr where there is none.
  HOCTAP_EXPORT const IndicatorVariant* find_variant(std::string_view variant) const;
};

// A value: copies share their content.
class HOCTAP_EXPORT Catalogue {
 public:
  // data/indicators.toml, which is compiled in.
  static Catalogue embedded();
  // A document's indicators alone. Throws FormatError naming file, line and key: for a measure, dimension, code or flag
  // that is not known, and for an expression whose parts do not fit (persons by turns, a stock by a flow).
  static Catalogue read(const Document& document, const CodeLists& codes = CodeLists::embedded());
  // These with the other's added; an indicator of the same id is the other's.
  Catalogue with(const Catalogue& other) const;

  std::span<const IndicatorInfo> indicators() const;
  const IndicatorInfo* find(std::string_view id) const;  // nullptr where there is none

 private:
  std::shared_ptr<const std::vector<IndicatorInfo>> indicators_ = std::make_shared<const std::vector<IndicatorInfo>>();
};

}  // namespace hoctap
