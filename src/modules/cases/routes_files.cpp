// The endpoint rows of files, and of lists that are taken out as one.
#include "modules/cases/export.h"
#include "modules/cases/files.h"
#include "platform/http/route.h"

namespace tongban::cases {
namespace {

using http::Access;
using http::Request;
using http::Response;

struct UploadIn {
  Str<300> name;  // as the person's device calls it; the type is found from the content
};
BOOST_DESCRIBE_STRUCT(UploadIn, (), (name))
struct OwnFileIn {
  Id file_id;
};
BOOST_DESCRIBE_STRUCT(OwnFileIn, (), (file_id))
struct CaseFileIn {
  static constexpr bool kDefaults = true;
  Id case_id;
  Id file_id;
  bool shown = false;  // in the page (pictures and PDF) instead of saved
};
BOOST_DESCRIBE_STRUCT(CaseFileIn, (), (case_id, file_id, shown))

Result<Response> upload(WorkCtx& ctx, const Request& request, const UploadIn& in) {
  Response response;
  response.status = 201;
  response.content_type = "application/json; charset=utf-8";
  response.body = to_json(TRY(upload_file(ctx, in.name, request.header("content-type"), request.body)));
  return response;
}

Response file_response(FileContent content, bool shown) {
  Response response;
  for (auto& header : file_response_headers(content.info, shown)) {
    if (http::equals_lower(header.first, "content-type"))
      response.content_type = std::move(header.second);
    else
      response.headers.push_back(std::move(header));
  }
  response.body = std::move(content.bytes);
  return response;
}

Result<Response> download_own(WorkCtx& ctx, const Request&, const OwnFileIn& in) {
  return file_response(TRY(own_file(ctx, in.file_id)), true);
}

Result<Response> download_of_case(WorkCtx& ctx, const Request&, const CaseFileIn& in) {
  return file_response(TRY(case_file(ctx, in.case_id, in.file_id)), in.shown);
}

Result<Response> export_table(WorkCtx& ctx, const Request&, const ExportIn& in) {
  Response response;
  response.stream = TRY(export_cases(ctx, in));
  response.content_type = "text/csv; charset=utf-8";
  response.headers = {{"Content-Disposition", "attachment; filename=\"cases.csv\""}, {"Cache-Control", "no-store"}};
  return response;
}

// Above this the transport refuses a body unread; the limit of the installation (upload.max_bytes) is checked after.
constexpr std::size_t kLargestUpload = 100u << 20;

}  // namespace

std::vector<http::Route> file_routes() {
  return {
      http::raw_route<UploadIn>({.method = "POST",
                                 .path = "/api/v1/files",
                                 .name = "files.upload",
                                 .summary = "Hands in one file; the body is its bytes",
                                 .access = Access::signed_in(),
                                 .idempotency = http::Idempotency::required,
                                 .rate = http::Rate::upload,
                                 .success = 201,
                                 .max_body = kLargestUpload},
                                "application/json; charset=utf-8", upload),
      http::raw_route<OwnFileIn>({.method = "GET",
                                  .path = "/api/v1/files/{file_id}",
                                  .name = "files.download",
                                  .summary = "One's own file",
                                  .access = Access::signed_in()},
                                 "application/octet-stream", download_own),
      http::raw_route<CaseFileIn>({.method = "GET",
                                   .path = "/api/v1/cases/{case_id}/files/{file_id}",
                                   .name = "cases.file",
                                   .summary = "A file of a case, for whoever may see the case",
                                   .access = Access::signed_in()},
                                  "application/octet-stream", download_of_case),
      http::raw_route<ExportIn>({.method = "GET",
                                 .path = "/api/v1/worklist/export",
                                 .name = "cases.export",
                                 .summary = "All cases one may see, as a CSV table.",
                                 .access = Access::staff({Role::department_head, Role::supervisor}),
                                 .rate = http::Rate::upload},
                                "text/csv; charset=utf-8", export_table),
  };
}

}  // namespace tongban::cases
