// The reports that came, to be asked whether one of them (or several together) tells of a unit and period.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result_column.hpp"
#include "geo/rows.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/records/dataset.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap::forms {

// One row of the submissions table.
struct ReceivedReport {
  std::uint32_t row = 0;
  VersionId unit = no_version;
  std::int64_t version = 1;
  std::optional<Date> received;
  bool is_nil = false;
  std::uint32_t tables = 0;  // which list of tables it tells of; 0: of all that the form carries
};

// What came for a unit and period.
struct Received {
  std::uint32_t row = 0;  // of the latest version
  bool is_nil = false;
  bool is_joint = false;  // the report tells of more than that unit
  bool is_dated = true;
  std::vector<std::string> lacking;  // tables of the form of which it, or one of its parts, does not tell
  std::optional<Date> on;            // when the first version came; of several parts, when the last of them did
};

// Rows of the submissions table whose form, or one of whose tables, nobody knows: they stand for no report.
Findings unknown_in_submissions(const Dataset& dataset, const FormRules& rules);

class ReceivedReports {
  struct OfPeriod {
    KeptVector<ReceivedReport> reports;
    std::vector<std::uint32_t> first_of;  // by version: the unit's first report
    std::vector<std::uint32_t> next;      // by report: the same unit's next
    Rows<std::uint32_t> by_atom;          // indexes of reports
  };

 public:
  // What was received after `day` had not come yet.
  ReceivedReports(const Dataset& dataset, const FormRules& rules, Date day);

  // What came of one form for one period, to be asked for each unit that owes it. Lives as long as the reports.
  class OfRound {
   public:
    // Reports for the period itself count first; where they do not cover the unit, also those for a longer one that
    // holds it.
    std::optional<Received> find(VersionId owner) const;

   private:
    friend class ReceivedReports;
    const ReceivedReports* received_ = nullptr;
    const FormRule* rule_ = nullptr;
    std::vector<const OfPeriod*> periods_;  // the period itself, then longer ones
  };
  OfRound of(const FormRule& rule, const Period& period) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  void index(OfPeriod& of_period) const;
  std::optional<Received> find_in(const OfPeriod& of_period, const FormRule& rule, VersionId owner) const;
  Received combined(const OfPeriod& of_period, std::span<const std::uint32_t> versions, const FormRule& rule,
                    VersionId owner) const;

  Received told_by(const ReceivedReport& report, const FormRule& rule, VersionId owner) const;

  Gazetteer gazetteer_;
  std::vector<std::vector<std::string>> lists_{1};  // of tables, as reports name them; the first is nobody's
  std::map<std::string, std::map<Period, OfPeriod>> by_form_;
};

}  // namespace hoctap::forms
