// How complete the content of an item is, 0..100: the share of its weighted elements that are filled, less a point for
// each warning of the gate, ten at most. 100 means: everything an applicant looks for is there and nothing is doubtful.
//
// Weights, by what applicants and inspections miss most (of 100 when everything applies):
//   what it is   name 4, type 3, legal basis 8, service objects 4, use level 2, aliases 1, themes 3
//   conditions   8
//   time         legal limit 5, promised limit 5, step limits 4
//   materials    listed 8, with acceptance standard 5, with source 3, with copies and format 3
//   way          flow 6, handling forms 2, trips reason 1, online depth 3
//   money        fee basis and standard 4 (counts as filled where nothing is charged)
//   result       type and name 4, sample 1, delivery 2
//   where        address 4, office hours 3, consulting phone 3, complaints phone 3
//   help         questions answered 3, remedies 3, form 2
// An item without materials is not asked for what only materials have.
#pragma once

#include "modules/catalog/item_content.h"

namespace tongban::catalog {

int completeness_score(const ItemContent& content, int warning_count);

}  // namespace tongban::catalog
