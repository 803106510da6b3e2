// stem: light10 as Lucene's ArabicStemmer orders it, with the compound clitics that news text has
// (وبال، ولل …).  Lengths are in letters; a folded Arabic letter is two bytes.
#include "text/stem.h"

// Longest first.  `keep`: letters that must be left.
static const struct affix {
    struct str text;
    size_t keep;
} prefixes[] = {
    {S_INIT("وبال"), 2},
    {S_INIT("فبال"), 2},
    {S_INIT("وكال"), 2},
    {S_INIT("وال"),   2},
    {S_INIT("بال"),   2},
    {S_INIT("كال"),   2},
    {S_INIT("فال"),   2},
    {S_INIT("ولل"),   2},
    {S_INIT("فلل"),   2},
    {S_INIT("ال"),     2},
    {S_INIT("لل"),     2},
    {S_INIT("و"),       3},
};

// Each is taken off once, in this order.  ة is ه after folding, ية is يه.
static const struct affix suffixes[] = {
    {S_INIT("ها"), 2},
    {S_INIT("ان"), 2},
    {S_INIT("ات"), 2},
    {S_INIT("ون"), 2},
    {S_INIT("ين"), 2},
    {S_INIT("يه"), 2},
    {S_INIT("ه"),   2},
    {S_INIT("ي"),   2},
};

static bool leaves_enough(struct str word, const struct affix *affix)
{
    return word.n >= affix->text.n + 2 * affix->keep;
}

struct str stem_light(struct str word)
{
    // Arabic letters are 0xD8..0xDB xx in UTF-8; leave words that do not start with one.
    if (word.n < 6 || (unsigned char)word.p[0] < 0xD8 || (unsigned char)word.p[0] > 0xDB)
        return word;
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        if (str_starts(word, prefixes[i].text) && leaves_enough(word, &prefixes[i])) {
            word = str_drop(word, prefixes[i].text.n);
            break;
        }
    }
    for (size_t i = 0; i < COUNT_OF(suffixes); i++)
        if (str_ends(word, suffixes[i].text) && leaves_enough(word, &suffixes[i]))
            word.n -= suffixes[i].text.n;
    return word;
}
