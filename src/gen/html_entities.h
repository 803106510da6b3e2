// Named character references of HTML as a perfect hash; made by tools/gen-html-entities.
#ifndef GEN_HTML_ENTITIES_H
#define GEN_HTML_ENTITIES_H

#include <stdint.h>

enum { HTML_ENTITY_BUCKETS = 1024, HTML_ENTITY_SLOTS = 2560 };

struct html_entity {
    uint8_t name_len; // 0: empty slot
    uint8_t value_len;
    char value[8]; // UTF-8
    char name[33]; // with its ';' where it needs one
};

// slot = fnv(name, html_entity_shift[fnv(name, 0) % BUCKETS]) % SLOTS; see html_entity_find.
extern const uint16_t html_entity_shift[HTML_ENTITY_BUCKETS];
extern const struct html_entity html_entity_slots[HTML_ENTITY_SLOTS];

#endif
