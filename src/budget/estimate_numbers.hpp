// The numbers of a need: from a line of a plan, or from the posts of a centre.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "budget/estimate_lines.hpp"

namespace hoctap {

// Of a row of plan_lines. Persons are those with and without salary together: of the three one follows from the others.
class PlanNumbers final : public NeedNumbers {
 public:
  PlanNumbers(const PlanContents& contents, const Need& need, const PlanLines& table, std::size_t row,
              const Rulebook& rulebook)
      : contents_(contents), need_(need), table_(table), row_(row), rulebook_(rulebook) {}

  std::optional<std::int64_t> number(std::string_view unit, MissingInput& missing) const override;
  std::optional<std::int64_t> periods_instead_of(std::string_view unit) const override;
  bool is_assumed(std::string_view unit) const override;

 private:
  std::optional<std::int64_t> column(std::string_view name) const;

  const PlanContents& contents_;
  const Need& need_;
  const PlanLines& table_;
  std::size_t row_;
  const Rulebook& rulebook_;
};

// Of a post: how many persons were decided, and for how many months of the year. A month counts for the post that is in
// force on its last day, so that two that follow each other never count it twice.
class PostNumbers final : public NeedNumbers {
 public:
  PostNumbers(std::optional<std::int64_t> persons, std::optional<std::int64_t> months, const Rulebook& rulebook)
      : persons_(persons), months_(months), rulebook_(rulebook) {}

  std::optional<std::int64_t> number(std::string_view unit, MissingInput& missing) const override;
  std::optional<std::int64_t> periods_instead_of(std::string_view) const override { return std::nullopt; }
  bool is_assumed(std::string_view) const override { return false; }

 private:
  std::optional<std::int64_t> persons_;
  std::optional<std::int64_t> months_;
  const Rulebook& rulebook_;
};

// Months of the year whose last day lies in the span.
std::int64_t months_in_force(int year, const Validity& span);

}  // namespace hoctap
