// What a saved result rests on, so that anybody can compute it again and see whether the same comes out: version of the
// library, digest and days of the rulebook, what was asked, digest of every input, digest of every saved table.
// docs/receipt-format.md lists the keys of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {

struct ReceiptBook {
  std::string sha256;  // Rulebook::digest()
  std::optional<Date> in_force;
  std::optional<Date> known;
  bool verified_only = false;

  static HOCTAP_EXPORT ReceiptBook of(const Book& book);
  friend bool operator==(const ReceiptBook&, const ReceiptBook&) = default;
};

struct ReceiptInput {
  std::string name;  // a path, or what is built into the library: "programme lang-giang-2023-2025"
  std::string sha256;
  friend auto operator<=>(const ReceiptInput&, const ReceiptInput&) = default;
};

struct ReceiptResult {
  std::string table;  // "check"
  std::string file;   // where it is saved, beside the receipt
  std::int64_t rows = 0;
  std::string sha256;

  // Of a table as delimited_text() writes it.
  static HOCTAP_EXPORT ReceiptResult of(std::string table, std::string file, std::string_view text);
  friend bool operator==(const ReceiptResult&, const ReceiptResult&) = default;
};

struct Receipt {
  static constexpr std::int64_t schema = 1;

  std::string library;                                     // version() of the library that made the result
  std::string task;                                        // "check", "estimate", "status", or a caller's own
  bool is_simulated = false;                               // whether anything it rests on was made up
  std::optional<ReceiptBook> book;                         // nothing: the law has no part in it
  std::vector<std::pair<std::string, std::string>> asked;  // in order; a name may stand more than once
  std::vector<ReceiptInput> inputs;
  std::vector<ReceiptResult> results;

  // UTF-8, an entry a line.
  HOCTAP_EXPORT std::string json() const;
  // Throws FormatError naming file and line for text that is no such JSON, lacks a key, has one of another kind, or is
  // of another schema.
  static HOCTAP_EXPORT Receipt parse(std::string_view json, const std::string& file = {});
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

// What is not as it was when the first was made: the rulebook, its days, what was asked, an input, a version of the
// library (a note: the numbers tell whether it matters). `file` is the receipt's name in findings.
HOCTAP_EXPORT Findings compare_conditions(const Receipt& then, const Receipt& now, const std::string& file);

// The first value that differs between a saved table and the same table computed now, with its line and column; or that
// columns or the number of rows do. Nothing where all is the same.
HOCTAP_EXPORT std::optional<Finding> first_difference(std::string_view saved, std::string_view now,
                                                      const std::string& file);

// A saved table, or one computed now, as delimited_text() writes it.
struct TableText {
  std::string table;
  std::string text;
};

// Whether a saved result comes out again: conditions, then for each table of the receipt whether its saved file is the
// one that was saved, and the first value that differs. No finding of severity error: the result is confirmed.
HOCTAP_EXPORT Findings verify(const Receipt& then, std::span<const TableText> saved, const Receipt& now,
                              std::span<const TableText> computed, const std::string& file);

}  // namespace hoctap
