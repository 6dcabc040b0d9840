// Where a norm stands in the law. The citation is the norm's identifier, so that nobody has to invent names for norms.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"

namespace hoctap {

// "17/2022/TT-BTC:a5.c6.pđ", "109/2016/TT-BTC:a3.c7#individual_up_to_30", "40/2017/TT-BTC:a6.c1@12/2025/TT-BTC". Parts
// of a place: s part (phần), n annex (phụ lục), a article (điều), c clause (khoản), p point (điểm). An empty member
// means that the place is not so divided, or that this is not known; all empty: the instrument as a whole.
struct Citation {
  std::string instrument;  // number and symbol as printed
  std::string part;
  std::string annex;
  std::string article;
  std::string clause;
  std::string point;
  std::string item;       // tells several norms of one place apart
  std::string amendment;  // the instrument that brought this wording; empty: the first wording

  // The identifier; parse() gives the citation back.
  HOCTAP_EXPORT std::string text() const;
  // As people write it, without the item: "điểm đ khoản 6 Điều 5 17/2022/TT-BTC", "17/2022/TT-BTC, Article 5, clause 6,
  // point đ".
  HOCTAP_EXPORT std::string text(Language language) const;
  static HOCTAP_EXPORT std::optional<Citation> try_parse(std::string_view text);
  static HOCTAP_EXPORT Citation parse(std::string_view text);  // throws InvalidValue

  friend auto operator<=>(const Citation&, const Citation&) = default;
};

}  // namespace hoctap
