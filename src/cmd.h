// cmd: the subcommands of isnad.  Each src/cmd_*.c holds one: options, calls, output.
//
// Exit codes: 0 done · 1 failed, or nothing found · 2 usage.
#ifndef CMD_H
#define CMD_H

int cmd_add(int argc, char **argv);
int cmd_backup(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_compare(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_collect(int argc, char **argv);
int cmd_feeds(int argc, char **argv);
int cmd_follow(int argc, char **argv);
int cmd_unfollow(int argc, char **argv);
int cmd_up(int argc, char **argv);
int cmd_names(int argc, char **argv);
int cmd_quotes(int argc, char **argv);
int cmd_read(int argc, char **argv);
int cmd_reindex(int argc, char **argv);
int cmd_search(int argc, char **argv);
int cmd_similar(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_stage(int argc, char **argv);
int cmd_stats(int argc, char **argv);

#endif
