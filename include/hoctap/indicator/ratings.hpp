// Ratings of centres: by which schemes they are made (data/ratings.toml), how many centre-years have which grade, the
// median grade (grades have an order and no distance, so there is no mean), and where a grade and its points disagree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/mark.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class RatingSubject : std::uint8_t { centre, commune };
HOCTAP_EXPORT std::string_view name(RatingSubject subject);

struct RatingCriterion {
  std::string id;
  BilingualText name;
  std::optional<std::int64_t> points;      // that can be reached; nothing: not known
  std::optional<std::int64_t> indicators;  // how many it has
  std::optional<std::int64_t> read;        // how many of them the library knows
};

// A grade that points give, or a level that is passed.
struct RatingStep {
  std::string id;  // a code of the list `grades`, or the level's own
  BilingualText name;
  std::int64_t from_points = 0;
  std::int64_t months_after_lower = 0;  // so long after the level below it may be asked for
};

// One version of a scheme.
struct RatingScheme {
  std::string id;
  std::vector<std::string> aliases;
  BilingualText name;
  RatingSubject subject{};
  Validity validity;
  bool is_assumption = false;  // ours, until a text is read that says otherwise
  Mark mark = Mark::inferred;  // of what is no assumption
  std::string source;
  std::optional<std::int64_t> points;
  std::vector<RatingCriterion> criteria;
  std::vector<RatingStep> grades;  // the best first
  std::vector<RatingStep> levels;  // the lowest first; passed or failed
  std::optional<std::int64_t> valid_months;
  std::optional<BilingualText> not_modelled;

  bool is_modelled() const { return !grades.empty() || !levels.empty(); }
  // The grade of so many points, in hundredths; nullptr where the scheme gives none by points.
  HOCTAP_EXPORT const RatingStep* grade_of(std::int64_t hundredths) const;
  // The last day on which what was given on that day holds, counted from the end of its year; nothing: no end is known.
  HOCTAP_EXPORT std::optional<Date> holds_until(Date given) const;
};

// A value: copies share their content.
class HOCTAP_EXPORT RatingSchemes {
 public:
  // data/ratings.toml, which is compiled in.
  static RatingSchemes embedded();
  // Throws FormatError naming file, line and key: for a grade that is not in the code list, points that do not fall
  // from grade to grade or do not sum up, and versions of a scheme that overlap.
  static RatingSchemes read(const Document& document, const CodeLists& codes = CodeLists::embedded());

  std::span<const RatingScheme> schemes() const;
  // Of that id or alias, however written, in force on the day; nullptr where there is none.
  const RatingScheme* find(std::string_view name, Date day) const;
  // Whether any version bears the name.
  bool knows(std::string_view name) const;

 private:
  std::shared_ptr<const std::vector<RatingScheme>> schemes_ = std::make_shared<const std::vector<RatingScheme>>();
};

// Due centre-years of one unit and year. A centre-year has the grade of its last rating; one whose successor was not
// rated has the lowest of those that its predecessors had.
struct RatingRow {
  RowKind kind = RowKind::unit;
  std::string unit_code;
  std::string unit_name;
  Period year;
  // As R2a: rated ÷ due, with bounds.
  Cell rated;
  bool has_spread = false;
  std::vector<std::int64_t> by_grade;  // of those rated, in the order of Ratings::grades
  std::int64_t without_grade = 0;      // rated, but no grade is stated
  // The grades in the middle of those that have one, of the worse and of the better half; the same unless there is an
  // even number and they differ. Indexes into Ratings::grades.
  std::optional<std::size_t> median_low;
  std::optional<std::size_t> median_high;

  // The part of those with a grade that has this one.
  HOCTAP_EXPORT Ratio share(std::size_t grade) const;
};

struct Ratings {
  std::vector<Code> grades;  // the best first
  Dataset dataset;
  ViewChoice view;
  std::vector<RatingRow> rows;  // by year; within, units in order of code, joint rows, the territory
  // Records whose grade and points disagree under the scheme that they name, in the version of their day; of schemes
  // that are not known, not in force, not for centres, or do not have the grade or so many points.
  Findings findings;
};

struct RatingRequest {
  std::vector<Period> years;  // empty: those of the plan that have begun by the day of the reading
  ViewChoice view{ViewKind::plan_territory, {}};
  RatingSchemes schemes = RatingSchemes::embedded();
  Settings settings;
};

// Throws InvalidValue for a period that is no year of the plan.
HOCTAP_EXPORT Ratings rate(const Reading& reading, const RatingRequest& request = {});

}  // namespace hoctap
