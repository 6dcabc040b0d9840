# shellcheck shell=bash
# Read by the scripts that build: with paths relative to the checkout and one name for the compiler, the compiler cache
# serves every build tree alike. CMake would call it c++, Python's packaging by the name that built Python.
export CCACHE_BASEDIR=$PWD
export CXX=${CXX:-c++}
