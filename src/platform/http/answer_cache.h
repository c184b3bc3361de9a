// Answers to questions that everybody may ask and that are the same for all (guides), kept ready to send. An answer is
// at most a second old — also where another node or the command line changed what it says — and never older than the
// last change this node itself has acknowledged: the guard forgets all answers of a module whose endpoint has written.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/http/transport/message.h"

namespace tongban::http {

// One answer in all its codings, each made when it is first asked for. Shared by threads.
class SharedAnswer {
 public:
  SharedAnswer(std::string content_type, std::string body);
  // 200, or 304 where the request has this very answer already (ETag, RFC 9110 13.1.2).
  Response response(const Request& request) const;
  std::size_t size() const { return plain_->size(); }

 private:
  struct Form {
    std::once_flag made;
    std::shared_ptr<const std::string> bytes;  // null: this coding makes it no smaller
  };
  const std::shared_ptr<const std::string>& form(Form& form, bool brotli_coding) const;

  std::string content_type_, tag_;
  std::shared_ptr<const std::string> plain_;
  mutable Form gzip_, brotli_;
};

class AnswerCache {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kFresh{1};
  static constexpr std::size_t kMostBytes = 16 * 1024 * 1024;  // of plain answers; the oldest go first

  std::shared_ptr<const SharedAnswer> find(const std::string& key, Clock::time_point now);
  // The state of a module's answers before they are computed; keep() drops what was computed from an older one.
  std::uint64_t generation(std::string_view module);
  void keep(std::string_view module, std::uint64_t generation, const std::string& key,
            std::shared_ptr<const SharedAnswer> answer, Clock::time_point now);
  // Something of the module has changed.
  void forget(std::string_view module);

 private:
  struct Kept {
    std::shared_ptr<const SharedAnswer> answer;
    Clock::time_point until;
    std::string module;
    std::list<std::string>::iterator place;
  };
  void drop(std::unordered_map<std::string, Kept>::iterator at);

  std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
  std::list<std::string> oldest_first_;
  std::map<std::string, std::uint64_t, std::less<>> generations_;
  std::size_t bytes_ = 0;
};

// The module of an endpoint: what stands before the first dot of its name.
std::string_view module_of(std::string_view route_name);

}  // namespace tongban::http
