// The golden estimates of tests/golden/law/estimates: tables, options and what comes out, worked out by hand.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "hoctap/budget/estimate.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/io/delimited.hpp"
#include "support/dataset_maker.hpp"
#include "support/source_dir.hpp"

namespace hoctap::test {

namespace fs = std::filesystem;
using CaseRow = std::map<std::string, std::string>;  // by column; the heading's names

inline fs::path estimate_cases() { return testing_support::source_dir() / "tests" / "golden" / "law" / "estimates"; }

inline std::vector<std::string> estimate_case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(estimate_cases())) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

inline std::vector<CaseRow> case_rows(const fs::path& file) {
  Findings findings;
  const Grid grid = read_delimited(read_file(file.string()), file.string(), findings, {.delimiter = ','});
  EXPECT_TRUE(findings.empty()) << file;
  std::vector<CaseRow> rows;
  for (std::size_t r = 1; r < grid.row_count(); ++r) {
    CaseRow row;
    for (std::size_t c = 0; c < grid.row(0).size(); ++c) {
      const bool is_there = c < grid.row(r).size();
      row[std::string(grid.row(0)[c].text)] = is_there ? std::string(grid.row(r)[c].text) : std::string();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

inline AttributeValues attributes_in(const Node& table) {
  AttributeValues attributes;
  if (const auto found = table.find("attributes")) {
    for (const Node& member : found->members()) attributes.emplace_back(member.name(), member.text());
  }
  return attributes;
}

inline Estimate estimate_of_case(const std::string& name) {
  const fs::path folder = estimate_cases() / name;
  const Document document = Document::load((folder / "case.toml").string());
  const Node root = document.root();
  EstimateOptions options;
  options.attributes = attributes_in(root);
  const auto entries = [&](const char* key) {
    const auto list = root.find(key);
    return list ? list->elements() : std::vector<Node>();
  };
  for (const Node& price : entries("prices"))
    options.prices.push_back({price.get("content").text(), attributes_in(price), price.get("amount").integer()});
  for (const Node& number : entries("numbers")) {
    options.numbers.push_back({number.get("content").text(), number.get("unit").text(), attributes_in(number),
                               number.get("number").integer()});
  }
  for (const Node& unit : entries("unit_attributes"))
    options.unit_attributes.push_back({unit.get("unit").text(), attributes_in(unit)});
  if (root.find("sources")) options.sources.clear();
  for (const Node& source : entries("sources"))
    options.sources.push_back({source.get("fund").text(), source.get("weight").integer()});
  testing_support::DatasetMaker maker;
  for (const char* table : {"centres", "centre_places", "posts", "plan_lines"}) {
    const fs::path file = folder / "tables" / (std::string(table) + ".csv");
    if (fs::exists(file)) maker.add(table, read_file(file.string()));
  }
  return draw_up_estimate(embedded_rulebook().as_of(), maker.finish(), static_cast<int>(root.get("year").integer()),
                          options);
}

inline std::string joined(std::vector<std::string> parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ";") + part;
  return all;
}

inline std::string number_text(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

inline std::string missing_text(const std::vector<MissingInput>& missing) {
  std::vector<std::string> ids;
  for (const MissingInput& input : missing) ids.push_back(input.id);
  return joined(ids);
}

inline std::string norm_text(const Estimate& estimate, NormIndex norm) {
  return norm == no_norm ? std::string() : estimate.book.rulebook().norms()[norm].id;
}

inline std::vector<CaseRow> line_rows(const Estimate& estimate) {
  std::vector<CaseRow> rows;
  for (const EstimateLine& line : estimate.lines) {
    std::vector<std::string> flags;
    for (std::size_t bit = 0; bit < line_flag_count; ++bit) {
      if ((line.flags >> bit & 1U) != 0) flags.emplace_back(flag_name(bit));
    }
    const auto& plan = estimate.dataset.tables().plan_lines;
    rows.push_back(
        {{"centre", estimate.centres[line.centre].id},
         {"number", std::to_string(line.number)},
         {"plan_line", line.plan_row ? std::to_string(plan.line_no[*line.plan_row]) : std::string()},
         {"content", line.content == EstimateLine::no_content ? std::string()
                                                              : estimate.book.rulebook().contents()[line.content].id},
         {"factor_1", number_text(line.factors[0])},
         {"factor_2", number_text(line.factors[1])},
         {"factor_3", number_text(line.factors[2])},
         {"unit_price", number_text(line.unit_price)},
         {"verdict", std::string(name(line.verdict))},
         {"flags", joined(flags)},
         {"norm", norm_text(estimate, line.norm)},
         {"ceiling", number_text(line.ceiling)},
         {"highest_ceiling", number_text(line.highest_ceiling)},
         {"amount", number_text(line.amount)},
         {"missing", missing_text(line.missing)}});
  }
  return rows;
}

inline std::vector<CaseRow> floor_rows(const Estimate& estimate) {
  std::vector<CaseRow> rows;
  for (const StateFloor& floor : estimate.floors) {
    rows.push_back({{"centre", estimate.centres[floor.centre].id},
                    {"content", estimate.book.rulebook().contents()[floor.content].id},
                    {"outcome", std::string(name(floor.outcome))},
                    {"norm", norm_text(estimate, floor.norm)},
                    {"least", number_text(floor.least)},
                    {"planned", number_text(floor.planned)},
                    {"lacking", number_text(floor.lacking)},
                    {"missing", missing_text(floor.missing)}});
  }
  return rows;
}

inline CaseRow sum_row(const std::string& kind, const std::string& code, const EstimateSum& sum) {
  std::vector<std::string> parts;
  for (const std::int64_t part : sum.by_source) parts.push_back(std::to_string(part));
  return {{"kind", kind},
          {"code", code},
          {"lines", std::to_string(sum.lines)},
          {"lines_without_amount", std::to_string(sum.lines_without_amount)},
          {"amount", std::to_string(sum.amount)},
          {"excess", std::to_string(sum.excess)},
          {"unverified", std::to_string(sum.unverified)},
          {"by_source", joined(parts)}};
}

inline std::vector<CaseRow> sum_rows(const Estimate& estimate) {
  std::vector<CaseRow> rows;
  for (const auto& centre : estimate.centres) rows.push_back(sum_row("centre", centre.id, centre.sum));
  for (const auto& commune : estimate.communes) rows.push_back(sum_row("commune", commune.code, commune.sum));
  rows.push_back(sum_row("total", "", estimate.total));
  return rows;
}

}  // namespace hoctap::test
