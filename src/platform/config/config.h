// Everything an operator can set, with its default. Loaded once at start from a TOML file and TONGBAN_<SECTION>_<KEY>
// variables of the environment (which win), checked completely, then never changed. One table of options (options.cpp)
// makes the reader, the checks, the environment names and the documented sample docs/operations/tongban.toml.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongban {

struct Config {
  struct Server {
    std::string address = "127.0.0.1";
    int port = 8080;  // 0: one the system chooses
    int threads = 0;  // of the network; 0: one a core
    int workers = 0;  // threads of handlers; 0: four a core
    std::string tls_certificate_file;
    std::string tls_key_file;
    std::string public_base_url = "http://127.0.0.1:8080";  // what links and QR codes begin with, no slash at the end
    std::vector<std::string> trusted_proxies;               // addresses whose X-Forwarded-For is believed
    int max_header_bytes = 16 * 1024;
    int max_connections = 10'000;
    int read_timeout_seconds = 15;   // a whole request
    int idle_timeout_seconds = 60;   // a kept connection
    int drain_timeout_seconds = 20;  // at stop
    std::string web_dir = "web/dist";
  } server;

  struct Database {
    std::string dsn;  // "sqlite:/path" or "postgresql://…"; empty: SQLite in node.data_dir
    int pool = 8;     // PostgreSQL connections
    int readers = 2;  // SQLite read connections
  } database;

  struct Node {
    int id = 0;  // 0..1023, unique among running nodes: part of every id made
    std::string data_dir = "var";
    std::string key_file;              // empty: keys/tongban.keys beside data_dir, never inside
    std::string catalog_dir = "data";  // facts that `tongban import` reads
    bool demo = false;                 // demonstration accounts and hints; never in production
    std::string log_level = "info";
    std::string log_file;           // empty: standard error
    int clock_warning_seconds = 5;  // difference to the database's clock that is reported
  } node;

  struct Audit {
    std::string checkpoint_file;  // signed checkpoints of the audit chain are appended here; empty: none
    int checkpoint_minutes = 60;
  } audit;

  struct Session {
    int idle_minutes = 15;
    int total_minutes = 12 * 60;
    bool secure_cookies = true;  // __Host- cookies need https, or localhost
  } session;

  struct Login {
    int failures_per_account = 5;  // within the window; then the account waits
    int failures_per_address = 50;
    int window_minutes = 15;
    int lock_minutes = 10;
  } login;

  struct Rate {  // requests a minute for one session or, without one, one address
    int normal = 600;
    int login = 20;
    int upload = 60;
    int search = 240;
  } rate;

  struct Upload {
    std::int64_t max_bytes = 20 << 20;
    int max_files_per_case = 200;
  } upload;

  struct Cases {
    int chain_village_township_days = 6;  // working days, 国办发 / local reform targets; see docs/standards.md
    int chain_county_departments_days = 24;
    int chain_total_days = 30;
    int correction_answer_days = 30;  // working days an applicant has to answer a correction notice
    int deemed_acceptance_days = 5;   // 行政许可法 第三十二条: no notice within five days counts as accepted
    int warning_percent = 80;         // share of a limit used up before a case is shown as in danger
    int work_morning_start = 9 * 60;  // minutes after midnight
    int work_morning_end = 12 * 60;
    int work_afternoon_start = 13 * 60;
    int work_afternoon_end = 17 * 60;
  } cases;

  struct Inquiries {
    int question_days = 5;    // working days; our own defaults: no national rule names one for all departments
    int complaint_days = 15;  // also for praise
  } inquiries;

  struct Mail {
    std::string provider = "outbox";  // outbox: only recorded; smtp
    std::string server;
    int port = 587;
    std::string security = "starttls";  // none, starttls, tls
    std::string user;
    std::string password_file;
    std::string from = "no-reply@localhost";
    std::string from_name = "通办";
    std::string ca_file;  // PEM; empty: the system's
    int timeout_seconds = 20;
  } mail;

  struct Gateway {
    std::string provider = "outbox";  // outbox: only recorded; http
    std::string url;
    std::string token_file;
    int timeout_seconds = 20;
  } sms, push;

  struct Messages {
    int max_attempts = 16;            // about four hours, then an administrator must look
    int quiet_from_minute = 22 * 60;  // of people who chose no others
    int quiet_until_minute = 7 * 60;
    int keep_days = 90;  // what was sent or dropped
  } messages;

  // The values that follow from others.
  std::string database_dsn() const;  // with the default filled in
  std::string key_file() const;
};

using Environment = std::map<std::string, std::string>;
// The TONGBAN_ variables of this process.
Environment process_environment();

// Reads `path` (empty: defaults only), then the environment. Everything wrong is told at once, one line each with file,
// line and, for a misspelt name, what was probably meant. Errors: `config.unreadable`, `config.invalid` (fields: one a
// problem; detail: all of them as text for the operator).
Result<Config> load_config(const std::string& path, const Environment& environment);
Result<Config> load_config_text(std::string_view toml, const std::string& name, const Environment& environment);

// The commented sample with every option at its default: docs/operations/tongban.toml is exactly this.
std::string sample_config();
// The values in force, as TOML, passwords in the DSN blotted out.
std::string print_config(const Config& config);

}  // namespace tongban
