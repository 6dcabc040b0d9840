#include "hoctap/records/tables.hpp"

#include <algorithm>

namespace hoctap {
namespace {

template <class List>
auto find_in(const List& tables, std::string_view name) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [name](const Table* table) { return table->name() == name; });
  return found == tables.end() ? nullptr : *found;
}

}  // namespace

Table* TableList::find(std::string_view name) { return find_in(all(), name); }

const Table* TableList::find(std::string_view name) const { return find_in(all(), name); }

}  // namespace hoctap
