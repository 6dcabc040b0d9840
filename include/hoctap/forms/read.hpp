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
#include "hoctap/programme/programme.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

struct ReadOptions {
  Programme programme;
  Gazetteer gazetteer;             // the folder's own `units` and `unit_events` are added
  CodeLists codes;
  FormRules forms;
  std::string person_secret;       // key of the person hash; needed as soon as a file names persons
  std::optional<Date> day;         // what is owed by then; nothing: the last day on which anything was received
  // Called now and then with files done and files in all; return false to stop (an Interrupted error then).
  std::function<bool(std::size_t done, std::size_t all)> progress;

  // Lạng Giang's plan, its gazetteer, the code lists and forms that are compiled in.
  static HOCTAP_EXPORT ReadOptions embedded(std::string_view programme = "lang-giang-2023-2025");
};

struct Reading {
  Dataset dataset;
  Obligations obligations;
  Programme programme;
};

// Reads every .csv, .tsv and .txt file below the folder in order of its path. A file that cannot be read or recognised is a finding and costs only itself.
// Throws FileError where the folder cannot be listed, InvalidValue where persons are named and no secret is given.
HOCTAP_EXPORT Reading read_folder(const std::string& folder, const ReadOptions& options);

// A sheet that somebody else read (a workbook, a database).
HOCTAP_EXPORT Reading read_grids(std::vector<Grid> grids, const ReadOptions& options);

// A dataset built from tables in memory, with what is owed under the rules.
HOCTAP_EXPORT Reading with_obligations(Dataset dataset, const ReadOptions& options);

}  // namespace hoctap
