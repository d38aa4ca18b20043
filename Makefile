# convoke: one GNU Makefile, no configure step. Objects and programs go under build/.
#   make            the program           make check       all tests
#   make demo       the two-minute tour   make check-asan  the same under ASan and UBSan
#   make bench      figures beside peers  make lint        clang-tidy, cppcheck, clang-format
#   make install    PREFIX, DESTDIR       make lengths     the longest functions and files

VERSION := 0.1
PREFIX ?= /usr/local
B ?= build
CC ?= cc
CFLAGS ?= -O2 -g
WARN := -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wpointer-arith $(WERROR)
pkg = $(shell pkg-config $(1) $(2))

# What the program itself links; what calendar.so and relay.so link is loaded on first use, since
# libical brings ICU and libESMTP brings OpenSSL into every start.
LIBS := glib-2.0 gobject-2.0 gmime-3.0 sqlite3 libfyaml jansson gumbo
CALENDAR_LIBS := libical
RELAY_LIBS := openssl
INCLUDES := -I. -I$(B) $(patsubst -I%,-isystem %,$(call pkg,--cflags,$(LIBS) $(CALENDAR_LIBS) $(RELAY_LIBS)))
ALL_CPPFLAGS := -D_GNU_SOURCE -DCONVOKE_VERSION='"$(VERSION)"' $(INCLUDES) $(CPPFLAGS)
ALL_CFLAGS := $(WARN) $(CFLAGS) -fPIC -pthread $(SANITIZE)
LDLIBS := $(call pkg,--libs,$(LIBS)) -ldl -lm

# Rooms. Edge files are named here; every other file of event, inbox, mailer and templates is pure
# (tests/repo/layers.sh holds them to it).
EDGE := inbox/receive.c inbox/source.c \
	mailer/outbox.c mailer/deliver.c mailer/relay.c mailer/pipe.c mailer/directory.c
MODULE_CALENDAR := $(wildcard inbox/itip-read.c mailer/itip-write.c)
MODULE_RELAY := $(wildcard mailer/relay.c)
GENERATED := db/steps.c templates/embedded.c inbox/quote-files.c event/embedded.c

SOURCES := $(wildcard event/*.c db/*.c inbox/*.c mailer/*.c templates/*.c)
PURE := $(filter-out $(EDGE) db/%,$(SOURCES))
CORE := $(filter-out $(MODULE_CALENDAR) $(MODULE_RELAY),$(SOURCES))
CORE_OBJ := $(CORE:%.c=$(B)/%.o) $(GENERATED:%.c=$(B)/%.o)
CLI_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard cli/*.c))
UNIT := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test-*.c))
MODULES := $(B)/calendar.so $(B)/relay.so

all: $(B)/convoke $(MODULES)

$(B)/convoke: $(CLI_OBJ) $(CORE_OBJ)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(LDLIBS)

# Modules take what they need of ours from the program (-rdynamic) and bring the heavy library.
$(B)/calendar.so: $(MODULE_CALENDAR:%.c=$(B)/%.o)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(call pkg,--libs,$(CALENDAR_LIBS))
$(B)/relay.so: $(MODULE_RELAY:%.c=$(B)/%.o)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ -lesmtp $(call pkg,--libs,$(RELAY_LIBS))

# Unit tests link everything, modules' objects included.
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(CORE_OBJ) $(MODULE_CALENDAR:%.c=$(B)/%.o) $(MODULE_RELAY:%.c=$(B)/%.o)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lesmtp $(call pkg,--libs,$(CALENDAR_LIBS) $(RELAY_LIBS))

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/%.o: $(B)/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Text files that ride in the program, one C string each.
$(B)/db/steps.c: $(sort $(wildcard db/[0-9]*.sql)) db/embed
	@mkdir -p $(@D)
	db/embed db_steps $(sort $(wildcard db/[0-9]*.sql)) > $@
TEMPLATE_FILES := $(sort $(wildcard templates/*/*))
$(B)/templates/embedded.c: $(TEMPLATE_FILES) db/embed
	@mkdir -p $(@D)
	db/embed template_files $(TEMPLATE_FILES) > $@
QUOTE_FILES := $(sort $(wildcard inbox/quote-words/[a-z][a-z]))
$(B)/inbox/quote-files.c: $(QUOTE_FILES) db/embed
	@mkdir -p $(@D)
	db/embed quote_files $(QUOTE_FILES) > $@
$(B)/event/embedded.c: event/starter.yaml db/embed
	@mkdir -p $(@D)
	db/embed event_files event/starter.yaml > $@

check: all $(UNIT)
	B=$(B) tests/run $(TESTS)
check-asan:
	$(MAKE) B=build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined' WERROR=$(WERROR) check

clean:
	rm -rf build

.PHONY: all check check-asan clean
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
