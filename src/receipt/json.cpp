#include "receipt/json.hpp"

#include <algorithm>
#include <charconv>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::receipts {
namespace {

constexpr int most_nesting = 32;

void append_utf8(std::string& text, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6U);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12U);
    put(0x80 | (point >> 6U & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18U);
    put(0x80 | (point >> 12U & 0x3F));
    put(0x80 | (point >> 6U & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Value parse() {
    if (const auto bad = first_invalid_utf8(text_)) {
      at_ = *bad;
      fail();
    }
    Value value = read(0);
    skip_space();
    if (at_ != text_.size()) fail();
    return value;
  }

 private:
  [[noreturn]] void fail() const { throw FormatError({MessageCode::receipt_not_json, {}}, {file_, {}, line(), 0, {}}); }
  std::uint32_t line() const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size()));
    return static_cast<std::uint32_t>(1 + std::count(text_.begin(), end, '\n'));
  }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  char peek() {
    skip_space();
    if (at_ == text_.size()) fail();
    return text_[at_];
  }
  bool take(char sign) {
    if (peek() != sign) return false;
    ++at_;
    return true;
  }
  void expect(char sign) {
    if (!take(sign)) fail();
  }
  bool take_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  Value read(int depth) {
    if (depth == most_nesting) fail();
    const char sign = peek();
    Value value;
    value.line = line();
    if (sign == '{') {
      value.content = object(depth);
    } else if (sign == '[') {
      value.content = list(depth);
    } else if (sign == '"') {
      value.content = string();
    } else if (take_word("true")) {
      value.content = true;
    } else if (take_word("false")) {
      value.content = false;
    } else if (!take_word("null")) {
      value.content = number();
    }
    return value;
  }

  Object object(int depth) {
    Object members;
    expect('{');
    if (take('}')) return members;
    do {
      if (peek() != '"') fail();
      std::string name = string();
      const bool is_repeated =
          std::any_of(members.begin(), members.end(), [&](const auto& one) { return one.name == name; });
      if (is_repeated) fail();
      expect(':');
      members.push_back({std::move(name), read(depth + 1)});
    } while (take(','));
    expect('}');
    return members;
  }

  List list(int depth) {
    List elements;
    expect('[');
    if (take(']')) return elements;
    do {
      elements.push_back(read(depth + 1));
    } while (take(','));
    expect(']');
    return elements;
  }

  std::int64_t number() {
    std::int64_t value = 0;
    const char* const begin = text_.data() + at_;
    const auto [end, problem] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (problem != std::errc()) fail();
    const std::string_view digits(begin, static_cast<std::size_t>(end - begin));
    const bool has_zero_before = digits.size() > 1 && (digits[0] == '0' || digits.starts_with("-0"));
    at_ += digits.size();
    if (has_zero_before || (at_ < text_.size() && std::string_view(".eE").find(text_[at_]) != std::string_view::npos))
      fail();
    return value;
  }

  std::uint32_t hex4() {
    if (at_ + 4 > text_.size()) fail();
    std::uint32_t unit = 0;
    const char* const begin = text_.data() + at_;
    const auto [end, problem] = std::from_chars(begin, begin + 4, unit, 16);
    if (problem != std::errc() || end != begin + 4) fail();
    at_ += 4;
    return unit;
  }

  std::uint32_t escaped_point() {
    const std::uint32_t high = hex4();
    if (high < 0xD800 || high > 0xDFFF) return high;
    if (high > 0xDBFF || !take_word("\\u")) fail();
    const std::uint32_t low = hex4();
    if (low < 0xDC00 || low > 0xDFFF) fail();
    return 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
  }

  std::string string() {
    std::string value;
    ++at_;
    while (true) {
      if (at_ >= text_.size()) fail();
      const char sign = text_[at_];
      if (static_cast<unsigned char>(sign) < 0x20) fail();
      ++at_;
      if (sign == '"') return value;
      if (sign != '\\') {
        value.push_back(sign);
        continue;
      }
      if (at_ >= text_.size()) fail();
      constexpr std::string_view letters = "\"\\/bfnrt";
      constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
      const char letter = text_[at_++];
      if (letter == 'u') {
        append_utf8(value, escaped_point());
      } else if (const std::size_t place = letters.find(letter); place != std::string_view::npos) {
        value.push_back(meant[place]);
      } else {
        --at_;
        fail();
      }
    }
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
};

}  // namespace

Value parse_json(std::string_view text, const std::string& file) { return Parser(text, file).parse(); }

std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string written = "\"";
  for (const char sign : text) {
    const auto byte = static_cast<unsigned char>(sign);
    if (sign == '"' || sign == '\\') {
      written += {'\\', sign};
    } else if (byte < 0x20) {
      written += "\\u00";
      written += {digits[byte >> 4U], digits[byte & 0xFU]};
    } else {
      written.push_back(sign);
    }
  }
  return written + "\"";
}

}  // namespace hoctap::receipts
