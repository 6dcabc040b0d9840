# Sanitizers are a property of the whole program, so they are set for every target of the build.
if(HOCTAP_SANITIZE)
  add_compile_options(-fsanitize=${HOCTAP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${HOCTAP_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# The fuzzer watches which branches of the library its inputs reach.
if(HOCTAP_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "HOCTAP_FUZZ needs clang, which has libFuzzer")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
