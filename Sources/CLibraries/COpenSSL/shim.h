#pragma once
/* The SHA-2 functions that need no context of their own: a digest of each request must not allocate. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <stdint.h>

/* One pass of AES-256-GCM over a context that has its cipher; the tag has 16 bytes, the nonce 12, the key 32.
   Returns 1, or 0 for what did not work or is not authentic. */
static inline int copenssl_gcm(EVP_CIPHER_CTX *context, int seals, const uint8_t *key, const uint8_t *nonce,
                               const uint8_t *bound, int boundCount, const uint8_t *input, int count, uint8_t *output,
                               uint8_t *tag) {
  int length = 0;
  if (EVP_CipherInit_ex(context, NULL, NULL, key, nonce, seals) != 1) return 0;
  if (EVP_CipherUpdate(context, NULL, &length, bound, boundCount) != 1) return 0;
  if (count > 0 && EVP_CipherUpdate(context, output, &length, input, count) != 1) return 0;
  if (!seals && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, tag) != 1) return 0;
  if (EVP_CipherFinal_ex(context, output, &length) != 1) return 0;
  return !seals || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag) == 1;
}

/* The SHA-2 digest of 32, 48 or 64 bytes. */
static inline void copenssl_sha2(int size, const uint8_t *bytes, size_t count, uint8_t *digest) {
  if (size == 32) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, count);
    SHA256_Final(digest, &context);
  } else {
    SHA512_CTX context;
    size == 48 ? SHA384_Init(&context) : SHA512_Init(&context);
    SHA512_Update(&context, bytes, count);
    size == 48 ? SHA384_Final(digest, &context) : SHA512_Final(digest, &context);
  }
}

static inline const EVP_MD *copenssl_digest(int size) {
  return size == 32 ? EVP_sha256() : size == 48 ? EVP_sha384() : EVP_sha512();
}

/* A public key of `type` from what `build` holds, checked; NULL for what is none. */
static inline EVP_PKEY *copenssl_key(const char *type, OSSL_PARAM_BLD *build) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
  if (parameters && context && EVP_PKEY_fromdata_init(context) == 1)
    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  context = key ? EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL) : NULL;
  if (!context || EVP_PKEY_public_check(context) != 1) {
    EVP_PKEY_free(key);
    key = NULL;
  }
  EVP_PKEY_CTX_free(context);
  return key;
}

/* Modulus and exponent are big-endian. */
static inline EVP_PKEY *copenssl_rsa(const uint8_t *n, int nCount, const uint8_t *e, int eCount) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
  BIGNUM *modulus = BN_bin2bn(n, nCount, NULL), *exponent = BN_bin2bn(e, eCount, NULL);
  if (build && modulus && exponent && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
      OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent) == 1)
    key = copenssl_key("RSA", build);
  BN_free(modulus);
  BN_free(exponent);
  OSSL_PARAM_BLD_free(build);
  return key;
}

/* The point is uncompressed: 4, then x and y. */
static inline EVP_PKEY *copenssl_ec(const char *group, const uint8_t *point, size_t count) {
  EVP_PKEY *key = NULL;
  OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
  if (build && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, group, 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, count) == 1)
    key = copenssl_key("EC", build);
  OSSL_PARAM_BLD_free(build);
  return key;
}

/* `type` is "ED25519" or "ED448". */
static inline EVP_PKEY *copenssl_edwards(const char *type, const uint8_t *bytes, size_t count) {
  return EVP_PKEY_new_raw_public_key_ex(NULL, type, NULL, bytes, count);
}

/* A context that verifies digests of `size` bytes; `padding` is 0 for ECDSA, and PSS salts are as long as digests. */
static inline EVP_PKEY_CTX *copenssl_verifier(EVP_PKEY *key, int size, int padding) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
  if (context && EVP_PKEY_verify_init(context) == 1 &&
      (!padding || EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1) &&
      EVP_PKEY_CTX_set_signature_md(context, copenssl_digest(size)) == 1 &&
      (padding != RSA_PKCS1_PSS_PADDING ||
       (EVP_PKEY_CTX_set_rsa_mgf1_md(context, copenssl_digest(size)) == 1 &&
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1)))
    return context;
  EVP_PKEY_CTX_free(context);
  return NULL;
}

/* EdDSA over the message itself. Returns 1 for a good signature. */
static inline int copenssl_verify_message(EVP_PKEY *key, const uint8_t *signature, size_t signatureCount,
                                          const uint8_t *message, size_t count) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int isGood = context && EVP_DigestVerifyInit_ex(context, NULL, NULL, NULL, NULL, key, NULL) == 1 &&
               EVP_DigestVerify(context, signature, signatureCount, message, count) == 1;
  EVP_MD_CTX_free(context);
  return isGood;
}
