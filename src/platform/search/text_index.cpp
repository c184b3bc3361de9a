#include "platform/search/text_index.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "base/text.h"

namespace tongban::search {
namespace {

// A term is a pair of characters, one character, a word of letters or digits, or a pair of syllables: told apart by the
// top bits, so that they share one table.
using Term = std::uint64_t;
constexpr Term kWord = Term(1) << 63;
constexpr Term kSound = Term(1) << 62;
constexpr Term kSingle = Term(1) << 61;
constexpr Term kInitials = Term(1) << 60;
constexpr Term kHashMask = kInitials - 1;

bool is_han(char32_t c) { return c >= 0x3400 && c < 0xa000; }
bool is_word(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

Term hash(std::string_view text, Term kind) {
  Term h = 1469598103934665603ull;
  for (const char ch : text) h = (h ^ static_cast<unsigned char>(ch)) * 1099511628211ull;
  return (h & kHashMask) | kind;
}

void character_terms(std::string_view text, std::vector<Term>& out, bool singles) {
  char32_t previous = 0;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back(hash(word, kWord));
    word.clear();
  };
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    if (is_word(c)) {
      word += static_cast<char>(c);
      previous = 0;
      continue;
    }
    flush();
    if (!is_han(c)) {
      previous = 0;
      continue;
    }
    if (singles) out.push_back(c | kSingle);
    if (previous != 0) out.push_back(static_cast<Term>(previous) << 21 | c);
    previous = c;
  }
  flush();
}

void sound_terms(const std::vector<std::string_view>& syllables, std::vector<Term>& out) {
  for (std::size_t i = 0; i + 1 < syllables.size(); ++i)
    out.push_back(hash(std::string(syllables[i]) + " " + std::string(syllables[i + 1]), kSound));
}

// Every run of two to eight letters of the initials, so that "sfz" inside "jmsfz" is one look-up.
void initial_terms(std::string_view initials, std::vector<Term>& out) {
  for (std::size_t begin = 0; begin + 1 < initials.size(); ++begin)
    for (std::size_t n = 2; n <= 8 && begin + n <= initials.size(); ++n)
      out.push_back(hash(initials.substr(begin, n), kInitials));
}

std::string plain(std::string_view text) { return ascii_lower(normalise_width(trim(text))); }

std::vector<Term> unique(std::vector<Term> terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

constexpr double kTitleWeight = 8, kSoundWeight = 2, kBodyWeight = 1;
constexpr double kSaturation = 1.2, kLengthShare = 0.4;
// A text must hold this share of the query's terms; below it is chance.
constexpr double kLeastCoverage = 0.45;

}  // namespace

// How well a text answered so far.
struct Found {
  float score = 0;
  std::uint16_t exact = 0, sound = 0;
};
// One for each text, and which of them answered at all: dense, because a common word is in thousands of texts.
struct FoundTexts {
  explicit FoundTexts(std::size_t texts) : of(texts) {}
  std::vector<Found> of;
  std::vector<std::uint32_t> touched;
};

struct TextIndex::Postings {
  struct Posting {
    std::uint32_t text;
    float weight;
  };
  struct Entry {
    std::int64_t key = 0;
    std::string title;
    float length = 0;
    bool live = false;
  };
  mutable std::shared_mutex mutex;
  std::unordered_map<Term, std::vector<Posting>> terms;
  std::vector<Entry> texts;
  std::unordered_map<std::int64_t, std::uint32_t> by_key;
  std::size_t live = 0;
  double total_length = 0;

  void gather(Term term, std::uint16_t Found::*count, FoundTexts& found) const;
  void drop(std::int64_t key) {
    const auto it = by_key.find(key);
    if (it == by_key.end()) return;
    texts[it->second].live = false;
    total_length -= texts[it->second].length;
    --live;
    by_key.erase(it);
    // Postings of dead texts stay until they outnumber the living.
    if (texts.size() > 1000 && live * 2 < texts.size()) compact();
  }
  void compact() {
    std::vector<std::uint32_t> moved(texts.size(), UINT32_MAX);
    std::vector<Entry> kept;
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (texts[i].live) {
        moved[i] = static_cast<std::uint32_t>(kept.size());
        by_key[texts[i].key] = moved[i];
        kept.push_back(std::move(texts[i]));
      }
    texts = std::move(kept);
    for (auto it = terms.begin(); it != terms.end();) {
      auto& list = it->second;
      std::erase_if(list, [&](Posting& posting) {
        posting.text = moved[posting.text];
        return posting.text == UINT32_MAX;
      });
      it = list.empty() ? terms.erase(it) : std::next(it);
    }
  }
};

TextIndex::TextIndex(const Pinyin& pinyin) : pinyin_(pinyin), postings_(std::make_unique<Postings>()) {}
TextIndex::~TextIndex() = default;

void TextIndex::put(const Text& text) {
  std::unordered_map<Term, float> weights;
  const auto add = [&](std::vector<Term>& terms, double weight) {
    for (const Term term : terms) weights[term] += static_cast<float>(weight);
    terms.clear();
  };
  std::vector<Term> terms;
  const auto add_name = [&](const std::string& name) {
    character_terms(plain(name), terms, true);
    add(terms, kTitleWeight);
    sound_terms(pinyin_.syllables(name), terms);
    add(terms, kSoundWeight);
    initial_terms(pinyin_.initials(name), terms);
    for (const Term term : unique(std::move(terms))) weights[term] = static_cast<float>(kSoundWeight);
    terms.clear();
  };
  add_name(text.title);
  for (const auto& alias : text.aliases) add_name(alias);
  character_terms(plain(text.body), terms, false);
  add(terms, kBodyWeight);

  const std::unique_lock lock(postings_->mutex);
  postings_->drop(text.key);
  const auto id = static_cast<std::uint32_t>(postings_->texts.size());
  const auto length = static_cast<float>(count_code_points(text.title));
  postings_->texts.push_back({text.key, plain(text.title), length, true});
  postings_->by_key[text.key] = id;
  postings_->total_length += length;
  ++postings_->live;
  for (const auto& [term, weight] : weights) postings_->terms[term].push_back({id, weight});
}

void TextIndex::remove(std::int64_t key) {
  const std::unique_lock lock(postings_->mutex);
  postings_->drop(key);
}

std::size_t TextIndex::size() const {
  const std::shared_lock lock(postings_->mutex);
  return postings_->live;
}

// What a query asks for: its characters, and how it sounds. Letters alone are pinyin, or initials.
struct Asked {
  std::string words;
  std::vector<Term> exact, sounds;
};
static Asked asked(const Pinyin& pinyin, std::string_view query) {
  Asked asked;
  asked.words = plain(truncate_code_points(query, 60));
  character_terms(asked.words, asked.exact, false);
  // Where no two characters stand together ("烟", "烟。", "烟、酒"), each is asked for alone.
  if (asked.exact.empty()) character_terms(asked.words, asked.exact, true);
  sound_terms(pinyin.syllables(asked.words), asked.sounds);
  if (asked.words.find_first_not_of("abcdefghijklmnopqrstuvwxyz '") == std::string::npos) {
    std::string letters = asked.words;
    std::erase_if(letters, [](char ch) { return ch == ' ' || ch == '\''; });
    sound_terms(pinyin.cut(letters), asked.sounds);
    if (letters.size() >= 2) asked.sounds.push_back(hash(std::string_view(letters).substr(0, 8), kInitials));
  }
  asked.exact = unique(std::move(asked.exact));
  asked.sounds = unique(std::move(asked.sounds));
  return asked;
}

static double share(int found, const std::vector<Term>& of) {
  return of.empty() ? 0 : static_cast<double>(found) / static_cast<double>(of.size());
}

void TextIndex::Postings::gather(Term term, std::uint16_t Found::*count, FoundTexts& found) const {
  const auto it = terms.find(term);
  if (it == terms.end()) return;
  const double all = static_cast<double>(live);
  const double with = std::min(static_cast<double>(it->second.size()), all);
  const double rarity = std::log(1 + (all - with + 0.5) / (with + 0.5));
  const double average = total_length / all;
  for (const auto& posting : it->second) {
    if (!texts[posting.text].live) continue;
    const double norm = 1 - kLengthShare + kLengthShare * texts[posting.text].length / average;
    auto& entry = found.of[posting.text];
    if (entry.exact == 0 && entry.sound == 0) found.touched.push_back(posting.text);
    entry.score +=
        static_cast<float>(rarity * posting.weight * (kSaturation + 1) / (posting.weight + kSaturation * norm));
    ++(entry.*count);
  }
}

std::vector<Hit> TextIndex::matches(std::string_view query) const {
  const Asked ask = asked(pinyin_, query);
  if (ask.exact.empty() && ask.sounds.empty()) return {};
  const std::shared_lock lock(postings_->mutex);
  const auto& p = *postings_;
  if (p.live == 0) return {};
  FoundTexts found(p.texts.size());
  for (const Term term : ask.exact) p.gather(term, &Found::exact, found);
  for (const Term term : ask.sounds) p.gather(term, &Found::sound, found);

  std::vector<Hit> hits;
  for (const auto text : found.touched) {
    const auto& entry = found.of[text];
    const double coverage = std::max(share(entry.exact, ask.exact), 0.9 * share(entry.sound, ask.sounds));
    if (coverage < kLeastCoverage) continue;
    double score = entry.score * coverage * coverage;
    const auto& title = p.texts[text].title;
    if (title == ask.words)
      score *= 4;
    else if (title.starts_with(ask.words))
      score *= 2;
    else if (title.find(ask.words) != std::string::npos)
      score *= 1.5;
    hits.push_back({p.texts[text].key, score});
  }
  return hits;
}

}  // namespace tongban::search
