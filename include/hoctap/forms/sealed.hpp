// Forms on their way to a store that keeps them, and back. A file is sealed once, when it comes in; a dataset is read
// from any choice of sealed files, by the very rules by which a folder is read: what else is among them decides which
// version of a report counts, what its codes mean and which rows contradict each other, so that no file's records could
// be settled by looking at it alone.
//
// A sealed sheet is the sheet as it was read, cell by cell, but for what could name a person: a citizen number in a
// column of persons is replaced by its key and what its digits say of sex and year of birth (only where the table has
// such columns), anywhere else by the digits of nobody's; what stands in columns that no table has is not kept. A sheet
// in which no table is recognised, or whose table lacks a column without which no row is read, is kept but for the
// numbers: only so can a later version read more of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/forms/read.hpp"

namespace hoctap {

// A file that read_folder would read.
struct FormFile {
  std::string name;  // relative to the folder, without what may be citizen numbers
  std::string path;
  std::optional<Finding> finding;  // why it cannot be read
};

// The forms below the folder, or the one file at the path, in the order in which read_folder takes them. Throws
// FileError where the folder cannot be listed or there is no such file.
HOCTAP_EXPORT std::vector<FormFile> list_forms(const std::string& path);

struct SealedSheet {
  // What the sheet says of itself; empty where it does not.
  std::string sheet;
  std::string table;  // English name
  std::string form;
  std::string unit;  // code
  std::optional<Period> period;
  std::optional<Date> codes_as_of;
  std::int64_t version = 1;
  std::optional<Date> received;
  bool is_nil = false;
  bool is_simulated = false;
  bool names_persons = false;  // a citizen number was sealed by the secret
  std::size_t rows = 0;        // below its heading
  std::string content;         // bytes for read_sealed
};

// Reads a file as read_folder does and seals its sheets; one that cannot be opened or recognised is a sheet that says
// so. Throws InvalidValue where it names persons and options have no secret.
HOCTAP_EXPORT std::vector<SealedSheet> seal_form(const FormFile& file, const ReadOptions& options);

struct StoredForm {
  std::string name;                 // that findings show; a file's own order among others goes by it
  std::vector<std::string> sheets;  // SealedSheet::content, in their order
  std::optional<Date> received;     // for sheets that do not state it
};

// Reads sealed files as read_folder reads a folder that holds the files themselves: the same records, findings and
// obligations. Needs no secret. Throws FormatError where a content is damaged.
HOCTAP_EXPORT Reading read_sealed(std::vector<StoredForm> files, const ReadOptions& options);

}  // namespace hoctap
