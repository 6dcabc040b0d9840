// What was owed and what came. A unit alive on a period's last day owes its forms (where a form is due before its
// period ends, as a plan of the year is, the unit alive on the due date); its successor alive at the due date sends
// them.
//
// A report of a successor covers every predecessor whose territory lies in its own; reports of all parts of a unit
// together cover it. A report for a longer period (a year) covers the shorter ones in it. Of several versions the
// latest is named, and the first decides whether it came in time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

enum class ObligationState : std::uint8_t {
  on_time,
  late,
  undated,  // it came, but nothing says when (of a version that may have been in time)
  missing,  // overdue on the day asked
  not_yet_due,
};

// The word by which tables show it.
HOCTAP_EXPORT std::string_view name(ObligationState state);

struct Obligation {
  std::uint32_t form = 0;  // index into the rules
  Period period;
  VersionId owner = no_version;   // alive on the period's last day, or on an earlier due date
  VersionId sender = no_version;  // the owner or its successor alive on the due date
  Date due;
  ObligationState state = ObligationState::missing;
  bool is_nil = false;                      // a return that says nothing happened
  bool is_joint = false;                    // came in a report of a successor with a larger territory
  std::optional<std::uint32_t> submission;  // row of the submissions table (its latest version)
  std::vector<std::string> lacking;         // tables of the form of which what came says nothing
};

class HOCTAP_EXPORT Obligations {
 public:
  Obligations() = default;
  // What the units of the programme's territory owe for the periods that meet the programme and have begun, or were
  // due, by `day`; what was received after `day` had not come by then. No clock is asked: the day is the caller's.
  // Nothing is owed where the gazetteer does not know the territory.
  Obligations(const Dataset& dataset, const FormRules& rules, const Programme& programme, Date day);

  // Date::latest() where nothing that was read says a day: nothing is owed then.
  Date day() const;
  const FormRules& rules() const;
  std::span<const Obligation> all() const;  // ordered by period, form, owner
  // Overdue and not there.
  std::vector<Obligation> missing() const;

  // Whether everything owed that carries the table came, and told of it, from `place` for every period of the owing
  // form that meets the span. Any version of any unit can be asked of any time: a commune through those that hold its
  // territory when the form is owed, a village through its commune. True where nothing is owed. Each owed period costs
  // a look-up.
  bool is_reported(std::string_view table, VersionId place, Validity span) const;
  // The same for one table and span, to be asked of many places at a glance each. Outlives the obligations.
  class HOCTAP_EXPORT OfSpan {
   public:
    bool is_reported(VersionId place) const;

   private:
    friend class Obligations;
    struct Silence;
    std::shared_ptr<const Silence> silence_;  // null: nothing is silent
  };
  OfSpan of(std::string_view table, Validity span) const;
  // The obligations that make it false.
  std::vector<Obligation> silent(std::string_view table, VersionId place, Validity span) const;
  // The last day of the last period for which `place` reported the table; nothing if it never did.
  std::optional<Date> last_reported(std::string_view table, VersionId place, Date until) const;

 private:
  struct Content;
  std::shared_ptr<const Content> content_;
};

}  // namespace hoctap
