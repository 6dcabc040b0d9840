// Draws up next year's estimate of each centre from its planned activities: what each needs money for, how many, at
// which price, by which norm, and how much that is; and the estimates of the communes' Study Promotion Associations
// that the centres' go into.
//
// A line stands at the norm's level: a maximum is the most that may be asked for, so a caller who knows a lower price
// states it. Missing is not zero: a line that lacks a number has no amount and says what it lacks, and every sum says
// how many of its lines have none. Contents by 17/2022/TT-BTC, Article 5, floors of the state's support by
// 96/2008/TT-BTC, Part II, as the book has them; the plan's III.3 for the way of the estimate.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/budget/plan_contents.hpp"
#include "hoctap/budget/sources.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/measure/centre_attributes.hpp"
#include "hoctap/norm/book.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// A price that the caller knows: of a unit, or of the line where the content has no unit. It stands in every line of
// the content that has these attributes; two that fit one line are an error.
struct StatedPrice {
  std::string content;
  AttributeValues attributes;
  std::int64_t amount = 0;  // đồng
};

// A number that the plan does not hold (how many months a class is lit, how many ask in a survey); it goes before the
// plan's own.
struct StatedNumber {
  std::string content;
  std::string unit;
  AttributeValues attributes;
  std::int64_t number = 0;
};

struct EstimateOptions {
  std::vector<StatedPrice> prices = {};
  std::vector<StatedNumber> numbers = {};
  AttributeValues attributes = {};                   // of every line
  std::vector<UnitAttributes> unit_attributes = {};  // before the records' own: zone, province, district, commune
  std::vector<SourceShare> sources = {{"commune_budget", 1}};
  std::optional<Date> decided_on = std::nullopt;  // for norms chosen by the day of the decision
  // On which day a centre's commune is asked for. Nothing: 1 January of the year. A centre that has no place yet
  // stands where its first one is.
  std::optional<Date> places_on = std::nullopt;
};

struct MissingInput {
  std::string id;  // a column of plan_lines, a unit, an attribute; "price", "decided_on", "content"
  BilingualText name;
  friend bool operator==(const MissingInput&, const MissingInput&) = default;
};

struct EstimateLine {
  static constexpr std::size_t no_content = std::numeric_limits<std::size_t>::max();

  std::size_t centre = 0;                 // of Estimate::centres
  std::int64_t number = 0;                // in the estimate of the commune's Association, from 1
  std::optional<std::uint32_t> plan_row;  // of the table plan_lines; nothing: a need without a line of the plan
  std::string wording;                    // of the plan; empty without one
  std::size_t content = no_content;       // of Rulebook::contents(); no_content: the plan's wording is not known
  AttributeValues attributes;             // with which the norm was chosen
  std::optional<Date> date;               // planned on

  // In the order of the content's unit; a factor beyond what the norm pays for stands at its limit.
  std::array<std::optional<std::int64_t>, most_factors> factors;
  bool is_assumed = false;                 // a factor is one that the plan does not say
  bool is_limited = false;                 // a factor stands at the norm's limit
  std::optional<std::int64_t> unit_price;  // đồng: of a unit, or of the line where the content has no unit
  bool is_price_stated = false;            // by the caller; else the norm's level

  Verdict verdict = Verdict::norm_missing;
  std::uint8_t flags = 0;  // line_flag
  Mark mark = Mark::verified;
  NormIndex norm = no_norm;
  std::optional<std::int64_t> ceiling;          // đồng; of a line that depends on its date the lowest
  std::optional<std::int64_t> highest_ceiling;  // only of a line that depends on its date
  std::optional<std::int64_t> amount;           // đồng
  std::vector<MissingInput> missing;
  std::vector<SourcePart> parts;  // one for each source; empty without an amount
};

// The least that the state gives a centre for a content in the year, and what the estimate asks of the state for it.
struct StateFloor {
  std::size_t centre = 0;
  std::size_t content = 0;
  Outcome outcome = Outcome::norm_missing;  // not_checkable with a norm of the kind floor: `least` is known
  std::uint8_t flags = 0;
  Mark mark = Mark::verified;
  NormIndex norm = no_norm;
  std::optional<std::int64_t> least;    // đồng; nothing: no floor is known, or what it depends on is missing
  std::optional<std::int64_t> planned;  // of state funds in lines of that content; nothing where one has no amount
  std::optional<std::int64_t> lacking;  // to the floor; zero where it is reached
  std::vector<MissingInput> missing;
};

struct EstimateSum {
  std::int64_t lines = 0;
  std::int64_t lines_without_amount = 0;
  std::int64_t amount = 0;      // đồng, over the lines that have one
  std::int64_t excess = 0;      // above ceilings
  std::int64_t unverified = 0;  // part of the amount whose norm, or something on its path, is not VERIFIED
  std::vector<std::int64_t> by_source;
};

struct EstimateCentre {
  std::string id;
  std::string name;
  std::size_t commune = 0;  // of Estimate::communes
  bool has_plan = false;    // a line of a plan for the year
  EstimateSum sum;
};

// What a commune's Study Promotion Association asks for its centres.
struct EstimateCommune {
  VersionId unit = no_version;  // no_version: of centres whose commune is not known
  std::string code;
  std::string name;
  EstimateSum sum;
};

struct Estimate {
  int year = 0;
  Book book;
  Dataset dataset;
  std::vector<SourceShare> sources;
  std::vector<EstimateCommune> communes;  // by code
  std::vector<EstimateCentre> centres;    // by commune and identifier
  std::vector<EstimateLine> lines;        // by centre and line of the plan
  std::vector<StateFloor> floors;
  EstimateSum total;
  Findings findings;  // wordings of plans that are not known, with the nearest ones
};

// Of every centre that operates in the year or has a line of a plan for it; of several versions of a plan the last that
// has lines. Without plans there are only the yearly needs; without centres nothing. Throws NotFound for a content,
// unit, attribute or value that the book does not know, a fund that is not in the code list, and a code that no
// administrative unit ever bore; InvalidValue for a negative price or number, for two that fit one line, and for shares
// that cannot be; Overflow where an amount or sum does not fit into 64 bits.
HOCTAP_EXPORT Estimate draw_up_estimate(const Book& book, const Dataset& dataset, int year,
                                        const EstimateOptions& options = {},
                                        const PlanContents& contents = PlanContents::embedded());

// A row of the table budget_estimates, as the Association of a commune hands it in.
struct EstimateRecord {
  std::string estimate_id;  // "DT-07375-2026": of the commune and year
  std::int64_t line_no = 0;
  std::size_t line = 0;     // of Estimate::lines
  std::size_t source = 0;   // of Estimate::sources
  std::string prepared_by;  // "Hội Khuyến học xã Vôi"
  std::int64_t amount = 0;  // đồng
  bool is_whole = false;    // the line's whole amount, so that factors times price is the amount
};

// The lines that have an amount, a record for each source that gives any of it (the first where the amount is zero);
// lines without an amount cannot be handed in yet and stay out.
HOCTAP_EXPORT std::vector<EstimateRecord> records_of(const Estimate& estimate);

}  // namespace hoctap
