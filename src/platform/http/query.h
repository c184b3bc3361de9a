// Turns path, query and body of a request into the one JSON document an input struct is read from.
#pragma once

#include "base/described.h"
#include "platform/http/transport/message.h"

namespace tongban::http {

struct PathParameter;

// How the text of a query parameter becomes JSON: by the type of the member it fills.
enum class QueryType { text, integer, number, boolean, text_list };
struct QueryMember {
  std::string name;
  QueryType type;
};

template <class T>
inline constexpr QueryType kQueryType = QueryType::text;
template <>
inline constexpr QueryType kQueryType<int> = QueryType::integer;
template <>
inline constexpr QueryType kQueryType<std::int64_t> = QueryType::integer;
template <>
inline constexpr QueryType kQueryType<double> = QueryType::number;
template <>
inline constexpr QueryType kQueryType<bool> = QueryType::boolean;
template <class T>
inline constexpr QueryType kQueryType<std::optional<T>> = kQueryType<T>;
template <class T>
inline constexpr QueryType kQueryType<std::vector<T>> = QueryType::text_list;

template <class In>
const std::vector<QueryMember>& query_members() {
  static const std::vector<QueryMember> members = [] {
    std::vector<QueryMember> list;
    boost::mp11::mp_for_each<MembersOf<In>>([&](auto d) {
      using Member = std::remove_reference_t<decltype(std::declval<In&>().*d.pointer)>;
      list.push_back({d.name, kQueryType<Member>});
    });
    return list;
  }();
  return members;
}

// Errors: `query.malformed`, and what from_json finds later (a parameter given twice is `field.repeated`).
Result<json::value> query_document(const Request& request, const std::vector<QueryMember>& members,
                                   const std::vector<PathParameter>& path);

// The body must be one JSON object (or empty, for inputs filled by the path alone) with media type application/json.
// Errors: `http.unsupported_media_type`, those of parse_json, `json.not_an_object`.
// `members` tells the types of those that the path fills.
Result<json::value> body_document(const Request& request, const std::vector<QueryMember>& members,
                                  const std::vector<PathParameter>& path);

}  // namespace tongban::http
