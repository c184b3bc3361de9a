#include <fstream>
#include <iterator>

#include "base/json.h"
#include "base/text.h"
#include "platform/config/config.h"
#include "platform/notify/mail_text.h"
#include "platform/notify/notify.h"
#include "platform/notify/transfer.h"

namespace tongban::notify {
namespace {

Error not_accepted() { return {Code::unavailable, "notify.not_accepted", "发送服务暂时没有接收"}; }
Error refused() { return {Code::invalid, "notify.refused", "发送服务拒绝发送"}; }

class Recording final : public Provider {
 public:
  std::string_view name() const override { return "outbox"; }
  Result<std::string> send(const Outgoing&) override { return std::string(); }
};

Result<std::string> secret_in(const std::string& file) {
  if (file.empty()) return std::string();
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  const std::string secret(trim(text));
  if (secret.empty()) return Error{Code::unavailable, "notify.no_secret", "无法读取密码文件 " + file};
  return secret;
}

class Smtp final : public Provider {
 public:
  Smtp(const Config::Mail& options, std::string password, const std::atomic<bool>& stopping)
      : options_(options),
        password_(std::move(password)),
        line_({options.timeout_seconds, options.ca_file}, stopping) {}
  std::string_view name() const override { return "smtp"; }

  Result<std::string> send(const Outgoing& message) override {
    const auto text = mail_message({options_.from_name, options_.from, message.to, message.subject, message.text,
                                    message.reference, message.language, message.made_at});
    MailTransfer transfer;
    transfer.url =
        (options_.security == "tls" ? "smtps://" : "smtp://") + options_.server + ":" + std::to_string(options_.port);
    transfer.starttls = options_.security == "starttls";
    transfer.user = options_.user, transfer.password = password_;
    transfer.from = options_.from, transfer.to = message.to;
    transfer.message = text;
    const auto answer = TRY(line_.mail(transfer));
    // RFC 5321, 4.2.1: 4yz may be tried again, 5yz not in the same form. A login that fails (530, 534, 535, 538) is the
    // configuration's fault and not the message's.
    const bool login = answer.code == 530 || answer.code == 534 || answer.code == 535 || answer.code == 538;
    if (answer.code >= 500 && !login) return refused();
    if (answer.code >= 400) return not_accepted();
    return std::string();
  }

 private:
  const Config::Mail options_;
  const std::string password_;
  Line line_;
};

// A POST of JSON, answered with any 2xx; `reference` of a JSON answer is kept.
class Http final : public Provider {
 public:
  Http(const Config::Gateway& options, std::string token, std::string channel, const std::atomic<bool>& stopping)
      : options_(options),
        token_(std::move(token)),
        channel_(std::move(channel)),
        line_({options.timeout_seconds, ""}, stopping) {}
  std::string_view name() const override { return "http"; }

  Result<std::string> send(const Outgoing& message) override {
    json::object values;
    for (const auto& [name, value] : message.values) values[name] = value;
    const auto body = to_json_text(json::object{{"reference", message.reference},
                                                {"channel", channel_},
                                                {"to", message.to},
                                                {"language", message.language},
                                                {"template", message.template_name},
                                                {"values", values},
                                                {"subject", message.subject},
                                                {"text", message.text}});
    HttpTransfer transfer{options_.url, {"Content-Type: application/json; charset=utf-8", "Expect:"}, body};
    if (!token_.empty()) transfer.headers.push_back("Authorization: Bearer " + token_);
    const auto answer = TRY(line_.post(transfer));
    if (answer.code == 408 || answer.code == 429 || answer.code >= 500 || answer.code == 401 || answer.code == 403)
      return not_accepted();
    if (answer.code < 200 || answer.code >= 300) return refused();
    return reference_in(answer.body);
  }

 private:
  static std::string reference_in(const std::string& body) {
    const auto document = parse_json(body);
    const auto* object = document ? document->if_object() : nullptr;
    const auto* reference = object ? object->if_contains("reference") : nullptr;
    if (!reference || !reference->is_string()) return {};
    return std::string(truncate_code_points(std::string_view(reference->get_string()), 100));
  }

  const Config::Gateway options_;
  const std::string token_, channel_;
  Line line_;
};

Result<std::unique_ptr<Provider>> gateway(const Config::Gateway& options, const char* channel,
                                          const std::atomic<bool>& stopping) {
  if (options.provider != "http") return recording_provider();
  return std::unique_ptr<Provider>(new Http(options, TRY(secret_in(options.token_file)), channel, stopping));
}

}  // namespace

std::unique_ptr<Provider> recording_provider() { return std::make_unique<Recording>(); }

Result<std::unique_ptr<Provider>> mail_provider(const Config& config, const std::atomic<bool>& stopping) {
  if (config.mail.provider != "smtp") return recording_provider();
  return std::unique_ptr<Provider>(new Smtp(config.mail, TRY(secret_in(config.mail.password_file)), stopping));
}
Result<std::unique_ptr<Provider>> sms_provider(const Config& config, const std::atomic<bool>& stopping) {
  return gateway(config.sms, "sms", stopping);
}
Result<std::unique_ptr<Provider>> push_provider(const Config& config, const std::atomic<bool>& stopping) {
  return gateway(config.push, "push", stopping);
}

}  // namespace tongban::notify
