// The law of the centres' money as data: what is compiled in from data/law, and files that a user adds. A rulebook
// holds every wording with the days on which it was in force and known; `as_of` makes the book by which lines are
// judged.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/norm/instrument.hpp"
#include "hoctap/norm/norm.hpp"
#include "hoctap/norm/vocabulary.hpp"

namespace hoctap {

class Book;

struct BookOptions {
  std::optional<Date> in_force =
      std::nullopt;                          // the law of this day for every line; nothing: each line's own days choose
  std::optional<Date> known = std::nullopt;  // as it was known on that day; nothing: all that is known
  bool verified_only = false;                // strict: nothing but VERIFIED calculates
};

// Cheap to copy and immutable: adding files makes another rulebook and leaves this one as it is.
class HOCTAP_EXPORT Rulebook {
 public:
  // Throws FormatError naming file, line, key and what was expected: for a key that is unknown, a number with a point,
  // a word that the vocabulary does not have (with the nearest ones), an identifier that stands twice.
  static Rulebook of(std::span<const Document> documents);
  Rulebook with(std::span<const Document> documents) const;

  // In the order of files, and in each as written.
  std::span<const Instrument> instruments() const;
  std::span<const Norm> norms() const;
  std::span<const Due> due_days() const;
  std::span<const YearEnd> year_ends() const;
  std::span<const Content> contents() const;
  std::span<const Attribute> attributes() const;
  std::span<const UnitOfCount> units() const;

  // nullptr where there is none.
  const Instrument* find_instrument(std::string_view number) const;
  const Norm* find_norm(std::string_view id) const;
  const Content* find_content(std::string_view id) const;
  const Attribute* find_attribute(std::string_view id) const;
  // The instrument that a norm belongs to.
  const Instrument& instrument_of(NormIndex norm) const;

  // A content by its id, name in either language or alias, however typed; an index of contents(). Nothing where none or
  // more than one is meant.
  std::optional<std::size_t> content_named(std::string_view text) const;
  // Ids and names of the contents nearest to a word.
  std::vector<std::string> nearest_contents(std::string_view word) const;

  // The entries of an instrument, of one article where it is not empty. Throws NotFound with the nearest numbers.
  std::vector<NormIndex> norms_of(std::string_view instrument, std::string_view article = {}) const;

  // What does not fit together across files: a route that leads nowhere, two norms that both apply, a time without a
  // norm between two with one, a lower level's norm beyond what the higher one allows. Each says where. Lines that hang
  // on it are not checkable, or judged without it; nothing is chosen in silence.
  const Findings& findings() const;

  // Norms that exist and cannot calculate: not modelled, recalled only, or of an instrument whose first day is not
  // known.
  std::vector<NormIndex> gaps() const;

  Book as_of(const BookOptions& options = {}) const;

  // SHA-256 over the files, whatever their order.
  const std::string& digest() const;

  struct Data;
  explicit Rulebook(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

 private:
  std::shared_ptr<const Data> data_;
};

// The rulebook of data/law.
HOCTAP_EXPORT Rulebook embedded_rulebook();

}  // namespace hoctap
