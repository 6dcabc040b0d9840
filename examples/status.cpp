// Where a district stands on the targets of its plan: reads a folder of forms and prints, for the whole territory and
// for each unit, the value with its bounds, the status and, where the target is out of reach at the present rate, what
// it would take.
//
//   status FOLDER [VIEW [KEY-FILE]]
//
// VIEW is as_reported, plan_territory (default), current or a date. The key turns citizen numbers into hashes; a sample
// carries its own.
#include <algorithm>
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>

#include "hoctap/core/error.hpp"
#include "hoctap/forms/person_secret.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/indicator/evaluate.hpp"

namespace {

// The last quarter that had ended on the day of the reading; the plan's first if none had.
hoctap::Period last_quarter(const hoctap::Reading& reading) {
  const auto quarters = reading.programme.quarters();
  auto last = quarters.front();
  for (const auto& quarter : quarters)
    if (quarter.last() <= reading.obligations.day()) last = quarter;
  return last;
}

void print(const hoctap::ResultRow& row) {
  constexpr auto language = hoctap::Language::en;
  std::cout << row.unit_code << '\t' << row.unit_name << '\t' << row.indicator << '\t' << row.value().percent(language)
            << '\t';
  if (row.has_bounds) std::cout << row.lower().percent(language) << " – " << row.upper().percent(language);
  std::cout << '\t' << status_text(row, language) << '\t' << label(row.reach, language);
  if (row.turns_now && row.turns_needed)
    std::cout << " (turns per centre and year: now " << *row.turns_now << ", needed " << *row.turns_needed << ')';
  std::cout << '\n';
}

int run(const std::string& folder, const std::string& view, const std::string& key_file) {
  auto options = hoctap::ReadOptions::embedded();
  options.person_secret = hoctap::read_person_secret(key_file).secret;
  const auto reading = hoctap::read_folder(folder, options);

  hoctap::Request request;
  request.view = hoctap::ViewChoice::parse(view);
  request.periods = {last_quarter(reading)};
  const auto result = hoctap::evaluate(reading, request);

  std::cout << reading.programme.name.en << ", " << request.periods.front().text()
            << (result.is_simulated() ? ", SIMULATED DATA" : "") << '\n';
  for (const auto& row : result.rows()) print(row);

  const auto findings = reading.dataset.findings();
  const auto errors = std::count_if(findings.begin(), findings.end(), [](const hoctap::Finding& finding) {
    return severity(finding.message.code) == hoctap::Severity::error;
  });
  std::cout << reading.obligations.missing().size() << " reports are missing; " << findings.size() << " findings, "
            << errors << " of them errors\n";
  return errors == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2 || count > 4) {
    std::cerr << "usage: status FOLDER [VIEW [KEY-FILE]]\n";
    return 2;
  }
  const std::string folder = arguments[1];
  const std::string view = count > 2 ? arguments[2] : "plan_territory";
  const std::string key_file = count > 3 ? arguments[3] : folder + "/" + std::string(hoctap::person_secret_file);
  try {
    return run(folder, view, key_file);
  } catch (const hoctap::FileError& error) {
    std::cerr << error.what() << '\n';
    return 3;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
