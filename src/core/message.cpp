#include "hoctap/core/message.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/localised.hpp"

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

// A gap "{0}", "{0:count}" or "{0:word}": where it ends, and how what fills it is written.
struct Gap {
  std::size_t number = 0;
  std::string_view kind;
  std::size_t end = std::string_view::npos;
};

Gap gap_at(std::string_view sentence, std::size_t open) {
  const std::size_t close = sentence.find('}', open);
  if (close == std::string_view::npos) return {};
  std::string_view inside = sentence.substr(open + 1, close - open - 1);
  Gap gap;
  if (const std::size_t colon = inside.find(':'); colon != std::string_view::npos) {
    gap.kind = inside.substr(colon + 1);
    inside = inside.substr(0, colon);
  }
  const auto [after, problem] = std::from_chars(inside.data(), inside.data() + inside.size(), gap.number);
  if (problem == std::errc{} && after == inside.data() + inside.size()) gap.end = close + 1;
  return gap;
}

std::string filled(std::string_view sentence, const std::vector<std::string>& arguments, Language language) {
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
      continue;
    }
    const std::string& argument = arguments[gap.number];
    if (gap.kind == "count")
      text += grouped(argument, language);
    else if (gap.kind == "word")
      text += spoken(argument, language);
    else if (text.ends_with("“"))  // what is quoted stays as it was found
      text += argument;
    else
      text += localised(argument, language);
    at = gap.end;
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
  return filled(language == Language::vi ? entry(code).vi : entry(code).en, arguments, language);
}

}  // namespace hoctap
