# The warnings that our own targets are built with; they never reach a target that links hoctap.
function(hoctap_set_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    # GCC 12 warns of overlapping copies inside std::string's own operator+.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
    $<$<BOOL:${HOCTAP_WARNINGS_AS_ERRORS}>:-Werror>)
endfunction()
