// What a code or name of a unit meant on a day, and what became of it.
//
//   where DAY CODE-OR-NAME [FOLDER]
//
// FOLDER holds national lists; without it the library's own district is asked.
#include "hoctap/geo/where.hpp"

#include <exception>
#include <iostream>
#include <string>

#include "hoctap/core/error.hpp"
#include "hoctap/records/dataset.hpp"
#include "hoctap/records/national_lists.hpp"

int main(int count, char** arguments) {
  if (count < 3 || count > 4) {
    std::cerr << "usage: where DAY CODE-OR-NAME [FOLDER]\n";
    return 2;
  }
  try {
    auto gazetteer = hoctap::embedded_gazetteer();
    if (count > 3) gazetteer = read_national_lists(hoctap::NationalLists::in(arguments[3]), gazetteer).gazetteer;
    const auto found = where(gazetteer, arguments[2], hoctap::Date::parse(arguments[1]));
    std::cout << text(gazetteer, found, hoctap::Language::en) << '\n';
    return found.status == hoctap::PlaceStatus::found ? 0 : 1;
  } catch (const hoctap::FileError& error) {
    std::cerr << error.what() << '\n';
    return 3;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
