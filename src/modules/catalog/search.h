// Search for people: by official names, by what people say, by pinyin, initials and typing errors, by code. The index
// is per node and in memory; every search first brings it up to the change counter of its own transaction, so that it
// never disagrees with the database. Region is a filter with fallback: what the county does not offer itself is offered
// by its city or province, exactly as in browsing.
#pragma once

#include "modules/catalog/actions_public.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

struct SearchIn {
  static constexpr bool kDefaults = true;
  Str<100> q;
  std::string region_code;
  std::string department_id;
  std::string theme;   // "person:020" or "legal:010"
  std::string object;  // code set service_object; "person" and "legal" take the whole family
  std::string type;    // code set item_type
  std::string level;   // code set use_level
  std::string online;  // "apply": can be applied for on the network; "whole": wholly done there
  std::string after;   // `next` of the page before
  int limit = kDefaultPage;
};
BOOST_DESCRIBE_STRUCT(SearchIn, (), (q, region_code, department_id, theme, object, type, level, online, after, limit))
struct SearchHit {
  ItemCard item;
  std::string why;  // "又称“准生证”"; "" where the name itself was found
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (item, why))
struct SearchPage {
  std::vector<SearchHit> hits;
  std::string next;          // `after` of the next page; "" at the end
  std::string did_you_mean;  // another spelling, when nothing was found as it was typed
  int count = 0;             // hits on all pages, 1000 at most
};
BOOST_DESCRIBE_STRUCT(SearchPage, (), (hits, next, did_you_mean, count))

struct SuggestIn {
  static constexpr bool kDefaults = true;
  Str<60> q;
  std::string region_code;
  int limit = 8;
};
BOOST_DESCRIBE_STRUCT(SuggestIn, (), (q, region_code, limit))
struct Suggestion {
  std::string text;     // the name of an item, each once
  std::string matched;  // what people call it, when that is what was typed
};
BOOST_DESCRIBE_STRUCT(Suggestion, (), (text, matched))
struct SuggestList {
  std::vector<Suggestion> suggestions;
};
BOOST_DESCRIBE_STRUCT(SuggestList, (), (suggestions))

struct RebuildIn {
  static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(RebuildIn, (), ())
struct RebuildOut {
  int items = 0;
  int texts = 0;  // distinct names with their aliases
  int milliseconds = 0;
};
BOOST_DESCRIBE_STRUCT(RebuildOut, (), (items, texts, milliseconds))

// GET /api/v1/search. Errors: invalid `catalog.bad_region`, `catalog.bad_id`. An empty query finds nothing.
Result<SearchPage> search_items(Ctx& ctx, const SearchIn& in);
// GET /api/v1/suggest : while typing.
Result<SuggestList> suggest_items(Ctx& ctx, const SuggestIn& in);
// POST /api/v1/admin/search/rebuild, and once when a node starts: others go on searching the index that is there.
Result<RebuildOut> rebuild_search(WorkCtx& work, const RebuildIn& in);

// What a question in people's own words is about: items best first, each name once, with the share of the question that
// the item's names say (0..1) and what is left of it. Errors as search_items.
struct QuestionItem {
  ItemCard item;
  double share = 0;
  std::string rest;
};
Result<std::vector<QuestionItem>> question_items(Ctx& ctx, const std::string& topic, const std::string& region_code,
                                                 std::size_t most);

// Puts the empty index and the synonyms (search/synonyms.tsv in the folder of facts) into the services; once, before
// any search. The first search builds the index when rebuild_search was not called.
void start_search(Services& services);

}  // namespace tongban::catalog
