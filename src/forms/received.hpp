// The reports that came, to be asked whether one of them (or several together) tells of a unit and period.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

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
};

// What came for a unit and period.
struct Received {
  std::uint32_t row = 0;  // of the latest version
  bool is_nil = false;
  bool is_joint = false;  // the report tells of more than that unit
  bool is_dated = true;
  std::optional<Date> on;  // when the first version came; of several parts, when the last of them did
};

class ReceivedReports {
 public:
  // What was received after `day` had not come yet.
  ReceivedReports(const Dataset& dataset, Date day);

  // Reports for the period itself count first; where they do not cover the unit, also those for a longer one that holds
  // it.
  std::optional<Received> find(const std::string& form, const Period& period, VersionId owner) const;

 private:
  struct OfPeriod {
    std::vector<ReceivedReport> reports;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_atom;  // indexes of reports
  };
  std::optional<Received> find_in(const OfPeriod& of_period, VersionId owner) const;
  Received combined(const OfPeriod& of_period, const std::vector<std::uint32_t>& versions, VersionId owner) const;

  Gazetteer gazetteer_;
  std::map<std::string, std::map<Period, OfPeriod>> by_form_;
};

}  // namespace hoctap::forms
