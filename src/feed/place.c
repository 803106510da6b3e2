// place: where an item plays, by GeoRSS (georss.org: simple and GML).
//
// Coordinates are written latitude first and kept longitude first, as GeoJSON has them; under a
// reference system other than WGS 84 they are kept as they are written.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "feed/fields.h"

enum { NUMBERS_MAX = 2048 };

// Decimal numbers separated by blanks or commas; stops at what is none.
static size_t read_numbers(struct arena *a, struct str s, double **out)
{
    VEC(double) numbers = {0};
    while (s.n && numbers.n < NUMBERS_MAX) {
        char word[32];
        size_t n = 0;
        while (s.n && (is_ascii_space(s.p[0]) || s.p[0] == ','))
            s = str_drop(s, 1);
        while (n < s.n && !is_ascii_space(s.p[n]) && s.p[n] != ',')
            n++;
        if (n == 0 || n >= sizeof word)
            break;
        memcpy(word, s.p, n);
        word[n] = 0;
        char *end;
        double value = strtod(word, &end);
        if (*end || !isfinite(value))
            break;
        *vec_push(a, &numbers) = value;
        s = str_drop(s, n);
    }
    *out = numbers.v;
    return numbers.n;
}

// Takes the place unless there is one; `need` is the fewest points of its kind.
static void set_place(struct reader *r, enum feed_place_kind kind, size_t need, struct str text)
{
    double *v;
    size_t n = read_numbers(r->a, text, &v), width = r->place_width == 3 ? 3 : 2;
    struct feed_place *place = &r->draft->e.place;
    if (place->kind != FEED_PLACE_NONE || n / width < need)
        return;
    place->points = arena_new(r->a, struct feed_point, n / width);
    for (size_t i = 0; i + width <= n; i += width)
        place->points[place->point_count++] = r->place_as_written
                                                  ? (struct feed_point){v[i], v[i + 1]}
                                                  : (struct feed_point){v[i + 1], v[i]};
    place->kind = kind;
}

// The reference system of a GML element; WGS 84 goes by several names.
static void read_system(struct reader *r)
{
    struct str name = xml_attribute(&r->x, S("srsname"));
    struct str width = xml_attribute(&r->x, S("srsdimension"));
    bool wgs84 = !name.n || str_ends(name, S("4326")) || str_ends(name, S("4979")) ||
                 str_ends(name, S("CRS84"));
    r->place_as_written = !wgs84;
    r->place_width = str_eq(width, S("3")) ? 3 : 2;
}

FIELD_START(place)
{
    read_system(r);
    r->place_kind = str_ends(e->name, S("linestring")) ? FEED_PLACE_LINE
                    : str_ends(e->name, S("polygon"))  ? FEED_PLACE_POLYGON
                                                       : FEED_PLACE_POINT;
}

FIELD_END(positions)
{
    (void)e;
    static const size_t need[] = {
        [FEED_PLACE_POINT] = 1, [FEED_PLACE_LINE] = 2, [FEED_PLACE_POLYGON] = 4};
    if (r->place_kind != FEED_PLACE_NONE)
        set_place(r, r->place_kind, need[r->place_kind], text);
}

FIELD_START(georss)
{
    (void)e;
    read_system(r);
}

FIELD_END(georss)
{
    if (str_ends(e->name, S(":point")))
        set_place(r, FEED_PLACE_POINT, 1, text);
    else if (str_ends(e->name, S(":line")))
        set_place(r, FEED_PLACE_LINE, 2, text);
    else if (str_ends(e->name, S(":box")))
        set_place(r, FEED_PLACE_BOX, 2, text);
    else
        set_place(r, FEED_PLACE_POLYGON, 4, text);
}
