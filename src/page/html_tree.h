// html_tree: an HTML page as a light tree in document order.
//
// One flat array of nodes: a node's subtree are the nodes (i, nodes[i].end).  It has what finding
// the text of a page needs (void elements, implied end tags, raw text, foreign content, scopes) and
// leaves out what only moves nodes around (adoption agency, foster parenting, template modes).
// Scripts but for JSON, styles, comments and blanks between tags are not in it.  Never fails; time
// O(n) and memory <= 24 n + 12 n for any input; depth <= LIMIT_TREE_DEPTH, nodes <=
// LIMIT_TREE_NODES.
#ifndef PAGE_HTML_TREE_H
#define PAGE_HTML_TREE_H

#include "base/arena.h"
#include "page/html_tag.h"

enum html_node_flag {
    HTML_NODE_TEXT = 1,         // a text, else an element
    HTML_NODE_IN_LINK = 2,      // inside an open <a href>
    HTML_NODE_SPACE_BEFORE = 4, // white space stood before it, that is in no node
    HTML_NODE_LITERAL = 8,      // a text without character references
    HTML_NODE_ITEM = 16,        // an element with itemprop
};

struct html_node {
    uint8_t flags;
    uint8_t tag;     // enum html_tag of an element
    uint16_t depth;  // of the stack when it was met
    uint32_t parent; // the root is its own parent
    uint32_t end;    // first node behind the subtree
    uint32_t at;     // text: first byte in the page; element: first of its attributes
    uint32_t count;  // bytes, attributes
};

struct html_attr_value {
    uint8_t attr;       // enum html_attr
    uint32_t at, count; // raw bytes in the page
};

struct html_tree {
    struct str page;
    struct html_node *nodes; // nodes[0] is <html>, also where the page has none
    size_t node_count;
    struct html_attr_value *attrs;
    size_t attr_count;
    struct str base_href; // raw; .p NULL: none
};

// `page` is UTF-8 and must outlive the tree.
struct html_tree html_tree_of(struct arena *a, struct str page);
// The raw value of an attribute (the first of that name), .p NULL where there is none.
struct str html_tree_attr_raw(const struct html_tree *t, size_t node, enum html_attr attr);
// The same decoded; a view into the page or into the arena.
struct str html_tree_attr(struct arena *a, const struct html_tree *t, size_t node,
                          enum html_attr attr);
// The raw bytes of a text node.
struct str html_tree_raw(const struct html_tree *t, size_t node);
// All text below a node, references decoded, runs of white space as one space, trimmed.
struct str html_tree_text(struct arena *a, const struct html_tree *t, size_t node);

#endif
