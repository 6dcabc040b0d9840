// The submissions table: what the receiver's register (sổ nhận báo cáo) says, completed by what the forms say of
// themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "forms/reports.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap::forms {

struct RegisterKey {
  ReportKey report;
  std::int64_t version = 1;
  friend auto operator<=>(const RegisterKey&, const RegisterKey&) = default;
};

// What a submission says of its content.
struct Content {
  bool is_nil = false;  // nothing happened
  std::string tables;   // those that it tells of; empty: all that the form carries
};

class Register {
 public:
  // `logs` holds the log of each source's sheet, for findings about the table's own rows, all of which are in it by
  // now.
  Register(Submissions& table, Pool& pool, const FormRules& forms, const Gazetteer& gazetteer,
           const std::vector<FindingLog*>& logs);

  // The day of the codes that the register states for what such lines head; nothing where it states none, or several
  // for different units.
  std::optional<Date> codes_as_of(const Preamble& preamble) const;
  // The day on which what such lines head was received, by the register, else by the lines themselves.
  std::optional<Date> received(const Preamble& preamble) const;
  // Completes the row of a submission from its sheets, or adds one behind the table's own.
  void enter(const RegisterKey& key, const Submission& submission, const Content& content);
  // A form that comes in files is there or it is not: rows of the register that say it came, and no file of which was
  // read, are dropped, but for versions below one that was; and so is what came after `until`.
  void drop_what_is_not_there(std::optional<Date> until);

 private:
  void index_rows(const FormRules& forms, const Gazetteer& gazetteer);
  Date day_of_codes(std::size_t row) const;
  // Rows of the form, code, period and version.
  std::vector<std::size_t> rows_of(const Preamble& preamble) const;
  void complete(std::size_t row, const RegisterKey& key, const Submission& submission, const Content& content);
  void add(const RegisterKey& key, const Submission& submission, const Content& content);
  FindingLog& log_of(std::size_t row) const { return *logs_[table_.place(row).source]; }
  CellPlace place_of(std::size_t row, std::string_view field) const { return {table_.place(row).row, 0, field}; }

  Submissions& table_;
  Pool& pool_;
  const std::vector<FindingLog*>& logs_;
  std::map<RegisterKey, std::size_t> rows_;  // of the table's own
  std::map<ReportKey, std::int64_t> newest_entered_;
  std::set<std::string> forms_entered_;
};

}  // namespace hoctap::forms
