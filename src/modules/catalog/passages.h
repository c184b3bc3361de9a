// A guide cut into passages that can be quoted, and what a question in people's own words asks for. Pure; private to
// the module. Nothing is put in other words: a passage is what the guide says, with the name of its element before it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/catalog/item_content.h"

namespace tongban::catalog {

struct Passage {
  const char* element;  // stable: conditions, materials, promised_limit, fees, …
  const char* anchor;   // the part of the guide's page
  std::string text;
  std::string matched;  // what a question is compared with: the question of a questions' entry, else the text
};
std::vector<Passage> passages_of(const ItemContent& content);

// What is asked: the elements that words like 多久 or 多少钱 name, and the question without such words and without
// those that say nothing (我想, 请问, 吗), which is what it is about.
struct Asked {
  std::vector<const char*> elements;
  std::string topic;
};
Asked understand(std::string_view question);

// The share of the pairs of characters of `words` that stand in `text` as well, 0..1; 0 for fewer than two characters.
double overlap(std::string_view words, std::string_view text);

// The best passages for what is asked, best first, at most `most`. `rest` is what the names of the item do not say of
// the topic. Empty where the guide does not say it.
std::vector<Passage> best_passages(const ItemContent& content, const Asked& asked, std::string_view rest,
                                   std::size_t most);

}  // namespace tongban::catalog
