// Tables in and out through the Arrow C stream interface, numbers without a copy: pandas, polars, pyarrow and DuckDB
// all speak it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/io/arrow_abi.hpp"
#include "hoctap/io/buffer.hpp"

namespace hoctap {
namespace io {
struct ArrowOutColumn;
}

// What a column holds, whatever its width, its chunks, and whether it is dictionary-encoded.
enum class ArrowKind : std::uint8_t {
  nothing,  // Arrow's null type: every value is missing
  boolean,
  integer,    // signed and unsigned, 8 to 64 bits
  floating,   // half, single and double
  decimal,    // decimal128
  text,       // utf8, large_utf8, utf8_view
  bytes,      // binary, large_binary, binary_view, fixed_size_binary
  date,       // date32, date64
  timestamp,  // without a time zone
  other,      // what the library does not read: instants of a time zone, lists, structs …
};

// Values of a column, one a row. `present` has a byte a row, 0 where the value is missing; empty where none is.
template <class T>
struct ArrowValues {
  Buffer<T> values;  // T{} where missing
  std::vector<std::uint8_t> present;

  bool has(std::size_t i) const { return present.empty() || present[i] != 0; }
};

// Whole numbers in the width in which they were given.
using ArrowWholeNumbers = std::variant<ArrowValues<std::int64_t>, ArrowValues<std::int32_t>, ArrowValues<std::int16_t>,
                                       ArrowValues<std::int8_t>, ArrowValues<std::uint32_t>, ArrowValues<std::uint16_t>,
                                       ArrowValues<std::uint8_t>>;

// A column that says a few words many times: numbers of words in a list.
struct ArrowWords {
  ArrowWholeNumbers codes;
  std::vector<std::string_view> words;
};

// Texts that lie one after another in memory: text i is the bytes from offsets[i] to offsets[i + 1].
struct ArrowTextRun {
  std::span<const std::int32_t> offsets;  // one more than there are texts; never falling
  const char* bytes = nullptr;
  std::vector<std::uint8_t> present;  // as in ArrowValues

  std::size_t size() const { return offsets.size() - 1; }
  bool has(std::size_t i) const { return present.empty() || present[i] != 0; }
  std::string_view operator[](std::size_t i) const {
    return {bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
};

// A column of an ArrowTable. Text views live as long as a copy of the table or column does.
class HOCTAP_EXPORT ArrowColumn {
 public:
  // Reads a stream of plain arrays, as a series gives one, to its end; takes it over as ArrowTable::read does. `name`
  // is what errors call it where the producer gives it none. Throws FormatError with the producer's own words where it
  // fails, and for a table.
  static ArrowColumn read(ArrowArrayStream* stream, const std::string& name);

  const std::string& name() const;
  ArrowKind kind() const;
  std::string type() const;  // "int64", "dictionary of large_utf8"; the format string where the type is not known
  std::size_t size() const;
  bool is_dictionary() const;

  // Each throws FormatError, naming the column and where there is one the row, for a column of another kind or a
  // malformed one.
  ArrowValues<std::string_view> texts() const;  // text and bytes
  // The same where they lie, chunk after chunk; nothing for other layouts than utf8's and binary's, and for malformed
  // ones, of which texts() tells.
  std::optional<std::vector<ArrowTextRun>> text_runs() const;
  // Lent without a copy from a single chunk of int64. Throws for an unsigned value above 2^63 − 1.
  ArrowValues<std::int64_t> integers() const;
  // The same in their own width, lent without a copy from a single chunk of up to 64 bits.
  ArrowWholeNumbers whole_numbers() const;
  // Keys of 64 bits: whole numbers of 64 bits of either kind, as their bits. Lent without a copy from a single chunk.
  ArrowValues<std::uint64_t> keys64() const;
  // Keys of 128 bits, binary values of 16 bytes, as their bits lie in memory: they equal each other and no others. Lent
  // without a copy from a single chunk of fixed_size_binary(16).
  ArrowValues<PersonKey> keys128() const;
  // Text as numbers of words: the dictionary's own, lent without a copy from a single chunk whose dictionary has no
  // missing word; else one for each different text, in the order in which they appear.
  ArrowWords words() const;
  // The same without a look at each number: one may lie beyond the words, which the caller has to find out.
  ArrowWords unchecked_words() const;
  // Days since 1970-01-01; lent without a copy from a single chunk of date32. A timestamp gives the day it lies in.
  // Throws for days beyond 32 bits.
  ArrowValues<std::int32_t> days() const;
  ArrowValues<std::uint8_t> booleans() const;
  ArrowValues<double> floats() const;
  // Values of a decimal column times 10^places. Throws where one has more places or does not fit.
  ArrowValues<std::int64_t> decimals(int places) const;

 private:
  friend class ArrowTable;
  struct Content;
  explicit ArrowColumn(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

// A table read from a stream. Cheap to copy; the stream's arrays are released, once, when the last table, column and
// lent buffer are gone.
class HOCTAP_EXPORT ArrowTable {
 public:
  // Takes the stream over (its `release` becomes null) and reads it to the end. `name` is what errors call it. Throws
  // FormatError with the producer's own words where it fails, and for anything but record batches.
  static ArrowTable read(ArrowArrayStream* stream, const std::string& name = {});

  // The same batch by batch, a table each: nothing is joined, so that numbers are lent however many batches there are.
  // At least one, which may be empty.
  static std::vector<ArrowTable> read_batches(ArrowArrayStream* stream, const std::string& name = {});

  std::size_t row_count() const { return row_count_; }
  // nullptr where no column has the name.
  const ArrowColumn* find(std::string_view name) const;
  std::span<const ArrowColumn> columns() const { return columns_; }

 private:
  friend class ArrowBatches;
  class Reader;
  ArrowTable() = default;
  std::vector<ArrowColumn> columns_;
  std::size_t row_count_ = 0;
};

// The batches of a stream, one at a time: what a stream holds need not fit into memory.
class HOCTAP_EXPORT ArrowBatches {
 public:
  // Takes the stream over as ArrowTable::read does, and throws as it does.
  ArrowBatches(ArrowArrayStream* stream, const std::string& name);
  ~ArrowBatches();
  ArrowBatches(ArrowBatches&&) noexcept;
  ArrowBatches& operator=(ArrowBatches&&) noexcept;

  // The next batch as a table; nothing at the end. Of a stream without batches the first is a table without rows.
  std::optional<ArrowTable> next();

 private:
  std::unique_ptr<ArrowTable::Reader> reader_;  // none when the end was reached
  bool is_first_ = true;
};

// Builds a stream of one record batch. `present` is as in ArrowValues. Throws InvalidValue for a column of another
// length than the table.
class HOCTAP_EXPORT ArrowWriter {
 public:
  explicit ArrowWriter(std::size_t row_count);
  ~ArrowWriter();
  ArrowWriter(const ArrowWriter&) = delete;
  ArrowWriter& operator=(const ArrowWriter&) = delete;

  using Presence = std::span<const std::uint8_t>;
  // Without a copy: `owner` is kept until the consumer releases the column.
  void add_int64(std::string name, std::span<const std::int64_t> values, Presence present,
                 std::shared_ptr<const void> owner);
  void add_int32(std::string name, std::span<const std::int32_t> values, Presence present,
                 std::shared_ptr<const void> owner);
  void add_uint32(std::string name, std::span<const std::uint32_t> values, Presence present,
                  std::shared_ptr<const void> owner);
  // For values to be plotted; what is exact goes out as whole numbers.
  void add_float64(std::string name, std::span<const double> values, Presence present,
                   std::shared_ptr<const void> owner);
  void add_days(std::string name, std::span<const std::int32_t> values, Presence present,
                std::shared_ptr<const void> owner);
  void add_uint8(std::string name, std::span<const std::uint8_t> values, Presence present,
                 std::shared_ptr<const void> owner);
  // Words by their numbers (8 or 16 bits, or 32 with a sign), which are lent likewise; the words are copied and must
  // differ from each other. Throws InvalidValue for a number that is no word's, also where the value is missing.
  template <class Number>
  void add_words(std::string name, std::span<const Number> numbers, std::span<const std::string_view> words,
                 Presence present, std::shared_ptr<const void> owner);
  // The same where every number is known to be a word's: the numbers are not looked through.
  template <class Number>
  void add_known_words(std::string name, std::span<const Number> numbers, std::span<const std::string_view> words,
                       Presence present, std::shared_ptr<const void> owner);
  // Copied.
  void add_texts(std::string name, std::span<const std::string_view> values, Presence present);
  // A text a row, each by its number among `texts`; a number beyond them is a missing value.
  void add_chosen_texts(std::string name, std::span<const std::uint32_t> choices,
                        std::span<const std::string_view> texts);
  void add_booleans(std::string name, std::span<const std::uint8_t> values, Presence present);
  void add_bytes16(std::string name, std::span<const std::array<unsigned char, 16>> values, Presence present);
  // decimal128(precision 19, scale 2), which any number of hundredths fits.
  void add_hundredths(std::string name, std::span<const std::int64_t> values, Presence present);

  // The stream, to be released by whoever takes it; the writer is empty afterwards.
  ArrowArrayStream finish() &&;

 private:
  void check_length(const std::string& name, std::size_t length) const;
  io::ArrowOutColumn& add(std::string name, const char* format, std::size_t size, Presence present);
  // `get(row)` gives the text; empty where it is missing.
  template <class Get>
  void write_texts(std::string name, Presence present, std::size_t bytes, Get get);
  std::size_t row_count_;
  std::vector<std::shared_ptr<const io::ArrowOutColumn>> columns_;
};

extern template HOCTAP_EXPORT void ArrowWriter::add_words(std::string, std::span<const std::int8_t>,
                                                          std::span<const std::string_view>, Presence,
                                                          std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_words(std::string, std::span<const std::int16_t>,
                                                          std::span<const std::string_view>, Presence,
                                                          std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_words(std::string, std::span<const std::int32_t>,
                                                          std::span<const std::string_view>, Presence,
                                                          std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_words(std::string, std::span<const std::uint8_t>,
                                                          std::span<const std::string_view>, Presence,
                                                          std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_words(std::string, std::span<const std::uint16_t>,
                                                          std::span<const std::string_view>, Presence,
                                                          std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_known_words(std::string, std::span<const std::int8_t>,
                                                                std::span<const std::string_view>, Presence,
                                                                std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_known_words(std::string, std::span<const std::int16_t>,
                                                                std::span<const std::string_view>, Presence,
                                                                std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_known_words(std::string, std::span<const std::int32_t>,
                                                                std::span<const std::string_view>, Presence,
                                                                std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_known_words(std::string, std::span<const std::uint8_t>,
                                                                std::span<const std::string_view>, Presence,
                                                                std::shared_ptr<const void>);
extern template HOCTAP_EXPORT void ArrowWriter::add_known_words(std::string, std::span<const std::uint16_t>,
                                                                std::span<const std::string_view>, Presence,
                                                                std::shared_ptr<const void>);

}  // namespace hoctap
