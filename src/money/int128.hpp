// 128-bit integers, in which two 64-bit integers can be multiplied and two such products added.
#pragma once

namespace hoctap {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

}  // namespace hoctap
