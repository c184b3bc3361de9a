// An endpoint is a row that describes itself: method, path, who may, limits, audit name, input and output types,
// handler. The router, the guard, OpenAPI, the TypeScript types and the authorisation matrix are all made from these
// rows.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/described.h"
#include "platform/act/ctx.h"
#include "platform/http/query.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

// Who may call. Objects are checked again by the act itself: somebody else's object is not_found.
struct Access {
  enum class Kind { anyone, signed_in, applicant, staff };
  Kind kind = Kind::signed_in;
  std::vector<Role> roles = {};  // with Kind::staff: any one of these; empty: any member of staff

  static Access anyone() { return {Kind::anyone, {}}; }
  static Access signed_in() { return {Kind::signed_in, {}}; }
  static Access applicant() { return {Kind::applicant, {}}; }
  static Access staff(std::vector<Role> roles = {}) { return {Kind::staff, std::move(roles)}; }
};

enum class Idempotency { none, required };  // required: every POST that creates (header Idempotency-Key)
enum class Rate { normal, login, upload, search };

struct RouteInfo {
  std::string method;   // GET, POST, PUT, DELETE
  std::string path;     // "/api/v1/cases/{case_id}/accept"; {name} fills the member `name` of the input
  std::string name;     // "cases.accept": operation id, audit action, rate and metrics label
  std::string summary;  // one plain sentence
  Access access = Access::signed_in();
  Idempotency idempotency = Idempotency::none;
  Rate rate = Rate::normal;
  int success = 200;
  std::size_t max_body = 256 * 1024;  // bytes
  // A question whose answer is the same for everybody who asks it: kept for a second, see answer_cache.h.
  bool shared = false;
};

// What the generators know of an input or output type.
struct TypeInfo {
  std::string name;  // "" when there is none (e.g. raw bytes)
  std::function<json::value(TypeCatalogue&)> schema;
  std::vector<std::string> members;
  template <class T>
  static TypeInfo of() {
    TypeInfo info{type_name<T>(), [](TypeCatalogue& types) { return JsonType<T>::schema(types); }, {}};
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) { info.members.emplace_back(d.name); });
    return info;
  }
};

struct PathParameter {
  std::string name, value;
};
using PathParameters = std::vector<PathParameter>;

// Input decoded once, before any transaction; the act then runs, possibly more than once, and encodes its output.
using DecodedInput = std::shared_ptr<const void>;
using Decode = std::function<Result<DecodedInput>(const Request&, const PathParameters&)>;
using RunInTx = std::function<Result<std::string>(Ctx&, const void* input)>;
using RunWork = std::function<Result<Response>(WorkCtx&, const Request&, const PathParameters&, const void* input)>;

struct Route {
  RouteInfo info;
  TypeInfo input, output;
  Decode decode;
  enum class Kind { read, write, work } kind = Kind::read;
  RunInTx run;                                                 // read and write
  RunWork work;                                                // work
  std::string media_type = "application/json; charset=utf-8";  // of a successful answer
  bool raw_body = false;   // the body is not JSON: the input comes from path and query alone
  bool immediate = false;  // never blocks and needs no session: answered at once, even when all workers are busy
};

struct Nothing {};  // an empty input or output
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

namespace detail {
template <class In>
Decode decode_of(const std::string& method) {
  const bool from_query = method == "GET" || method == "DELETE";
  return [from_query](const Request& request, const PathParameters& path) -> Result<DecodedInput> {
    const auto document = from_query ? TRY(query_document(request, query_members<In>(), path))
                                     : TRY(body_document(request, query_members<In>(), path));
    auto in = TRY(from_json<In>(document));
    return DecodedInput(std::make_shared<const In>(std::move(in)));
  };
}
template <class In, class Out>
Route in_transaction(RouteInfo info, Route::Kind kind, Result<Out> (*act)(Ctx&, const In&)) {
  Route route;
  route.decode = decode_of<In>(info.method);
  route.info = std::move(info);
  route.input = TypeInfo::of<In>();
  route.output = TypeInfo::of<Out>();
  route.kind = kind;
  route.run = [act](Ctx& ctx, const void* input) -> Result<std::string> {
    return to_json(TRY(act(ctx, *static_cast<const In*>(input))));
  };
  return route;
}
}  // namespace detail

template <class In, class Out>
Route read_route(RouteInfo info, Result<Out> (*act)(Ctx&, const In&)) {
  return detail::in_transaction<In, Out>(std::move(info), Route::Kind::read, act);
}
template <class In, class Out>
Route write_route(RouteInfo info, Result<Out> (*act)(Ctx&, const In&)) {
  return detail::in_transaction<In, Out>(std::move(info), Route::Kind::write, act);
}
// For acts that open their own transactions.
template <class In, class Out>
Route work_route(RouteInfo info, Result<Out> (*act)(WorkCtx&, const In&)) {
  Route route;
  route.decode = detail::decode_of<In>(info.method);
  route.info = std::move(info);
  route.input = TypeInfo::of<In>();
  route.output = TypeInfo::of<Out>();
  route.kind = Route::Kind::work;
  const int success = route.info.success;
  route.work = [act, success](WorkCtx& ctx, const Request&, const PathParameters&,
                              const void* input) -> Result<Response> {
    Response response;
    response.status = success;
    response.content_type = "application/json; charset=utf-8";
    response.body = to_json(TRY(act(ctx, *static_cast<const In*>(input))));
    return response;
  };
  return route;
}
// For answers (or bodies) that are not JSON: files, print views, exports. The input is still a described struct, filled
// from path and query; an upload reads request.body itself.
template <class In>
Route raw_route(RouteInfo info, std::string media_type, Result<Response> (*act)(WorkCtx&, const Request&, const In&)) {
  Route route;
  route.decode = [](const Request& request, const PathParameters& path) -> Result<DecodedInput> {
    auto in = TRY(from_json<In>(TRY(query_document(request, query_members<In>(), path))));
    return DecodedInput(std::make_shared<const In>(std::move(in)));
  };
  route.info = std::move(info);
  route.input = TypeInfo::of<In>();
  route.raw_body = true;
  route.media_type = std::move(media_type);
  route.kind = Route::Kind::work;
  route.work = [act](WorkCtx& ctx, const Request& request, const PathParameters&, const void* input) {
    return act(ctx, request, *static_cast<const In*>(input));
  };
  return route;
}

}  // namespace tongban::http
