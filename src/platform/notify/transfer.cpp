#include "platform/notify/transfer.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "platform/log/log.h"

namespace tongban::notify {
namespace {

constexpr std::size_t kMaxAnswer = 64 * 1024;

// libcurl wants one call before all others; it is undone by the end of the process.
void begin_library() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::runtime_error("curl_global_init failed");
}

int give_up_when_stopping(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

std::size_t take_answer(char* data, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  const auto room = kMaxAnswer - std::min(kMaxAnswer, body.size());
  body.append(data, std::min(room, size * count));
  return size * count;
}

struct Upload {
  std::string_view left;
};
std::size_t give_message(char* into, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const auto bytes = std::min(upload.left.size(), size * count);
  std::memcpy(into, upload.left.data(), bytes);
  upload.left.remove_prefix(bytes);
  return bytes;
}

// A list of libcurl that is freed with its scope.
class List {
 public:
  ~List() { curl_slist_free_all(list_); }
  void add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

Error unreachable() { return {Code::unavailable, "notify.unreachable", "无法连接发送服务"}; }

}  // namespace

struct Line::Handle {
  explicit Handle(const std::atomic<bool>& stop) : stopping(stop) {
    begin_library();
    curl = curl_easy_init();
    if (curl == nullptr) throw std::runtime_error("curl_easy_init failed");
  }
  ~Handle() { curl_easy_cleanup(curl); }

  void begin(const LineOptions& options, const std::string& url) {
    curl_easy_reset(curl);  // connections stay
    answer = {};
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps,http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(options.timeout_seconds));
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, give_up_when_stopping);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stopping));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_answer);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
  }

  Result<TransferAnswer> perform() {
    const auto code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.code);
    // A server that said no in its protocol has answered, whatever libcurl makes of it.
    if (code == CURLE_OK || answer.code >= 400) return std::move(answer);
    log::warn("notify.transfer_failed", {log::number("curl", code), log::diagnostic("text", curl_easy_strerror(code))});
    return unreachable();
  }

  const std::atomic<bool>& stopping;
  CURL* curl = nullptr;
  TransferAnswer answer;
};

Line::Line(LineOptions options, const std::atomic<bool>& stopping)
    : options_(std::move(options)), handle_(std::make_unique<Handle>(stopping)) {}
Line::~Line() = default;

Result<TransferAnswer> Line::mail(const MailTransfer& transfer) {
  auto* curl = handle_->curl;
  handle_->begin(options_, transfer.url);
  List recipients;
  recipients.add(transfer.to);
  Upload upload{transfer.message};
  if (transfer.starttls) curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!transfer.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, transfer.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, transfer.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, transfer.from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_message);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  return handle_->perform();
}

Result<TransferAnswer> Line::post(const HttpTransfer& transfer) {
  auto* curl = handle_->curl;
  handle_->begin(options_, transfer.url);
  List headers;
  for (const auto& header : transfer.headers) headers.add(header);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, transfer.body.data());
  return handle_->perform();
}

}  // namespace tongban::notify
