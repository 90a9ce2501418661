# Mosaic. `make run` from a fresh machine, `make test` for all that CI checks.
#
#   make build     both programs in .build/release, with Swift's runtime linked in; their symbols beside them, as *.debug
#   make run       system packages, build, a record of the shipped figures in .mosaic, service on 127.0.0.1:9831
#   make test      format, build, tests, rules; installs what they need
#   make test-unit     the tests of the rooms alone
#   make test-system   the tests of the built programs alone
#   make test-cluster   twenty failures of a PostgreSQL cluster, as root, in half an hour
#   make format    rewrites the sources as .swift-format says
#   make bench     record, scrape and evaluation, measured beside their peers
#   make install   programs, pages, unit, user and settings, under DESTDIR; after `make build`. RUNBOOKS: where alerts point
#   make uninstall takes away what it put there, but for the settings; the record stays too
#   make deb       the Debian packages, in .build/deb; after `make build`
#   make clean

PREFIX     ?= /usr/local
SYSCONFDIR ?= /etc
# The programs to install. The system tests name here those that they test.
PROGRAMS   ?= .build/release
# Where systemd looks for units.
UNITDIR    ?= $(PREFIX)/lib/systemd/system
# Where a reader of an alert finds the runbooks: a folder, or an address of your own.
RUNBOOKS   ?= file://$(PREFIX)/share/mosaic/runbooks

units := mosaicd.service mosaicd.socket mosaic-backup.service mosaic-backup.timer mosaic-doctor.service mosaic-doctor.timer \
    mosaic-failed@.service mosaic-fetch@.service mosaic-fetch@.timer
swift_sources := Package.swift Sources Tests Fuzz
build_packages := binutils lowdown python3 libcrypt-dev libpq-dev libsqlite3-dev libsystemd-dev zlib1g-dev pkg-config
cluster_packages := etcd-server iproute2 patroni postgresql python3 util-linux
bench_packages := postgresql prometheus prometheus-node-exporter prometheus-pushgateway python3 sqlite3 wrk

.PHONY: run build test test-unit test-system test-cluster format bench install uninstall deb clean packages

packages:
	@Tools/install-packages $(build_packages)

build: packages
	@Tools/build
	@Tools/build --product generate-manual
	@Tools/strip-programs .build/release/mosaic .build/release/mosaicd

run: build
	@Tools/run

test: packages
	@Tools/test all $(swift_sources)

test-unit: packages
	@Tools/test unit

test-system: packages
	@Tools/test system

test-cluster: build
	@Tools/install-packages $(cluster_packages)
	@Tools/cluster run .build/cluster Tests/SystemTests/Cluster/failovers .build/release .build/cluster twenty

format:
	swift format --in-place --parallel --recursive $(swift_sources)

bench: build
	@Tools/install-packages $(bench_packages)
	@Benchmarks/run .build/release

# The settings and the catalog are the operator's own once they are there: only what is missing is written.
install:
	@test -x "$(PROGRAMS)/mosaicd" || { echo "$(PROGRAMS)/mosaicd is not built yet: make build" >&2; exit 1; }
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(UNITDIR)" "$(DESTDIR)$(PREFIX)/lib/sysusers.d"
	install -m 755 "$(PROGRAMS)/mosaic" "$(DESTDIR)$(PREFIX)/bin"
	ln -sf mosaic "$(DESTDIR)$(PREFIX)/bin/mosaicd"
	for unit in $(units); do \
	    sed 's|/usr/bin/mosaic|$(PREFIX)/bin/mosaic|' "systemd/$$unit" > "$(DESTDIR)$(UNITDIR)/$$unit" && \
	    chmod 644 "$(DESTDIR)$(UNITDIR)/$$unit" || exit 1; \
	done
	install -m 644 systemd/mosaic.sysusers "$(DESTDIR)$(PREFIX)/lib/sysusers.d/mosaic.conf"
	install -D -m 644 systemd/mosaic.catalog "$(DESTDIR)$(PREFIX)/lib/systemd/catalog/mosaic.catalog"
	install -D -m 644 systemd/sockets-only.conf "$(DESTDIR)$(PREFIX)/share/mosaic/systemd/sockets-only.conf"
	install -d "$(DESTDIR)$(SYSCONFDIR)/mosaic"
	for file in mosaicd.yaml web.yml regions.csv indicators.yaml targets.csv; do \
	    test -e "$(DESTDIR)$(SYSCONFDIR)/mosaic/$$file" || \
	    install -m 644 "Config/$$file" "$(DESTDIR)$(SYSCONFDIR)/mosaic/$$file" || exit 1; \
	done
	for folder in observations fetch fetch/mappings prometheus prometheus/rules alertmanager grafana runbooks; do \
	    install -d "$(DESTDIR)$(PREFIX)/share/mosaic/$$folder" || exit 1; \
	done
	install -m 644 Config/observations/* "$(DESTDIR)$(PREFIX)/share/mosaic/observations"
	install -m 644 Config/examples/fetch/*.yaml "$(DESTDIR)$(PREFIX)/share/mosaic/fetch"
	install -m 644 Config/examples/fetch/mappings/*.yaml "$(DESTDIR)$(PREFIX)/share/mosaic/fetch/mappings"
	install -m 644 Config/prometheus/prometheus.yml Config/prometheus/sharded.yml "$(DESTDIR)$(PREFIX)/share/mosaic/prometheus"
	for file in Config/prometheus/rules/*; do \
	    sed 's|runbook_url: docs/runbooks/|runbook_url: $(RUNBOOKS)/|' "$$file" \
	        > "$(DESTDIR)$(PREFIX)/share/mosaic/prometheus/rules/$${file##*/}" || exit 1; \
	done
	chmod 644 "$(DESTDIR)$(PREFIX)/share/mosaic/prometheus/rules"/*
	install -m 644 Config/alertmanager/* "$(DESTDIR)$(PREFIX)/share/mosaic/alertmanager"
	install -m 644 Config/grafana/* "$(DESTDIR)$(PREFIX)/share/mosaic/grafana"
	install -m 644 docs/runbooks/* "$(DESTDIR)$(PREFIX)/share/mosaic/runbooks"
	Tools/pages "$(PROGRAMS)" "$(DESTDIR)$(PREFIX)/share"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/mosaic" "$(DESTDIR)$(PREFIX)/bin/mosaicd"
	rm -f $(addprefix "$(DESTDIR)$(UNITDIR)"/,$(units)) "$(DESTDIR)$(PREFIX)/lib/sysusers.d/mosaic.conf" \
	    "$(DESTDIR)$(PREFIX)/lib/systemd/catalog/mosaic.catalog"
	rm -rf "$(DESTDIR)$(PREFIX)/share/mosaic"
	rm -f "$(DESTDIR)$(PREFIX)"/share/man/man1/mosaic.1 "$(DESTDIR)$(PREFIX)"/share/man/man1/mosaic-*.1
	rm -f $(addprefix "$(DESTDIR)$(PREFIX)"/share/man/,man5/mosaic-files.5 man5/mosaicd.yaml.5 man8/mosaicd.8)
	rm -f $(foreach program,mosaic mosaicd,$(addprefix "$(DESTDIR)$(PREFIX)"/share/,bash-completion/completions/$(program) \
	    zsh/vendor-completions/_$(program) fish/vendor_completions.d/$(program).fish))

deb:
	@Tools/install-packages debhelper fakeroot lintian
	@Tools/deb "$(PROGRAMS)" .build/deb

clean:
	rm -rf .build .build-thread .venv
