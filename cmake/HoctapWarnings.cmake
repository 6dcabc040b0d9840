# The warnings that our own targets are built with; they never reach a target that links hoctap.
function(hoctap_set_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    $<$<BOOL:${HOCTAP_WARNINGS_AS_ERRORS}>:-Werror>)
endfunction()
