// reader: see reader.h.
#include "read/reader.h"

bool is_same_word(struct str a, const char *b)
{
    size_t i = 0;
    while (i < a.n && b[i] == a.p[i])
        i++;
    return i == a.n && b[i] == '\0';
}
