#include "forms/filed_sheet.hpp"

#include <utility>

#include "core/citizen_digits.hpp"
#include "io/legacy_text.hpp"

namespace hoctap::forms {

FiledSheet::FiledSheet(Grid opened, std::string digest) : FiledSheet(std::move(opened), std::move(digest), Findings()) {
  if (const std::optional<io::FontText> read = io::read_font_text(grid)) {
    log.add(MessageCode::font_encoding_assumed, {std::string(name(read->encoding)), std::to_string(read->cells),
                                                 quotable(read->typed), quotable(read->meant)});
  }
}

FiledSheet::FiledSheet(Grid kept, std::string digest, Findings noticed)
    : grid(std::move(kept)), sha256(std::move(digest)), log(grid.file(), grid.sheet()) {
  for (Finding& finding : noticed) log.add(std::move(finding));
}

}  // namespace hoctap::forms
