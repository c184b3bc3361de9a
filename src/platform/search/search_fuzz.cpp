// What people type into the search field, and texts that are indexed: the ranking is sane, and a text is found by its
// own title.
#include <cmath>
#include <set>

#include "base/fuzz_target.h"
#include "base/text.h"
#include "platform/search/text_index.h"

namespace tongban::search {
namespace {

const Pinyin& pinyin() {
  static const Pinyin made;
  return made;
}

const TextIndex& shelf() {
  static const TextIndex* made = [] {
    static TextIndex index(pinyin());
    std::int64_t key = 1;
    for (const char* title : {"内地居民结婚登记", "居民身份证换领", "个体工商户设立登记", "食品经营许可（新办）",
                              "烟草专卖零售许可证核发", "银行业金融机构设立审批", "生育登记", "ABC 登记 2026"})
      index.put({key++, title, {"准生证", "办证"}, "向县级以上人民政府申请"});
    return &index;
  }();
  return *made;
}

std::vector<Hit> all_hits(const TextIndex& index, std::string_view query, std::size_t limit = 10) {
  return index.find(query, limit, [](std::int64_t) { return true; });
}

void check_ranking(std::string_view query) {
  const auto hits = all_hits(shelf(), query);
  std::set<std::int64_t> keys;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    PROMISE(std::isfinite(hits[i].score) && hits[i].score > 0);
    PROMISE(i == 0 || hits[i - 1].score >= hits[i].score);
    PROMISE(hits[i].key >= 1 && hits[i].key <= 8 && keys.insert(hits[i].key).second);
  }
  const auto fewer = all_hits(shelf(), query, 2);
  PROMISE(fewer.size() == std::min<std::size_t>(hits.size(), 2));
  for (std::size_t i = 0; i < fewer.size(); ++i) PROMISE(fewer[i].key == hits[i].key);
}

void check_own_title(std::string_view title) {
  TextIndex index(pinyin());
  index.put({7, std::string(title), {}, std::string(title)});
  PROMISE(index.size() == 1);
  const auto hits = all_hits(index, title);
  PROMISE(hits.size() <= 1 && (hits.empty() || hits[0].key == 7));
  index.remove(7);
  PROMISE(index.size() == 0 && all_hits(index, title).empty());
}

void check_sounds(std::string_view text) {
  PROMISE(pinyin().initials(text).size() == pinyin().syllables(text).size());
  const auto letters = ascii_lower(text);
  std::string joined;
  for (const auto syllable : pinyin().cut(letters)) joined += syllable;
  PROMISE(joined.empty() || joined == letters);
}

}  // namespace

FUZZ_TARGET(search) {
  check_ranking(input);
  check_own_title(input);
  check_sounds(input);
}

}  // namespace tongban::search
