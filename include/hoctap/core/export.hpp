// Marks what a program that links the shared library may call; everything else stays hidden.
#pragma once

#if defined(_WIN32)
#error "hoctap is built on systems with ELF or Mach-O visibility; a Windows export macro has not been tested"
#else
#define HOCTAP_EXPORT __attribute__((visibility("default")))
#endif
