// Secrets too long for memory, in pieces: libsodium's secretstream (XChaCha20-Poly1305, RFC 8439 with an extended
// nonce). A piece that was changed, left out, repeated, swapped or cut off at the end does not open. The key lies in a
// file of its own ("stream <base64>", mode 0600), apart from the key ring: whoever may make copies need not read what
// is sealed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/crypto/key_file.h"

namespace tongban {

class StreamKey {
 public:
  // A new key file; never overwrites. Errors: `crypto.key_file_exists`, `crypto.key_file_unwritable`.
  static Result<StreamKey> create(const std::string& path);
  // Errors: `crypto.key_file_missing`, `crypto.key_file_mode`, `crypto.key_file_malformed`.
  static Result<StreamKey> load(const std::string& path);

  // 8 bytes that tell two keys apart and nothing else about them.
  std::string fingerprint() const;
  std::string_view bytes() const { return key_.view(); }

 private:
  explicit StreamKey(KeyBytes key) : key_(key) {}
  KeyBytes key_;
};

inline constexpr std::size_t kStreamHeaderBytes = 24;
inline constexpr std::size_t kStreamExtraBytes = 17;  // how much longer a sealed piece is

class StreamSealer {
 public:
  // `bound` is authenticated with every piece and is not part of the output.
  StreamSealer(const StreamKey& key, std::string bound);
  ~StreamSealer();
  const std::string& header() const { return header_; }  // what the opener needs; not secret

  // Replaces `sealed`. After the last piece the stream is closed: sealing another throws std::logic_error.
  void seal(std::string_view piece, bool last, std::string& sealed);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string header_, bound_;
  bool closed_ = false;
};

class StreamOpener {
 public:
  StreamOpener(const StreamKey& key, std::string bound, std::string_view header);
  ~StreamOpener();

  // Replaces `piece`; `last` tells whether the stream ends with it. False when the piece is not the next one of the
  // stream as it was sealed, or the stream has ended.
  bool open(std::string_view sealed, std::string& piece, bool& last);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string bound_;
  bool usable_ = true;
};

}  // namespace tongban
