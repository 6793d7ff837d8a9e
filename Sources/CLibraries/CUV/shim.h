#pragma once
#include <uv.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;
/* Not to be seen from Swift: it is a variable that may change. */
static inline char *const *cuv_environment(void) { return environ; }

/* libuv's handles share a head and C casts between them; Swift sees unrelated types. */
static inline uv_handle_t *cuv_handle(void *handle) { return (uv_handle_t *)handle; }

/* Not to be seen from Swift: the constants are an enumeration, and accept4 is a GNU extension. */
static inline int cuv_stream_socket(int family) {
  return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}
static inline int cuv_sock_stream(void) { return SOCK_STREAM | SOCK_CLOEXEC; }
static inline int cuv_datagram_socket(void) { return socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0); }
/* Small packets leave without waiting for others (TCP_NODELAY); a socket of another kind has no such option. */
static inline void cuv_send_at_once(int descriptor) {
  const int on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}
int accept4(int, struct sockaddr *, socklen_t *, int);
static inline int cuv_accept(int listener, struct sockaddr_storage *peer) {
  socklen_t length = sizeof *peer;
  return accept4(listener, (struct sockaddr *)peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

/* The C library's own are points of cancellation, which cost two atomic operations a call in a process with threads; nobody
   cancels a thread here. */
static inline ssize_t cuv_receive(int descriptor, void *bytes, size_t count) {
  return syscall(SYS_recvfrom, descriptor, bytes, count, 0, NULL, NULL);
}
static inline ssize_t cuv_send(int descriptor, const void *bytes, size_t count) {
  return syscall(SYS_sendto, descriptor, bytes, count, MSG_NOSIGNAL, NULL, 0);
}

#ifdef __GLIBC__
#include <malloc.h>
static inline void cuv_fix_mmap_threshold(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }
static inline void cuv_return_free_memory(void) { malloc_trim(0); }
#else
static inline void cuv_fix_mmap_threshold(int bytes) { (void)bytes; }
static inline void cuv_return_free_memory(void) {}
#endif
