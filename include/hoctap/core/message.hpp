// A message that can be read in Vietnamese and in English: a code from the catalogue and the words that fill its gaps.
// Findings and errors carry messages, never finished text, so that the reader's language is chosen where it is shown.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

enum class Language : std::uint8_t { vi, en };

enum class Severity : std::uint8_t {
  note,     // worth knowing; nothing was changed or left out
  warning,  // a value was doubtful or flagged; the row is kept
  error,    // a value or row could not be used; what was left out is named
};

// One entry for each code; see finding_codes.inc for the texts.
enum class MessageCode : std::uint16_t {
#define HOCTAP_MESSAGE(code, severity, en, vi) code,
#include "hoctap/core/finding_codes.inc"
#undef HOCTAP_MESSAGE
};

// Every code, in the catalogue's order.
HOCTAP_EXPORT std::span<const MessageCode> message_codes();
// The stable name of a code, as it stands in exports and `--json` ("unknown_code").
HOCTAP_EXPORT std::string_view name(MessageCode code);
HOCTAP_EXPORT std::string_view name(Severity severity);
HOCTAP_EXPORT Severity severity(MessageCode code);

struct Message {
  MessageCode code{};
  std::vector<std::string> arguments;

  // The catalogue's sentence in that language with its gaps filled; a gap without an argument stays as it is written.
  // In Vietnamese, days are written dd/mm/yyyy and decimals with a comma, except where the sentence quotes (“{0}”).
  HOCTAP_EXPORT std::string text(Language language) const;

  friend bool operator==(const Message&, const Message&) = default;
};

// What the library calls by a name (a status, a level, a reason) in words; of several names with commas between, each.
// In Vietnamese also the words beside the numbers of a period as it was printed: "2018 (about)". What is no such name
// stays, with days and decimals written as the language does.
HOCTAP_EXPORT std::string spoken(std::string_view name, Language language);

}  // namespace hoctap
