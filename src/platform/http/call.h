// One request on its way through the guard, with what each step found out. Used by one thread at a time.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "platform/auth/session.h"
#include "platform/http/receipts.h"
#include "platform/http/route.h"
#include "platform/http/transport/server.h"

namespace tongban::http {

struct Call {
  Request request;
  Reply reply;
  std::chrono::steady_clock::time_point arrived;
  std::string request_id;
  std::string address;
  Language language = Language::zh;
  const Route* route = nullptr;
  PathParameters path;
  std::string allow;  // for the header of a 405

  std::string token;  // of the session cookie, "" without
  std::optional<Session> session;
  Actor actor;
  std::optional<ReceiptKey> receipt_key;
  Instant claimed;  // by a work row, before it began
  DecodedInput input;

  bool begun = false;              // the act has started: from here on it is never refused for being late
  std::optional<Response> answer;  // decided, waits for the commit
  bool replayed = false;
};

}  // namespace tongban::http
