#include "hoctap/receipt/receipt.hpp"

#include <algorithm>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"
#include "receipt/json.hpp"

namespace hoctap {
namespace {

using receipts::quoted;

std::string day_json(const std::optional<Date>& day) { return day ? quoted(day->iso()) : "null"; }
const char* truth_json(bool truth) { return truth ? "true" : "false"; }

// A list with an entry a line.
template <class Entries, class Write>
std::string list_json(const Entries& entries, Write write) {
  std::string text = "[";
  for (const auto& entry : entries) text += (text.size() == 1 ? "\n    " : ",\n    ") + write(entry);
  return text + (entries.empty() ? "]" : "\n  ]");
}

// An object of the file, asked for what it must have.
class Reader {
 public:
  Reader(const receipts::Value& value, const std::string& file, std::string key)
      : object_(std::get_if<receipts::Object>(&value.content)), line_(value.line), file_(file), key_(std::move(key)) {
    if (object_ == nullptr) fail(key_, "{ … }");
  }

  const std::string& text(const std::string& name) const { return typed<std::string>(name, "\"…\""); }
  std::int64_t integer(const std::string& name) const { return typed<std::int64_t>(name, "1"); }
  bool truth(const std::string& name) const { return typed<bool>(name, "true/false"); }
  const receipts::List& list(const std::string& name) const { return typed<receipts::List>(name, "[ … ]"); }
  std::optional<Date> day(const std::string& name) const {
    if (std::holds_alternative<std::monostate>(get(name).content)) return std::nullopt;
    try {
      return Date::parse(text(name));
    } catch (const InvalidValue&) {
      fail(name, "\"2025-12-31\"");
    }
  }
  const receipts::Value& get(const std::string& name) const {
    const auto found =
        std::find_if(object_->begin(), object_->end(), [&](const auto& one) { return one.name == name; });
    if (found == object_->end()) fail(name, "…");
    return found->value;
  }
  [[noreturn]] void fail(const std::string& name, const std::string& expected) const {
    throw FormatError({MessageCode::receipt_key_wrong, {name, expected}}, {file_, {}, line_, 0, name});
  }

 private:
  template <class T>
  const T& typed(const std::string& name, const std::string& expected) const {
    const T* const value = std::get_if<T>(&get(name).content);
    if (value == nullptr) fail(name, expected);
    return *value;
  }

  const receipts::Object* object_;
  std::uint32_t line_;
  const std::string& file_;
  std::string key_;
};

std::pair<std::string, std::string> pair_of(const receipts::Value& value, const Reader& reader) {
  const auto* const both = std::get_if<receipts::List>(&value.content);
  if (both == nullptr || both->size() != 2) reader.fail("asked", "[[\"…\", \"…\"], …]");
  const auto* const name = std::get_if<std::string>(&both->front().content);
  const auto* const word = std::get_if<std::string>(&both->back().content);
  if (name == nullptr || word == nullptr) reader.fail("asked", "[[\"…\", \"…\"], …]");
  return {*name, *word};
}

}  // namespace

ReceiptBook ReceiptBook::of(const Book& book) {
  return {book.rulebook().digest(), book.options().in_force, book.options().known, book.options().verified_only};
}

ReceiptResult ReceiptResult::of(std::string table, std::string file, std::string_view text) {
  // Line ends inside quotes do not end rows.
  std::int64_t lines = 0;
  bool is_quoted = false;
  for (const char sign : text) {
    if (sign == '"') is_quoted = !is_quoted;
    if (sign == '\n' && !is_quoted) ++lines;
  }
  return {std::move(table), std::move(file), std::max<std::int64_t>(lines - 1, 0), sha256_hex(text)};
}

std::string Receipt::json() const {
  std::string text = "{\n  \"receipt\": " + std::to_string(schema);
  const auto add = [&](const char* name, const std::string& value) {
    text += ",\n  \"" + std::string(name) + "\": " + value;
  };
  add("library", quoted(library));
  add("task", quoted(task));
  add("simulated", truth_json(is_simulated));
  if (book) {
    add("rulebook", "{\"sha256\": " + quoted(book->sha256) + ", \"in_force\": " + day_json(book->in_force) +
                        ", \"known\": " + day_json(book->known) +
                        ", \"verified_only\": " + truth_json(book->verified_only) + "}");
  } else {
    add("rulebook", "null");
  }
  add("asked",
      list_json(asked, [](const auto& one) { return "[" + quoted(one.first) + ", " + quoted(one.second) + "]"; }));
  add("inputs", list_json(inputs, [](const ReceiptInput& one) {
        return "{\"name\": " + quoted(one.name) + ", \"sha256\": " + quoted(one.sha256) + "}";
      }));
  add("results", list_json(results, [](const ReceiptResult& one) {
        return "{\"table\": " + quoted(one.table) + ", \"file\": " + quoted(one.file) +
               ", \"rows\": " + std::to_string(one.rows) + ", \"sha256\": " + quoted(one.sha256) + "}";
      }));
  return text + "\n}\n";
}

Receipt Receipt::parse(std::string_view json, const std::string& file) {
  const receipts::Value root = receipts::parse_json(json, file);
  const Reader reader(root, file, "receipt");
  if (const auto stated = reader.integer("receipt"); stated != schema) {
    throw FormatError({MessageCode::receipt_schema_unknown, {std::to_string(stated), std::to_string(schema)}},
                      {file, {}, 0, 0, "receipt"});
  }
  Receipt receipt;
  receipt.library = reader.text("library");
  receipt.task = reader.text("task");
  receipt.is_simulated = reader.truth("simulated");
  if (const auto& book = reader.get("rulebook"); !std::holds_alternative<std::monostate>(book.content)) {
    const Reader of(book, file, "rulebook");
    receipt.book = ReceiptBook{of.text("sha256"), of.day("in_force"), of.day("known"), of.truth("verified_only")};
  }
  for (const auto& one : reader.list("asked")) receipt.asked.push_back(pair_of(one, reader));
  for (const auto& one : reader.list("inputs")) {
    const Reader input(one, file, "inputs");
    receipt.inputs.push_back({input.text("name"), input.text("sha256")});
  }
  for (const auto& one : reader.list("results")) {
    const Reader result(one, file, "results");
    receipt.results.push_back(
        {result.text("table"), result.text("file"), result.integer("rows"), result.text("sha256")});
  }
  return receipt;
}

}  // namespace hoctap
