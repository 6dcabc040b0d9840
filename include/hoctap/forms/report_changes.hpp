// What differs between the reports of two deliveries: which came, which are gone, and which version stands in place of
// which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/forms/read.hpp"

namespace hoctap {

enum class ReportChangeKind : std::uint8_t {
  came,
  gone,
  replaced,  // another version is in force
  edited,    // the same version with another content
  restated,  // nothing but how it stands: late, missing by now …
  owed,      // asked on a later day, it is owed now
  not_owed,
};
HOCTAP_EXPORT std::string_view name(ReportChangeKind kind);

// A report as one delivery has it.
struct ReportStanding {
  Obligation obligation;
  std::int64_t version = 0;  // 0: none came
  std::optional<Date> received;
  std::vector<std::string> files;  // of that version
};

struct ReportChange {
  ReportChangeKind kind = ReportChangeKind::came;
  std::string form;  // "HT-03"
  std::string unit_code;
  Period period;
  std::optional<ReportStanding> before;
  std::optional<ReportStanding> after;

  std::string report() const { return form + " " + unit_code + " " + period.text(); }
  HOCTAP_EXPORT Message message() const;
};

// By period, form and unit, of what is owed in either.
HOCTAP_EXPORT std::vector<ReportChange> report_changes(const Reading& before, const Reading& after);

}  // namespace hoctap
