// analysis: an index is good only for the fold and stem it was made with.
//
// Nobody remembers to count a version up when a stemmer changes, so the version is what the
// analysis makes of a sample: a hash of its terms.  The sample has the clitics, endings, marks,
// digits and foreign letters that the rules are about.  A new store is given the version of the
// program that made it; `isnad reindex` notes it again.
#include "base/hash.h"
#include "store/store_int.h"

static const char sample[] =
    "العراق والعراق للعراق العراقية بالعراق وبالعراق كالعراق فالعراق وللعراقيين عراقيان عراقيات "
    "المهندسون المهندسين مهندستها كتابه كتابها كتابي يكتبون فسيكتبونها مدرسة مدارس مُحَمَّدٌ "
    "محـــمد إلى آخر أول ٱسم سؤال شيء بيئة ى ی ک ۀ ھ ے ۃ ٲ ﻻ ﷲ ١٢٫٥ ۱۲٬۰۰۰ 2024 12.5 3.\u200f5 "
    "وزارتي الدفاع "
    "می‌شود کتاب‌ها Évian İstanbul straße ABC x1 هـ د. أ.د. "
    "«اقتباس» "
    "'كلمة'";

static int64_t version_of_program(struct store *s)
{
    struct arena a = {0};
    struct terms t = terms_of(&a, s->cache, S(""), S(sample));
    // SQLite's integers are signed; 0 is "not noted".
    int64_t version = (int64_t)(hash_str(t.body) >> 1) | 1;
    arena_release(&a);
    return version;
}

bool analysis_is_current(struct store *s)
{
    struct err ignored;
    return store_number(s, store_statement(s, SQL_ANALYSIS, &ignored), 0) == version_of_program(s);
}

enum err_code analysis_note(struct store *s, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_NOTE_ANALYSIS, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, version_of_program(s));
    return store_run(s, st, e);
}
