// Text of before Unicode: which table of bytes a file was written by, and which cells were typed for special fonts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/io/grid.hpp"
#include "io/font_encoding.hpp"

namespace hoctap::io {

struct Transcoded {
  std::string text;       // UTF-8
  std::string_view from;  // the table that was taken, for people
};

// Bytes that are no UTF-8 as text, by the table (Windows-1258, or Windows-1252 where fonts give the letters their
// meaning) in which most words are Vietnamese. Nothing for UTF-8, also where some of its bytes are damaged, and where
// no table makes sense of the words.
std::optional<Transcoded> from_legacy_bytes(std::string_view bytes);

struct FontText {
  FontEncoding encoding = FontEncoding::tcvn3;
  std::size_t cells = 0;
  std::string typed;  // a word of them, before and after; a whole cell could be somebody's name
  std::string meant;
};

// Reads cells that were typed for special fonts; nothing where there are none. Decided once for a grid, by words that
// only so are Vietnamese; a cell with letters that no such font has is never touched.
std::optional<FontText> read_font_text(Grid& grid);

}  // namespace hoctap::io
