// cmd_add_job: what `isnad add` does with one line, page or archive record in a worker thread.
#ifndef CMD_ADD_JOB_H
#define CMD_ADD_JOB_H

#include "pipeline.h"
#include "store/store.h"
#include "warc/warc.h"

struct add_settings {
    const char *outlet; // of what names none; may be NULL
    bool light;         // no entities, quotations, statements …
    int64_t now;
};

enum add_kind { ADD_LINE, ADD_PAGE, ADD_FEED, ADD_WARC };

// Its arena keeps its memory for the next job.
struct add_job {
    struct arena a;
    const struct add_settings *settings;
    enum add_kind kind;
    const char *file;
    size_t bytes;              // of input, for the bound on what is in flight
    size_t number;             // of the line or record in its file; 0: the file itself
    struct str line;           // ADD_LINE
    struct warc_record record; // ADD_WARC
    // Filled by the work.
    struct prepared **articles;
    size_t article_count;
    struct err problem;
    bool passed_over; // no page: an image, a request, a page that was not found
    struct add_job *next_free;
};

void add_job_work(struct add_job *job, struct pipeline *p);

#endif
