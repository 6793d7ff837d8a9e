#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

/* The functions of libcurl that are used, found when they are first needed: linked, the library and the twenty that it
   brings along would be loaded at every start. */
struct ccurl {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *);
  CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd[], unsigned int, int, int *);
  CURLMcode (*multi_wakeup)(CURLM *);
  CURLMsg *(*multi_info_read)(CURLM *, int *);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
};

/* Returns 1, or 0 when the library or one of its functions is not there. */
static inline int ccurl_load(struct ccurl *curl, const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
#define CCURL_FIND(name) \
  *(void **)&curl->name = dlsym(library, "curl_" #name); \
  if (!curl->name) return 0
  CCURL_FIND(global_init);
  CCURL_FIND(easy_init);
  CCURL_FIND(easy_cleanup);
  CCURL_FIND(easy_setopt);
  CCURL_FIND(easy_getinfo);
  CCURL_FIND(easy_strerror);
  CCURL_FIND(multi_init);
  CCURL_FIND(multi_cleanup);
  CCURL_FIND(multi_setopt);
  CCURL_FIND(multi_add_handle);
  CCURL_FIND(multi_remove_handle);
  CCURL_FIND(multi_perform);
  CCURL_FIND(multi_poll);
  CCURL_FIND(multi_wakeup);
  CCURL_FIND(multi_info_read);
  CCURL_FIND(slist_append);
  CCURL_FIND(slist_free_all);
#undef CCURL_FIND
  return curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/* Swift does not call functions with a variable number of arguments: one for each type. */
static inline CURLcode ccurl_set_number(const struct ccurl *curl, CURL *easy, CURLoption option, long value) {
  return curl->easy_setopt(easy, option, value);
}
static inline CURLcode ccurl_set_size(const struct ccurl *curl, CURL *easy, CURLoption option, int64_t value) {
  return curl->easy_setopt(easy, option, (curl_off_t)value);
}
static inline CURLcode ccurl_set_text(const struct ccurl *curl, CURL *easy, CURLoption option, const char *value) {
  return curl->easy_setopt(easy, option, value);
}
static inline CURLcode ccurl_set_bytes(const struct ccurl *curl, CURL *easy, CURLoption option, const void *value) {
  return curl->easy_setopt(easy, option, value);
}
static inline CURLcode ccurl_set_list(const struct ccurl *curl, CURL *easy, CURLoption option,
                                      struct curl_slist *value) {
  return curl->easy_setopt(easy, option, value);
}
static inline CURLMcode ccurl_limit_kept(const struct ccurl *curl, CURLM *multi, long connections) {
  return curl->multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
}
static inline void ccurl_set_callbacks(const struct ccurl *curl, CURL *easy, void *context,
                                       curl_write_callback header, curl_write_callback body,
                                       curl_opensocket_callback open) {
  curl->easy_setopt(easy, CURLOPT_PRIVATE, context);
  curl->easy_setopt(easy, CURLOPT_HEADERDATA, context);
  curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
  curl->easy_setopt(easy, CURLOPT_WRITEDATA, context);
  curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  curl->easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
  curl->easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open);
}
static inline void *ccurl_context(const struct ccurl *curl, CURL *easy) {
  void *context = NULL;
  curl->easy_getinfo(easy, CURLINFO_PRIVATE, &context);
  return context;
}
static inline long ccurl_status(const struct ccurl *curl, CURL *easy) {
  long status = 0;
  curl->easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

/* Where addresses keep their bytes (RFC 3493 §3.3). By offset, because <netinet/in.h> would make this module an owner of
   types that the module of libuv owns too, and then Swift misses one import or the other. */
enum { ccurl_ipv4_offset = 4, ccurl_ipv6_offset = 8 };
/* Copies the bytes of an address; returns how many there are, 0 when it is neither IPv4 nor IPv6. */
static inline int ccurl_address(const struct curl_sockaddr *peer, uint8_t bytes[16]) {
  if (peer->family == AF_INET) {
    memcpy(bytes, (const char *)&peer->addr + ccurl_ipv4_offset, 4);
    return 4;
  }
  if (peer->family == AF_INET6) {
    memcpy(bytes, (const char *)&peer->addr + ccurl_ipv6_offset, 16);
    return 16;
  }
  return 0;
}
static inline curl_socket_t ccurl_open(const struct curl_sockaddr *peer) {
  return socket(peer->family, peer->socktype | SOCK_CLOEXEC, peer->protocol);
}
