# Isnad: one plain GNU Makefile (docs/decisions/0001-plain-make.md).
#
#   make                 build/release/isnad          make test [T=prefix…]   unit and golden tests
#   make V=asan test     under ASan and UBSan         make e2e                end-to-end tests
#   make lint            everything checkable         make fuzz [SECONDS=10]  every fuzz target
#   make bench           programs in build/V/bench    make fmt                clang-format
#   make golden-update   rewrite golden `want`s       make install [PREFIX=]
#
# Variants: V=release (default), debug, asan, tsan, cover.  A missing library is an error that names
# nothing: run script/setup, which installs everything by package name.

V       ?= release
ifeq ($(origin CC),default)
CC      := gcc
endif
B       := build/$(V)
PREFIX  ?= /usr/local
SECONDS ?= 10
LIBS    := libdeflate libzstd zlib sqlite3 jansson uchardet libutf8proc libmicrohttpd libxxhash \
           libcurl libsodium libseccomp liblz4 libbrotlidec

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wcast-qual -Wformat=2 -Wvla \
        -Wundef -Wpointer-arith -Wimplicit-fallthrough -Wdouble-promotion -fno-common
ifdef CI
WARN += -Werror
endif

FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
FLAGS_debug   := -O0 -g
FLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
                 -fno-sanitize-recover=all -DARENA_DEBUG
FLAGS_tsan    := -O1 -g -fsanitize=thread
FLAGS_cover   := -O0 -g --coverage
FLAGS_fuzz    := $(FLAGS_asan) -fsanitize=fuzzer-no-link

CCACHE  := $(shell command -v ccache 2>/dev/null)
CFLAGS  += -std=c17 -D_GNU_SOURCE $(WARN) $(FLAGS_$(V)) -fPIE -Isrc -Iinclude -include base/banned.h \
           $(shell pkg-config --cflags $(LIBS))
LDFLAGS += $(filter -fsanitize% --coverage,$(FLAGS_$(V))) -pie
LDLIBS  := $(shell pkg-config --libs $(LIBS)) -lm -lpthread

SOURCES := $(filter-out src/main.c,$(wildcard src/*.c src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
TESTS   := $(wildcard test/*.c test/*/*.c)
TESTOBJ := $(TESTS:%.c=$(B)/%.o)
BENCHES := $(patsubst bench/%.c,$(B)/bench/%,$(wildcard bench/*.c))
FUZZERS := $(patsubst fuzz/%.c,build/fuzz/fuzz/%,$(wildcard fuzz/*_fuzz.c))

.PHONY: all test e2e lint lint-fast fuzz fuzz-build bench fmt golden-update install clean
all: $(B)/isnad

$(B)/libisnad.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(B)/isnad: $(B)/src/main.o $(B)/libisnad.a
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(CCACHE) $(CC) $(CFLAGS) -Itest -MMD -MP -c -o $@ $<

# The assembler reads these (src/serve/assets.c); the compiler's dependency files do not know it.
$(B)/src/serve/assets.o build/fuzz/src/serve/assets.o: $(wildcard web/* web/fonts/*.woff2)
$(B)/src/gen/ner_model.o build/fuzz/src/gen/ner_model.o: data/models/ner-ar.bin

# Oracles are linked into the tests only.
$(B)/tests: $(TESTOBJ) $(B)/libisnad.a
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lgumbo -lexpat -licui18n -licuuc

test: $(B)/tests $(B)/isnad
	ISNAD=$(B)/isnad $(B)/tests $(T)

e2e: $(B)/isnad
	ISNAD=$(abspath $(B)/isnad) test/e2e/run $(T)

golden-update: $(B)/tests
	UPDATE_GOLDEN=1 $(B)/tests $(T)

$(B)/bench/%: $(B)/bench/%.o $(B)/libisnad.a
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lgumbo
bench: $(BENCHES) $(B)/isnad

# Generators of the tables in src/gen; each says at its head how it is run.
$(B)/tools/%: $(B)/tools/%.o $(B)/libisnad.a
	@echo "LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Fuzz targets: clang with libFuzzer, seeds are the golden inputs of the same name.
build/fuzz/fuzz/%: fuzz/%.c $(SOURCES:%.c=build/fuzz/%.o)
	@mkdir -p $(@D)
	@echo "LD $@"
	@clang $(CFLAGS) $(FLAGS_fuzz) -fsanitize=fuzzer -Wno-missing-prototypes -o $@ $^ $(LDLIBS)
build/fuzz/%.o: %.c
	@mkdir -p $(@D)
	@$(CCACHE) clang $(CFLAGS) $(FLAGS_fuzz) -MMD -MP -c -o $@ $<
fuzz-build: $(FUZZERS)
fuzz: $(FUZZERS)
	tools/run-fuzz $(SECONDS) $(FUZZERS)

lint-fast:
	tools/check-layers
	tools/check-sizes
	tools/gen-quote-lexicon --check
lint: lint-fast
	clang-format --dry-run -Werror $$(git ls-files '*.c' '*.h' ':!src/gen')
	shellcheck $$(git grep -lE '^\#!/usr/bin/env bash' -- script tools .ci test bench packaging)
	tools/run-tidy $(filter-out src/gen/%,$(SOURCES)) src/main.c -- $(filter-out -Werror,$(CFLAGS))
fmt:
	git ls-files -m -o --exclude-standard '*.c' '*.h' ':!src/gen' | xargs -r clang-format -i

install: all
	install -D $(B)/isnad $(DESTDIR)$(PREFIX)/bin/isnad
	install -D -m 644 $(B)/libisnad.a $(DESTDIR)$(PREFIX)/lib/libisnad.a
	install -D -m 644 include/isnad.h $(DESTDIR)$(PREFIX)/include/isnad.h
	version=$$($(B)/isnad --version | cut -d' ' -f2) && \
	  sed "s|@PREFIX@|$(PREFIX)|; s|@VERSION@|$$version|" packaging/isnad.pc.in > $(B)/isnad.pc
	install -D -m 644 $(B)/isnad.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/isnad.pc
	packaging/make-man $(B)/isnad > $(B)/isnad.1
	install -D -m 644 $(B)/isnad.1 $(DESTDIR)$(PREFIX)/share/man/man1/isnad.1
	packaging/make-completion $(B)/isnad > $(B)/isnad.bash
	install -D -m 644 $(B)/isnad.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/isnad
	for unit in isnad.service isnad-backup.service; do \
	  sed 's|@PREFIX@|$(PREFIX)|' packaging/systemd/$$unit.in > $(B)/$$unit && \
	  install -D -m 644 $(B)/$$unit $(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit || exit 1; done
	install -D -m 644 packaging/systemd/isnad-backup.timer $(DESTDIR)$(PREFIX)/lib/systemd/system/isnad-backup.timer
	install -D -m 644 packaging/systemd/isnad.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/isnad.conf

clean:
	rm -rf build

.PRECIOUS: build/fuzz/%.o
-include $(OBJECTS:.o=.d) $(TESTOBJ:.o=.d) $(B)/src/main.d $(SOURCES:%.c=build/fuzz/%.d)
