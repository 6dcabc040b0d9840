#include <gtest/gtest.h>

#include "hoctap/core/version.hpp"

TEST(Version, IsTheProjectsVersion) { EXPECT_EQ(hoctap::version(), HOCTAP_PROJECT_VERSION); }
