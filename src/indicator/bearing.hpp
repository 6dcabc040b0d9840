// Which places a row of records speaks of: those that its units, centres, sessions, courses and persons lie in.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "hoctap/people/person_index.hpp"
#include "indicator/areas.hpp"

namespace hoctap::indicator {

class Bearing {
 public:
  // Keeps the references.
  Bearing(const Dataset& dataset, const Areas& areas);

  // Communes or larger units, each once, in order; nothing where it may speak of every place.
  std::optional<std::vector<VersionId>> of(const Table& table, std::uint32_t row) const;
  // The day before which a row says nothing: of sessions and who was there, inventories and numbers stated for a day.
  std::optional<Date> since(const Table& table, std::uint32_t row) const;
  std::vector<VersionId> of_person(const PersonKey& key) const;

 private:
  // False where it may be any place.
  bool add(std::vector<VersionId>& places, const Table& table, std::uint32_t row, int depth) const;
  void add_learners(std::vector<VersionId>& places, const Table& table, std::uint32_t row) const;
  void add_centre(std::vector<VersionId>& places, Text centre) const;
  std::uint32_t row_of(const Table& table, Text key) const;  // the size of the table where there is none

  const Dataset& dataset_;
  const Areas& areas_;
  const CentreRegister& centres_;
  PersonIndex persons_;                             // of the residents
  std::vector<std::vector<std::uint32_t>> spells_;  // rows of residents by person
  std::vector<std::uint32_t> line_;                 // by centre: a centre that stands for its line of succession
  std::unordered_map<std::uint32_t, std::vector<VersionId>> of_line_;
  mutable bool learners_are_known_ = false;
  mutable std::unordered_map<Text, std::vector<std::uint32_t>> at_session_;
  mutable std::unordered_map<Text, std::vector<std::uint32_t>> of_course_;
  mutable std::map<std::string_view, std::unordered_map<Text, std::uint32_t>> by_key_;  // by table, then key
};

}  // namespace hoctap::indicator
