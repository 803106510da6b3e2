// log: one line per event on standard error: "level: text".
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO };

// Control characters in the text are shown as '?', so that outside data cannot forge lines.
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
