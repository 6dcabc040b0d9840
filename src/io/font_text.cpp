#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/legacy_text.hpp"
#include "io/words_of_text.hpp"

namespace hoctap {

namespace {

using io::FontEncoding;

constexpr std::size_t least_words = 3;
constexpr std::size_t most_words = 20'000;

constexpr std::array<FontEncoding, 2> encodings{FontEncoding::tcvn3, FontEncoding::vni};

enum class CellLetters : std::uint8_t { plain, latin, beyond };

// Special fonts have letters of Latin-1 and the marks of punctuation that go with it.
CellLetters letters_of(std::string_view text) {
  CellLetters letters = CellLetters::plain;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const utf8::Decoded next = utf8::decode(text, at);
    const bool is_mark = next.point >= 0x2010 && next.point <= 0x203A;
    if (next.point > 0xFF && !is_mark) return CellLetters::beyond;
    if (next.point <= 0xFF) letters = CellLetters::latin;
    at += next.length;
  }
  return letters;
}

}  // namespace

// Decides for a grid, and reads its cells.
class FontTextReader {
 public:
  explicit FontTextReader(Grid& grid) : grid_(grid) {}

  std::optional<io::FontText> read() {
    for (const GridCell& cell : grid_.cells_) look_at(cell);
    const std::optional<FontEncoding> encoding = decide();
    if (!encoding) return std::nullopt;
    io::FontText result{*encoding, 0, {}, {}};
    for (GridCell& cell : grid_.cells_) {
      if (cell.kind == CellKind::text && is_typed_so(cell.text, *encoding)) replace(cell, result);
    }
    return result.cells == 0 ? std::nullopt : std::optional(std::move(result));
  }

 private:
  struct Word {
    bool as_it_is = false;
    std::array<bool, encodings.size()> as_font{};
  };

  static std::size_t slot(FontEncoding encoding) { return static_cast<std::size_t>(encoding); }

  void look_at(const GridCell& cell) {
    if (cell.kind != CellKind::text) return;
    const CellLetters letters = letters_of(cell.text);
    has_beyond_ = has_beyond_ || letters == CellLetters::beyond;
    if (letters != CellLetters::latin) return;
    io::for_each_marked_word(cell.text, [this](std::string_view word) { verdict(word); });
  }

  Word verdict(std::string_view word) {
    const std::string key(word);
    if (const auto found = words_.find(key); found != words_.end()) return found->second;
    Word said;
    said.as_it_is = io::is_vietnamese(word);
    for (const FontEncoding encoding : encodings)
      said.as_font[slot(encoding)] = io::is_vietnamese(io::from_font(word, encoding));
    if (words_.size() < most_words) words_.emplace(key, said);
    return said;
  }

  std::optional<FontEncoding> decide() const {
    std::array<std::size_t, encodings.size()> gained{};
    std::array<std::size_t, encodings.size()> lost{};
    std::size_t senseless = 0;
    for (const auto& [word, said] : words_) {
      if (!said.as_it_is) ++senseless;
      for (std::size_t i = 0; i < encodings.size(); ++i) {
        if (said.as_font[i] && !said.as_it_is) ++gained[i];
        if (!said.as_font[i] && said.as_it_is) ++lost[i];
      }
    }
    const std::size_t best = gained[1] > gained[0] ? 1 : 0;
    const bool is_clear = gained[best] >= least_words && gained[best] > gained[1 - best] &&
                          gained[best] > 3 * lost[best] && 2 * gained[best] > senseless;
    return is_clear ? std::optional(encodings[best]) : std::nullopt;
  }

  // Where the sheet holds Unicode too, a cell that makes sense as it is stays as it is.
  bool is_typed_so(std::string_view text, FontEncoding encoding) {
    if (letters_of(text) != CellLetters::latin) return false;
    std::size_t as_it_is = 0;
    std::size_t as_font = 0;
    io::for_each_marked_word(text, [&](std::string_view word) {
      const Word said = verdict(word);
      if (said.as_it_is) ++as_it_is;
      if (said.as_font[slot(encoding)]) ++as_font;
    });
    return has_beyond_ ? as_font > as_it_is : as_font >= as_it_is && as_font != 0;
  }

  void show(std::string_view text, io::FontText& result) {
    io::for_each_marked_word(text, [&](std::string_view word) {
      const Word said = verdict(word);
      if (!result.typed.empty() || said.as_it_is || !said.as_font[slot(result.encoding)]) return;
      result.typed = word;
      result.meant = io::from_font(word, result.encoding);
    });
  }

  void replace(GridCell& cell, io::FontText& result) {
    ++result.cells;
    show(cell.text, result);
    const std::string meant = io::from_font(cell.text, result.encoding);
    auto known = kept_.find(meant);
    if (known == kept_.end()) {
      const auto& block = grid_.storage_.emplace_back(meant.begin(), meant.end());
      known = kept_.emplace(meant, std::string_view(block.data(), block.size())).first;
    }
    cell.text = known->second;
  }

  Grid& grid_;
  std::unordered_map<std::string, Word> words_;
  std::unordered_map<std::string, std::string_view> kept_;
  bool has_beyond_ = false;
};

namespace io {

std::optional<FontText> read_font_text(Grid& grid) { return FontTextReader(grid).read(); }

}  // namespace io
}  // namespace hoctap
