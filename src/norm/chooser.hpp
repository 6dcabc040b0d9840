// Chooses the norm for a content at a point: a day on each clock and a value of each attribute.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/norm/book.hpp"
#include "norm/rulebook_data.hpp"

namespace hoctap {

// A value that no norm names, and one that is missing.
inline constexpr std::string_view other_value = "*";
inline constexpr std::string_view missing_value;

struct Point {
  std::array<std::int32_t, clock_count> days{};
  std::vector<std::string_view> values;  // by attribute
};

// What the chooser notices; told once each, in rulebook findings.
struct Trouble {
  MessageCode code{};
  NormIndex norm = no_norm;
  NormIndex other = no_norm;
  friend auto operator<=>(const Trouble&, const Trouble&) = default;
};

struct Trace {
  std::vector<PathStep> path;
  std::vector<PassedNorm> passed_over;
};

class Chooser {
 public:
  // What it looks up: the same for all that choose by these rules as known on one day.
  struct Index;
  Chooser(const Rulebook::Data& rules, const BookOptions& options);
  Chooser(const Rulebook::Data& rules, const BookOptions& options, std::shared_ptr<const Index> index);

  const std::shared_ptr<const Index>& index() const { return index_; }
  // `limits` numbers of rulings point into factor_limits().
  Ruling choose(std::size_t content, const Point& point, Trace* trace = nullptr);

  // What the choice for a content can depend on.
  struct Dependence {
    std::map<std::size_t, std::set<std::string>> attributes;  // with the values that norms name
    std::array<std::set<std::int32_t>, clock_count> days;     // on which an answer may change
  };
  Dependence dependence(std::size_t content) const;
  bool is_spoken_of(std::size_t content) const;

  const std::set<Trouble>& troubles() const { return troubles_; }
  std::vector<FactorLimits>& factor_limits() { return factor_limits_; }

 private:
  struct Gate;
  enum class Use : std::uint8_t { line, formula };
  struct Request;
  struct Attempt;

  bool holds(const Applicability& conditions, const Point& point, std::string* missing, std::string* other) const;
  bool is_in_force(NormIndex norm, const Point& point) const;
  const Gate* open_gate(NormIndex norm, const Point& point) const;
  Ruling resolve(const Request& request, const Point& point, Trace* trace);
  Ruling ruling_of(NormIndex norm, const Gate* gate, const Request& request, const Point& point, Trace* trace);
  void set_level(Ruling& ruling, const Norm& norm, const Request& request, const Point& point, Trace* trace);
  bool exceeds_higher_level(NormIndex norm, const Ruling& ruling, const Request& request, const Point& point);
  std::uint32_t limits_of(const Norm& norm);
  void add_dependence(std::size_t content, const std::set<std::string>& fixed, std::size_t depth,
                      Dependence& all) const;
  void add_norm(NormIndex norm, const std::set<std::string>& fixed, bool has_local_norm, Dependence& all) const;

  const Rulebook::Data& rules_;
  BookOptions options_;
  std::shared_ptr<const Index> index_;
  std::set<Trouble> troubles_;
  std::vector<FactorLimits> factor_limits_;
};

}  // namespace hoctap
