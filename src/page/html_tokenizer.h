// html_tokenizer: bytes of an HTML page -> tokens, by the HTML standard (section 13.2.5).
//
// Tokens are views into the page, raw: html_decode (text/html_entities.h) turns text and attribute
// values into what they stand for, and only where somebody wants them.  Never fails; time O(n); no
// memory of its own.  Parse errors are not reported.
#ifndef PAGE_HTML_TOKENIZER_H
#define PAGE_HTML_TOKENIZER_H

#include "base/limits.h"
#include "base/str.h"
#include "page/html_tag.h"

enum html_token_kind {
    HTML_TOKEN_END, // of the page
    HTML_TOKEN_TEXT,
    HTML_TOKEN_START,
    HTML_TOKEN_CLOSE,
    HTML_TOKEN_COMMENT,
    HTML_TOKEN_DOCTYPE,
};

// How the next bytes are read.  The caller sets it after a start tag (html_tokenizer_enter); an end
// tag of the same name sets it back.
enum html_mode {
    HTML_MODE_DATA,
    HTML_MODE_RCDATA,
    HTML_MODE_RAWTEXT,
    HTML_MODE_SCRIPT,
    HTML_MODE_PLAINTEXT,
    HTML_MODE_CDATA,
};

struct html_attribute {
    struct str name;  // raw, any letter case
    struct str value; // raw, without quotes; decode with REFERENCES | ATTRIBUTE
};

struct html_token {
    enum html_token_kind kind;
    enum html_tag tag; // of start and end tags
    struct str text;   // text; comment data; name of a tag or doctype, any letter case
    unsigned decode;   // for text: what to pass to html_decode
    bool self_closing; // <br/>
    bool quirks;       // a doctype that is not what it should be
    struct str public_id, system_id; // of a doctype; .p NULL where missing
};

struct html_tokenizer {
    struct str in;
    size_t at;
    enum html_mode mode;
    bool foreign;          // inside SVG or MathML: <![CDATA[ is one
    struct str last_start; // name of the last start tag
    size_t attribute_count;
    struct html_attribute attributes[LIMIT_ATTRIBUTES]; // of the last tag; the rest is dropped
};

// `in` is UTF-8 and must outlive the tokens.
void html_tokenizer_init(struct html_tokenizer *t, struct str in);
// The next token; false at the end of the page.  Text may come in several pieces.
bool html_tokenizer_next(struct html_tokenizer *t, struct html_token *out);
// Reads on in the mode that belongs to the content of an HTML element.
void html_tokenizer_enter(struct html_tokenizer *t, enum html_tag tag);

#endif
