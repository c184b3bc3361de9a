#include "platform/http/transport/static_files.h"

#include <dlfcn.h>
#include <doctest/doctest.h>
#include <stdlib.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "platform/http/transport/compress.h"

namespace tongban::http {

namespace {

namespace fs = std::filesystem;

// A folder of built pages; gone with the object.
struct Pages {
  Pages() {
    std::string pattern = (fs::temp_directory_path() / "tongban-static-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    root = pattern;
    write("web/index.html", "<!doctype html>" + std::string(2000, ' '));
    write("web/assets/index-CkX92aBc.js", script);
    write("web/assets/index-CkX92aBc.js.map", "{}");
    write("web/assets/document.css", "a{}");
    write("web/assets/my-document.js", "1");
    write("web/logo.png", std::string(2000, 'p'));
    write("web/app.webmanifest", "{}");
    write("web/built.js", std::string(3000, 'j'));
    write("web/built.js.br", "ready-made brotli");
    write("web/built.js.gz", "ready-made gzip");
    write("web/empty.txt", "");
    write("web/.env", "SECRET=1");
    write("web/.well-known/security.txt", "Contact: a");
    write("secret.txt", "secret");
    fs::create_symlink(root / "secret.txt", root / "web/link.txt");
  }
  ~Pages() { fs::remove_all(root); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name, std::ios::binary) << text;
  }
  StaticFiles load() const { return StaticFiles::load(root / "web").value(); }

  fs::path root;
  std::string script = "export const words = [" + std::string(5000, '1') + "];";
};

struct Answer {
  bool served = false;
  Response response;
  std::string header(std::string_view name) const {
    const std::string* value = find_header(response.headers, name);
    return value ? *value : "";
  }
};

Answer get(const StaticFiles& files, const std::string& path, const Headers& headers = {},
           const std::string& method = "GET") {
  Request request;
  request.method = method;
  request.path = request.target = path;
  request.headers = headers;
  Answer answer;
  answer.served = files.serve(request, answer.response);
  return answer;
}

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, MAX_WBITS + 16) == Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

// The decoder is a library the product does not need, so the test asks for it by name.
std::string unbrotli(const std::string& bytes) {
  void* library = dlopen("libbrotlidec.so.1", RTLD_NOW);
  REQUIRE(library != nullptr);
  using Decompress = int (*)(size_t, const uint8_t*, size_t*, uint8_t*);
  const auto decompress = reinterpret_cast<Decompress>(dlsym(library, "BrotliDecoderDecompress"));
  std::string out(1 << 20, '\0');
  size_t size = out.size();
  CHECK(decompress(bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()), &size,
                   reinterpret_cast<uint8_t*>(out.data())) == 1);
  out.resize(size);
  dlclose(library);
  return out;
}

}  // namespace

TEST_CASE("a file is served with its type, a strong tag and the right patience of caches") {
  const Pages pages;
  const StaticFiles files = pages.load();
  const auto script = get(files, "/assets/index-CkX92aBc.js");
  REQUIRE(script.served);
  CHECK(script.response.status == 200);
  CHECK(script.response.bytes() == pages.script);
  CHECK(script.response.content_type == "text/javascript; charset=utf-8");
  CHECK(script.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(script.header("etag").size() == 34);
  CHECK(script.header("vary") == "Accept-Encoding");
  CHECK(get(files, "/assets/index-CkX92aBc.js.map").header("cache-control").ends_with("immutable"));
  for (const char* path : {"/", "/index.html", "/logo.png", "/assets/document.css", "/assets/my-document.js"}) {
    CAPTURE(path);
    CHECK(get(files, path).header("cache-control") == "no-cache");
  }
  CHECK(get(files, "/empty.txt").response.bytes().empty());
  CHECK(get(files, "/index.html", {}, "HEAD").served);
  CHECK(get(files, "/.well-known/security.txt").served);
}

TEST_CASE("file names tell their media types") {
  CHECK(mime_type("a.webmanifest") == "application/manifest+json");
  CHECK(mime_type("a.wasm") == "application/wasm");
  CHECK(mime_type("a.woff2") == "font/woff2");
  CHECK(mime_type("a.SVG") == "image/svg+xml");
  CHECK(mime_type("a.js.map") == "application/json");
  CHECK(mime_type("a") == "application/octet-stream");
  CHECK(mime_type("a.tar.unknown") == "application/octet-stream");
}

TEST_CASE("a client that has the file is told so") {
  const Pages pages;
  const StaticFiles files = pages.load();
  const std::string tag = get(files, "/index.html").header("etag");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    CAPTURE(known);
    const auto answer = get(files, "/index.html", {{"if-none-match", known}});
    CHECK(answer.response.status == 304);
    CHECK(answer.response.bytes().empty());
    CHECK(answer.header("etag") == tag);
    CHECK(answer.header("cache-control") == "no-cache");
  }
  CHECK(get(files, "/index.html", {{"if-none-match", "\"other\""}}).response.status == 200);
  // The tag names one coding: whoever has the plain form does not have the compressed one.
  CHECK(get(files, "/index.html", {{"if-none-match", tag}, {"accept-encoding", "br"}}).response.status == 200);
}

TEST_CASE("text is compressed once at start, in the coding the client likes") {
  const Pages pages;
  const StaticFiles files = pages.load();
  const auto brotli = get(files, "/assets/index-CkX92aBc.js", {{"accept-encoding", "gzip, deflate, br"}});
  CHECK(brotli.header("content-encoding") == "br");
  CHECK(unbrotli(brotli.response.bytes()) == pages.script);
  const auto gzip = get(files, "/assets/index-CkX92aBc.js", {{"accept-encoding", "gzip, br;q=0.1"}});
  CHECK(gzip.header("content-encoding") == "gzip");
  CHECK(gunzip(gzip.response.bytes()) == pages.script);
  CHECK(gzip.header("etag") != brotli.header("etag"));
  const auto plain = get(files, "/assets/index-CkX92aBc.js", {{"accept-encoding", "gzip;q=0, br;q=0.0"}});
  CHECK(plain.header("content-encoding").empty());
  const auto image = get(files, "/logo.png", {{"accept-encoding", "br"}});
  CHECK(image.header("content-encoding").empty());
  CHECK(image.header("vary").empty());
}

TEST_CASE("siblings the build made are taken as they are, and are no files of their own") {
  const Pages pages;
  const StaticFiles files = pages.load();
  CHECK(get(files, "/built.js", {{"accept-encoding", "br"}}).response.bytes() == "ready-made brotli");
  CHECK(get(files, "/built.js", {{"accept-encoding", "gzip"}}).response.bytes() == "ready-made gzip");
  CHECK(!get(files, "/built.js.br").served);
}

TEST_CASE("pages of the browser's router get index.html, missing files do not") {
  const Pages pages;
  const StaticFiles files = pages.load();
  const Headers page = {{"accept", "text/html,application/xhtml+xml;q=0.9"}};
  CHECK(get(files, "/cases/42", page).response.content_type == "text/html; charset=utf-8");
  CHECK(!get(files, "/cases/42").served);
  CHECK(!get(files, "/cases/42", {{"accept", "application/json"}}).served);
  CHECK(!get(files, "/missing.js", page).served);
  CHECK(!get(files, "/index.html", page, "POST").served);
  CHECK(!get(StaticFiles(), "/", page).served);
}

TEST_CASE("no path leads out of the folder or to hidden files") {
  const Pages pages;
  const StaticFiles files = pages.load();
  const Headers page = {{"accept", "text/html"}};
  for (const char* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
                           "//secret.txt", "/..\\secret.txt", "/%2e%2e%5csecret.txt", "/link.txt", "/.env",
                           "/secret.txt", "/%00", "/index.html%00.js", "/assets/%2e%2e/index.html"}) {
    CAPTURE(path);
    CHECK(!get(files, path, page).served);
  }
  CHECK(StaticFiles::load(pages.root / "none").error().key == "http.no_static_folder");
}

TEST_CASE("what the client accepts is weighed") {
  CHECK(preferred_coding("") == Coding::identity);
  CHECK(preferred_coding("identity") == Coding::identity);
  CHECK(preferred_coding("gzip, deflate, br, zstd") == Coding::brotli);
  CHECK(preferred_coding("GZIP") == Coding::gzip);
  CHECK(preferred_coding("br;q=0.5, gzip;q=0.8") == Coding::gzip);
  CHECK(preferred_coding("br;q=0, *") == Coding::gzip);
  CHECK(preferred_coding("*;q=0.001") == Coding::brotli);
  CHECK(preferred_coding("*;q=0") == Coding::identity);
  CHECK(preferred_coding("gzip;q=nonsense, brr") == Coding::identity);
}

TEST_CASE("a large JSON answer is compressed, a small, coded or streamed one is not") {
  const std::string text = "{\"items\":\"" + std::string(5000, 'a') + "\"}";
  Response response;
  response.content_type = "application/json; charset=utf-8";
  response.body = text;
  Response brotli = response;
  compress_response("br", brotli);
  CHECK(*find_header(brotli.headers, "content-encoding") == "br");
  CHECK(unbrotli(brotli.body) == text);
  Response gzip = response;
  compress_response("gzip", gzip);
  CHECK(gunzip(gzip.body) == text);
  CHECK(*find_header(gzip.headers, "vary") == "Accept-Encoding");
  Response plain = response;
  compress_response("", plain);
  CHECK(plain.body == text);
  CHECK(find_header(plain.headers, "vary") != nullptr);
  Response small = response;
  small.body.resize(kMinCompressedBody - 1);
  compress_response("br", small);
  CHECK(small.headers.empty());
  Response image = response;
  image.content_type = "image/png";
  compress_response("br", image);
  CHECK(image.body == text);
}

}  // namespace tongban::http
