/* beside: the words that came with a calendar's button. Calendars write words of their own there: who has pressed what,
 * the meeting once more, how to get no more of such mail. Pure. */
#ifndef CONVOKE_INBOX_BESIDE_H
#define CONVOKE_INBOX_BESIDE_H

/* What REPLY, the newly written words, has without a calendar's own; "" where that is all there is. New. A line in which
 * a calendar says what was pressed ("pressed" in inbox/robots) is its own, and so is what looks like it below that
 * line. */
char *beside_words(const char *reply);

#endif
