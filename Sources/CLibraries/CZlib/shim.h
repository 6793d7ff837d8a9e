#pragma once
#include <zlib.h>

/* Macros in zlib's own header. Negative window bits mean raw deflate. */
static inline int czlib_inflate_init(z_stream *stream) { return inflateInit2(stream, -15); }
static inline int czlib_deflate_init(z_stream *stream, int windowBits) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -windowBits, 8, Z_DEFAULT_STRATEGY);
}
