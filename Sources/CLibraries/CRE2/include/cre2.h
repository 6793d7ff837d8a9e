#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* RE2 behind a C face: nothing throws, nothing is written to standard error. */
typedef struct cre2_pattern cre2_pattern;

/* A compiled pattern, to be freed with cre2_free; or NULL, with the reason as a C string in error. */
cre2_pattern *cre2_compile(const char *text, size_t length, int64_t memory, char *error, size_t capacity);
void cre2_free(cre2_pattern *pattern);

/* Instructions of the program, backwards and forwards. */
int cre2_size(const cre2_pattern *pattern);

/* From several threads at once, too. */
bool cre2_matches(const cre2_pattern *pattern, const char *text, size_t length, bool whole);

#ifdef __cplusplus
}
#endif
