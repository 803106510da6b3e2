// name_key: the key under which spellings of one name meet across articles.
//
// نتنياهو and نتانياهو, عبد الرحمن and عبدالرحمن, الأمير محمد بن سلمان and محمد بن سلمان have one
// key; محمد and محمود, حسن and حسين, سالم and سليم have not.  Equality of keys is the whole test,
// so that a table can be looked up and grouped by them.
#ifndef READ_NAME_KEY_H
#define READ_NAME_KEY_H

#include "base/arena.h"
#include "base/str.h"

enum { NAME_WORDS_MAX = 12 };

// The words of a name, folded: titles taken off a person, عبد and ابو joined to what follows, الدين
// and الله to what precedes, آل سعود written +سعود; a body without what it
// is (حركة حماس).  Latin letters too.
struct name_words {
    struct str v[NAME_WORDS_MAX];
    size_t n;
    bool latin;   // the name begins with a Latin letter
    bool foreign; // a person of whose name Arabic letters are but a rendering: vowels come and go
};
struct name_words name_words_of(struct arena *a, struct str name, bool person);

// The key; empty (.p NULL) where the name alone does not say who is meant: a person named by one
// word (or a title and one word).  In the arena.  O(n); words behind the twelfth do not count.
struct str name_key_of(struct arena *a, struct str name, bool person);

// The first name of a row of names that mean one place or body (أمريكا, الولايات المتحدة); `folded`
// itself where it is in no row.
struct str name_alias(struct str folded);

// Whether the word has a letter that no foreign name is rendered with (ء ؤ ح ض ظ ع).
bool name_word_is_arabic(struct str word);

#endif
