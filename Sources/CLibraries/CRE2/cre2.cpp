#include "cre2.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>

#include <re2/re2.h>

struct cre2_pattern {
  cre2_pattern(re2::StringPiece text, const RE2::Options &options) : expression(text, options) {}
  RE2 expression;
};

static void say(const char *reason, size_t length, char *error, size_t capacity) {
  if (capacity == 0) return;
  length = std::min(length, capacity - 1);
  std::memcpy(error, reason, length);
  error[length] = 0;
}

cre2_pattern *cre2_compile(const char *text, size_t length, int64_t memory, char *error, size_t capacity) {
  try {
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(memory);
    options.set_never_capture(true);
    auto *pattern = new cre2_pattern(re2::StringPiece(text, length), options);
    if (pattern->expression.ok()) return pattern;
    say(pattern->expression.error().data(), pattern->expression.error().size(), error, capacity);
    delete pattern;
  } catch (const std::exception &problem) {
    say(problem.what(), std::strlen(problem.what()), error, capacity);
  }
  return nullptr;
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

int cre2_size(const cre2_pattern *pattern) {
  return std::max(pattern->expression.ProgramSize(), pattern->expression.ReverseProgramSize());
}

bool cre2_matches(const cre2_pattern *pattern, const char *text, size_t length, bool whole) {
  try {
    auto anchor = whole ? RE2::ANCHOR_BOTH : RE2::UNANCHORED;
    return pattern->expression.Match(re2::StringPiece(text ? text : "", length), 0, length, anchor, nullptr, 0);
  } catch (const std::exception &) {
    return false;
  }
}
