#include "hoctap/core/document.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>
#include <variant>

#include "core/system_reason.hpp"
#include "core/toml_parser.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/core/embedded.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

// A value for which no loader asks (a decimal, a time); kept as it is shown in messages.
struct OtherValue {
  std::string shown;
};
struct ArrayOf {
  std::vector<Node::Content> elements;
};
struct TableOf {
  std::vector<Node::Content> members;  // in the file's order
};

}  // namespace

struct Node::Content {
  std::string key;   // dotted
  std::string name;  // its last part
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::variant<TableOf, ArrayOf, std::string, std::int64_t, bool, LocalDate, OtherValue> value;
};

namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string shown(const LocalDate& date) {
  std::string year = std::to_string(date.year);
  year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
  return year + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}

// What stands in the file, short enough for a message and the same in every language.
std::string shown(const Node::Content& content) {
  struct Show {
    std::string operator()(const TableOf&) const { return "{ … }"; }
    std::string operator()(const ArrayOf&) const { return "[ … ]"; }
    std::string operator()(const std::string& text) const { return "“" + text + "”"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const LocalDate& date) const { return shown(date); }
    std::string operator()(const OtherValue& other) const { return other.shown; }
  };
  return std::visit(Show{}, content.value);
}

Node::Content copied(const toml::node& node, std::string key, std::string name);

TableOf copied_members(const toml::table& table, const std::string& key) {
  TableOf copy;
  copy.members.reserve(table.size());
  for (const auto& [member, value] : table) {
    std::string name = nfc(member.str());
    std::string member_key = key.empty() ? name : key + "." + name;
    copy.members.push_back(copied(value, std::move(member_key), std::move(name)));
  }
  // The parser sorts a table by its keys; people read it in the order in which it was written.
  std::stable_sort(copy.members.begin(), copy.members.end(), [](const Node::Content& a, const Node::Content& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return copy;
}

ArrayOf copied_elements(const toml::array& array, const std::string& key) {
  ArrayOf copy;
  copy.elements.reserve(array.size());
  for (const toml::node& element : array) {
    copy.elements.push_back(copied(element, key + "[" + std::to_string(copy.elements.size() + 1) + "]", {}));
  }
  return copy;
}

template <class T>
std::string as_streamed(const T& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

Node::Content copied(const toml::node& node, std::string key, std::string name) {
  Node::Content content;
  content.line = node.source().begin.line;
  content.column = node.source().begin.column;
  switch (node.type()) {
    case toml::node_type::table:
      content.value = copied_members(*node.as_table(), key);
      break;
    case toml::node_type::array:
      content.value = copied_elements(*node.as_array(), key);
      break;
    case toml::node_type::string:
      content.value = nfc(**node.as_string());
      break;
    case toml::node_type::integer:
      content.value = **node.as_integer();
      break;
    case toml::node_type::boolean:
      content.value = **node.as_boolean();
      break;
    case toml::node_type::date: {
      const toml::date& date = **node.as_date();
      content.value = LocalDate{date.year, date.month, date.day};
      break;
    }
    case toml::node_type::floating_point:
      content.value = OtherValue{as_streamed(**node.as_floating_point())};
      break;
    case toml::node_type::time:
      content.value = OtherValue{as_streamed(**node.as_time())};
      break;
    case toml::node_type::date_time:
      content.value = OtherValue{as_streamed(**node.as_date_time())};
      break;
    case toml::node_type::none:
      break;
  }
  content.key = std::move(key);
  content.name = std::move(name);
  return content;
}

SourcePlace place_in(std::string file, std::uint32_t line, std::string key) {
  SourcePlace place;
  place.file = std::move(file);
  place.row = line;
  place.field = std::move(key);
  return place;
}

std::string content_of_file(const std::string& path) {
  const auto unreadable = [&path](std::string reason) {
    return FileError({MessageCode::file_not_readable, {std::move(reason)}}, place_in(path, 0, {}));
  };
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found) throw unreadable("no_such_file_or_folder");
  if (problem) throw unreadable(system_reason(problem));
  if (status.type() == std::filesystem::file_type::directory) throw unreadable("a_folder");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw unreadable("not_opened");
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) throw unreadable("stopped");
  return content;
}

// The parser takes each part of a dotted key as a level of its own and walks levels by recursion: a line of endless
// dots would overflow the stack. It guards itself against nested values only.
constexpr std::size_t most_dots_in_a_line = 1000;

void refuse_endless_keys(std::string_view text, const std::string& file) {
  std::size_t dots = 0;
  std::uint32_t line = 1;
  for (const char character : text) {
    if (character == '\n') {
      dots = 0;
      ++line;
    } else if (character == '.' && ++dots > most_dots_in_a_line) {
      throw FormatError({MessageCode::too_many_dots, {std::to_string(most_dots_in_a_line)}}, place_in(file, line, {}));
    }
  }
}

bool breaks_an_assertion(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
  } catch (const toml::parse_error&) {
  } catch (const ParserAssertion&) {
    return true;
  }
  return false;
}

// An assertion does not say where it failed. The parser reads forward and stops at the first fault, so all beginnings
// of the text that reach the line fail alike, and shorter ones do not.
std::uint32_t line_of_assertion(std::string_view text) {
  std::vector<std::size_t> line_ends;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') line_ends.push_back(at + 1);
  }
  const auto line = std::partition_point(line_ends.begin(), line_ends.end(),
                                         [text](std::size_t end) { return !breaks_an_assertion(text.substr(0, end)); });
  return static_cast<std::uint32_t>(line - line_ends.begin()) + 1;
}

template <class T>
const T& value_or_fail(const Node& node, const Node::Content& content, MessageCode expected) {
  if (const T* value = std::get_if<T>(&content.value)) return *value;
  node.fail({expected, {shown(content)}});
}

}  // namespace

SourcePlace Node::place() const { return place_in(*file_, content_->line, content_->key); }

std::string Node::key() const { return content_->key; }

std::string Node::name() const { return content_->name; }

bool Node::is_table() const { return std::holds_alternative<TableOf>(content_->value); }

bool Node::is_array() const { return std::holds_alternative<ArrayOf>(content_->value); }

bool Node::is_text() const { return std::holds_alternative<std::string>(content_->value); }

bool Node::is_integer() const { return std::holds_alternative<std::int64_t>(content_->value); }

const std::string& Node::text() const {
  return value_or_fail<std::string>(*this, *content_, MessageCode::expected_text);
}

std::int64_t Node::integer() const {
  return value_or_fail<std::int64_t>(*this, *content_, MessageCode::expected_integer);
}

bool Node::boolean() const { return value_or_fail<bool>(*this, *content_, MessageCode::expected_boolean); }

LocalDate Node::date() const { return value_or_fail<LocalDate>(*this, *content_, MessageCode::expected_date); }

std::vector<Node> Node::elements() const {
  const auto& array = value_or_fail<ArrayOf>(*this, *content_, MessageCode::expected_array);
  std::vector<Node> nodes;
  nodes.reserve(array.elements.size());
  for (const Content& element : array.elements) nodes.emplace_back(&element, file_);
  return nodes;
}

std::vector<std::string> Node::texts() const {
  std::vector<std::string> texts;
  for (const Node& element : elements()) texts.push_back(element.text());
  return texts;
}

std::vector<Node> Node::members() const {
  const auto& table = value_or_fail<TableOf>(*this, *content_, MessageCode::expected_table);
  std::vector<Node> nodes;
  nodes.reserve(table.members.size());
  for (const Content& member : table.members) nodes.emplace_back(&member, file_);
  return nodes;
}

std::optional<Node> Node::find(std::string_view name) const {
  const auto& table = value_or_fail<TableOf>(*this, *content_, MessageCode::expected_table);
  const auto found = std::find_if(table.members.begin(), table.members.end(),
                                  [name](const Content& member) { return member.name == name; });
  if (found == table.members.end()) return std::nullopt;
  return Node(&*found, file_);
}

Node Node::get(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  fail({MessageCode::missing_key, {std::string(name)}});
}

std::string Node::text_or(std::string_view name, std::string_view otherwise) const {
  const auto found = find(name);
  return found ? found->text() : std::string(otherwise);
}

void Node::allow_only(std::span<const std::string_view> names) const {
  for (const Node& member : members()) {
    const std::string name = member.name();
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::vector<std::string> known(names.begin(), names.end());
    const auto near = nearest(name, known, 1);
    if (!near.empty()) member.fail({MessageCode::unknown_key_near, {name, near.front()}});
    std::string all;
    for (const std::string& one : known) all += all.empty() ? one : ", " + one;
    member.fail({MessageCode::unknown_key, {name, all}});
  }
}

void Node::fail(Message message) const { throw FormatError(std::move(message), place()); }

Document Document::parse(std::string_view text, std::string file) {
  refuse_endless_keys(text, file);
  Document document;
  try {
    document.root_ = std::make_shared<const Node::Content>(copied(toml::parse(text), {}, {}));
  } catch (const toml::parse_error& error) {
    throw FormatError({MessageCode::not_toml, {std::string(error.description())}},
                      place_in(std::move(file), error.source().begin.line, {}));
  } catch (const ParserAssertion&) {
    throw FormatError({MessageCode::not_toml, {"unexpected character"}},
                      place_in(std::move(file), line_of_assertion(text), {}));
  }
  document.file_ = std::make_shared<const std::string>(std::move(file));
  document.digest_ = sha256_hex(text);
  return document;
}

Document Document::load(const std::string& path) { return parse(content_of_file(path), path); }

Document Document::embedded(std::string_view path_below_data) {
  return parse(embedded_file(path_below_data), std::string(path_below_data));
}

Node Document::root() const { return Node(root_.get(), file_.get()); }

}  // namespace hoctap
