// fingerprint: see fingerprint.h.  The least of each window is kept up by comparing what comes in,
// and searched for anew only when it falls out: O(words) but for rising runs of 8.
#include "relate/fingerprint.h"

struct fingerprints fingerprints_of(struct arena *a, struct word_hashes shingles)
{
    struct fingerprints out = {arena_new(a, struct fingerprint, shingles.n), 0};
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < shingles.n; i++) {
        size_t first = i + 1 < FINGERPRINT_WINDOW ? 0 : i + 1 - FINGERPRINT_WINDOW;
        if (least == SIZE_MAX || least < first) {
            // The rightmost of equal ones, so that a run of one word does not fill the list.
            least = first;
            for (size_t k = first + 1; k <= i; k++)
                if (shingles.v[k] <= shingles.v[least])
                    least = k;
        } else if (shingles.v[i] <= shingles.v[least]) {
            least = i;
        }
        bool full = i + 1 >= FINGERPRINT_WINDOW || i + 1 == shingles.n;
        bool fresh = out.n == 0 || out.v[out.n - 1].at != least;
        if (full && fresh)
            out.v[out.n++] = (struct fingerprint){shingles.v[least], (uint32_t)least};
    }
    return out;
}
