#include "people/session_words.hpp"

namespace hoctap::people {
namespace {

// What a session may show, as bits of shown_by_session.
constexpr std::uint32_t kinds = 8;

// Two codes for each stretch and kind, after the two of which none is used.
std::uint32_t code_at(std::uint32_t stretch, std::uint32_t shows) { return 2 * (1 + stretch * kinds + shows % kinds); }

}  // namespace

SessionWords::SessionWords(const HeadcountPlan& plan, const SessionColumns& sessions) {
  const auto stretches = static_cast<std::uint32_t>(plan.stretches().size());
  shows_.assign(code_at(stretches, 0), 0);
  words_.assign(plan.sheets().size(), std::vector<std::uint64_t>(shows_.size(), 0));
  for (std::size_t sheet = 0; sheet < words_.size(); ++sheet) {
    for (std::uint32_t code = code_at(0, 0); code < shows_.size(); ++code) {
      const std::uint32_t kind = code / 2 - 1;
      words_[sheet][code] =
          plan.evidence_of(sheet, kind / kinds, static_cast<std::uint8_t>(kind % kinds), code % 2 == 1);
      if (words_[sheet][code] != 0) shows_[code] = 1;
    }
  }
  std::vector<std::uint32_t> codes(sessions.id.size());
  for (std::size_t row = 0; row < codes.size(); ++row)
    codes[row] = code_at(plan.stretches().of(sessions.day[row]), sessions.shows[row]);
  codes_ = SessionCodes(sessions.id, codes);
}

}  // namespace hoctap::people
