// The category of what is counted: its value of each dimension by which indicators are told apart.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "hoctap/indicator/breakdown.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "indicator/areas.hpp"

namespace hoctap::indicator {

class Categories {
 public:
  // By dimension an index into values(): 0 is unknown.
  using Values = std::vector<std::uint16_t>;
  static constexpr std::uint16_t unknown = 0;
  static constexpr std::uint16_t all = 0xFFFF;

  // Keeps references.
  Categories(const Reading& reading, const CentreRegister& centres, const Areas& areas, std::vector<Apart> by,
             std::vector<AgeBand> bands);

  // Whether what an indicator counts is told apart by the dimension.
  static bool tells(CountedUnit unit, Apart dimension);

  // The number of a category, given at first sight.
  std::uint32_t of_person(std::uint32_t row, Date day, VersionId place);  // row of the residents table
  std::uint32_t of_centre(std::uint32_t centre, Date day, VersionId place);
  std::uint32_t of_place(VersionId place);
  std::uint32_t of_session(std::uint32_t row, VersionId place);  // row of the sessions table
  std::uint32_t of_title(std::uint32_t row, VersionId place);    // row of the materials table
  std::uint32_t of_nobody();                                     // unknown in every dimension
  // What all of these say; unknown in the dimensions in which they differ.
  std::uint32_t in_common(const std::set<std::uint32_t>& categories);

  std::size_t size() const { return categories_.size(); }
  const Values& operator[](std::uint32_t category) const { return categories_[category]; }
  std::span<const Apart> by() const { return by_; }
  // "unknown", "all", or the code.
  const std::string& word(std::size_t dimension, std::uint16_t value) const;
  BilingualText label(const Values& values) const;

 private:
  std::uint32_t number(const Values& values);
  std::uint16_t value(std::size_t dimension, std::string_view word);
  std::uint16_t value(std::size_t dimension, const Column<Text>& column, std::size_t row);
  std::uint16_t of_place(std::size_t dimension, VersionId place);
  std::uint16_t of_centre(std::size_t dimension, std::uint32_t centre, Date day);
  BilingualText label(std::size_t dimension, std::uint16_t value) const;

  const Reading& reading_;
  const CentreRegister& centres_;
  const Areas& areas_;
  std::vector<Apart> by_;
  std::vector<AgeBand> bands_;
  std::vector<std::vector<std::string>> words_;                            // per dimension
  std::vector<std::unordered_map<std::uint32_t, std::uint16_t>> by_text_;  // per dimension: by symbol of a text
  std::vector<Values> categories_;
  std::map<Values, std::uint32_t> numbers_;
};

}  // namespace hoctap::indicator
