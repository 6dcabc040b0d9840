#include "hoctap/people/headcount_partial.hpp"

#include <algorithm>
#include <utility>

#include "hoctap/core/error.hpp"
#include "people/file_rows.hpp"

namespace hoctap {
namespace {

const char* bits(const people::FileRows& rows) { return rows.has_short_keys() ? "64" : "128"; }

// Whether the file goes in among those there.
bool is_news(const std::map<std::string, HeadcountPartial::Held>& files, const std::string& name,
             const HeadcountPartial::Held& held) {
  const auto other =
      std::find_if(files.begin(), files.end(), [](const auto& file) { return !file.second.rows->is_empty(); });
  if (other != files.end() && !held.rows->is_empty() &&
      held.rows->has_short_keys() != other->second.rows->has_short_keys())
    throw InvalidValue({MessageCode::headcount_keys_differ, {name, bits(*held.rows), bits(*other->second.rows)}});
  const auto at = files.find(name);
  if (at == files.end() || at->second.version < held.version) return true;
  if (at->second.version == held.version && at->second.rows->digest() != held.rows->digest())
    throw InvalidValue({MessageCode::headcount_file_twice, {name, std::to_string(held.version)}});
  return false;
}

}  // namespace

void HeadcountIdentity::expect(const HeadcountIdentity& other) const {
  if (other.programme != programme) throw InvalidValue({MessageCode::partial_of_other_programme, {}});
  if (other.places != places) throw InvalidValue({MessageCode::partial_of_other_places, {}});
  if (other.sessions != sessions) throw InvalidValue({MessageCode::partial_of_other_sessions, {}});
}

std::vector<HeadcountPartial::File> HeadcountPartial::files() const {
  std::vector<File> all;
  for (const auto& [name, held] : files_)
    all.push_back({name, held.version, held.rows->spells().row_count, held.rows->evidence().row_count()});
  return all;
}

void HeadcountPartial::add(std::string file, Held held) {
  if (is_news(files_, file, held)) files_.insert_or_assign(std::move(file), std::move(held));
}

std::vector<std::string> HeadcountPartial::news_of(const HeadcountPartial& other) const {
  identity_.expect(other.identity_);
  std::vector<std::string> news;
  for (const auto& [name, held] : other.files_)
    if (is_news(files_, name, held)) news.push_back(name);
  return news;
}

void HeadcountPartial::merge(const HeadcountPartial& other) {
  const std::vector<std::string> news = news_of(other);
  for (const std::string& name : news) files_.insert_or_assign(name, other.files_.at(name));
}

bool operator==(const HeadcountPartial& a, const HeadcountPartial& b) {
  const auto same = [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.version == y.second.version &&
           x.second.rows->digest() == y.second.rows->digest();
  };
  return a.identity_ == b.identity_ && a.files_.size() == b.files_.size() &&
         std::equal(a.files_.begin(), a.files_.end(), b.files_.begin(), same);
}

}  // namespace hoctap
