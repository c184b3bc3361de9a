#include "platform/crypto/sealed_stream.h"

#include <sodium.h>

#include <stdexcept>

#include "base/codec.h"
#include "base/text.h"
#include "platform/crypto/random.h"

namespace tongban {
namespace {

constexpr std::string_view kWord = "stream ";
constexpr const char* kFingerprintOf = "tongban stream key";

static_assert(kStreamHeaderBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kStreamExtraBytes == crypto_secretstream_xchacha20poly1305_ABYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void need_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used");
}

}  // namespace

Result<StreamKey> StreamKey::create(const std::string& path) {
  const StreamKey key{KeyBytes(random_bytes(32))};
  const std::string text =
      "# The key of this installation's backups. Without it no backup can be read or restored.\n"
      "# Keep a copy in a safe place that is not the place of the backups.\n" +
      std::string(kWord) + base64_encode(key.bytes()) + "\n";
  TRY(write_key_file(path, text, false));
  return key;
}

Result<StreamKey> StreamKey::load(const std::string& path) {
  std::string text = TRY(read_key_file(path));
  std::string_view rest = text;
  while (rest.starts_with('#')) rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
  rest = trim(rest);
  const auto bytes = rest.starts_with(kWord) ? base64_decode(trim(rest.substr(kWord.size()))) : std::nullopt;
  if (!bytes || bytes->size() != 32) {
    return Error{Code::internal, "crypto.key_file_malformed", "不是备份密钥文件 / not a key file of backups: " + path};
  }
  return StreamKey{KeyBytes(*bytes)};
}

std::string StreamKey::fingerprint() const {
  need_sodium();
  std::string hash(crypto_generichash_BYTES_MIN, '\0');
  const std::string_view text = kFingerprintOf;
  crypto_generichash(bytes_of(hash), hash.size(), bytes_of(text), text.size(), bytes_of(bytes()), bytes().size());
  return hash.substr(0, 8);
}

struct StreamSealer::State {
  crypto_secretstream_xchacha20poly1305_state stream;
  ~State() { sodium_memzero(&stream, sizeof stream); }
};
struct StreamOpener::State {
  crypto_secretstream_xchacha20poly1305_state stream;
  ~State() { sodium_memzero(&stream, sizeof stream); }
};

StreamSealer::StreamSealer(const StreamKey& key, std::string bound)
    : state_(std::make_unique<State>()), header_(kStreamHeaderBytes, '\0'), bound_(std::move(bound)) {
  need_sodium();
  crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, bytes_of(header_), bytes_of(key.bytes()));
}

StreamSealer::~StreamSealer() = default;

void StreamSealer::seal(std::string_view piece, bool last, std::string& sealed) {
  if (closed_) throw std::logic_error("the sealed stream has ended");
  closed_ = last;
  sealed.resize(piece.size() + kStreamExtraBytes);
  const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
  crypto_secretstream_xchacha20poly1305_push(&state_->stream, bytes_of(sealed), nullptr, bytes_of(piece), piece.size(),
                                             bytes_of(std::string_view(bound_)), bound_.size(), tag);
}

StreamOpener::StreamOpener(const StreamKey& key, std::string bound, std::string_view header)
    : state_(std::make_unique<State>()), bound_(std::move(bound)) {
  need_sodium();
  usable_ = header.size() == kStreamHeaderBytes && crypto_secretstream_xchacha20poly1305_init_pull(
                                                       &state_->stream, bytes_of(header), bytes_of(key.bytes())) == 0;
}

StreamOpener::~StreamOpener() = default;

bool StreamOpener::open(std::string_view sealed, std::string& piece, bool& last) {
  last = false;
  if (!usable_ || sealed.size() < kStreamExtraBytes) return usable_ = false;
  piece.resize(sealed.size() - kStreamExtraBytes);
  unsigned char tag = 0;
  usable_ =
      crypto_secretstream_xchacha20poly1305_pull(&state_->stream, bytes_of(piece), nullptr, &tag, bytes_of(sealed),
                                                 sealed.size(), bytes_of(std::string_view(bound_)), bound_.size()) == 0;
  if (!usable_) return false;
  last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  usable_ = !last;
  return true;
}

}  // namespace tongban
