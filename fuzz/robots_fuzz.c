// robots: any file, agent and URL give an answer; the escape of an escape is the same.
#include <assert.h>

#include "feed/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str input = {(const char *)data, size}, agent, url, file;
    str_cut(input, '\n', &agent, &input);
    str_cut(input, '\n', &url, &file);
    struct robots r = robots_parse(&a, file, agent);
    robots_allowed(&r, url);
    struct str once = robots_escape(&a, url);
    assert(str_eq(robots_escape(&a, once), once));
    assert(robots_path_of(&a, url).p[0] == '/');
    arena_release(&a);
    return 0;
}
