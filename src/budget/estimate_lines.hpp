// Prices what is needed: chooses the norm of a need and makes it a line of an estimate.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/budget/estimate.hpp"

namespace hoctap {

// Whole numbers of a need by unit, and which of them are missing.
class NeedNumbers {
 public:
  virtual ~NeedNumbers() = default;
  // The number for a unit; where there is none the input that is missing.
  virtual std::optional<std::int64_t> number(std::string_view unit, MissingInput& missing) const = 0;
  // Periods that may be counted in sessions; nothing where there are none.
  virtual std::optional<std::int64_t> periods_instead_of(std::string_view unit) const = 0;
  virtual bool is_assumed(std::string_view unit) const = 0;
};

class LineDrafter {
 public:
  // Throws NotFound for a content, unit, attribute or value of the options that the book does not know.
  LineDrafter(const Book& book, int year, const EstimateOptions& options);

  // What the book says of a content; the same question is asked once.
  const Choice& choose(const std::string& content, const AttributeValues& attributes, std::optional<Date> date);
  // Fills in what follows from content, attributes and date, which `line` has.
  void draft(EstimateLine& line, const NeedNumbers& numbers);
  // What a choice lacks: attributes, the day of the decision, or the line's own date.
  std::vector<MissingInput> missing_of(const Choice& choice) const;

 private:
  const Content& content_of(const EstimateLine& line) const;
  void set_factors(EstimateLine& line, const Ruling& ruling, const NeedNumbers& numbers) const;
  void set_price(EstimateLine& line, const Ruling& ruling) const;
  std::optional<std::int64_t> stated_price(const EstimateLine& line) const;
  std::optional<std::int64_t> stated_number(const EstimateLine& line, std::string_view unit) const;
  std::optional<std::int64_t> times_factors(const EstimateLine& line, std::int64_t price) const;
  std::optional<std::int64_t> ceiling_of(const EstimateLine& line, const Ruling& ruling) const;

  const Book& book_;
  int year_;
  const EstimateOptions& options_;
  std::map<std::string, Choice> choices_;
};

}  // namespace hoctap
