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
  // Every sheet's rows can be told apart, and there are rows or it says that there are none; once read, one that can be
  // used.
  bool is_readable = true;
  bool is_read = false;
};

class Register;

class Reports {
 public:
  // Takes a sheet that states what it is (others are no reports), its codes being read on the day that it or the
  // register states.
  void add(FiledSheet& sheet, const Gazetteer& gazetteer, const Register& entries);
  // Before rows are read: of each report the highest version that can be read is taken; sheets of the others, and those
  // that repeat a table, are left out.
  void choose_versions();
  // After rows are read: where no row of a version could be used, the next lower one that can be read takes its place.
  // Gives the sheets that must be read now; call again when they are.
  std::vector<FiledSheet*> fall_back();
  // When all versions are settled: lists row by row what was left out.
  void list_replaced();
  // After rows are read: completes the register's rows from the forms, and adds what the register lacks.
  void enter(Register& entries, const FormRules& forms, const Tables& tables, const Gazetteer& gazetteer) const;

 private:
  struct Report {
    std::map<std::int64_t, Submission> versions;
    std::int64_t in_force = 0;

    Submission& current() { return versions.at(in_force); }
    // The highest that can be read and is below `limit`.
    std::optional<std::int64_t> readable_below(std::int64_t limit) const;
    void take(std::int64_t version);
  };
  static void leave_out_repeated(const ReportKey& key, std::int64_t version, Submission& submission);
  static void list_replaced(const ReportKey& key, Report& report);

  std::map<ReportKey, Report> reports_;
};

// Drops every row of a sheet with a finding of its own, so that what was removed is listed.
void drop_each_row(FiledSheet& sheet, MessageCode code, const std::vector<std::string>& arguments);

// The day for which a sheet states its codes.
std::optional<Date> codes_as_of(const FiledSheet& sheet);

}  // namespace hoctap::forms
