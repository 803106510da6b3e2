// date: the moments that feeds write, in every form met in the wild.
#ifndef FEED_DATE_H
#define FEED_DATE_H

#include "base/arena.h"

// RFC 822/2822 with its corruptions, ISO 8601 and W3CDTF, asctime, "2006/09/15 08:19:53", month
// names in Arabic (all traditions), Persian, English, French, Greek, Hungarian and Korean, Hijri
// and Persian dates, either kind of Arabic digits, Unix seconds.  Without a zone: UTC (Korean
// forms: Korea's).  A year, or a year and month, give their first day.  false: no date, or no
// existing one. At most 200 bytes are read.
bool feed_date_parse(struct str s, int64_t *seconds);

#endif
