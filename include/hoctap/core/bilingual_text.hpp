// A text in both languages.
#pragma once

#include <string>

#include "hoctap/core/message.hpp"

namespace hoctap {

// Of a plan, the Vietnamese is the plan's own wording; English is ours.
struct BilingualText {
  std::string vi;
  std::string en;
  const std::string& in(Language language) const { return language == Language::vi ? vi : en; }
  friend bool operator==(const BilingualText&, const BilingualText&) = default;
};

}  // namespace hoctap
