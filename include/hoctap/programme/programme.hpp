// A plan as data: what it aims at, in which territory and time, who does what by when, with which money, citing which
// documents. Another district's or the next period's plan is another TOML file of the same form (data/programmes).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {

enum class PathKind : std::uint8_t {
  linear,  // from the baseline at the plan's start to the target at its end
  step,    // due in full on its day of each year, not due before
  none,    // no path: only met or not met
};
HOCTAP_EXPORT std::string_view name(PathKind kind);  // as in data files

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
  BilingualText name;     // short, ours
  BilingualText text;     // the plan's wording
  std::int64_t percent = 100;
  PathKind path = PathKind::linear;
  std::vector<StepDay> steps;  // of a step path
  bool has_baseline = true;    // false: no value of the plan's start is to be had, so there is no linear path
  std::optional<std::int64_t> baseline_percent;  // where the plan states it; else measured at the start
  std::vector<std::string> variants;             // variants of the indicator shown beside the default
  std::vector<std::string> aims;                 // Item::id of the general aims it serves
  std::string clause;                            // "I.2 (3)": the third dash under I.2
};

// The day in that year: of the exception for the year if there is one, else of the entry that names no year. Throws
// InvalidValue where there is neither.
HOCTAP_EXPORT Date step_date(std::span<const StepDay> steps, int year);
// Day on which the step of the target's path is due in that year.
HOCTAP_EXPORT Date step_date(const Target& target, int year);

// What the plan is for. The units on that day stay its territory, whatever becomes of their codes.
struct Territory {
  std::string unit_code;  // read on `as_of`
  Date as_of;

  // Throws NotFound.
  HOCTAP_EXPORT VersionId version(const Gazetteer& gazetteer) const;
};

struct Item {      // an aim, task, finance point, fund or cited document
  std::string id;  // of a fund: its code in the code list `funds`; of a document: its number
  BilingualText text;
  std::string clause;
  std::optional<Date> issued_on;              // of documents, where the day is known
  std::vector<std::string> cites;             // Item::id of documents
  std::vector<std::string> indicators;        // that speak to it
  std::optional<BilingualText> not_measured;  // the reason, where no indicator can
};

struct Body {
  std::string id;
  BilingualText name;
  std::string level;                 // "district", "commune"; empty: no level of its own
  std::optional<Date> abolished_on;  // the first day on which it no longer exists
  std::string successor;             // Body::id of the body that took over, where known
  std::string note;                  // English
};

enum class Recurrence : std::uint8_t { once, yearly, quarterly, school_year, continuous, on_request };
HOCTAP_EXPORT std::string_view name(Recurrence recurrence);  // as in data files

struct Duty {
  std::string id;                     // "IV.1.4"
  std::string owner;                  // Body::id
  std::vector<std::string> partners;  // Body::id
  BilingualText text;
  std::string clause;
  Recurrence recurrence = Recurrence::continuous;
  std::optional<StepDay>
      due;  // the day of the period's year, for duties that are due once or once a year; with a year where due once
  bool due_is_assumed = false;       // the plan gives no day; this one is ours
  std::optional<StepDay> final_due;  // of one that is done once more for the plan's whole time: the day of its year
  std::optional<BilingualText> evidence;  // what shows that it was done
  std::vector<std::string> indicators;
  std::optional<BilingualText> not_measured;
};

struct HOCTAP_EXPORT Programme {
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
  std::vector<Body> bodies;          // the owners of duties
  std::vector<Body> related_bodies;  // bodies that own no duty: partners, and those that took over from an owner
  std::vector<Duty> duties;
  std::vector<Target> further_targets;  // that tasks and duties set beside the measurable ones; the id is theirs
  std::string issuer;                   // Body::id of who issued it; empty: not said
  std::string difficulties_to;          // Body::id of who collects what stands in the way; empty: not said
  std::string digest;                   // SHA-256 of the file

  // Every quarter of which a part belongs to the plan's time, in order.
  std::vector<Period> quarters() const;
  // nullptr where there is none.
  const Target* find_target(std::string_view id) const;
  const Duty* find_duty(std::string_view id) const;
  // What it asks of an indicator, in a target or in a task or duty.
  const Target* target_of(std::string_view indicator) const;
  // Who answers for a body on a day: itself, or who took over by then. nullptr where it ended and nobody is known.
  const Body* answering(std::string_view body, Date day) const;
  // Among the owners and the related bodies.
  const Body* find_body(std::string_view id) const;
};

// By when a duty is due, in words. One that recurs without a day of its own is due by the last day of its period (A).
HOCTAP_EXPORT Message due_rule(const Duty& duty);

enum class PlanPart : std::uint8_t { aim, target, task, finance, duty, document };
HOCTAP_EXPORT std::string_view name(PlanPart part);

// What a plan says in one place, and what becomes of it: who answers for it, by when, and what shows it, or why nothing
// can.
struct PlanEntry {
  PlanPart part{};
  std::string id;
  std::string clause;
  BilingualText text;
  // Owners of duties that the same indicators speak to; without any, the plan's issuer.
  std::vector<std::string> owners;  // Body::id
  Message due;
  std::vector<std::string> indicators;  // of a document those of the entries that cite it
  std::optional<BilingualText> evidence;
  std::optional<BilingualText> not_measured;
};
// Aims, targets, tasks, points on money, duties and cited documents, in that order.
HOCTAP_EXPORT std::vector<PlanEntry> plan_entries(const Programme& programme);

// Throws FormatError naming file, line, key and what was expected: also for an identifier that stands twice, a
// reference to an entry that is not there, and an aim, task, finance point or duty that names neither an indicator nor
// the reason why there is none. Whether indicators and variants are known is checked where they are evaluated.
HOCTAP_EXPORT Programme read_programme(const Document& document);
// A programme that is compiled in: "lang-giang-2023-2025". Throws NotFound naming those there are.
HOCTAP_EXPORT Programme embedded_programme(std::string_view id);
HOCTAP_EXPORT std::vector<std::string> embedded_programmes();

}  // namespace hoctap
