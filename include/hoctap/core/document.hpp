// A TOML 1.0 file as nodes that know their line, so that whoever loads one can say what was expected where.
// Texts and keys come in Unicode NFC, however the file was typed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/error.hpp"
#include "hoctap/core/export.hpp"

namespace hoctap {

// A calendar date as TOML writes it; the time module makes a Date of it.
struct LocalDate {
  int year = 0;
  int month = 0;
  int day = 0;
  friend bool operator==(const LocalDate&, const LocalDate&) = default;
};

// A value of a document. Nodes are views: they live as long as their Document.
class HOCTAP_EXPORT Node {
 public:
  struct Content;
  Node(const Content* content, const std::string* file) : content_(content), file_(file) {}

  // Where the node stands: file, line and, as `field`, its dotted key.
  SourcePlace place() const;
  // "target[4].steps[1].month": elements of arrays are counted from 1. Empty for the root.
  std::string key() const;
  // The last part of the key, without a position; empty for the root and for elements of arrays.
  std::string name() const;

  bool is_table() const;
  bool is_array() const;
  bool is_text() const;
  bool is_integer() const;

  // Each throws FormatError naming file, line, key, what was expected and what stands there. A date is a plain one: a
  // time of day is not taken.
  const std::string& text() const;
  std::int64_t integer() const;
  bool boolean() const;
  LocalDate date() const;
  std::vector<Node> elements() const;      // of an array
  std::vector<std::string> texts() const;  // of an array of text
  std::vector<Node> members() const;       // of a table, in the file's order

  // A member of a table by its name (one step; dots have no meaning here): get() throws FormatError where it is
  // missing, find() gives nothing. Both throw FormatError where this node is no table.
  Node get(std::string_view name) const;
  std::optional<Node> find(std::string_view name) const;
  std::string text_or(std::string_view name, std::string_view otherwise) const;
  // Throws FormatError at the first member that is none of these, naming the nearest one, or all of them where none is
  // near.
  void allow_only(std::span<const std::string_view> names) const;

  // Throws FormatError at this node.
  [[noreturn]] void fail(Message message) const;

 private:
  const Content* content_;
  const std::string* file_;
};

class HOCTAP_EXPORT Document {
 public:
  // Throws FormatError with the line at which the text stops being TOML. One such place a parse is reported: the parser
  // stops at the first.
  static Document parse(std::string_view text, std::string file);
  static Document load(const std::string& path);               // throws FileError, FormatError
  static Document embedded(std::string_view path_below_data);  // throws NotFound

  const std::string& file() const { return *file_; }
  Node root() const;
  // SHA-256 of the text, for receipts.
  const std::string& digest() const { return digest_; }

 private:
  std::shared_ptr<const std::string> file_;
  std::shared_ptr<const Node::Content> root_;
  std::string digest_;
};

}  // namespace hoctap
