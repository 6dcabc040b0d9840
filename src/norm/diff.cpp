#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "hoctap/norm/book.hpp"
#include "norm/compiled.hpp"

namespace hoctap {
namespace {

const Content* content_of(const Book& book, const std::string& id) { return book.rulebook().find_content(id); }

const CompiledContent* compiled_of(const Book& book, const std::string& id) {
  const Content* content = content_of(book, id);
  if (content == nullptr) return nullptr;
  return &book.data().contents[static_cast<std::size_t>(content - book.rulebook().contents().data())];
}

// The answers of a book for one content, asked by the words of both books.
class Side {
 public:
  Side(const Book& book, const std::string& content) : book_(book), compiled_(compiled_of(book, content)) {}

  void add_axes(std::vector<std::pair<std::string, std::set<std::string>>>& axes) const {
    if (compiled_ == nullptr) return;
    for (const auto& axis : compiled_->axes) {
      const std::string& id = book_.rulebook().attributes()[axis.attribute].id;
      auto same = std::find_if(axes.begin(), axes.end(), [&](const auto& one) { return one.first == id; });
      if (same == axes.end()) same = axes.insert(same, {id, {}});
      same->second.insert(axis.values.begin(), axis.values.end());
    }
  }
  void add_breaks(std::size_t clock, std::set<std::int32_t>& breaks) const {
    if (compiled_ == nullptr) return;
    const auto& own = compiled_->days[clock].breaks;
    breaks.insert(own.begin(), own.end());
  }

  Ruling at(const std::vector<std::pair<std::string, std::string>>& values,
            const std::array<std::int32_t, clock_count>& days) const {
    if (compiled_ == nullptr) return {};
    std::size_t offset = 0;
    for (const auto& axis : compiled_->axes) {
      const std::string& id = book_.rulebook().attributes()[axis.attribute].id;
      const auto value = std::find_if(values.begin(), values.end(), [&](const auto& one) { return one.first == id; });
      offset += axis.code(value->second) * axis.stride;
    }
    std::array<std::size_t, clock_count> segments{};
    for (std::size_t clock = 0; clock < clock_count; ++clock)
      segments[clock] = compiled_->days[clock].segment(days[clock]);
    return book_.data().rulings[compiled_->cell(offset, segments)];
  }

 private:
  const Book& book_;
  const CompiledContent* compiled_;
};

std::string id_of(const Book& book, const Ruling& ruling) {
  return ruling.norm == no_norm ? std::string() : book.rulebook().norms()[ruling.norm].id;
}

bool is_alike(const Book& a, const Ruling& x, const Book& b, const Ruling& y) {
  return x.outcome == y.outcome && x.flags == y.flags && x.is_per_unit == y.is_per_unit && x.level == y.level &&
         x.mark == y.mark && id_of(a, x) == id_of(b, y);
}

class Comparison {
 public:
  Comparison(const Book& before, const Book& after, std::vector<BookDifference>& found)
      : before_(before), after_(after), found_(found) {}

  void compare(const std::string& content) {
    const Side a(before_, content);
    const Side b(after_, content);
    std::vector<std::pair<std::string, std::set<std::string>>> axes;
    a.add_axes(axes);
    b.add_axes(axes);
    for (std::size_t clock = 0; clock < clock_count; ++clock) {
      breaks_[clock].clear();
      a.add_breaks(clock, breaks_[clock]);
      b.add_breaks(clock, breaks_[clock]);
    }
    std::vector<std::pair<std::string, std::string>> values;
    const auto first = static_cast<std::ptrdiff_t>(found_.size());
    walk(content, axes, values, a, b);
    for (const auto& [attribute, named] : axes)
      drop_where_it_does_not_matter(first, attribute, named.size() + (may_have_other(attribute, named.size()) ? 1 : 0));
  }

 private:
  void walk(const std::string& content, const std::vector<std::pair<std::string, std::set<std::string>>>& axes,
            std::vector<std::pair<std::string, std::string>>& values, const Side& a, const Side& b) {
    if (values.size() == axes.size()) {
      walk_days(content, values, a, b);
      return;
    }
    const auto& [attribute, named] = axes[values.size()];
    std::vector<std::string> all(named.begin(), named.end());
    if (may_have_other(attribute, named.size())) all.emplace_back(other_value);
    for (const std::string& value : all) {
      values.emplace_back(attribute, value);
      walk(content, axes, values, a, b);
      values.pop_back();
    }
  }

  bool may_have_other(const std::string& id, std::size_t named) const {
    for (const Book* book : {&before_, &after_}) {
      const Attribute* attribute = book->rulebook().find_attribute(id);
      if (attribute != nullptr && (attribute->is_open() || attribute->values.size() > named)) return true;
    }
    return false;
  }

  // Where all values of an attribute give the same difference, one entry that does not name it says so.
  void drop_where_it_does_not_matter(std::ptrdiff_t first, const std::string& attribute, std::size_t value_count) {
    std::vector<BookDifference> rest(found_.begin() + first, found_.end());
    found_.erase(found_.begin() + first, found_.end());
    std::vector<std::size_t> counts;
    std::vector<BookDifference> bare;  // without the attribute
    const auto without = [&](BookDifference difference) {
      std::erase_if(difference.attributes, [&](const auto& one) { return one.first == attribute; });
      return difference;
    };
    const auto place_of = [&](const BookDifference& sought) {
      return std::find(bare.begin(), bare.end(), sought) - bare.begin();
    };
    for (const BookDifference& one : rest) {
      const auto at = static_cast<std::size_t>(place_of(without(one)));
      if (at == bare.size()) {
        bare.push_back(without(one));
        counts.push_back(0);
      }
      ++counts[at];
    }
    std::vector<bool> is_told(bare.size());
    for (BookDifference& one : rest) {
      const auto at = static_cast<std::size_t>(place_of(without(one)));
      if (counts[at] < value_count) {
        found_.push_back(std::move(one));
      } else if (!is_told[at]) {
        found_.push_back(bare[at]);
        is_told[at] = true;
      }
    }
  }

  // Along the clock by which answers change; where more than one does, along the first of them for each span of the
  // others.
  void walk_days(const std::string& content, const std::vector<std::pair<std::string, std::string>>& values,
                 const Side& a, const Side& b) {
    std::size_t along = 0;
    while (along + 1 < clock_count && breaks_[along].empty()) ++along;
    const bool is_timed = !breaks_[along].empty();
    std::array<std::vector<std::int32_t>, clock_count> starts;
    for (std::size_t clock = 0; clock < clock_count; ++clock) {
      const auto& breaks = breaks_[clock];
      starts[clock].push_back(breaks.empty() ? 0 : *breaks.begin() - 1);
      starts[clock].insert(starts[clock].end(), breaks.begin(), breaks.end());
    }
    std::array<std::int32_t, clock_count> days{};
    const std::size_t second = (along + 1) % clock_count;
    const std::size_t third = (along + 2) % clock_count;
    for (const std::int32_t day3 : starts[third]) {
      days[third] = day3;
      for (const std::int32_t day2 : starts[second]) {
        days[second] = day2;
        bool continues = false;
        for (std::size_t s = 0; s < starts[along].size(); ++s) {
          days[along] = starts[along][s];
          const Ruling before = a.at(values, days);
          const Ruling after = b.at(values, days);
          if (is_alike(before_, before, after_, after)) {
            continues = false;
            continue;
          }
          Validity span;
          if (is_timed && s > 0) span.from = Date::from_days(starts[along][s]);
          if (is_timed && s + 1 < starts[along].size()) span.until = Date::from_days(starts[along][s + 1]);
          const std::optional<Clock> clock = is_timed ? std::optional(static_cast<Clock>(along)) : std::nullopt;
          if (continues && found_.back().before == before && found_.back().after == after) {
            found_.back().span.until = span.until;
          } else {
            found_.push_back({content, values, clock, span, before, after});
          }
          continues = true;
        }
      }
    }
  }

  const Book& before_;
  const Book& after_;
  std::vector<BookDifference>& found_;
  std::array<std::set<std::int32_t>, clock_count> breaks_;
};

}  // namespace

std::vector<BookDifference> diff(const Book& before, const Book& after) {
  std::vector<std::string> contents;
  for (const Content& content : before.rulebook().contents()) contents.push_back(content.id);
  for (const Content& content : after.rulebook().contents()) {
    if (content_of(before, content.id) == nullptr) contents.push_back(content.id);
  }
  std::vector<BookDifference> found;
  Comparison comparison(before, after, found);
  for (const std::string& content : contents) comparison.compare(content);
  return found;
}

}  // namespace hoctap
