// A plan as data: what it aims at, in which territory and time, who does what by when, with which money, citing which documents.
// Another district's or the next period's plan is another TOML file of the same form (data/programmes).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {

// A text of the plan in both languages. Vietnamese is the plan's own wording; English is ours.
struct BilingualText {
  std::string vi;
  std::string en;
  const std::string& in(Language language) const { return language == Language::vi ? vi : en; }
  friend bool operator==(const BilingualText&, const BilingualText&) = default;
};

enum class PathKind : std::uint8_t {
  linear,  // from the baseline at the plan's start to the target at its end
  step,    // due in full on its day of each year, not due before
  none,    // no target in the plan: informs only
};

// The day of each year on which something is due.
struct StepDay {
  int month = 12;
  int day = 31;
  std::optional<int> year;  // an exception for that year only

  friend bool operator==(const StepDay&, const StepDay&) = default;
};

struct Target {
  std::string id;         // "T4a"
  std::string indicator;  // the indicator that speaks to it, with its default variant
  BilingualText name;
  std::int64_t percent = 100;
  PathKind path = PathKind::linear;
  std::vector<StepDay> steps;
  bool has_baseline = true;                 // linear paths need the value at the plan's start
  std::optional<std::int64_t> baseline_percent;  // where the plan states it; else measured at the start
  std::vector<std::string> variants;        // variants of the indicator shown beside the default
  std::vector<std::string> aims;            // the general aims it serves
  std::string clause;                       // "I.2, third dash"
};

// The day in that year: of the exception for the year if there is one, else of the entry that names no year. Throws InvalidValue where there is neither.
HOCTAP_EXPORT Date step_date(std::span<const StepDay> steps, int year);
// Day on which the step of the target's path is due in that year.
HOCTAP_EXPORT Date step_date(const Target& target, int year);

struct Territory {
  std::string unit_code;  // read on `as_of`
  Date as_of;
};

struct Item {  // an aim, task, finance point, fund or cited document
  std::string id;
  BilingualText text;
  std::string clause;
  std::vector<std::string> indicators;     // that speak to it
  std::optional<BilingualText> not_measured;  // the reason, where no indicator can
};

struct Body {  // an owner of duties
  std::string id;
  BilingualText name;
  std::string level;                // "district", "commune"
  std::optional<Date> abolished_on;
  std::string successor;            // id of the body that took over, where known
  std::string note;
};

enum class Recurrence : std::uint8_t { once, yearly, quarterly, school_year, continuous, on_request };

struct Duty {
  std::string id;
  std::string owner;                  // Body::id
  std::vector<std::string> partners;  // Body ids or names of partner bodies
  BilingualText text;
  std::string clause;
  Recurrence recurrence = Recurrence::continuous;
  std::optional<StepDay> due;         // the day of the period's year, for duties with one
  std::optional<BilingualText> evidence;      // what shows that it was done
  std::vector<std::string> indicators;
  std::optional<BilingualText> not_measured;
};

struct Programme {
  std::string id;
  BilingualText name;
  bool is_fictional = false;
  Date first;
  Date last;
  Territory territory;
  std::vector<Item> aims;
  std::vector<Target> targets;
  std::vector<Item> tasks;
  std::vector<Item> finance;
  std::vector<Item> funds;
  std::vector<Item> documents;
  std::vector<Body> bodies;
  std::vector<Duty> duties;
  std::string digest;  // SHA-256 of the file

  std::vector<Period> quarters() const;
  const Target* find_target(std::string_view id) const;
};

// Throws FormatError naming file, line, key and what was expected; references between entries are checked.
HOCTAP_EXPORT Programme read_programme(const Document& document);
// A programme that is compiled in: "lang-giang-2023-2025". Throws NotFound naming those there are.
HOCTAP_EXPORT Programme embedded_programme(std::string_view id);
HOCTAP_EXPORT std::vector<std::string> embedded_programmes();

}  // namespace hoctap
