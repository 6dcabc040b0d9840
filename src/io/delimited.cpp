#include "hoctap/io/delimited.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "core/utf8.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/io/grid_builder.hpp"
#include "io/delimiter.hpp"
#include "io/legacy_text.hpp"
#include "io/tidy_text.hpp"
#include "io/utf16.hpp"

namespace hoctap {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// What a byte may mean to the tokenizer.
constexpr std::uint8_t ends_cell = 1;  // the delimiter and line ends
constexpr std::uint8_t is_look =
    2;  // blanks, control characters, anything beyond ASCII: the cell's text must be looked at

using ByteClasses = std::array<std::uint8_t, 256>;

ByteClasses classes_with(char delimiter) {
  ByteClasses classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    if (byte <= ' ' || byte >= 0x7F) classes[byte] = is_look;
  }
  for (const char c : {delimiter, '\r', '\n'}) classes[static_cast<unsigned char>(c)] = ends_cell;
  return classes;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

struct Signature {
  std::string_view bytes;
  const char* name;
};

// Files that are often taken for text.
constexpr std::array<Signature, 4> signatures{{
    {{"PK\x03\x04", 4}, "ZIP (XLSX, DOCX, ODS)"},
    {{"\xD0\xCF\x11\xE0", 4}, "OLE (XLS, DOC)"},
    {{"%PDF-", 5}, "PDF"},
    {{"\x1F\x8B", 2}, "gzip"},
}};

}  // namespace

// Reads row after row of one text into a grid.
class DelimitedReader {
 public:
  DelimitedReader(std::string_view text, const std::string& file, Findings& findings, const DelimitedOptions& options)
      : classes_(classes_with(options.delimiter)), options_(options), file_(file), findings_(findings), builder_(file) {
    // Cells view this copy, so that most need no storage of their own.
    const std::string_view kept = builder_.keep_as_block(text);
    at_ = kept.data();
    end_ = at_ + kept.size();
    builder_.reserve(text.size() / 8, text.size() / 64);
  }

  Grid read() {
    while (at_ != end_) read_row();
    return std::move(builder_).build();
  }

 private:
  std::uint8_t class_of(const char* byte) const { return classes_[static_cast<unsigned char>(*byte)]; }
  bool is_line_end(const char* byte) const { return *byte == '\n' || *byte == '\r'; }

  void add_finding(MessageCode code, std::vector<std::string> arguments, std::uint32_t column) {
    findings_.push_back({{code, std::move(arguments)}, {file_, {}, line_, column, {}}, RowOutcome::kept});
  }
  std::uint32_t column() const { return static_cast<std::uint32_t>(builder_.cell_count() - row_begin_ + 1); }

  void read_row() {
    row_begin_ = builder_.cell_count();
    extra_lines_ = 0;
    replaced_bytes_ = 0;
    const auto left = static_cast<std::size_t>(end_ - at_);
    limit_ = left > options_.limits.most_row_bytes ? at_ + options_.limits.most_row_bytes : end_;
    if (!is_line_end(at_)) {
      while (read_cell()) {
      }
    }
    if (at_ == limit_ && at_ != end_ && !is_line_end(at_)) skip_rest_of_line();
    if (replaced_bytes_ != 0) add_finding(MessageCode::bytes_replaced, {std::to_string(replaced_bytes_)}, 0);
    builder_.end_row(line_);
    line_ += 1 + extra_lines_;
    if (at_ != end_) at_ = after_line_end(at_);
    if (builder_.cell_count() > options_.limits.most_cells) {
      throw FileError({MessageCode::too_many_cells, {file_, std::to_string(options_.limits.most_cells)}},
                      {file_, {}, 0, 0, {}});
    }
  }

  // Reads one cell and the delimiter after it; false where the row ends with the cell.
  bool read_cell() {
    if (at_ != limit_ && *at_ == '"')
      read_quoted();
    else
      read_plain(at_);
    if (at_ == limit_ || is_line_end(at_)) return false;
    ++at_;
    return true;
  }

  void read_plain(const char* begin) {
    std::uint8_t seen = 0;
    while (at_ != limit_) {
      const std::uint8_t next = class_of(at_);
      if (next == ends_cell) break;
      seen |= next;
      ++at_;
    }
    const std::string_view text(begin, static_cast<std::size_t>(at_ - begin));
    if (seen == 0)
      add(text);
    else
      add_tidied(text);
  }

  struct Quoted {
    const char* end = nullptr;  // of the text, at the closing quote
    std::uint32_t lines = 0;    // further lines that it spans
    bool has_doubled = false;
    bool is_closed = false;  // a closing quote was found before the limits
  };

  Quoted quoted_from(const char* begin) const {
    Quoted quoted;
    for (const char* at = begin; at != limit_; ++at) {
      if (*at == '"') {
        if (at + 1 == limit_ || at[1] != '"') {
          quoted.end = at;
          quoted.is_closed = true;
          return quoted;
        }
        quoted.has_doubled = true;
        ++at;
      } else if (*at == '\n' || (*at == '\r' && (at + 1 == limit_ || at[1] != '\n'))) {
        if (++quoted.lines >= options_.limits.most_lines_of_cell) return quoted;
      }
    }
    return quoted;
  }

  const char* after_blanks(const char* at) const {
    while (at != limit_ && class_of(at) != ends_cell && (*at == ' ' || *at == '\t')) ++at;
    return at;
  }

  void read_quoted() {
    const char* const begin = at_ + 1;
    const Quoted quoted = quoted_from(begin);
    const char* const after = quoted.is_closed ? after_blanks(quoted.end + 1) : limit_;
    const bool is_clean = quoted.is_closed && (after == end_ || (after != limit_ && class_of(after) == ends_cell));
    if (is_clean) {
      at_ = after;
      extra_lines_ += quoted.lines;
      add_unquoted({begin, static_cast<std::size_t>(quoted.end - begin)}, quoted.has_doubled, {});
    } else if (quoted.is_closed && quoted.lines == 0) {
      add_finding(MessageCode::text_after_closing_quote, {}, column());
      at_ = quoted.end + 1;
      while (at_ != limit_ && class_of(at_) != ends_cell) ++at_;
      add_unquoted({begin, static_cast<std::size_t>(quoted.end - begin)}, quoted.has_doubled,
                   {quoted.end + 1, static_cast<std::size_t>(at_ - quoted.end - 1)});
    } else {
      add_finding(MessageCode::quote_never_closes, {}, column());
      at_ = begin;
      while (at_ != limit_ && !is_line_end(at_)) ++at_;
      add_unquoted({begin, static_cast<std::size_t>(at_ - begin)}, true, {});
    }
  }

  void add_unquoted(std::string_view text, bool has_doubled, std::string_view tail) {
    if (!has_doubled && tail.empty()) return add_tidied(text);
    scratch_.clear();
    for (std::size_t at = 0; at < text.size(); ++at) {
      scratch_.push_back(text[at]);
      if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') ++at;
    }
    scratch_.append(tail);
    add_tidied(builder_.keep(scratch_));
  }

  // `text` lies in the grid's storage.
  void add(std::string_view text) { builder_.add_kept(text, text.empty() ? CellKind::blank : CellKind::text); }

  void add_tidied(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || io::is_tidy(text)) return add(text);
    const std::string tidy = nfc(squeezed(well_formed(text)));
    add(builder_.keep(tidy));
  }

  // The text with malformed bytes and NUL replaced.
  std::string_view well_formed(std::string_view text) {
    if (!first_invalid_utf8(text) && text.find('\0') == std::string_view::npos) return text;
    scratch_.clear();
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Decoded next = utf8::decode(text, at);
      if (next.point == utf8::malformed || next.point == 0) {
        scratch_.append(replacement);
        ++replaced_bytes_;
      } else {
        scratch_.append(text.substr(at, next.length));
      }
      at += next.length;
    }
    return scratch_;
  }

  void skip_rest_of_line() {
    add_finding(MessageCode::line_cut, {std::to_string(options_.limits.most_row_bytes)}, 0);
    while (at_ != end_ && !is_line_end(at_)) ++at_;
  }

  const char* after_line_end(const char* at) const {
    return *at == '\r' && at + 1 != end_ && at[1] == '\n' ? at + 2 : at + 1;
  }

  ByteClasses classes_;
  DelimitedOptions options_;
  const std::string& file_;
  Findings& findings_;
  GridBuilder builder_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* limit_ = nullptr;  // of the row
  std::uint32_t line_ = 1;
  std::uint32_t extra_lines_ = 0;  // lines of the row beyond its first
  std::size_t row_begin_ = 0;      // its first cell
  std::size_t replaced_bytes_ = 0;
  std::string scratch_;
};

Grid read_delimited(std::string_view bytes, const std::string& file, Findings& findings,
                    const DelimitedOptions& options) {
  const SourcePlace whole_file{file, {}, 0, 0, {}};
  if (bytes.size() > options.limits.most_bytes) {
    throw FileError(
        {MessageCode::file_too_large, {std::to_string(bytes.size()), std::to_string(options.limits.most_bytes)}},
        whole_file);
  }
  for (const Signature& signature : signatures) {
    if (bytes.starts_with(signature.bytes))
      throw FormatError({MessageCode::not_delimited_text, {signature.name}}, whole_file);
  }
  std::optional<io::Transcoded> transcoded = io::from_utf16(bytes);
  if (!transcoded) transcoded = io::from_legacy_bytes(bytes);
  if (transcoded && !transcoded->from.empty()) {
    findings.push_back(
        {{MessageCode::encoding_assumed, {std::string(transcoded->from)}}, whole_file, RowOutcome::kept});
  }
  std::string_view text = transcoded ? std::string_view(transcoded->text) : bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  DelimitedOptions decided = options;
  if (decided.delimiter == '\0') decided.delimiter = io::decide_delimiter(text);
  return DelimitedReader(text, file, findings, decided).read();
}

void append_delimited_row(std::string& text, std::span<const std::string> cells, char delimiter) {
  const char special[] = {delimiter, '"', '\r', '\n', '\0'};
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) text.push_back(delimiter);
    first = false;
    // A row of one empty cell would read back as an empty line.
    const bool quoted = cell.find_first_of(special) != std::string::npos || (cells.size() == 1 && cell.empty());
    if (!quoted) {
      text.append(cell);
      continue;
    }
    text.push_back('"');
    for (const char c : cell) {
      if (c == '"') text.push_back('"');
      text.push_back(c);
    }
    text.push_back('"');
  }
  text.push_back('\n');
}

}  // namespace hoctap
