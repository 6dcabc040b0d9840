#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/embedded.hpp"
#include "hoctap/core/error.hpp"
#include "support/source_dir.hpp"

namespace {

const std::filesystem::path data_dir = hoctap::testing_support::source_dir() / "data";

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(EmbeddedFiles, HoldEveryReviewedDataFileByteForByte) {
  for (const std::string_view path : hoctap::embedded_files()) {
    EXPECT_EQ(hoctap::embedded_file(path), content_of(data_dir / path)) << path;
  }
}

TEST(EmbeddedFiles, LeaveNoTomlOrCsvFileOutButTheSamples) {
  std::set<std::string> expected;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data_dir)) {
    const auto path = std::filesystem::relative(entry.path(), data_dir);
    const auto extension = path.extension();
    if (entry.is_regular_file() && (extension == ".toml" || extension == ".csv") && *path.begin() != "samples") {
      expected.insert(path.generic_string());
    }
  }
  const auto files = hoctap::embedded_files();
  EXPECT_EQ(std::set<std::string>(files.begin(), files.end()), expected);
  EXPECT_FALSE(expected.empty());
}

TEST(EmbeddedFiles, AreSortedByPath) {
  const auto files = hoctap::embedded_files();
  EXPECT_TRUE(std::is_sorted(files.begin(), files.end()));
}

TEST(EmbeddedFiles, NameAnUnknownPathInTheError) {
  try {
    hoctap::embedded_file("programmes/none.toml");
    FAIL() << "an unknown path was found";
  } catch (const hoctap::NotFound& error) {
    EXPECT_NE(std::string(error.what()).find("programmes/none.toml"), std::string::npos);
  }
}

}  // namespace
