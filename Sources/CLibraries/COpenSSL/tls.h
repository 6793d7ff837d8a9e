#pragma once
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Where the connections of one loop read ciphertext from, and where theirs goes, while OpenSSL works on one of them: an
   idle connection has no buffers. */
struct copenssl_wire {
  const uint8_t *input;
  size_t inputCount;
  uint8_t *output;
  size_t outputCount, outputCapacity;
};

static inline int copenssl_wire_read(BIO *bio, char *room, int size) {
  struct copenssl_wire *wire = (struct copenssl_wire *)BIO_get_data(bio);
  size_t count = size > 0 && (size_t)size < wire->inputCount ? (size_t)size : wire->inputCount;
  BIO_clear_retry_flags(bio);
  if (size <= 0) return 0;
  if (count == 0) {
    BIO_set_retry_read(bio);
    return -1;
  }
  memcpy(room, wire->input, count);
  wire->input += count;
  wire->inputCount -= count;
  return (int)count;
}

static inline int copenssl_wire_write(BIO *bio, const char *bytes, int size) {
  struct copenssl_wire *wire = (struct copenssl_wire *)BIO_get_data(bio);
  BIO_clear_retry_flags(bio);
  if (size <= 0) return 0;
  size_t needed = wire->outputCount + (size_t)size;
  if (needed > wire->outputCapacity) {
    size_t capacity = needed > 2 * wire->outputCapacity ? needed : 2 * wire->outputCapacity;
    uint8_t *output = (uint8_t *)realloc(wire->output, capacity);
    if (!output) return -1;
    wire->output = output;
    wire->outputCapacity = capacity;
  }
  memcpy(wire->output + wire->outputCount, bytes, (size_t)size);
  wire->outputCount = needed;
  return size;
}

static inline long copenssl_wire_control(BIO *bio, int command, long number, void *pointer) {
  (void)bio, (void)number, (void)pointer;
  return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP || command == BIO_CTRL_PUSH || command == BIO_CTRL_POP;
}

static inline BIO_METHOD *copenssl_wire_method(void) {
  BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wire");
  if (!method) return NULL;
  BIO_meth_set_read(method, copenssl_wire_read);
  BIO_meth_set_write(method, copenssl_wire_write);
  BIO_meth_set_ctrl(method, copenssl_wire_control);
  return method;
}

/* The server's side of a new connection that talks through `wire`; `owner` is what callbacks are given. */
static inline SSL *copenssl_accept(SSL_CTX *context, const BIO_METHOD *method, struct copenssl_wire *wire,
                                   void *owner) {
  SSL *ssl = SSL_new(context);
  BIO *bio = BIO_new(method);
  if (!ssl || !bio) {
    SSL_free(ssl);
    BIO_free(bio);
    return NULL;
  }
  BIO_set_data(bio, wire);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl, bio, bio);
  SSL_set_ex_data(ssl, 0, owner);
  SSL_set_accept_state(ssl);
  return ssl;
}
static inline void *copenssl_owner(const SSL *ssl) { return SSL_get_ex_data(ssl, 0); }

/* HTTP/1.1 alone; whoever names protocols and not this one is told so (RFC 7301 §3.2). */
static inline int copenssl_choose_protocol(SSL *ssl, const unsigned char **chosen, unsigned char *count,
                                           const unsigned char *offered, unsigned int offeredCount, void *argument) {
  static const unsigned char known[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  (void)ssl, (void)argument;
  return SSL_select_next_proto((unsigned char **)chosen, count, known, sizeof known, offered, offeredCount) ==
                 OPENSSL_NPN_NEGOTIATED
             ? SSL_TLSEXT_ERR_OK
             : SSL_TLSEXT_ERR_ALERT_FATAL;
}

typedef int (*copenssl_name_callback)(SSL *, int *, void *);
typedef int (*copenssl_ticket_callback)(SSL *, unsigned char *, unsigned char *, EVP_CIPHER_CTX *, EVP_MAC_CTX *, int);

/* A server with a certificate of its own to be added. NULL when OpenSSL has none of what is asked for. */
static inline SSL_CTX *copenssl_server(int minimum13, const unsigned char *sessions, unsigned int sessionsCount,
                                       copenssl_name_callback name, void *owner, copenssl_ticket_callback ticket) {
  SSL_CTX *context = SSL_CTX_new(TLS_server_method());
  if (!context) return NULL;
  SSL_CTX_set_security_level(context, 2);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  /* A record is fetched with its head at once. */
  SSL_CTX_set_read_ahead(context, 1);
  /* Sessions are sealed into tickets; nothing is kept here. */
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_timeout(context, 7200);
  SSL_CTX_set_alpn_select_cb(context, copenssl_choose_protocol, NULL);
  SSL_CTX_set_tlsext_servername_callback(context, name);
  SSL_CTX_set_tlsext_servername_arg(context, owner);
  if (SSL_CTX_set_min_proto_version(context, minimum13 ? TLS1_3_VERSION : TLS1_2_VERSION) == 1 &&
      SSL_CTX_set_cipher_list(context,
                              "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                              "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                              "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305") == 1 &&
      SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:"
                                        "TLS_CHACHA20_POLY1305_SHA256") == 1 &&
      SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1 &&
      SSL_CTX_set_session_id_context(context, sessions, sessionsCount) == 1 &&
      SSL_CTX_set_tlsext_ticket_key_evp_cb(context, ticket) == 1)
    return context;
  SSL_CTX_free(context);
  return NULL;
}

/* Client certificates must come from `authorities`; with `required` there must be one. Returns 1, or 0. */
static inline int copenssl_ask_clients(SSL_CTX *context, STACK_OF(X509) *authorities, int required) {
  X509_STORE *store = SSL_CTX_get_cert_store(context);
  for (int index = 0; index < sk_X509_num(authorities); index++) {
    X509 *authority = sk_X509_value(authorities, index);
    if (X509_STORE_add_cert(store, authority) != 1 || SSL_CTX_add_client_CA(context, authority) != 1) return 0;
  }
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), NULL);
  return 1;
}

/* A key is encrypted when OpenSSL asks for its password. */
static inline int copenssl_no_password(char *room, int size, int writes, void *asked) {
  (void)room, (void)size, (void)writes;
  *(int *)asked = 1;
  return -1;
}

/* The private key in PEM text; NULL when there is none. */
static inline EVP_PKEY *copenssl_read_key(const uint8_t *bytes, int count, int *isEncrypted) {
  BIO *bio = BIO_new_mem_buf(bytes, count);
  EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, copenssl_no_password, isEncrypted) : NULL;
  BIO_free(bio);
  return key;
}

/* All certificates in PEM text, at most `limit`; NULL when one of them cannot be read, or there is none. */
static inline STACK_OF(X509) *copenssl_read_certificates(const uint8_t *bytes, int count, int limit) {
  int encrypted = 0;
  BIO *bio = BIO_new_mem_buf(bytes, count);
  STACK_OF(X509) *all = sk_X509_new_null();
  X509 *next = NULL;
  while (bio && all && sk_X509_num(all) <= limit &&
         (next = PEM_read_bio_X509_AUX(bio, NULL, copenssl_no_password, &encrypted)) != NULL)
    if (!sk_X509_push(all, next)) X509_free(next);
  /* The end of the text, and nothing else, has ended the reading. */
  unsigned long error = ERR_peek_last_error();
  int isWhole = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  BIO_free(bio);
  if (all && isWhole && sk_X509_num(all) > 0) return all;
  sk_X509_pop_free(all, X509_free);
  return NULL;
}
static inline void copenssl_free_certificates(STACK_OF(X509) *all) { sk_X509_pop_free(all, X509_free); }
static inline X509 *copenssl_first(STACK_OF(X509) *all) { return sk_X509_value(all, 0); }

/* Sends the first of `all` as the server's own, and the others behind it. Returns 1, or 0. */
static inline int copenssl_use(SSL_CTX *context, STACK_OF(X509) *all) {
  if (SSL_CTX_use_certificate(context, sk_X509_value(all, 0)) != 1) return 0;
  for (int index = 1; index < sk_X509_num(all); index++)
    if (SSL_CTX_add1_chain_cert(context, sk_X509_value(all, index)) != 1) return 0;
  return 1;
}

/* -1 when the certificate is not valid yet, 1 when it is no longer, 0 when it is. */
// When a certificate ends, seconds since 1970; 0 when it does not say so.
static inline int64_t copenssl_end(const X509 *certificate) {
  struct tm time;
  return ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) == 1 ? (int64_t)timegm(&time) : 0;
}

static inline int copenssl_validity(const X509 *certificate) {
  if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0) return -1;
  return X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0 ? 1 : 0;
}

/* SHA-256 of the whole certificate. Returns 1, or 0. */
static inline int copenssl_fingerprint(const X509 *certificate, uint8_t digest[32]) {
  unsigned int count = 32;
  return X509_digest(certificate, EVP_sha256(), digest, &count);
}

/* The subject as text (RFC 4514), cut at `size`; returns its length. */
static inline int copenssl_subject(const X509 *certificate, char *room, int size) {
  BIO *bio = BIO_new(BIO_s_mem());
  int count = 0;
  if (bio && X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253) >= 0)
    count = BIO_read(bio, room, size);
  BIO_free(bio);
  return count > 0 ? count : 0;
}

/* Whether two certificates are for the same names: subjects and alternative names are alike. */
static inline int copenssl_same_names(const X509 *one, const X509 *other) {
  int first = X509_get_ext_by_NID(one, NID_subject_alt_name, -1);
  int second = X509_get_ext_by_NID(other, NID_subject_alt_name, -1);
  if (X509_NAME_cmp(X509_get_subject_name(one), X509_get_subject_name(other)) != 0) return 0;
  if (first < 0 || second < 0) return first < 0 && second < 0;
  return ASN1_OCTET_STRING_cmp(X509_EXTENSION_get_data(X509_get_ext(one, first)),
                               X509_EXTENSION_get_data(X509_get_ext(other, second))) == 0;
}

struct copenssl_ticket_key {
  uint8_t name[16], cipher[32], mac[32];
};

/* Makes ready to seal a ticket with `key`, or to open one. Returns 1, or -1. */
static inline int copenssl_prepare_ticket(const struct copenssl_ticket_key *key, uint8_t *iv, EVP_CIPHER_CTX *cipher,
                                          EVP_MAC_CTX *mac, int seals) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string("key", (void *)key->mac, sizeof key->mac),
      OSSL_PARAM_construct_utf8_string("digest", (char *)"SHA256", 0),
      OSSL_PARAM_construct_end(),
  };
  if (seals && RAND_bytes(iv, 16) != 1) return -1;
  return EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), NULL, key->cipher, iv, seals) == 1 &&
                 EVP_MAC_CTX_set_params(mac, parameters) == 1
             ? 1
             : -1;
}

/* What others have left behind must not be taken for a failure of what comes next; there is hardly ever something. */
static inline void copenssl_forget_errors(void) {
  if (ERR_peek_error()) ERR_clear_error();
}

/* What OpenSSL says of its last failure, or NULL; forgets it. */
static inline const char *copenssl_reason(void) {
  const char *reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return reason;
}

/* A client of this machine's own server: over a connected socket that blocks, nothing verified yet. */
static inline SSL *copenssl_connect(int descriptor) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL *ssl = context ? SSL_new(context) : NULL;
  SSL_CTX_free(context);
  if (ssl && SSL_set_fd(ssl, descriptor) == 1 && SSL_connect(ssl) == 1) return ssl;
  SSL_free(ssl);
  return NULL;
}
