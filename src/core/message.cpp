#include "hoctap/core/message.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace hoctap {
namespace {

struct Entry {
  MessageCode code;
  std::string_view name;
  Severity severity;
  std::string_view en;
  std::string_view vi;
};

constexpr Entry catalogue[] = {
#define HOCTAP_MESSAGE(code, severity, en, vi) {MessageCode::code, #code, Severity::severity, en, vi},
#include "hoctap/core/finding_codes.inc"
#undef HOCTAP_MESSAGE
};

constexpr auto codes = [] {
  std::array<MessageCode, std::size(catalogue)> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = catalogue[i].code;
  return all;
}();

const Entry& entry(MessageCode code) { return catalogue[static_cast<std::size_t>(code)]; }

struct Word {
  std::string_view en;
  std::string_view vi;
};

constexpr Word words[] = {
#define HOCTAP_WORD(en, vi) {en, vi},
#include "core/words.inc"
#undef HOCTAP_WORD
};

// One word of the library, or several with commas between, in Vietnamese; others stay as they are.
std::string in_vietnamese(std::string_view argument) {
  constexpr std::string_view comma = ", ";
  const std::size_t end = argument.find(comma);
  if (end != std::string_view::npos)
    return in_vietnamese(argument.substr(0, end)).append(comma).append(in_vietnamese(argument.substr(end + 2)));
  for (const Word& word : words) {
    if (word.en == argument) return std::string(word.vi);
  }
  return std::string(argument);
}

// The number of a gap "{0}" or "{0w}" that begins at `open`, whether it holds words of the library, and the position
// after it; npos where there is no gap.
struct Gap {
  std::size_t number = 0;
  bool holds_words = false;
  std::size_t end = std::string_view::npos;
};

Gap gap_at(std::string_view sentence, std::size_t open) {
  const char* const begin = sentence.data() + open + 1;
  const char* const end = sentence.data() + sentence.size();
  Gap gap;
  auto [after, problem] = std::from_chars(begin, end, gap.number);
  if (problem == std::errc{} && after != end && *after == 'w') {
    gap.holds_words = true;
    ++after;
  }
  if (problem == std::errc{} && after != end && *after == '}') {
    gap.end = static_cast<std::size_t>(after - sentence.data()) + 1;
  }
  return gap;
}

std::string filled(std::string_view sentence, const std::vector<std::string>& arguments) {
  std::string text;
  text.reserve(sentence.size() + 32);
  std::size_t at = 0;
  while (at < sentence.size()) {
    const std::size_t open = sentence.find('{', at);
    text.append(sentence.substr(at, open - at));
    if (open == std::string_view::npos) break;
    const Gap gap = gap_at(sentence, open);
    if (gap.end == std::string_view::npos || gap.number >= arguments.size()) {
      text.push_back('{');
      at = open + 1;
    } else {
      text.append(gap.holds_words ? in_vietnamese(arguments[gap.number]) : arguments[gap.number]);
      at = gap.end;
    }
  }
  return text;
}

}  // namespace

std::span<const MessageCode> message_codes() { return codes; }

std::string_view name(MessageCode code) { return entry(code).name; }

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

Severity severity(MessageCode code) { return entry(code).severity; }

std::string Message::text(Language language) const {
  return filled(language == Language::vi ? entry(code).vi : entry(code).en, arguments);
}

}  // namespace hoctap
