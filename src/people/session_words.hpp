// What attending each session shows: sessions of one stretch of time that show the same have one code, and few words
// are looked up by it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "people/headcount_plan.hpp"
#include "people/session_codes.hpp"

namespace hoctap::people {

class SessionWords {
 public:
  // Throws InvalidValue where an identifier stands twice.
  SessionWords(const HeadcountPlan& plan, const SessionColumns& sessions);

  const SessionCodes& codes() const { return codes_; }
  std::size_t sheets() const { return words_.size(); }
  // Words of WindowSheet::evidence_of by code; of an unknown session one that shows nothing.
  std::span<const std::uint64_t> words(std::size_t sheet) const { return words_[sheet]; }
  // Whether it shows anything on any sheet.
  bool shows(std::uint32_t code) const { return shows_[code] != 0; }

 private:
  SessionCodes codes_;
  std::vector<std::vector<std::uint64_t>> words_;  // by sheet and code
  std::vector<std::uint8_t> shows_;                // by code
};

}  // namespace hoctap::people
