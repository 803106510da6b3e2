// dates: the expressions of time in a text, with values in TIMEX3/ISO 8601 (arabic.md section 7).
//
// What is read: Gregorian dates in every Arab month tradition, Hijri dates (Umm al-Qura), Persian
// solar dates, numeric dates, weekdays, periods, weeks, quarters, seasons, decades, centuries,
// times of day, clock times, expressions relative to an anchor, durations, sets, vague references.
// `value` of a mention is one of
//   2024-07-24  2024-07  2024  202  20  2024-W30  2024-W30-WE  2024-Q3  2024-H1  2024-SU   (TIMEX3)
//   2024-07-24TEV (parts: TMO TMI TAF TEV TNI)   2024-07-24T14:05:00Z (RFC 3339; "Z" where no
//   offset is known)   T14:05 (no anchor)   XXXX-07-24, XXXX-WXX-3, XXXX-XX-XX (open fields)
//   START/END (a period, both ends included)   P3D, PT1H30M (duration)   P1D (set: each day)
//   PAST_REF  PRESENT_REF  FUTURE_REF
// Names of outlets such as "بغداد اليوم" or "اليوم السابع" are never dates.
#ifndef TEXT_DATES_H
#define TEXT_DATES_H

#include "base/civil.h"
#include "text/doc.h"

struct date_context {
    bool has_anchor;
    int64_t anchor;     // seconds UTC of the document's date
    int east;           // seconds east of UTC of the anchor's zone; 0 if not known
    struct str country; // ISO 3166 code of the outlet: "US" puts the month first, "IR" and
                        // "AF" write years 13xx and 14xx of the Persian calendar; may be empty
};

// Sets the anchor and its zone from an RFC 3339 date or date-time.  false, and no anchor, where it
// is none.
bool date_context_anchor(struct date_context *c, struct str rfc3339);

// The mentions of the document, in order, not overlapping.  Values live in the arena.  O(n).
void dates_read(struct arena *a, const struct doc *d, const struct date_context *c,
                struct date_mention **out, size_t *out_count);

// A moment as a web page shows it.
struct visible_date {
    struct civil date;        // Gregorian, whatever calendar was written
    int hour, minute, second; // -1: not given
    int east;                 // seconds east of UTC
    bool has_zone;
};
// Reads the first full date of a short text (a date line of a page, ≤ 400 bytes of it are looked
// at): "الجمعة 24 نيسان 2020", "28 آب/اغسطس 2013 - 14:05", "٥ محرم ١٤٤٦ هـ", "۲۹ بهمن ۱۳۹۸".
// Arabic, Persian, English and French month names.  false: there is no full date in it.
bool date_parse_visible(struct str text, struct visible_date *out);
// The same as RFC 3339: "2013-08-28T14:05:00", with the offset where one was given, or the date
// alone; .p == NULL where there is none.
struct str date_visible_value(struct arena *a, struct str text);

#endif
