#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "platform/http/transport/server_fixture.h"

namespace tongban::http {

namespace {

template <class T, void (*Free)(T*)>
struct Freer {
  void operator()(T* it) const { Free(it); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freer<SSL, SSL_free>>;

// A folder with cert.pem and key.pem, self-signed for localhost; gone with the object.
struct SelfSigned {
  SelfSigned() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tongban-tls-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    folder = pattern;
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), name);
    REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
    FILE* out = std::fopen((folder / "key.pem").c_str(), "w");
    PEM_write_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    out = std::fopen((folder / "cert.pem").c_str(), "w");
    PEM_write_X509(out, certificate.get());
    std::fclose(out);
  }
  ~SelfSigned() { std::filesystem::remove_all(folder); }
  ServerOptions options() const {
    ServerOptions options;
    options.cert_file = folder / "cert.pem";
    options.key_file = folder / "key.pem";
    return options;
  }
  std::filesystem::path folder;
};

// A TLS connection that sends `bytes` and reads to the end; empty where the handshake fails.
struct TlsTalk {
  std::string answer;
  std::string version;
  bool clean_end = false;  // close_notify came: the answer was not cut
};

TlsTalk talk(uint16_t port, std::string_view bytes, int max_version = TLS1_3_VERSION) {
  std::signal(SIGPIPE, SIG_IGN);
  const Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), max_version);
  SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  TlsTalk out;
  {
    const Session session(SSL_new(context.get()));
    SSL_set_fd(session.get(), socket);
    if (SSL_connect(session.get()) == 1) {
      out.version = SSL_get_version(session.get());
      SSL_write(session.get(), bytes.data(), static_cast<int>(bytes.size()));
      char buffer[16 * 1024];
      int count = 0;
      while ((count = SSL_read(session.get(), buffer, sizeof buffer)) > 0) {
        out.answer.append(buffer, static_cast<size_t>(count));
      }
      out.clean_end = SSL_get_error(session.get(), count) == SSL_ERROR_ZERO_RETURN;
      SSL_shutdown(session.get());
    }
  }
  ::close(socket);
  return out;
}

}  // namespace

TEST_CASE("the same server speaks TLS 1.3 and 1.2, and ends its answers cleanly") {
  const SelfSigned files;
  RunningServer running(files.options(), [](Request&& request, Reply reply) {
    Response response;
    response.body = (request.tls ? "secret" : "open") + std::string(request.path == "/big" ? 1 << 20 : 0, 'x');
    reply(std::move(response));
  });
  const std::string pipelined =
      "GET /big HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  for (const auto& [max_version, name] : {std::pair{TLS1_3_VERSION, "TLSv1.3"}, std::pair{TLS1_2_VERSION, "TLSv1.2"}}) {
    const TlsTalk result = talk(running.server.port(), pipelined, max_version);
    CHECK(result.version == name);
    CHECK(count_of(result.answer, "HTTP/1.1 200 OK\r\n") == 2);
    CHECK(result.answer.size() > 1 << 20);
    CHECK(result.answer.ends_with("\r\n\r\nsecret"));
    CHECK(result.clean_end);
  }
}

TEST_CASE("TLS 1.1 and plain HTTP are turned away from the TLS port") {
  const SelfSigned files;
  const RunningServer running(files.options());
  CHECK(talk(running.server.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n", TLS1_1_VERSION).version.empty());
  auto plain = running.connect();
  REQUIRE(plain.send_raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n").ok());
  CHECK(count_of(plain.receive_all().value(), "HTTP/1.1") == 0);
  CHECK(running.dispatched == 0);
}

TEST_CASE("refusals, timeouts and the stop work over TLS as they do without") {
  const SelfSigned files;
  ServerOptions options = files.options();
  options.header_seconds = 1;
  auto running = std::make_unique<RunningServer>(options);
  const TlsTalk refused = talk(running->server.port(), "GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(refused.answer.starts_with("HTTP/1.1 400 "));
  CHECK(count_of(refused.answer, "HTTP/1.1 ") == 1);
  const TlsTalk slow = talk(running->server.port(), "GET / HTTP/1.1\r\nHo");
  CHECK(slow.answer.starts_with("HTTP/1.1 408 "));
  auto silent = running->connect();  // never begins the handshake
  CHECK(silent.receive_all().value().empty());
  const auto began = std::chrono::steady_clock::now();
  running.reset();
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(30));
}

TEST_CASE("a key that does not belong to the certificate is refused at start") {
  const SelfSigned one;
  const SelfSigned other;
  ServerOptions options = one.options();
  options.key_file = other.options().key_file;
  CHECK(Server(options, [](Request&&, Reply) {}).start().error().key == "http.bad_tls_files");
}

}  // namespace tongban::http
