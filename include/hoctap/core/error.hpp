// What the library throws. A broken rule of a form is a Finding, not an error: errors are for requests that cannot be
// carried out at all. Each leaf is also the builtin exception that a Python programmer would catch.
#pragma once

#include <stdexcept>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/core/source_place.hpp"

namespace hoctap {

// what() is the English text, led by the place where one is known: "plan.toml, row 12 (target): …".
class HOCTAP_EXPORT Error : public std::runtime_error {
 public:
  explicit Error(Message message, SourcePlace place = {});
  const Message& message() const { return message_; }
  const SourcePlace& place() const { return place_; }

 private:
  Message message_;
  SourcePlace place_;
};

// A value that cannot be what was asked for (Python: ValueError).
class HOCTAP_EXPORT InvalidValue : public Error {
 public:
  using Error::Error;
};

// A name, code or identifier that is not there (Python: LookupError).
class HOCTAP_EXPORT NotFound : public Error {
 public:
  using Error::Error;
};

// A sum or product that does not fit into 64 bits (Python: OverflowError).
class HOCTAP_EXPORT Overflow : public Error {
 public:
  using Error::Error;
};

// A file or folder that cannot be read (Python: OSError).
class HOCTAP_EXPORT FileError : public Error {
 public:
  using Error::Error;
};

// A data file (TOML) or stream whose content does not have the declared form (Python: ValueError).
class HOCTAP_EXPORT FormatError : public Error {
 public:
  using Error::Error;
};

// The caller's own progress function asked to stop (Python: KeyboardInterrupt).
class HOCTAP_EXPORT Interrupted : public Error {
 public:
  using Error::Error;
};

}  // namespace hoctap
