#include "platform/http/answer_cache.h"

#include "platform/crypto/digest.h"
#include "platform/http/transport/compress.h"
#include "platform/http/transport/etag.h"

namespace tongban::http {
namespace {

// Made once for many answers, so better levels than those of an answer for one are worth their time.
constexpr int kGzipLevel = 6;
constexpr int kBrotliQuality = 5;

}  // namespace

SharedAnswer::SharedAnswer(std::string content_type, std::string body)
    : content_type_(std::move(content_type)),
      tag_(sha256_hex(body).substr(0, 32)),
      plain_(std::make_shared<const std::string>(std::move(body))) {}

const std::shared_ptr<const std::string>& SharedAnswer::form(Form& form, bool brotli_coding) const {
  std::call_once(form.made, [&] {
    auto smaller = brotli_coding ? brotli(*plain_, kBrotliQuality) : gzip(*plain_, kGzipLevel);
    if (smaller && smaller->size() < plain_->size())
      form.bytes = std::make_shared<const std::string>(*std::move(smaller));
  });
  return form.bytes;
}

Response SharedAnswer::response(const Request& request) const {
  Response response;
  response.content_type = content_type_;
  response.headers.emplace_back("Cache-Control", "no-cache");  // may be kept, must be asked about each time
  std::string tag = '"' + tag_;
  response.shared_body = plain_;
  if (plain_->size() >= kMinCompressedBody && is_compressible(content_type_)) {
    response.headers.emplace_back("Vary", "Accept-Encoding");
    const auto coding = preferred_coding(request.header("accept-encoding"));
    const bool use_brotli = coding == Coding::brotli;
    if (coding != Coding::identity) {
      if (const auto& smaller = form(use_brotli ? brotli_ : gzip_, use_brotli)) {
        response.shared_body = smaller;
        response.headers.emplace_back("Content-Encoding", use_brotli ? "br" : "gzip");
        tag += use_brotli ? "-br" : "-gz";
      }
    }
  }
  tag += '"';
  if (etag_matches(request.header("if-none-match"), tag)) {
    response.status = 304;
    response.shared_body.reset();
  }
  response.headers.emplace_back("ETag", std::move(tag));
  return response;
}

std::shared_ptr<const SharedAnswer> AnswerCache::find(const std::string& key, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const auto at = kept_.find(key);
  return at != kept_.end() && now < at->second.until ? at->second.answer : nullptr;
}

std::uint64_t AnswerCache::generation(std::string_view module) {
  const std::lock_guard lock(mutex_);
  const auto at = generations_.find(module);
  return at == generations_.end() ? 0 : at->second;
}

void AnswerCache::keep(std::string_view module, std::uint64_t generation, const std::string& key,
                       std::shared_ptr<const SharedAnswer> answer, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const auto current = generations_.find(module);
  if (generation != (current == generations_.end() ? 0 : current->second)) return;
  if (const auto before = kept_.find(key); before != kept_.end()) drop(before);
  bytes_ += answer->size();
  const auto place = oldest_first_.insert(oldest_first_.end(), key);
  kept_.emplace(key, Kept{std::move(answer), now + kFresh, std::string(module), place});
  while (bytes_ > kMostBytes) drop(kept_.find(oldest_first_.front()));
}

void AnswerCache::drop(std::unordered_map<std::string, Kept>::iterator at) {
  bytes_ -= at->second.answer->size();
  oldest_first_.erase(at->second.place);
  kept_.erase(at);
}

void AnswerCache::forget(std::string_view module) {
  const std::lock_guard lock(mutex_);
  ++generations_[std::string(module)];
  for (auto at = kept_.begin(); at != kept_.end();) {
    const auto next = std::next(at);
    if (at->second.module == module) drop(at);
    at = next;
  }
}

std::string_view module_of(std::string_view route_name) { return route_name.substr(0, route_name.find('.')); }

}  // namespace tongban::http
