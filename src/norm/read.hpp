// Readers of the parts of a rulebook file. Each throws FormatError where file and format differ.
#pragma once

#include "hoctap/core/document.hpp"
#include "norm/rulebook_data.hpp"

namespace hoctap {

// [[unit]] and [[attribute]]; [[content]], once the units of all files are known.
void read_units_and_attributes(const Node& root, Rulebook::Data& data);
void read_contents(const Node& root, Rulebook::Data& data);
// A file's head, its norms and calendar; the vocabularies of all files must have been read.
void read_instrument(const Document& document, Rulebook::Data& data);

// An id of the vocabulary: throws FormatError with those nearest to it.
const std::string& known_content(const Node& node, const Rulebook::Data& data);
const std::string& known_unit(const Node& node, const Rulebook::Data& data);
// `{ zone = ["II", "III"], rank = "staff" }`, sorted by attribute.
Applicability applicability_of(const Node& node, const Rulebook::Data& data);
// The conditions of both, where they name one attribute the values of both.
Applicability joined(const Applicability& a, const Applicability& b);

Mark mark_of(const Node& node);
// Refuses a number with a point and what is below zero.
std::int64_t dong_of(const Node& node);

// A [[norm]] of an instrument whose head has been read.
Norm read_norm(const Node& node, const Instrument& instrument, const Rulebook::Data& data);
Due read_due(const Node& node, const Instrument& instrument, const Rulebook::Data& data);
YearEnd read_year_end(const Node& node, const Instrument& instrument, const Rulebook::Data& data);

}  // namespace hoctap
