#include "geo/search.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

using Words = std::vector<std::string>;

struct KindWord {
  std::string_view typed;
  std::string_view kind;  // folded
};

// Longer ones first: "thi tran" is no "thi" of another name.
constexpr std::array<KindWord, 26> kind_words{{{"to dan pho", "to dan pho"},
                                               {"thi tran", "thi tran"},
                                               {"thi xa", "thi xa"},
                                               {"thanh pho", "thanh pho"},
                                               {"dac khu", "dac khu"},
                                               {"khu pho", "khu pho"},
                                               {"xa", "xa"},
                                               {"phuong", "phuong"},
                                               {"huyen", "huyen"},
                                               {"quan", "quan"},
                                               {"tinh", "tinh"},
                                               {"thon", "thon"},
                                               {"ban", "ban"},
                                               {"ap", "ap"},
                                               {"tdp", "to dan pho"},
                                               {"tt", "thi tran"},
                                               {"tx", "thi xa"},
                                               {"tp", "thanh pho"},
                                               {"dk", "dac khu"},
                                               {"kp", "khu pho"},
                                               {"x", "xa"},
                                               {"p", "phuong"},
                                               {"f", "phuong"},
                                               {"h", "huyen"},
                                               {"q", "quan"},
                                               {"t", "tinh"}}};

struct TypedKind {
  std::string_view kind;
  std::size_t words = 0;
};

TypedKind kind_at(const Words& words, std::size_t at) {
  for (const KindWord& known : kind_words) {
    const auto count = static_cast<std::size_t>(std::count(known.typed.begin(), known.typed.end(), ' ')) + 1;
    if (at + count < words.size() && joined_words(words, at, count) == known.typed) return {known.kind, count};
  }
  return {};
}

// Units that hold a version, or held what it came from or became.
struct Above {
  std::set<VersionId> now;   // on the day asked; without one, or on another day than its own, through its life
  std::set<VersionId> ever;  // at any time of its lineage
};

class NameSearch {
 public:
  NameSearch(const GazetteerContent& content, std::optional<Date> day)
      : content_(content), names_(content.names()), day_(day) {}

  std::vector<NameFit> fits(std::string_view text) {
    const Words words = words_of(text);
    const std::string typed = caseless(text);
    std::map<VersionId, NameFit> best;
    for (const TypedKind& kind : kinds_at(words, 0)) {
      for (std::size_t count = 1; count <= names_.most_words() && kind.words + count <= words.size(); ++count) {
        for (const VersionId id : names_.bearing(joined_words(words, kind.words, count))) {
          const std::optional<std::uint8_t> held = held_as_named(words, kind.words + count, id);
          if (!held) continue;
          NameFit fit;
          fit.is_of_other_days = day_ && !content_.validity[id].contains(*day_) ? 1 : 0;
          fit.is_of_other_kind = kind.words > 0 && folded(content_.versions[id].kind) != kind.kind ? 1 : 0;
          fit.was_held_before = *held;
          fit.has_other_marks = typed.find(caseless(content_.versions[id].name)) == std::string::npos ? 1 : 0;
          fit.version = id;
          const auto [at, is_new] = best.try_emplace(id, fit);
          if (!is_new) at->second = std::min(at->second, fit);
        }
      }
    }
    std::vector<NameFit> sorted;
    for (const auto& [id, fit] : best) sorted.push_back(fit);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

  std::vector<VersionId> nearest_names(std::string_view text, std::size_t most) {
    const auto [first, rest] = parts(text);
    const Words words = words_of(first);
    const Words above = words_of(rest);
    const std::size_t skipped = kind_at(words, 0).words;
    const std::string sought = joined_words(words, skipped, words.size() - skipped);
    std::vector<VersionId> inside;
    std::vector<VersionId> elsewhere;
    for (const std::string& name : nearest(sought, names_.names(), 10 * most)) {
      std::optional<VersionId> fitting;
      std::optional<VersionId> other;
      for (const VersionId id : names_.bearing(name)) {
        const bool lives = !day_ || content_.validity[id].contains(*day_);
        if (!above.empty() && held_as_named(above, 0, id)) {
          if (!fitting || lives) fitting = id;
        } else if (!other || lives) {
          other = id;
        }
      }
      if (fitting) {
        inside.push_back(*fitting);
      } else if (other) {
        elsewhere.push_back(*other);
      }
    }
    inside.insert(inside.end(), elsewhere.begin(), elsewhere.end());
    if (inside.size() > most) inside.resize(most);
    return inside;
  }

 private:
  // What follows the last unit is the country, or nothing.
  static Words words_of(std::string_view text) {
    Words words = name_words(text);
    if (words.size() > 2 && words[words.size() - 2] == "viet" && words.back() == "nam") words.resize(words.size() - 2);
    return words;
  }

  // The first unit as far as a sign separates it, and what follows.
  static std::pair<std::string_view, std::string_view> parts(std::string_view text) {
    std::size_t end = std::min(text.size(), text.find_first_of(",;/|\n"));
    for (const std::string_view dash : {" - ", " – "}) end = std::min(end, text.find(dash));
    return {text.substr(0, end), text.substr(end)};
  }

  // Ways to read what stands at `at`: no kind, or a kind and then a name. Some names begin with the word of a kind.
  static std::vector<TypedKind> kinds_at(const Words& words, std::size_t at) {
    std::vector<TypedKind> ways{{}};
    const TypedKind kind = kind_at(words, at);
    if (kind.words > 0) ways.push_back(kind);
    return ways;
  }

  // Whether the words from `at` name units above the version: 0 now, 1 at another time; nothing where they do not.
  std::optional<std::uint8_t> held_as_named(const Words& words, std::size_t at, VersionId id) {
    if (at == words.size()) return std::uint8_t{0};
    const Above& above = above_of(id);
    if (are_named(words, at, above.now, content_.level[id])) return std::uint8_t{0};
    if (are_named(words, at, above.ever, content_.level[id])) return std::uint8_t{1};
    return std::nullopt;
  }

  bool are_named(const Words& words, std::size_t at, const std::set<VersionId>& above, Level below) {
    if (at == words.size()) return true;
    for (const TypedKind& kind : kinds_at(words, at)) {
      const std::size_t first = at + kind.words;
      for (std::size_t count = 1; count <= names_.most_words() && first + count <= words.size(); ++count) {
        const std::string name = joined_words(words, first, count);
        for (const VersionId id : above) {
          if (content_.level[id] >= below || names_.name_of(id) != name) continue;
          if (are_named(words, first + count, above, content_.level[id])) return true;
        }
      }
    }
    return false;
  }

  const Above& above_of(VersionId id) {
    const auto [at, is_new] = above_.try_emplace(id);
    if (!is_new) return at->second;
    Above& above = at->second;
    const Validity& life = content_.validity[id];
    const bool lives = day_ && life.contains(*day_);
    add_holders(id, lives ? Validity{*day_, *day_ + 1} : life, above.now);
    std::set<VersionId> line{id};
    add_line(id, content_.predecessors, line);
    add_line(id, content_.successors, line);
    for (const VersionId relative : line) add_holders(relative, content_.validity[relative], above.ever);
    return above;
  }

  void add_holders(VersionId id, Validity days, std::set<VersionId>& holders) const {
    for (const Holder& holder : content_.holders[id]) {
      const Validity shared = holder.days.intersection(days);
      if (shared.is_empty()) continue;
      holders.insert(holder.parent);
      add_holders(holder.parent, shared, holders);
    }
  }

  static void add_line(VersionId first, const Rows<LineageStep>& steps, std::set<VersionId>& line) {
    std::vector<VersionId> waiting{first};
    while (!waiting.empty()) {
      const VersionId id = waiting.back();
      waiting.pop_back();
      for (const LineageStep& step : steps[id]) {
        if (line.insert(step.version).second) waiting.push_back(step.version);
      }
    }
  }

  const GazetteerContent& content_;
  const NameIndex& names_;
  std::optional<Date> day_;
  std::map<VersionId, Above> above_;
};

}  // namespace

std::vector<NameFit> search_name(const GazetteerContent& content, std::string_view text, std::optional<Date> day) {
  return NameSearch(content, day).fits(text);
}

std::vector<VersionId> nearest_by_name(const GazetteerContent& content, std::string_view text, std::optional<Date> day,
                                       std::size_t most) {
  return NameSearch(content, day).nearest_names(text, most);
}

}  // namespace hoctap
