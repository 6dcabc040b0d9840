// The part of JSON (RFC 8259) that receipts are written in: objects, lists, texts, whole numbers, true, false, null.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hoctap::receipts {

struct Value;
struct Member;
using List = std::vector<Value>;
using Object = std::vector<Member>;  // in order; each name once

struct Value {
  std::variant<std::monostate, bool, std::int64_t, std::string, List, Object> content;
  std::uint32_t line = 0;
};

struct Member {
  std::string name;
  Value value;
};

// Throws FormatError naming file and line.
Value parse_json(std::string_view text, const std::string& file);

// With quotes.
std::string quoted(std::string_view text);

}  // namespace hoctap::receipts
