// A program outside the project: it sees what is installed and nothing else.
#include <cstddef>
#include <iostream>

#include <hoctap/core/embedded.hpp>
#include <hoctap/core/error.hpp>
#include <hoctap/core/version.hpp>

int main() {
  std::cout << hoctap::version() << '\n';
  std::size_t bytes = 0;
  for (const auto path : hoctap::embedded_files()) {
    bytes += hoctap::embedded_file(path).size();
  }
  std::cout << bytes << '\n';
  try {
    hoctap::embedded_file("none");
  } catch (const hoctap::NotFound&) {
    return 0;  // the exception's type holds across the library's border
  }
  return 1;
}
