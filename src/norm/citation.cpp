#include "hoctap/norm/citation.hpp"

#include <array>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

struct PlacePart {
  char letter;
  std::string Citation::* member;
  std::string_view vi;
  std::string_view en;
};

// In the order of the identifier, from the whole to the part.
constexpr std::array<PlacePart, 5> place_parts{{{'s', &Citation::part, "Phần", "Part"},
                                                {'n', &Citation::annex, "Phụ lục", "Annex"},
                                                {'a', &Citation::article, "Điều", "Article"},
                                                {'c', &Citation::clause, "khoản", "clause"},
                                                {'p', &Citation::point, "điểm", "point"}}};

// Takes what follows the last `sign` off the text.
std::string_view taken_after(std::string_view& text, char sign) {
  const auto at = text.find(sign);
  if (at == std::string_view::npos) return {};
  const std::string_view after = text.substr(at + 1);
  text = text.substr(0, at);
  return after;
}

// "a5.c6.pđ": parts in order, each at most once. An annex may hold dots itself ("nI.3"); it ends where a dot is
// followed by the letter of a later part.
bool read_place(std::string_view place, Citation& citation) {
  std::size_t next = 0;
  while (!place.empty()) {
    while (next < place_parts.size() && place_parts[next].letter != place.front()) ++next;
    if (next == place_parts.size()) return false;
    std::size_t end = 1;
    const auto ends_part = [&](std::size_t at) {
      if (place_parts[next].letter != 'n') return true;
      for (std::size_t later = next + 1; later < place_parts.size(); ++later) {
        if (place[at] == place_parts[later].letter) return true;
      }
      return false;
    };
    while (end < place.size() && !(place[end] == '.' && end + 1 < place.size() && ends_part(end + 1))) ++end;
    if (end == 1 || place[end - 1] == '.') return false;
    citation.*place_parts[next].member = place.substr(1, end - 1);
    place = end < place.size() ? place.substr(end + 1) : std::string_view{};
    ++next;
  }
  return true;
}

}  // namespace

std::string Citation::text() const {
  std::string place;
  for (const PlacePart& step : place_parts) {
    if (const std::string& value = this->*step.member; !value.empty()) {
      if (!place.empty()) place += '.';
      place += step.letter;
      place += value;
    }
  }
  std::string id = instrument;
  if (!place.empty()) id += ":" + place;
  if (!item.empty()) id += "#" + item;
  if (!amendment.empty()) id += "@" + amendment;
  return id;
}

std::string Citation::text(Language language) const {
  std::string words = language == Language::en ? instrument : std::string();
  for (std::size_t i = 0; i < place_parts.size(); ++i) {
    const PlacePart& step = place_parts[language == Language::en ? i : place_parts.size() - 1 - i];
    const std::string& value = this->*step.member;
    if (value.empty()) continue;
    if (language == Language::en) {
      words += ", " + std::string(step.en) + " " + value;
    } else {
      words += (words.empty() ? "" : " ") + std::string(step.vi) + " " + value;
    }
  }
  if (language == Language::vi) words += (words.empty() ? "" : " ") + instrument;
  if (amendment.empty()) return words;
  return words +
         (language == Language::vi ? " (sửa đổi theo " + amendment + ")" : " (as amended by " + amendment + ")");
}

std::optional<Citation> Citation::try_parse(std::string_view text) {
  Citation citation;
  citation.amendment = taken_after(text, '@');
  citation.item = taken_after(text, '#');
  const std::string_view place = taken_after(text, ':');
  citation.instrument = text;
  if (citation.instrument.empty() || !read_place(place, citation)) return std::nullopt;
  return citation;
}

Citation Citation::parse(std::string_view text) {
  if (auto citation = try_parse(text)) return *std::move(citation);
  throw InvalidValue({MessageCode::not_a_citation, {std::string(text)}});
}

}  // namespace hoctap
