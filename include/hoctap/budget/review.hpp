// Reviews estimates as they were handed in, at three scopes: each line against its norm, each centre's year against
// floors and shares, each estimate against what it says of itself.
//
// The mark of a scope is the weakest of all that its verdict rests on: of a line the norm with its routes and levels,
// of a wider scope the lines and norms in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/measure/entitlement.hpp"
#include "hoctap/measure/money_flows.hpp"
#include "hoctap/norm/book.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

enum class ScopeVerdict : std::uint8_t {
  fits,
  breaks,        // something in it breaks a norm or contradicts itself
  undetermined,  // nothing breaks, but something cannot be checked
};
HOCTAP_EXPORT std::string_view name(ScopeVerdict verdict);

struct ReviewedLine {
  std::uint32_t row = 0;                   // of budget_estimates
  std::size_t estimate = 0;                // of EstimateReview::estimates
  std::optional<std::size_t> centre_year;  // of EstimateReview::centre_years; nothing: it names no centre
  std::optional<std::size_t> content;      // of Rulebook::contents()
  std::optional<Date> date;                // of the plan's line that it names
  Verdict verdict = Verdict::norm_missing;
  std::uint8_t flags = 0;    // line_flag
  std::optional<Mark> mark;  // nothing: no norm speaks of it
  NormIndex norm = no_norm;
  std::int64_t amount = 0;
  std::optional<std::int64_t> ceiling;
  std::optional<std::int64_t> highest_ceiling;  // of a line that depends on its date
  std::optional<std::int64_t> excess;
};

// A norm over more than a line: a floor of the state's support, or a share of other money.
struct ReviewedBound {
  std::optional<std::size_t> centre_year;  // of a floor, or of a share over a centre's year
  std::optional<std::size_t> estimate;     // of a share over an estimate
  std::size_t content = 0;
  NormIndex norm = no_norm;
  std::optional<Mark> mark;
  bool is_at_least = true;
  // đồng. Of a floor its level, of a share its part of the other money, rounded down; nothing: it is not known, or what
  // it depends on is missing.
  std::optional<std::int64_t> bound;
  std::optional<std::int64_t> found;    // what the lines ask for; of a floor of state funds only
  std::optional<std::int64_t> differs;  // to the bound where it is broken: lacking, or too much; else zero
  std::vector<std::string> missing;     // attributes
  ScopeVerdict verdict = ScopeVerdict::undetermined;
};

struct ReviewedCentreYear {
  std::uint32_t centre = CentreRegister::no_centre;
  std::int64_t lines = 0;
  std::int64_t amount = 0;
  std::int64_t excess = 0;
  std::int64_t lines_broken = 0;     // over or not permitted
  std::int64_t lines_unchecked = 0;  // neither within, at actual cost nor broken
  std::optional<Mark> mark;
  ScopeVerdict verdict = ScopeVerdict::fits;
};

struct ReviewedEstimate {
  Text id;
  std::int64_t version = 0;
  std::int64_t newest = 0;
  bool is_approved = false;
  bool has_mixed_statuses = false;
  VersionId unit = no_version;
  std::int64_t lines = 0;
  std::int64_t amount = 0;  // of its lines
  std::int64_t excess = 0;
  std::int64_t lines_broken = 0;
  std::int64_t lines_unchecked = 0;
  std::int64_t lines_differing = 0;  // factors times price is not the amount
  std::vector<std::pair<Text, std::int64_t>> by_fund;
  std::int64_t without_fund = 0;       // đồng
  std::optional<std::int64_t> stated;  // its total, where the caller states one
  bool sums_agree = true;              // with what is stated, and the sources with the total
  std::optional<Mark> mark;
  ScopeVerdict verdict = ScopeVerdict::fits;
};

// A total that stands on an estimate: of a fund, or of all.
struct StatedTotal {
  std::string estimate_id;
  std::string fund = {};  // empty: of all
  std::int64_t amount = 0;
};

struct ReviewOptions {
  std::vector<StatedTotal> totals = {};
  StatedAttributes attributes = {};
  std::optional<Date> decided_on = std::nullopt;  // for norms chosen by the day of the decision
};

struct EstimateReview {
  Dataset dataset;
  Book book;
  int year = 0;
  std::vector<ReviewedEstimate> estimates;       // in order of identifier
  std::vector<ReviewedLine> lines;               // by estimate and line
  std::vector<ReviewedCentreYear> centre_years;  // in the order of the centres table; those with lines
  std::vector<ReviewedBound> bounds;             // by centre and content; shares of estimates last
  Findings findings;  // totals, sources, versions and statuses that do not fit; contents that are not known
};

// The estimates of a budget year, each in the version that counts. Lines have the attributes that their centre's place
// gives, or their commune's where they name no centre, and the date of the plan's line that they name. Throws NotFound
// for an attribute, value, unit or estimate that is not known, Overflow where a sum does not fit into 64 bits.
HOCTAP_EXPORT EstimateReview review_estimates(const Book& book, const Dataset& dataset, int year,
                                              const ReviewOptions& options = {});

}  // namespace hoctap
