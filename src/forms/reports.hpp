// Which sheets make up which report, which version of it counts, and what the submissions table says of it in the end.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/filed_sheet.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::forms {

// What a unit owes for a period. A code alone does not name the unit: before and after a merger two may report under
// one code for one year.
struct ReportKey {
  std::string form;
  std::string unit;
  Date unit_since;  // when the version of the unit began; the earliest day where the code meant none
  Period period;

  std::string text() const { return form + ' ' + unit + ' ' + period.text(); }
  friend auto operator<=>(const ReportKey&, const ReportKey&) = default;
};

// The key of a report under a code that is read on that day.
ReportKey report_key(std::string form, std::string_view unit, const Period& period, const Gazetteer& gazetteer,
                     Date day);

// One version of a report: all sheets that state it, in order of their paths.
struct Submission {
  std::vector<FiledSheet*> sheets;
  bool is_readable = true;  // every sheet's rows can be told apart, and there are rows or it says that there are none
};

class Register;

class Reports {
 public:
  // Takes a sheet that states what it is (others are no reports), its codes being read on the day that it or the
  // register states.
  void add(FiledSheet& sheet, const Gazetteer& gazetteer, const Register& entries);
  // Before rows are read: leaves out sheets that are replaced by a higher version or repeat a table, row by row.
  void choose_versions();
  // After rows are read: completes the register's rows from the forms, and adds what the register lacks.
  void enter(Register& entries, const Gazetteer& gazetteer) const;

 private:
  using Versions = std::map<std::int64_t, Submission>;
  static void leave_out_repeated(const ReportKey& key, std::int64_t version, Submission& submission);
  static void choose_version(const ReportKey& key, Versions& versions);

  std::map<ReportKey, Versions> reports_;
};

// The day for which a sheet states its codes.
std::optional<Date> codes_as_of(const FiledSheet& sheet);

}  // namespace hoctap::forms
