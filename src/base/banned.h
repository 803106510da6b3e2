// banned: functions that are unsafe, depend on the locale or hide global state do not compile here
// (the idea is git's banned.h).  Force-included by the Makefile behind the system headers.
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Macros where fortified headers meet clang.
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets
#pragma GCC poison atoi atol atof gmtime localtime ctime asctime rand srand system mktemp tmpnam

#endif
