// What a rulebook holds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "hoctap/norm/rulebook.hpp"

namespace hoctap {

struct Rulebook::Data {
  std::vector<Document> documents;
  std::vector<Instrument> instruments;
  std::vector<Norm> norms;
  std::vector<std::uint32_t> instrument_of_norm;
  std::vector<Due> due_days;
  std::vector<YearEnd> year_ends;
  std::vector<Content> contents;
  std::vector<Attribute> attributes;
  std::vector<UnitOfCount> units;
  std::unordered_map<std::string, std::size_t> content_by_id;
  std::unordered_map<std::string, std::size_t> attribute_by_id;
  std::unordered_map<std::string, std::size_t> unit_by_id;
  std::unordered_map<std::string, std::size_t> instrument_by_number;
  std::unordered_map<std::string, NormIndex> norm_by_id;
  // Folded ids, names and aliases; no_content where a wording means more than one.
  std::unordered_map<std::string, std::size_t> content_by_wording;
  Findings findings;
  std::string digest;

  static constexpr std::size_t no_content = static_cast<std::size_t>(-1);

  std::vector<std::string> content_ids() const;
  std::vector<std::string> attribute_ids() const;
  std::vector<std::string> unit_ids() const;
  std::vector<std::string> instrument_numbers() const;
};

}  // namespace hoctap
