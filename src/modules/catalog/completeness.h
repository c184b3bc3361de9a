// How complete the content of an item is, 0..100: the share of its weighted elements that are filled, less a point for
// each warning of the gate, ten at most. 100 means: everything an applicant looks for is there and nothing is doubtful.
//
// Weights, by what applicants and inspections miss most; they add up to 100:
//   what it is   name 4, type 3, legal basis 7, service objects 3, use level 2, aliases 1, themes 3
//   conditions   7
//   time         legal limit 4, promised limit 4, step limits 3
//   materials    listed 7, with acceptance standard 4, with source 3, with copies and format 3
//   way          flow 5, handling forms 2, trips reason 1, online depth 3
//   money        fee basis and standard 3 (counts as filled where nothing is charged)
//   result       type and name 4, sample 1, delivery 2
//   where        address 4, office hours 3, consulting phone 3, complaints phone 3
//   help         questions answered 3, remedies 3, form 2
// An item without materials is not asked for what only materials have.
#pragma once

#include <vector>

#include "modules/catalog/item_content.h"

namespace tongban::catalog {

inline constexpr int kMostForWarnings = 10;  // points that warnings can cost

// One weighted element of a content; `key` is stable ("conditions"). What only materials have is not there without any.
struct CompletenessPart {
  const char* key;
  int weight = 0;
  bool filled = false;
};
std::vector<CompletenessPart> completeness_parts(const ItemContent& content);

int completeness_score(const ItemContent& content, int warning_count);

}  // namespace tongban::catalog
