// Structured logging: one JSON object a line, written by a background thread so that requests never wait for the log.
// The sink is the one piece of process-wide state in the project: it is set once at start, because a log line must be
// possible from everywhere and carries no behaviour. Personal data cannot be logged: fields are numbers, ids, stable
// keys and literals only.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban::log {

enum class Level { debug, info, warn, error };

// One name and value of a line. Made by the functions below; there is deliberately none for free text.
class Field {
 public:
  Field(std::string_view name, std::string rendered) : name_(name), rendered_(std::move(rendered)) {}
  std::string_view name() const { return name_; }
  const std::string& rendered() const { return rendered_; }  // JSON

 private:
  std::string_view name_;
  std::string rendered_;
};

// Text that is part of the program, and so can hold nobody's data.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

Field number(Literal name, std::int64_t value);
Field decimal(Literal name, double value);
Field flag(Literal name, bool value);
Field id(Literal name, std::int64_t value);  // as people see it outside (base/ids.h)
Field text(Literal name, Literal value);
// A stable key or name made of [A-Za-z0-9_.:/-], at most 120 characters (`cases.already_decided`, a route name, a
// request id, an address). Anything else is written as "invalid", so that no input can forge a line or smuggle in data.
Field key(Literal name, std::string_view value);
// A message of a library or the system (database, OpenSSL). Only printable ASCII is kept, quoted parts and runs of five
// or more digits are blotted out because they may repeat somebody's data, 300 characters at most.
Field diagnostic(Literal name, std::string_view message);
Field redacted(Literal name);  // something was there; its value is nobody's business

void write(Level level, Literal event, std::initializer_list<Field> fields);
inline void debug(Literal event, std::initializer_list<Field> fields = {}) { write(Level::debug, event, fields); }
inline void info(Literal event, std::initializer_list<Field> fields = {}) { write(Level::info, event, fields); }
inline void warn(Literal event, std::initializer_list<Field> fields = {}) { write(Level::warn, event, fields); }
inline void error(Literal event, std::initializer_list<Field> fields = {}) { write(Level::error, event, fields); }

// Fields that describe an Error: its key, and the detail (as diagnostic) where the code is internal.
Field error_key(const Error& error);
Field error_detail(const Error& error);

struct Options {
  Level level = Level::info;
  std::string file;  // empty: standard error
};

// Before start() lines of level warn and above go to standard error at once. Errors: `log.cannot_open`.
Result<void> start(const Options& options);
void stop();  // writes what waits, then goes back to the state before start()

// Sends every line to `sink` instead, at level debug, until destroyed. For tests; the last one made wins.
class Capture {
 public:
  explicit Capture(std::function<void(std::string_view line)> sink);
  ~Capture();
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

 private:
  std::function<void(std::string_view)> sink_before_;
  Level level_before_ = Level::warn;
};

// "debug", "info", "warn", "error"; empty error key `log.unknown_level` otherwise.
Result<Level> parse_level(std::string_view name);

}  // namespace tongban::log
