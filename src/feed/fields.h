// fields: what the elements of feeds do to the entry in the making; named by element_table.c.
// Internal to feed/.  feed_start_…: at the start tag, with its attributes; feed_end_…: with its
// text.
#ifndef FEED_FIELDS_H
#define FEED_FIELDS_H

#include "feed/reader.h"

// May a value at the current depth stand?  Notes the depth.
bool feed_claim(struct reader *r, enum field field);
void feed_set_time(struct feed_time *t, struct str text);

#define FIELD_START(name) void feed_start_##name(struct reader *r, const struct element *e)
#define FIELD_END(name)                                                                            \
    void feed_end_##name(struct reader *r, const struct element *e, struct str text)

// Structure.
FIELD_START(rss);
FIELD_START(feed);
FIELD_START(channel);
FIELD_START(item);
FIELD_END(item);
FIELD_START(source);
FIELD_END(source);
FIELD_START(image);
FIELD_END(image);
FIELD_START(chapters);
FIELD_START(text_input);
FIELD_END(text_input);
FIELD_START(nothing);
FIELD_END(nothing);

// Texts.
FIELD_END(title);
FIELD_START(description);
FIELD_END(description);
FIELD_START(summary);
FIELD_END(subtitle);
FIELD_END(rights);
FIELD_END(info);
FIELD_START(content);
FIELD_END(content);

// Addresses and names.
FIELD_START(link);
FIELD_END(link);
FIELD_START(guid);
FIELD_END(id);
FIELD_START(enclosure);
FIELD_START(license);
FIELD_END(license);
FIELD_START(image_href);
FIELD_START(media_content);
FIELD_END(media_description);
FIELD_END(comments);
FIELD_END(address);
FIELD_END(icon);
FIELD_END(logo);
FIELD_END(url);
FIELD_END(new_feed_url);

// People (people.c).
FIELD_START(author);
FIELD_END(author);
FIELD_START(contributor);
FIELD_END(contributor);
FIELD_START(publisher);
FIELD_END(publisher);
FIELD_END(name);
FIELD_END(email);

// Categories, language, generator.
FIELD_START(category);
FIELD_END(category);
FIELD_END(keywords);
FIELD_END(itunes_keywords);
FIELD_START(itunes_category);
FIELD_END(language);
FIELD_START(generator);
FIELD_END(generator);
FIELD_START(generator_agent);

// Places (place.c).
FIELD_START(place);
FIELD_END(positions);
FIELD_START(georss);
FIELD_END(georss);

// Times (times.c).
FIELD_END(time);
FIELD_END(valid);
FIELD_END(ttl);
FIELD_END(update_period);
FIELD_END(update_frequency);
FIELD_END(hour);
FIELD_END(day);

#endif
