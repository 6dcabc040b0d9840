// Names of units as people type them: without marks, case and punctuation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

// Folded words; numbers without leading zeros, since phường 01 and phường 1 are one name.
std::vector<std::string> name_words(std::string_view text);
// `count` words from `first` with blanks between.
std::string joined_words(std::span<const std::string> words, std::size_t first, std::size_t count);

class NameIndex {
 public:
  explicit NameIndex(std::span<const UnitVersion> versions);

  // Versions whose name folds to these words.
  std::span<const VersionId> bearing(const std::string& words) const;
  // The folded name of a version.
  const std::string& name_of(VersionId id) const { return names_[name_of_version_[id]]; }
  // Every folded name, once.
  std::span<const std::string> names() const { return names_; }
  // Words of the longest name.
  std::size_t most_words() const { return most_words_; }

 private:
  std::vector<std::string> names_;
  std::vector<std::uint32_t> name_of_version_;
  std::vector<std::vector<VersionId>> versions_;  // by name
  std::unordered_map<std::string, std::uint32_t> at_;
  std::size_t most_words_ = 0;
};

}  // namespace hoctap
