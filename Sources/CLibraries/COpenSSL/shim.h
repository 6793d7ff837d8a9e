#pragma once
#include <openssl/evp.h>
#include <openssl/hmac.h>
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
