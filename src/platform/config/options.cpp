#include "platform/config/options.h"

#include "base/text.h"

namespace tongban::config {

// Spelled once here; the reader, the environment, the checks and the sample follow.
#define AT(member) [](Config& c) -> Slot { return &c.member; }

namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;
constexpr std::int64_t kGigabyte = 1 << 30;

constexpr Option kOptions[] = {
    {"server", "address", AT(server.address), "Address to listen on; 0.0.0.0 or :: for all."},
    {"server", "port", AT(server.port), "Port to listen on; 0 lets the system choose.", 0, 65535},
    {"server", "threads", AT(server.threads), "Network threads; 0 is one a core.", 0, 256},
    {"server", "workers", AT(server.workers), "Threads that run handlers; 0 is four a core.", 0, 1024},
    {"server", "tls_certificate_file", AT(server.tls_certificate_file),
     "PEM certificate chain; with tls_key_file switches TLS on. Leave empty behind a proxy."},
    {"server", "tls_key_file", AT(server.tls_key_file), "PEM private key."},
    {"server", "public_base_url", AT(server.public_base_url),
     "What links and QR codes begin with, as people reach this site; no slash at the end."},
    {"server", "trusted_proxies", AT(server.trusted_proxies),
     "Addresses of proxies whose X-Forwarded-For is believed."},
    {"server", "max_header_bytes", AT(server.max_header_bytes), "Longest request header.", 1024, 1 << 20},
    {"server", "max_connections", AT(server.max_connections), "Connections at the same time.", 16, 1'000'000},
    {"server", "read_timeout_seconds", AT(server.read_timeout_seconds), "Longest time a request may take to arrive.", 1,
     3600},
    {"server", "idle_timeout_seconds", AT(server.idle_timeout_seconds), "How long an idle connection is kept.", 1,
     3600},
    {"server", "drain_timeout_seconds", AT(server.drain_timeout_seconds),
     "How long running requests may go on when the node stops.", 0, 600},
    {"server", "web_dir", AT(server.web_dir), "Folder of the built web pages."},

    {"database", "dsn", AT(database.dsn),
     "\"sqlite:/path/tongban.db\" or \"postgresql://user@host/name\"; empty is SQLite in node.data_dir."},
    {"database", "pool", AT(database.pool), "PostgreSQL connections of this node.", 1, 500},
    {"database", "readers", AT(database.readers), "SQLite read connections.", 1, 64},

    {"node", "id", AT(node.id), "Number of this node, unique among those that run: it is part of every id.", 0, 1023},
    {"node", "data_dir", AT(node.data_dir), "Folder of the embedded database and of uploaded files."},
    {"node", "key_file", AT(node.key_file),
     "File of the encryption keys, mode 0600, never inside data_dir; empty is keys/tongban.keys beside data_dir."},
    {"node", "catalog_dir", AT(node.catalog_dir), "Folder of the facts that `tongban import` reads."},
    {"node", "demo", AT(node.demo), "Demonstration accounts and hints. Never in production."},
    {"node", "log_level", AT(node.log_level), "debug, info, warn or error.", 0, 0, "debug info warn error"},
    {"node", "log_file", AT(node.log_file), "File of the log; empty is standard error."},
    {"node", "clock_warning_seconds", AT(node.clock_warning_seconds),
     "Difference to the database's clock that is reported.", 1, 3600},

    {"audit", "checkpoint_file", AT(audit.checkpoint_file),
     "Signed checkpoints of the audit chain are appended to this file, best on another machine; empty is none."},
    {"audit", "checkpoint_minutes", AT(audit.checkpoint_minutes), "Time between two checkpoints.", 1, kMinutesOfDay},

    {"session", "idle_minutes", AT(session.idle_minutes), "A session ends after so long without a request.", 1,
     kMinutesOfDay},
    {"session", "total_minutes", AT(session.total_minutes), "A session ends at the latest after so long.", 1,
     7 * kMinutesOfDay},
    {"session", "secure_cookies", AT(session.secure_cookies),
     "Session cookies only over https (or to localhost); switch off for tests over plain http only."},

    {"login", "failures_per_account", AT(login.failures_per_account),
     "Failed logins of one account within the window before it is locked.", 1, 1000},
    {"login", "failures_per_address", AT(login.failures_per_address),
     "Failed logins from one address within the window before it must wait.", 1, 100'000},
    {"login", "window_minutes", AT(login.window_minutes), "The window in which failures are counted.", 1,
     kMinutesOfDay},
    {"login", "lock_minutes", AT(login.lock_minutes), "How long a lock lasts.", 1, kMinutesOfDay},

    {"rate", "normal", AT(rate.normal), "Requests a minute of one session or address.", 1, 1'000'000'000},
    {"rate", "login", AT(rate.login), "Logins and registrations a minute.", 1, 1'000'000},
    {"rate", "upload", AT(rate.upload), "Uploads a minute.", 1, 1'000'000},
    {"rate", "search", AT(rate.search), "Searches and suggestions a minute.", 1, 1'000'000},

    {"upload", "max_bytes", AT(upload.max_bytes), "Largest file that is taken.", 1024, kGigabyte},
    {"upload", "max_files_per_case", AT(upload.max_files_per_case), "Most files of one case.", 1, 10'000},

    {"cases", "chain_village_township_days", AT(cases.chain_village_township_days),
     "Working days that village and township together may take.", 1, 365},
    {"cases", "chain_county_departments_days", AT(cases.chain_county_departments_days),
     "Working days that the county's departments together may take.", 1, 365},
    {"cases", "chain_total_days", AT(cases.chain_total_days), "Working days of the whole chain.", 1, 365},
    {"cases", "correction_answer_days", AT(cases.correction_answer_days),
     "Working days an applicant has to answer a correction notice.", 1, 365},
    {"cases", "deemed_acceptance_days", AT(cases.deemed_acceptance_days),
     "Working days without a notice after which a case counts as accepted (Administrative Licensing Law, article "
     "32).",
     1, 5},
    {"cases", "warning_percent", AT(cases.warning_percent),
     "Share of a limit used up from which a case is shown as in danger.", 1, 100},
    {"cases", "work_morning_start", AT(cases.work_morning_start), "Office hours, in minutes after midnight.", 0,
     kMinutesOfDay},
    {"cases", "work_morning_end", AT(cases.work_morning_end), "", 0, kMinutesOfDay},
    {"cases", "work_afternoon_start", AT(cases.work_afternoon_start), "", 0, kMinutesOfDay},
    {"cases", "work_afternoon_end", AT(cases.work_afternoon_end), "", 0, kMinutesOfDay},

    {"inquiries", "question_days", AT(inquiries.question_days), "Working days in which a question is answered.", 1, 60},
    {"inquiries", "complaint_days", AT(inquiries.complaint_days),
     "Working days in which a complaint or praise is answered.", 1, 60},

    {"mail", "provider", AT(mail.provider),
     "outbox only records what would be sent; smtp hands it to a mail server (docs/operations/messages.md).", 0, 0,
     "outbox smtp"},
    {"mail", "server", AT(mail.server), "Name or address of the mail server."},
    {"mail", "port", AT(mail.port), "Port of the mail server.", 1, 65535},
    {"mail", "security", AT(mail.security), "starttls, tls (from the first byte) or none.", 0, 0, "starttls tls none"},
    {"mail", "user", AT(mail.user), "Login at the mail server; empty is without."},
    {"mail", "password_file", AT(mail.password_file), "File with the password of that login, mode 0600."},
    {"mail", "from", AT(mail.from), "Address that mails come from."},
    {"mail", "from_name", AT(mail.from_name), "Name beside that address."},
    {"mail", "ca_file", AT(mail.ca_file),
     "PEM certificates that the mail server is checked with; empty is the system's."},
    {"mail", "timeout_seconds", AT(mail.timeout_seconds), "Longest time of one mail.", 1, 30},

    {"sms", "provider", AT(sms.provider),
     "outbox only records what would be sent; http posts it as JSON (docs/operations/messages.md).", 0, 0,
     "outbox http"},
    {"sms", "url", AT(sms.url), "Where text messages are posted to."},
    {"sms", "token_file", AT(sms.token_file), "File with the bearer token, mode 0600; empty is without."},
    {"sms", "timeout_seconds", AT(sms.timeout_seconds), "Longest time of one text message.", 1, 30},

    {"push", "provider", AT(push.provider), "The same for messages to the app.", 0, 0, "outbox http"},
    {"push", "url", AT(push.url), "Where they are posted to."},
    {"push", "token_file", AT(push.token_file), "File with the bearer token, mode 0600; empty is without."},
    {"push", "timeout_seconds", AT(push.timeout_seconds), "Longest time of one.", 1, 30},

    {"messages", "max_attempts", AT(messages.max_attempts),
     "Tries of a mail, text message or push before it is a dead letter; 16 are about four hours.", 1, 40},
    {"messages", "quiet_from_minute", AT(messages.quiet_from_minute),
     "Text messages and pushes wait from here on, in minutes after midnight; people may choose otherwise.", 0,
     kMinutesOfDay - 1},
    {"messages", "quiet_until_minute", AT(messages.quiet_until_minute),
     "And are sent from here on; equal is never quiet.", 0, kMinutesOfDay - 1},
    {"messages", "keep_days", AT(messages.keep_days), "How long the record of what was sent is kept.", 1, 3650},
};

}  // namespace

#undef AT

std::span<const Option> options() { return kOptions; }

const Option* find_option(std::string_view section, std::string_view key) {
  for (const auto& option : options()) {
    if (section == option.section && key == option.key) return &option;
  }
  return nullptr;
}

std::string environment_name(const Option& option) {
  return "TONGBAN_" + ascii_upper(std::string(option.section) + '_' + option.key);
}

}  // namespace tongban::config
