// names: who is meant by a name, and what the store knows of him; persons, places, bodies.
//
// Spellings of one name meet by their key (read/name_key.h).  A name in Latin letters is that of an
// Arabic one where an article says so (in brackets), or where it can be read as exactly one that
// the store's Arabic articles have, or as one that they have NAME_CLEAR_LEAD times as often as the
// next.
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "store/search.h"
#include "store/store.h"

enum { NAME_CLEAR_LEAD = 4 };

// Numbers of table `names`, in the order in which they were found.
struct who_set {
    int64_t *v;
    size_t n;
};

// All names that a name means, in both scripts.  Empty for a person named by one word, whom only
// the same word finds.
WARN_UNUSED enum err_code store_who(struct store *s, struct arena *a, struct str name,
                                    struct who_set *out, struct err *e);
// "1,2,3" for SQL; "" for an empty set.
struct str who_list(struct arena *a, const struct who_set *set);

struct name_form {
    struct str name;
    size_t articles;
    bool latin;
};

struct name_role {
    struct str role, state; // as stated; "current", "former", "acting", "elect"
    int64_t first, last;    // days on which it was stated; STORE_NO_TIME: not known
    size_t articles;
    struct str first_id, last_id; // articles
};

struct name_page {
    struct str name, type;   // the commonest form, "PERS" …; type .p NULL: not in the store
    struct name_form *forms; // commonest first
    size_t form_count;
    struct name_role *roles; // current and acting ones first, those last stated first
    size_t role_count;
    struct name_form *others; // other names, of which one may be the same: same last word and first
    size_t other_count;       // word, longer, or, for a last name alone, all who have it
    size_t quotes;            // by it
};

// ERR_NOT_FOUND where no article has it and, for a last name, nobody; of a last name that only
// stands in full names there are no forms, only others.  At most NAME_LIST_MAX of each list.
enum { NAME_LIST_MAX = 40 };
WARN_UNUSED enum err_code store_name(struct store *s, struct arena *a, struct str name,
                                     struct name_page *out, struct err *e);

// The names that most of the hits of a search have, of any type; most first.
WARN_UNUSED enum err_code store_names_in(struct store *s, struct arena *a,
                                         const struct search_result *found, size_t limit,
                                         struct name_form **out, size_t *count, struct err *e);
// Those that most of the newest NAMES_RECENT articles have, of one type or (.p NULL) of any.
enum { NAMES_RECENT = 2000 };
WARN_UNUSED enum err_code store_names_recent(struct store *s, struct arena *a, struct str type,
                                             size_t limit, struct name_form **out, size_t *count,
                                             struct err *e);

// The query that finds the articles that have a name: entity:"…".
struct str name_query(struct arena *a, struct str name);

#endif
