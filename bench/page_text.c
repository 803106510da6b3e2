// page_text: processor time of reading text pages into segments and articles, from memory.
//
//     build/release/bench/page_text FILE…      microseconds a page, MB/s, peak memory
//
// The hostile pages are made here: a million bytes of one line again and again.
#include <stdio.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/limits.h"
#include "page/page.h"

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); // the machine has other work
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Reads `bytes` again and again for about half a second; microseconds a reading.
static double measure(struct str bytes)
{
    struct arena a = {0}, scratch = {0};
    struct page_input in = {.bytes = bytes, .form = PAGE_TEXT};
    size_t rounds = 0;
    double start = seconds(), spent = 0;
    while (spent < 0.5) {
        page_read(&a, &scratch, &in);
        arena_reset(&a);
        arena_reset(&scratch);
        rounds++;
        spent = seconds() - start;
    }
    arena_release(&a);
    arena_release(&scratch);
    return spent * 1e6 / (double)rounds;
}

static void report(const char *name, struct str bytes)
{
    double us = measure(bytes);
    printf("page_text %s %.0f us (%zu bytes, %.1f MB/s)\n", name, us, bytes.n,
           (double)bytes.n / us);
}

static void report_hostile(const char *name, struct str line)
{
    struct buf once = {0}, twice = {0};
    while (once.n < 1000000)
        buf_add(&once, line);
    buf_add(&twice, buf_str(&once));
    buf_add(&twice, buf_str(&once));
    double one = measure(buf_str(&once)), two = measure(buf_str(&twice));
    printf("page_text hostile %s %.1f ms, twice the bytes: times %.2f\n", name, one / 1000,
           two / one);
    buf_release(&once);
    buf_release(&twice);
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    for (int i = 1; i < argc; i++) {
        struct str bytes;
        struct err e = {0};
        if (file_read(&a, argv[i], LIMIT_DECODED, &bytes, &e))
            fprintf(stderr, "page_text: %s\n", e.text);
        else
            report(argv[i], bytes);
    }
    report_hostile("short lines", S("ا\n"));
    report_hostile("datelines", S("بغداد اليوم - بغداد\n"));
    report_hostile("credits", S("المصدر: رويترز + بيان لوزارتي الدفاع والداخلية\n"));
    report_hostile("keywords", S("كلمات دلالية: قوات الأمن العراقية التعاون الأمني\n"));
    report_hostile("read also", S("اقرأ أيضا:\nعنوان قصير هنا\n"));
    report_hostile("brackets", S("("));
    report_hostile("one line", S("كلمة "));
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("page_text peak %ld KiB\n", usage.ru_maxrss);
    arena_release(&a);
    return 0;
}
