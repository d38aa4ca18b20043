# convoke: one GNU Makefile, no configure step. Objects and programs go under build/.
#   make            the program           make check       all tests
#   make demo       the two-minute tour   make check-asan  the same under ASan and UBSan
#   make bench      figures beside peers  make lint        clang-tidy, cppcheck, clang-format
#   make score      CORPUS=DIR, labelled mail (tests/score.md)
#   make fuzz       [TARGET=NAME] [SECONDS=30], hostile bytes (tests/fuzz/README.md)
#   make install    PREFIX, DESTDIR       make lengths     the longest functions and files

MAKEFLAGS += --no-builtin-rules
VERSION := 0.1
PREFIX ?= /usr/local
B ?= build
CC ?= cc
CFLAGS ?= -O2 -g
WARN := -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wpointer-arith $(WERROR)
pkg = $(shell pkg-config $(1) $(2))

# What the program itself links; what the modules below link is loaded on first use, since each library counts when an
# MTA starts a process a message, and GMime brings GIO and GnuPG, libical ICU, libESMTP and libcurl OpenSSL with them.
LIBS := glib-2.0 sqlite3 jansson libzstd
YAML_LIBS := libfyaml
HTML_LIBS := gumbo
MIME_LIBS := gobject-2.0 gmime-3.0
CALENDAR_LIBS := libical
SHA256_LIBS := libcrypto
RELAY_LIBS := openssl
IMAP_LIBS := libcurl
UTF8_LIBS := libcurl
INCLUDES := -I. -I$(B) $(patsubst -I%,-isystem %,$(call pkg,--cflags,$(LIBS) $(YAML_LIBS) $(HTML_LIBS) $(MIME_LIBS) $(CALENDAR_LIBS) $(RELAY_LIBS) $(IMAP_LIBS)))
ALL_CPPFLAGS := -D_GNU_SOURCE -DCONVOKE_VERSION='"$(VERSION)"' $(INCLUDES) $(CPPFLAGS)
ALL_CFLAGS := $(WARN) $(CFLAGS) -fPIC -pthread $(SANITIZE)
# Linked statically where the system has them so: each shared library takes half a millisecond or more of a start. Who
# packages convoke may want STATIC= for none.
STATIC ?= glib-2.0 sqlite3 libzstd jansson
archive = $(filter /%,$(shell $(CC) -print-file-name=lib$(1:lib%=%).a))
static = $(and $(filter $(1),$(STATIC)),$(archive))
link = $(if $(static),$(archive) -Wl$(comma)--exclude-libs$(comma)$(notdir $(archive)),$(call pkg,--libs,$(1)))
comma := ,
# SQLite's functions ask for it; the program has stand-ins (cli/math-load.c).
AS_NEEDED_LIBM := -Wl,--push-state,--as-needed -lm -Wl,--pop-state
LDLIBS := $(foreach library,$(filter-out glib-2.0,$(LIBS)),$(call link,$(library))) -ldl $(AS_NEEDED_LIBM)
SHARED_GLIB := $(call pkg,--libs,glib-2.0)
# All of GLib, open to what is loaded later: libraries that bring it along take what is in the program then
# (cli/module.c). A sanitizer has to stand before it.
GLIB := $(if $(and $(call static,glib-2.0),$(call archive,pcre2-8),$(if $(SANITIZE),,not)),-Wl$(comma)--whole-archive \
	$(call archive,glib-2.0) -Wl$(comma)--no-whole-archive $(call archive,pcre2-8) \
	-Wl$(comma)--exclude-libs$(comma)libpcre2-8.a,$(SHARED_GLIB))
# All addresses are looked up at the start, so that none can be changed later, nor is looked up anew after a fork.
HARDENED := -Wl,-z,relro -Wl,-z,now -Wl,-z,pack-relative-relocs

# Rooms. Edge files are named here; every other file of event, inbox, mailer and templates is pure
# (tests/repo/layers.sh holds them to it).
EDGE := $(addprefix inbox/,receive.c committer.c memory.c look-again.c known.c packer.c record.c seen.c record-attachments.c source.c source-mbox.c watch.c listen.c lmtp-server.c imap.c imap-line.c) \
	mailer/apart.c mailer/outbox.c mailer/outbox-put.c mailer/owed.c mailer/gather.c mailer/prepare.c mailer/told.c mailer/digest.c mailer/directory.c mailer/pipe.c \
	$(addprefix mailer/,claims.c deliver.c ending.c fence.c fence-file.c filing.c handover.c journal.c pacer.c refused.c run.c) \
	$(addprefix mailer/relay,.c -curl.c -lane.c -line.c -login.c -session.c -socket.c -tls.c -utf8.c -wire.c)
EDGE += $(addprefix inbox/reader,.c -line.c -nursery.c -warm.c -worker.c) \
	$(addprefix inbox/sandbox,.c -filter.c -landlock.c)
MODULE_YAML := event/read-node.c
MODULE_HTML := inbox/html.c inbox/html-color.c inbox/html-marks.c inbox/html-sheet.c inbox/html-style.c
MODULE_MIME := inbox/mime-read.c mailer/mime-write.c
MODULE_CALENDAR := $(wildcard inbox/itip-read.c mailer/itip-write.c mailer/itip-publish.c)
MODULE_SHA256 := inbox/sha256.c
MODULE_IMAP := inbox/imap.c inbox/imap-line.c
MODULE_UTF8 := mailer/relay-utf8.c mailer/relay-curl.c
MODULE_RELAY := $(addprefix mailer/relay,.c -dialogue.c -envelope.c -feed.c -lane.c -line.c -login.c -session.c -socket.c -tls.c -wire.c)
# Text files that ride in the program, one C string each: EMBED_NAME of them becomes the table NAME.
EMBED_db_steps := $(sort $(wildcard db/[0-9]*.sql))
EMBED_template_files := $(sort $(wildcard templates/*/*))
EMBED_event_files := $(wildcard event/starter.yaml)
# Phrases, which become tables.
QUOTE_WORDS := $(sort $(wildcard inbox/quote-words/[a-z][a-z]))
ROBOT_WORDS := $(sort $(wildcard inbox/robots/*))
GENERATED := $(patsubst EMBED_%,embedded/%.c,$(filter EMBED_%,$(.VARIABLES))) \
	$(addprefix inbox/,words/tables.c quote-words/table.c robots/table.c rules.c)

SOURCES := $(wildcard event/*.c db/*.c inbox/*.c mailer/*.c templates/*.c)
PURE := $(filter-out $(EDGE) db/%,$(SOURCES))
CORE := $(filter-out $(MODULE_YAML) $(MODULE_HTML) $(MODULE_MIME) $(MODULE_CALENDAR) $(MODULE_SHA256) $(MODULE_RELAY) $(MODULE_IMAP) $(MODULE_UTF8),$(SOURCES))
CORE_OBJ := $(CORE:%.c=$(B)/%.o) $(GENERATED:%.c=$(B)/%.o)
CLI := $(wildcard cli/*.c)
UNIT := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test-*.c))
FUZZ := $(patsubst tests/fuzz/fuzz-%.c,%,$(wildcard tests/fuzz/fuzz-*.c))
REPLAY := $(FUZZ:%=$(B)/tests/fuzz/replay-%)
MODULES := $(B)/yaml.so $(B)/html.so $(B)/mime.so $(B)/calendar.so $(B)/sha256.so $(B)/relay.so $(B)/imap.so $(B)/smtputf8.so $(B)/math.so
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $@)

all: $(B)/convoke $(MODULES)

# All objects go in, used or not: modules take what they need of ours from the program (-rdynamic).
$(B)/convoke: $(CLI:%.c=$(B)/%.o) $(CORE_OBJ)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(HARDENED) -rdynamic -o $@ $^ $(GLIB) $(LDLIBS)

# The same with all libraries apart, for a test that stands between it and SQLite.
$(B)/convoke-shared: $(CLI:%.c=$(B)/%.o) $(CORE_OBJ)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(call pkg,--libs,$(LIBS)) -ldl $(AS_NEEDED_LIBM)

# A module brings its heavy library.
$(B)/yaml.so: $(MODULE_YAML:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(YAML_LIBS))
$(B)/html.so: $(MODULE_HTML:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(HTML_LIBS))
$(B)/mime.so: $(MODULE_MIME:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(MIME_LIBS))
$(B)/calendar.so: $(MODULE_CALENDAR:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(CALENDAR_LIBS))
$(B)/sha256.so: $(MODULE_SHA256:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(SHA256_LIBS))
$(B)/relay.so: $(MODULE_RELAY:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ -lesmtp $(call pkg,--libs,$(RELAY_LIBS))
$(B)/imap.so: $(MODULE_IMAP:%.c=$(B)/%.o)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(IMAP_LIBS))

# Nothing of ours: what it brings is asked for through it.
$(B)/math.so: Makefile
	$(call say,LINK)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -shared -o $@ -Wl,--no-as-needed -lm

# Both ways to a relay follow what is said by the same dialogue.
$(B)/smtputf8.so: $(MODULE_UTF8:%.c=$(B)/%.o) $(B)/mailer/relay-dialogue.o
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(UTF8_LIBS))

# Unit tests take what they use, modules' objects and the parts of cli/ included.
$(B)/core.a: $(CORE_OBJ) $(patsubst %.c,$(B)/%.o,$(MODULE_YAML) $(MODULE_HTML) $(MODULE_MIME) $(MODULE_CALENDAR) \
		$(MODULE_SHA256) $(MODULE_RELAY) $(filter-out cli/main.c cli/%-load.c,$(CLI)))
	$(call say,AR)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
LINK_TEST = $(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(SHARED_GLIB) $(LDLIBS) -lesmtp $(call pkg,--libs,$(YAML_LIBS) $(HTML_LIBS) $(MIME_LIBS) $(CALENDAR_LIBS) $(RELAY_LIBS))
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/core.a
	$(call say,LINK)
	$(Q)$(LINK_TEST)

# A fuzz target twice: with a driver of our own that replays files, and with libFuzzer (clang's).
$(B)/tests/fuzz/replay-%: $(B)/tests/fuzz/fuzz-%.o $(B)/tests/fuzz/replay.o $(B)/core.a
	$(call say,LINK)
	$(Q)$(LINK_TEST)
$(B)/tests/fuzz/fuzz-%: $(B)/tests/fuzz/fuzz-%.o $(B)/core.a
	$(call say,LINK)
	$(Q)$(LINK_TEST) -fsanitize=fuzzer

$(B)/%.o: %.c
	$(call say,CC)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/%.o: $(B)/%.c
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The rule of the tables named above.
.SECONDEXPANSION:
$(B)/embedded/%.c: $$(EMBED_$$*) db/embed Makefile
	$(Q)mkdir -p $(@D) && db/embed $* $(EMBED_$*) > $@

# The phrases of inbox/words, and then the others, compiled to constant tables by programs of our own.
WORDS_COMPILE := $(addprefix inbox/,$(addprefix words/,compile.c pool.c trie.c grammar.c grammar-phrase.c grammar-file.c) \
    rsvp-word.c rsvp-lexicon.c rsvp-tokens.c)
$(B)/words-compile: $(WORDS_COMPILE) $(wildcard inbox/rsvp*.h inbox/words/*.h)
	$(Q)mkdir -p $(@D) && $(CC) -std=c11 -O1 $(ALL_CPPFLAGS) -o $@ $(WORDS_COMPILE) $(call pkg,--libs,glib-2.0)
$(B)/inbox/words/tables.c: $(B)/words-compile $(sort $(wildcard inbox/words/*.txt))
	$(Q)mkdir -p $(@D) && $< $(filter %.txt,$^) > $@

PHRASES := $(addprefix inbox/,words/phrases.c words/pool.c quote-fold.c robot-fold.c)
$(B)/phrases: $(PHRASES) $(addprefix inbox/,words/pool.h quote-table.h quote-words.h quote-fold.h robot-book.h robot-words.h)
	$(Q)mkdir -p $(@D) && $(CC) -std=c11 -O1 $(ALL_CPPFLAGS) -o $@ $(PHRASES) $(call pkg,--libs,glib-2.0)
$(B)/inbox/quote-words/table.c: $(B)/phrases $(QUOTE_WORDS)
	$(Q)mkdir -p $(@D) && $< quote $(QUOTE_WORDS) > $@
$(B)/inbox/robots/table.c: $(B)/phrases $(ROBOT_WORDS)
	$(Q)mkdir -p $(@D) && $< robot $(ROBOT_WORDS) > $@

# The name of the rules: what reads messages, code and data.
$(B)/inbox/rules.c: $(filter inbox/%,$(PURE)) inbox/itip-read.c $(sort $(wildcard inbox/words/*.txt)) \
		$(QUOTE_WORDS) $(ROBOT_WORDS)
	$(Q)mkdir -p $(@D) && printf '#include "inbox/rules.h"\nconst char rules_version[] = "%s-%s";\n' \
		$(VERSION) $$(cat $(sort $^) | sha256sum | cut -c 1-12) > $@

demo: all
	B=$(B) sh examples/demo

check: all $(UNIT) $(REPLAY)
	B=$(B) tests/run $(TESTS)
# The sanitizer guesses where the thread-local data of a dlopened library lies from what stands before it in memory, and
# at times looks for leaks where nothing is mapped; so it leaves those alone.
check-asan:
	@ASAN_OPTIONS=intercept_tls_get_addr=0 $(MAKE) --no-print-directory B=build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' WERROR=$(WERROR) check \
		SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined'

# Each target for so many seconds. What is found stands under build/fuzz.
TARGET ?= $(FUZZ)
SECONDS ?= 30
fuzz:
	@$(MAKE) --no-print-directory B=build/fuzz CC=clang CFLAGS='-O1 -g -fno-omit-frame-pointer' WERROR= \
		SANITIZE='-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined' \
		$(TARGET:%=build/fuzz/tests/fuzz/fuzz-%)
	@B=build/fuzz tests/fuzz/run $(SECONDS) $(TARGET)

# How much of a labelled corpus is understood, held to tests/score-floors: make score CORPUS=DIR.
score: all
	@tests/score $(B)/convoke $(CORPUS) tests/score-floors

bench: all
	B=$(B) tests/bench/run $(BENCH)

# What the compiler does not see. cppcheck's complaint about NULL as an argument of sql_prepare is about
# systems where NULL is no pointer.
LINTED := $(SOURCES) $(CLI)
lint: $(GENERATED:%=$(B)/%)
	clang-format --dry-run --Werror $(LINTED) $(wildcard */*.h tests/unit/*.[ch] tests/fuzz/*.[ch])
	cppcheck --quiet --std=c11 -j2 --error-exitcode=1 --enable=warning,portability,performance --inline-suppr \
		--suppress=missingIncludeSystem --suppress=varFuncNullUB --library=gtk '-DG_GNUC_PRINTF(a,b)=' \
		'-DG_DEFINE_QUARK(a,b)=' -I. $(LINTED)
	printf '%s\n' -std=c11 -I$(CURDIR) $(ALL_CPPFLAGS) > $(B)/compile_flags.txt
	printf '%s\n' $(LINTED) | xargs -P2 -n8 clang-tidy -p $(B) --quiet --warnings-as-errors='*'

# The longest functions and files, for whoever wants to look.
lengths:
	@tests/lengths $(LINTED)

INSTALL := install
MANPAGES := $(wildcard man/*.[157])
install: all
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/convoke \
		$(addprefix $(DESTDIR)$(PREFIX)/share/man/man,1 5 7) \
		$(DESTDIR)$(PREFIX)/share/doc/convoke/examples
	$(INSTALL) -m 755 $(B)/convoke $(DESTDIR)$(PREFIX)/bin/
	$(INSTALL) -m 644 $(MODULES) $(DESTDIR)$(PREFIX)/lib/convoke/
	$(INSTALL) -m 644 $(filter %.1,$(MANPAGES)) $(DESTDIR)$(PREFIX)/share/man/man1/
	$(INSTALL) -m 644 $(filter %.5,$(MANPAGES)) $(DESTDIR)$(PREFIX)/share/man/man5/
	$(INSTALL) -m 644 $(filter %.7,$(MANPAGES)) $(DESTDIR)$(PREFIX)/share/man/man7/
	$(INSTALL) -m 644 README.md LICENSE $(DESTDIR)$(PREFIX)/share/doc/convoke/
	$(INSTALL) -m 644 $(wildcard examples/*.yaml examples/crontab examples/convoke.*) $(DESTDIR)$(PREFIX)/share/doc/convoke/examples/

# For tests: `make print-PURE` shows a list.
print-%:
	@echo $($*)

clean:
	rm -rf build

.PHONY: all demo check check-asan fuzz score bench lint lengths install clean
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' -type f 2>/dev/null)
