// Who is listed at each session, and how many turns that makes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "hoctap/records/dataset.hpp"

namespace hoctap::indicator {

class SessionPeople {
 public:
  explicit SessionPeople(const Tables& tables) : tables_(tables) {
    if (tables.participation.size() == 0) return;
    of_.resize(tables.sessions.size());
    std::unordered_map<std::uint32_t, std::uint32_t> row_of;
    for (std::uint32_t row = 0; row < tables.sessions.size(); ++row)
      row_of.emplace(tables.sessions.session_id[row].symbol, row);
    for (std::uint32_t row = 0; row < tables.participation.size(); ++row) {
      const auto session = row_of.find(tables.participation.session_id[row].symbol);
      if (session == row_of.end()) continue;
      OfSession& of = of_[session->second];
      ++of.rows;
      if (!tables.participation.person_key[row].is_empty()) of.named.push_back(row);
    }
  }

  // Rows of participation that name a person.
  std::span<const std::uint32_t> named(std::uint32_t session) const {
    return of_.empty() ? std::span<const std::uint32_t>() : of_[session].named;
  }
  // Attendances as stated, or as many as are listed where these are more; nothing where neither is known.
  std::optional<std::int64_t> turns(std::uint32_t session) const {
    const auto stated = tables_.sessions.attendances.get(session);
    const std::int64_t rows = of_.empty() ? 0 : of_[session].rows;
    if (!stated && rows == 0) return std::nullopt;
    return std::max(stated.value_or(0), rows);
  }
  // Those of them for whom no person is listed.
  std::int64_t unnamed(std::uint32_t session) const {
    return turns(session).value_or(0) - static_cast<std::int64_t>(named(session).size());
  }

 private:
  struct OfSession {
    std::int64_t rows = 0;
    std::vector<std::uint32_t> named;
  };
  const Tables& tables_;
  std::vector<OfSession> of_;  // empty where nobody is listed anywhere
};

}  // namespace hoctap::indicator
