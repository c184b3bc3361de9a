// From a request to the input of an act: query or body, path, types, the struct. What is refused makes an answer that
// is JSON and short.
#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/http/problem.h"
#include "platform/http/query.h"
#include "platform/http/route.h"
#include "platform/http/router.h"

namespace tongban::http {
namespace {

struct Place {
  Id case_id;
  int page = 0;
  bool mine = false;
  double share = 0;
  std::optional<std::int64_t> after;
  std::optional<Str<20>> word;
  std::vector<std::string> status;
};
BOOST_DESCRIBE_STRUCT(Place, (), (case_id, page, mine, share, after, word, status))

constexpr std::size_t kMostAnswer = 64 * 1024;

const Router& router() {
  static const std::vector<Route> routes = [] {
    std::vector<Route> list(4);
    const char* paths[] = {"/api/v1/cases/{case_id}", "/api/v1/cases/mine", "/api/v1/{kind}/{case_id}/x", "/"};
    for (std::size_t i = 0; i < list.size(); ++i) {
      list[i].info.method = "GET";
      list[i].info.path = paths[i];
    }
    return list;
  }();
  static const Router* made = [] {
    static Router router;
    for (const auto& route : routes) router.add(route);
    return &router;
  }();
  return *made;
}

void check_refusal(const Error& error) {
  const auto answer = problem_response(error, "request-1");
  PROMISE(answer.status >= 400 && answer.status < 500);
  PROMISE(answer.bytes().size() <= kMostAnswer);
  PROMISE(is_valid_utf8(answer.bytes()));
  const auto document = parse_json(answer.bytes());
  PROMISE(document.ok() && document->get_object().at("key").as_string() == error.key);
}

void check_input(const Result<json::value>& document) {
  if (!document) return check_refusal(document.error());
  const auto place = from_json<Place>(*document);
  if (!place) return check_refusal(place.error());
  const auto again = from_json_text<Place>(to_json(*place));
  PROMISE(again.ok() && to_json(*again) == to_json(*place));
}

}  // namespace

FUZZ_TARGET(input) {
  fuzz::Pieces pieces(input);
  Request request;
  request.method = pieces.flag() ? "GET" : "POST";
  const auto target = pieces.line();
  const auto mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  request.query = target.substr(std::min(mark + 1, target.size()));
  request.headers = {{"content-type", std::string(pieces.line())}};
  request.body = pieces.rest();
  const auto match = router().find("GET", request.path);
  if (match.route == nullptr) return check_refusal(match.error);
  const auto& members = query_members<Place>();
  for (const auto& parameter : match.parameters) PROMISE(!parameter.value.empty() && is_valid_utf8(parameter.value));
  check_input(query_document(request, members, match.parameters));
  check_input(body_document(request, members, match.parameters));
}

}  // namespace tongban::http
