// main: the command table, nothing else.
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cmd.h"

#define VERSION "0.1.0"

// Order: as --help shows them.
static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} commands[] = {
    {"read",     cmd_read,     "read one page: articles, credits, dates, keyphrases, quotes"},
    {"add",      cmd_add,      "add pages and NDJSON to the store"                          },
    {"follow",   cmd_follow,   "follow a feed, a site or an OPML list"                      },
    {"feeds",    cmd_feeds,    "what is followed, and how it fares"                         },
    {"unfollow", cmd_unfollow, "stop following a feed"                                      },
    {"collect",  cmd_collect,  "fetch what is due"                                          },
    {"search",   cmd_search,   "find articles, with counts by outlet and day"               },
    {"similar",  cmd_similar,  "articles about the same thing"                              },
    {"names",    cmd_names,    "who is named: spellings, roles by day, quotations"          },
    {"quotes",   cmd_quotes,   "who said what, by speaker"                                  },
    {"compare",  cmd_compare,  "two statements, point by point"                             },
    {"export",   cmd_export,   "write articles as NDJSON, CSV, JSON-LD or WARC"             },
    {"stats",    cmd_stats,    "what is in the store"                                       },
    {"backup",   cmd_backup,   "copy the store while it is in use"                          },
    {"check",    cmd_check,    "say whether the store is whole"                             },
    {"reindex",  cmd_reindex,  "rebuild the full-text index"                                },
    {"up",       cmd_up,       "collect and serve"                                          },
    {"stage",    cmd_stage,    "run one stage as an NDJSON filter"                          },
    {"serve",    cmd_serve,    "serve the web site, the JSON API and the feed"              },
};

static void print_help(FILE *out)
{
    fputs("Usage: isnad COMMAND [OPTION…] [ARGUMENT…]\n\n"
          "Isnad (إسناد) collects Arabic news, reads it, relates it and serves it: who said it,\n"
          "who carried it, and what changed on the way.\n\nCommands:\n",
          out);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs("\n'isnad COMMAND --help' tells about one command.\n", out);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--help") == 0 || strcmp(name, "help") == 0) {
        print_help(stdout);
        return 0;
    }
    if (strcmp(name, "--version") == 0) {
        puts("isnad " VERSION);
        return 0;
    }
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(name, commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    if (argc > 1)
        fprintf(stderr, "isnad: there is no command '%s'\n", name);
    print_help(stderr);
    return 2;
}
