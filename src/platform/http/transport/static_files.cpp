#include "platform/http/transport/static_files.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/http/transport/compress.h"
#include "platform/http/transport/etag.h"
#include "platform/http/transport/url.h"

namespace tongban::http {

namespace {

namespace fs = std::filesystem;

constexpr int kGzipLevel = 9;
constexpr int kBrotliQuality = 6;  // 9 and above would cost seconds at start; a build that wants more makes siblings
constexpr size_t kMinCompressedFile = 256;

Error unreadable(const std::string& what) {
  return {Code::unavailable, "http.no_static_folder", "cannot read static files: " + what};
}

// 128 bits of SHA-256: enough that two contents never share a tag.
std::string digest(const std::string& bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), &length, EVP_sha256(), nullptr);
  std::string out;
  for (size_t i = 0; i < 16; ++i) {
    out.push_back(kHex[hash[i] >> 4]);
    out.push_back(kHex[hash[i] & 15]);
  }
  return out;
}

// Bundlers put a hash of the content between the last dash and the ending, eight characters of base64url (which may be
// dashes too) or more of hexadecimal. A plain word is not taken for one: better asked for too often than kept for a
// year after it changed.
bool is_hash(std::string_view part) {
  const auto in_hash = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'; };
  const auto telling = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  return part.size() >= 8 && std::all_of(part.begin(), part.end(), in_hash) &&
         std::any_of(part.begin(), part.end(), telling);
}

// "/assets/ApplyPage-CkX92aBc.js", also with a second ending ("….js.map").
bool is_hashed_asset(std::string_view url_path) {
  if (!url_path.starts_with("/assets/")) return false;
  const std::string_view name = url_path.substr(url_path.rfind('/') + 1);
  const std::string_view stem = name.substr(0, name.find('.'));
  constexpr size_t kHash = 8;
  if (stem.size() > kHash && stem[stem.size() - kHash - 1] == '-') return is_hash(stem.substr(stem.size() - kHash));
  const size_t dash = stem.rfind('-');
  return dash != std::string_view::npos && is_hash(stem.substr(dash + 1));
}

bool is_hidden(const fs::path& relative) {
  return std::any_of(relative.begin(), relative.end(),
                     [](const fs::path& part) { return part.native().starts_with('.') && part != ".well-known"; });
}

std::shared_ptr<const std::string> read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  // An empty file makes operator<< fail, though nothing is wrong.
  if (in && in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
  if (in.bad() || !in.is_open()) return nullptr;
  return std::make_shared<const std::string>(std::move(text).str());
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
  StaticFiles out;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  if (error) return unreadable(folder + ": " + error.message());
  for (const fs::recursive_directory_iterator end; entries != end; entries.increment(error)) {
    if (error) return unreadable(folder + ": " + error.message());
    const fs::path& path = entries->path();
    const fs::path relative = path.lexically_relative(folder);
    const fs::path ending = path.extension();
    const bool sibling = (ending == ".br" || ending == ".gz") && fs::exists(fs::path(path).replace_extension());
    if (entries->symlink_status().type() != fs::file_type::regular || is_hidden(relative) || sibling) continue;
    if (auto added = out.add(path.string(), "/" + relative.generic_string()); !added) return added.error();
  }
  return out;
}

Result<void> StaticFiles::add(const std::string& path, const std::string& url_path) {
  File file;
  file.plain.bytes = read(path);
  if (!file.plain.bytes) return unreadable(path);
  file.content_type = mime_type(path);
  file.immutable = is_hashed_asset(url_path);
  if (fs::exists(path + ".br")) file.brotli.bytes = read(path + ".br");
  if (fs::exists(path + ".gz")) file.gzip.bytes = read(path + ".gz");
  compress(file);
  // Each coding is another representation, so each has a strong tag of its own (RFC 9110 8.8.3.3).
  const std::string tag = digest(*file.plain.bytes);
  file.plain.etag = "\"" + tag + "\"";
  file.gzip.etag = "\"" + tag + "-gz\"";
  file.brotli.etag = "\"" + tag + "-br\"";
  files_[url_path] = std::move(file);
  return {};
}

void StaticFiles::compress(File& file) {
  const std::string& text = *file.plain.bytes;
  if (!is_compressible(file.content_type) || text.size() < kMinCompressedFile) return;
  const auto keep = [&](Form& form, std::optional<std::string> smaller) {
    if (!smaller || smaller->size() >= text.size()) return;
    form.bytes = std::make_shared<const std::string>(std::move(*smaller));
  };
  if (!file.gzip.bytes) keep(file.gzip, gzip(text, kGzipLevel));
  if (!file.brotli.bytes) keep(file.brotli, brotli(text, kBrotliQuality));
}

const StaticFiles::File* StaticFiles::find(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return nullptr;
  const auto segments = path_segments(request.path);
  if (!segments) return nullptr;
  std::string path;
  for (const std::string& segment : segments.value()) path.append("/").append(segment);
  if (path.empty()) path = "/index.html";
  if (const auto found = files_.find(path); found != files_.end()) return &found->second;
  const bool page = segments.value().empty() || segments.value().back().find('.') == std::string::npos;
  if (!page || request.header("accept").find("text/html") == std::string_view::npos) return nullptr;
  const auto index = files_.find("/index.html");
  return index == files_.end() ? nullptr : &index->second;
}

bool StaticFiles::serve(const Request& request, Response& response) const {
  const File* file = find(request);
  if (!file) return false;
  const Form* form = &file->plain;
  const bool varies = file->gzip.bytes || file->brotli.bytes;
  const std::string_view accepted = request.header("accept-encoding");
  const Coding coding = varies ? preferred_coding(accepted) : Coding::identity;
  response = {};
  if (coding == Coding::brotli && file->brotli.bytes) {
    form = &file->brotli;
    response.headers.emplace_back("Content-Encoding", "br");
  } else if (coding != Coding::identity && file->gzip.bytes &&
             (coding == Coding::gzip || accepted.find("gzip") != std::string_view::npos)) {
    form = &file->gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  response.content_type = file->content_type;
  response.headers.emplace_back("ETag", form->etag);
  response.headers.emplace_back("Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (varies) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (etag_matches(request.header("if-none-match"), form->etag)) {
    response.status = 304;
  } else {
    response.shared_body = form->bytes;
  }
  return true;
}

}  // namespace tongban::http
