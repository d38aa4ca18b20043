/* File name: one under which something from a stranger can be stored and saved on any system. */
#ifndef CONVOKE_EVENT_FILE_NAME_H
#define CONVOKE_EVENT_FILE_NAME_H

/* Bytes of the longest. */
#define FILE_NAME_MAX 100

/* What TEXT (any bytes, NULL as well) calls a file, as one name of at most FILE_NAME_MAX bytes of UTF-8 in
 * normal form C: behind the last slash or backslash; no control or format characters (which turn the line
 * or hide), none that a shell, a web server or Windows takes for something else at the start; no name of
 * a Windows device; the extension stays where the rest is cut. "unnamed" where nothing is left. Its own
 * result gives the same again. New. */
char *file_name_safe(const char *text);

#endif
