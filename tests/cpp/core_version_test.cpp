#include "hoctap/core/version.hpp"

#include <gtest/gtest.h>

TEST(Version, IsTheProjectsVersion) { EXPECT_EQ(hoctap::version(), HOCTAP_PROJECT_VERSION); }
