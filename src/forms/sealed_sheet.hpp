// One sheet as the bytes of a store.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "forms/filed_sheet.hpp"
#include "forms/headings.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/forms/sealed.hpp"

namespace hoctap::forms {

// Seals the sheets of one reading after the other.
class SheetSealer {
 public:
  // The options must outlive it.
  explicit SheetSealer(const ReadOptions& options);
  // Throws InvalidValue where the sheet names persons and the options have no secret.
  SealedSheet seal(FiledSheet filed);

 private:
  const FormRules& forms_;
  std::unique_ptr<PersonHasher> hasher_;
  Tables tables_;
  HeadingIndex index_;
};

// Throws FormatError for bytes that seal_form did not give. `file` is the name that grid and findings bear.
FiledSheet unsealed(const std::string& file, std::string_view content);

}  // namespace hoctap::forms
