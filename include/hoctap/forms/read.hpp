// A folder of forms as communes send them, to a dataset with its findings and what is still owed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/forms/obligations.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/io/limits.hpp"
#include "hoctap/io/workbook.hpp"
#include "hoctap/programme/programme.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

struct ReadOptions {
  Programme programme;
  Gazetteer gazetteer;  // the folder's own `units` and `unit_events` are added
  CodeLists codes;
  FormRules forms;
  std::string person_secret;  // key of the person hash; needed as soon as a file names persons
  // What is owed by then; nothing: the last day on which anything was received, or, where no receipt is dated, the last
  // day that was reported on. Where no report is known at all nothing is owed and the tables are taken as complete,
  // which a finding says.
  std::optional<Date> day;
  // What was known on that day: forms received later are left out, each row with a finding, and an earlier version
  // counts again. A form without a day of receipt is taken as there, which a finding says. `day` is then the same
  // unless it is given. Nothing: all that is there. For files; tables from memory do not say which report a row is of.
  std::optional<Date> received_until;
  FileLimits limits;
  // Reads .xlsx, .xlsm, .xlsb, .xls and .ods; without one, each such file is a finding.
  WorkbookReader workbooks;
  // Called with files done and files in all, whenever another is done; return false to stop (Interrupted is thrown
  // then).
  std::function<bool(std::size_t done, std::size_t all)> progress;

  // Lạng Giang's plan, its gazetteer, the code lists and forms that are compiled in.
  static HOCTAP_EXPORT ReadOptions embedded(std::string_view programme = "lang-giang-2023-2025");
};

struct Reading {
  Dataset dataset;
  Obligations obligations;
  Programme programme;
};

// Reads every .csv, .tsv and .txt file and every workbook below the folder in order of its path, or the one file that
// `path` names; names that begin with a dot and person_secret_file are no forms. Each sheet of a workbook
// counts as a file; blank ones beside others are passed over. A file that cannot be read or recognised is a finding and
// costs only itself. In every file rows read = rows kept + rows dropped, each dropped row with a finding; of one kind
// at most 1,000 findings a file are listed, and one more says how many others there are.
//
// What a sheet is stands in the lines above its heading (Biểu, Bảng, Đơn vị, Kỳ, Lần, Ngày nhận, Mã theo ngày, Không
// phát sinh, Đơn vị tính, Dữ liệu, or in English) or follows from its headings, Vietnamese or English, in any order.
// Sheets of one form, unit, period and version are one submission; a higher version replaces a lower one as a whole. A
// submission part of which cannot be read, or that is empty without saying that nothing happened, counts as not
// received.
//
// Throws FileError where the folder cannot be listed or there is no such file, InvalidValue where persons are named and
// no secret is given.
HOCTAP_EXPORT Reading read_folder(const std::string& path, const ReadOptions& options);

// The same of sheets that somebody else read (a workbook, a database), taken in the order given.
HOCTAP_EXPORT Reading read_grids(std::vector<Grid> grids, const ReadOptions& options);

// A dataset built from tables in memory, with what is owed under the rules.
HOCTAP_EXPORT Reading with_obligations(Dataset dataset, const ReadOptions& options);

}  // namespace hoctap
