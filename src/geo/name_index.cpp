#include "geo/name_index.hpp"

#include <algorithm>

#include "hoctap/core/text.hpp"

namespace hoctap {

std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&words, &word] {
    if (word.empty()) return;
    const std::size_t digit = word.find_first_not_of('0');
    if (digit != std::string::npos && word.find_first_not_of("0123456789") == std::string::npos) word.erase(0, digit);
    words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : folded(text)) {
    if (c == ' ')
      end_word();
    else
      word.push_back(c);
  }
  end_word();
  return words;
}

std::string joined_words(std::span<const std::string> words, std::size_t first, std::size_t count) {
  std::string text;
  for (const std::string& word : words.subspan(first, count)) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

NameIndex::NameIndex(std::span<const UnitVersion> versions) {
  name_of_version_.reserve(versions.size());
  for (VersionId id = 0; id < versions.size(); ++id) {
    const std::vector<std::string> words = name_words(versions[id].name);
    most_words_ = std::max(most_words_, words.size());
    std::string name = joined_words(words, 0, words.size());
    const auto [at, is_new] = at_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      names_.push_back(at->first);
      versions_.emplace_back();
    }
    versions_[at->second].push_back(id);
    name_of_version_.push_back(at->second);
  }
}

std::span<const VersionId> NameIndex::bearing(const std::string& words) const {
  const auto found = at_.find(words);
  if (found == at_.end()) return {};
  return versions_[found->second];
}

}  // namespace hoctap
