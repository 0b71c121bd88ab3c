# Waakvlam: one Makefile for all rooms. README.md tells what the targets do; B moves everything that is built.
#
#   make          build/waakvlam              make demo     a follow-up starts to happen, on http://127.0.0.1:8080
#   make check    install, build, test        make lint     the house rules that a machine can hold
#   make bench    ratios against limits       make fuzz     every reader of foreign bytes, at length
#   make format   clang-format in place       make install  program, unit, runbook (DESTDIR, PREFIX)

B          ?= build
# make's own default is cc; ours is gcc unless the caller says otherwise.
ifeq ($(origin CC),default)
CC          = gcc
endif
PREFIX     ?= /usr/local
WARNINGS    = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
CFLAGS     ?= -O2 -g
STANDARD    = -std=c11 -D_GNU_SOURCE -fstack-protector-strong -I. -I$(B)
# Small functions in many files call each other some hundred times a plan or a mail: seen as one by the compiler the rules
# take a quarter less time, the reading of mail a twentieth. Only for gcc, which needs no other linker for it; fat objects,
# so that the lint can read their symbols.
ifneq ($(findstring gcc,$(CC)),)
WHOLE       = -flto=auto -ffat-lto-objects
endif
SANITIZERS  = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

RULES_LIBS     = glib-2.0 libpcre2-8
CHANNELS_LIBS  = glib-2.0 libcurl gmime-3.0 libical jansson libidn2 expat libcrypto pangocairo
SCHEDULER_LIBS = $(RULES_LIBS) $(CHANNELS_LIBS) libzip sqlite3 libmicrohttpd libsodium
LIBS_FLAGS    := $(shell pkg-config --silence-errors --cflags $(SCHEDULER_LIBS) | sed 's/-I/-isystem /g')
RULES_LINK    := $(shell pkg-config --silence-errors --libs $(RULES_LIBS))
CHANNELS_LINK := $(shell pkg-config --silence-errors --libs $(CHANNELS_LIBS))
ALL_LINK      := $(shell pkg-config --silence-errors --libs $(SCHEDULER_LIBS)) -lcsv -lm

RULES_C     := $(wildcard rules/*/*.c)
CHANNELS_C  := $(wildcard channels/*.c channels/*/*.c)
MAIN_C      := scheduler/command/main.c
SCHEDULER_C := $(filter-out $(MAIN_C),$(wildcard scheduler/*/*.c))
TESTS_C     := $(wildcard tests/rules/*_test.c tests/channels/*_test.c tests/scheduler/*_test.c)
TESTS_SH    := $(wildcard tests/*/*_test.sh)
FUZZ_C      := $(wildcard tests/fuzz/*_fuzz.c)
HEADERS     := $(wildcard */*/*.h channels/*.h tests/*.h)

# Every flavour is one folder below $(B): release (o), sanitized (san), clang.
objects = $(patsubst %.c,$(B)/$(1)/%.o,$(2))

# What is done is told in a line each; V=1 shows the whole commands.
Q   = $(if $(V),,@)
SAY = @$(if $(V),:,echo " ")

# Objects are kept, also those that only a pattern names.
.SECONDARY:

.PHONY: all check test demo lint bench fuzz fuzz-brief format install clean dependencies headers
all: dependencies $(B)/waakvlam

# `make` never touches the network: it stops and names the command that brings what is missing.
dependencies:
	@pkg-config --exists $(SCHEDULER_LIBS) && test -e /usr/include/csv.h || \
	  { echo "make: libraries are missing; run deploy/install-dependencies first" >&2; exit 1; }

# The texts that `init` copies are carried by the program.
SHIPPED = $(foreach f,$(sort $(wildcard rules/policies/*.beleid)),policies:$f) $(foreach f,$(sort $(wildcard rules/messages/*.bericht)),templates:$f)
$(B)/shipped.c: deploy/embed $(wildcard rules/policies/*.beleid rules/messages/*.bericht)
	@mkdir -p $(@D)
	deploy/embed $(SHIPPED) >$@
$(B)/%/shipped.o: $(B)/shipped.c
	@mkdir -p $(@D)
	$(SAY) CC   $@
	$(Q)$(CC) $(CFLAGS) $(STANDARD) -Wall -Wextra -MMD -MP -c -o $@ $<

$(B)/waakvlam: $(call objects,o,$(RULES_C) $(CHANNELS_C) $(SCHEDULER_C) $(MAIN_C)) $(B)/o/shipped.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(WHOLE) -o $@ $^ $(ALL_LINK)
$(B)/san/waakvlam: $(call objects,san,$(RULES_C) $(CHANNELS_C) $(SCHEDULER_C) $(MAIN_C)) $(B)/san/shipped.o
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(SANITIZERS) -o $@ $^ $(ALL_LINK)
$(B)/clang/waakvlam: $(call objects,clang,$(RULES_C) $(CHANNELS_C) $(SCHEDULER_C) $(MAIN_C)) $(B)/clang/shipped.o
	$(SAY) LINK $@
	$(Q)clang $(CFLAGS) -o $@ $^ $(ALL_LINK)

$(B)/o/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC   $@
	$(Q)$(CC) $(CFLAGS) $(STANDARD) $(WARNINGS) $(WHOLE) $(LIBS_FLAGS) -MMD -MP -c -o $@ $<
$(B)/san/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC   $@
	$(Q)$(CC) -O1 -g $(SANITIZERS) $(STANDARD) $(WARNINGS) $(LIBS_FLAGS) -MMD -MP -c -o $@ $<
$(B)/clang/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC   $@
	$(Q)clang $(CFLAGS) $(STANDARD) $(WARNINGS) $(LIBS_FLAGS) -MMD -MP -c -o $@ $<

# A test of a room links that room and what it may know: rules alone, channels alone, the scheduler with all.
$(B)/san/tests/rules/%: $(B)/san/tests/rules/%.o $(call objects,san,$(RULES_C))
	$(SAY) LINK $@
	$(Q)$(CC) $(SANITIZERS) -o $@ $^ $(RULES_LINK) -lm
$(B)/san/tests/channels/%: $(B)/san/tests/channels/%.o $(call objects,san,$(CHANNELS_C))
	$(SAY) LINK $@
	$(Q)$(CC) $(SANITIZERS) -o $@ $^ $(CHANNELS_LINK) -lm
$(B)/san/tests/scheduler/%: $(B)/san/tests/scheduler/%.o $(call objects,san,$(RULES_C) $(CHANNELS_C) $(SCHEDULER_C)) $(B)/san/shipped.o
	$(SAY) LINK $@
	$(Q)$(CC) $(SANITIZERS) -o $@ $^ $(ALL_LINK)

# Fuzzers: everything instrumented once, then linked per reader.
$(B)/fuzz/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC   $@
	$(Q)clang -O1 -g -fsanitize=fuzzer-no-link,address,undefined $(STANDARD) $(LIBS_FLAGS) -MMD -MP -c -o $@ $<
$(B)/fuzz/tests/fuzz/%: $(B)/fuzz/tests/fuzz/%.o $(call objects,fuzz,$(RULES_C) $(CHANNELS_C) $(SCHEDULER_C)) $(B)/fuzz/shipped.o
	$(SAY) LINK $@
	$(Q)clang -fsanitize=fuzzer,address,undefined -o $@ $^ $(ALL_LINK)

TEST_PROGRAMS = $(patsubst %.c,$(B)/san/%,$(TESTS_C))

check:
	deploy/install-dependencies --tests
	$(MAKE) --no-print-directory test
test: lint headers $(B)/waakvlam $(B)/san/waakvlam $(B)/clang/waakvlam $(TEST_PROGRAMS) fuzz-brief
	FUZZERS=$(abspath $(B)/fuzz/tests/fuzz) WAAKVLAM=$(abspath $(B)/san/waakvlam) WAAKVLAM_FAST=$(abspath $(B)/waakvlam) \
	  tests/run $(TEST_PROGRAMS) $(TESTS_SH)

fuzz-brief: $(patsubst %.c,$(B)/fuzz/%,$(FUZZ_C))
fuzz: fuzz-brief
	tests/fuzz/run $(B)/fuzz/tests/fuzz 600

demo:
	deploy/install-dependencies
	$(MAKE) --no-print-directory $(B)/waakvlam
	deploy/demo $(B)/waakvlam $(DEMO_ARGS)

lint: $(B)/waakvlam
	tests/lint/run $(B)
	@! command -v clang-format >/dev/null || clang-format --dry-run -Werror $(FORMATTED)

bench: $(B)/waakvlam
	for b in plan tick import formats; do $(B)/waakvlam bench $$b || exit 1; done

# Tables stay packed as they are: a line a name would make them ten times as long.
FORMATTED = $(filter-out %_table.c,$(RULES_C) $(CHANNELS_C) $(SCHEDULER_C) $(MAIN_C) $(TESTS_C) $(FUZZ_C) $(HEADERS))
format:
	@clang-format -i $(FORMATTED)

# Every header must stand on its own.
headers:
	@for h in $(HEADERS); do printf '#include "%s"\ntypedef int whole;\n' $$h | \
	  $(CC) -fsyntax-only -x c $(STANDARD) $(WARNINGS) $(LIBS_FLAGS) - || exit 1; done

install: $(B)/waakvlam
	install -D $(B)/waakvlam $(DESTDIR)$(PREFIX)/bin/waakvlam
	install -D deploy/backup $(DESTDIR)$(PREFIX)/lib/waakvlam/backup
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/waakvlam deploy/README.md channels/FOREIGN.md scheduler/CONTRACT.md scheduler/SEMANTICS.md LICENSE
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/waakvlam/examples deploy/examples/*
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's#/usr/local#$(PREFIX)#g' deploy/waakvlam.service >$(DESTDIR)$(PREFIX)/lib/systemd/system/waakvlam.service

clean:
	rm -rf $(B)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
