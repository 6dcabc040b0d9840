#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr const char* secret = "a secret of the test";

// The examples of FIPS 180-4.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(PersonHasher, GivesOneKeyForOneNumberUnderOneSecret) {
  const PersonHasher hasher(secret);
  EXPECT_EQ(hasher("024088000123"), hasher("024088000123"));
  EXPECT_EQ(hasher("024088000123"), PersonHasher(secret)("024088000123"));
  EXPECT_NE(hasher("024088000123"), hasher("024088000124"));
  EXPECT_NE(hasher("024088000123"), PersonHasher("another secret of the test")("024088000123"));
  EXPECT_FALSE(hasher("").is_empty());
}

// Computed with Python's hashlib. Keys are compared between runs and machines: a change here orphans every stored key.
TEST(PersonHasher, KeepsItsKeysFromReleaseToRelease) {
  EXPECT_EQ(PersonHasher(secret)("024088000123").hex(), "57640e7e624d3df1e7571f7f49602ebe");
}

TEST(PersonHasher, RefusesAShortSecret) {
  EXPECT_THROW(PersonHasher("fifteen bytes.."), InvalidValue);
  EXPECT_NO_THROW(PersonHasher("sixteen bytes..."));
}

TEST(PersonKey, GoesToHexadecimalAndBack) {
  const PersonKey key{0x0123456789abcdefU, 0xfedcba9876543210U};
  EXPECT_EQ(key.hex(), "0123456789abcdeffedcba9876543210");
  EXPECT_EQ(PersonKey::from_hex(key.hex()), key);
  EXPECT_TRUE(PersonKey{}.is_empty());
}

TEST(PersonKey, RefusesAnythingElseWithoutQuotingIt) {
  for (const char* text : {"", "024088000123", "0123456789abcdeffedcba987654321", "0123456789abcdeffedcba987654321g",
                           "-123456789abcdeffedcba9876543210", "0123456789abcdef0xdcba9876543210"}) {
    try {
      PersonKey::from_hex(text);
      FAIL() << text;
    } catch (const InvalidValue& error) {
      EXPECT_TRUE(std::string(text).empty() || std::string(error.what()).find(text) == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace hoctap
