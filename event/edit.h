/* Edit: small changes to the text of an event file that leave its comments and layout alone. These know
 * the layouts in which people write such files, not YAML: whoever edits reads the outcome again and looks
 * whether it means exactly what was meant (diff.h). Pure. */
#ifndef CONVOKE_EVENT_EDIT_H
#define CONVOKE_EVENT_EDIT_H

/* TEXT with the topic ID behind those that it has, or with a list of topics at its end. FROM is the guest
 * who proposed it; NULL = nobody. NULL where the topics are laid out in another way than one a line. */
char *edit_add_topic(const char *text, const char *id, const char *title, const char *from);

/* TEXT with TITLE for the session that starts on LINE (from 1), which has none or says "undecided". NULL
 * where that line is no session, or laid out in another way. */
char *edit_set_title(const char *text, int line, const char *title);

/* What changed between two texts as a patch of one hunk without context: "--- NAME", "+++ NAME", "@@ … @@",
 * then the lines that go and the lines that come. */
char *edit_patch(const char *before, const char *after, const char *name);

#endif
