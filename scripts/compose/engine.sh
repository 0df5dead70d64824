#!/usr/bin/env bash
# The engine: the one that answers, or Debian's, started by hand beside it; and compose. Sourced by run.
set -euo pipefail

own_engine=$place/engine

# Sets DOCKER_HOST where the engine is our own.
find_engine() {
    find_client
    if docker info >/dev/null 2>&1; then
        say "engine: $(docker info --format '{{.ServerVersion}}'), already running"
    else
        start_engine
    fi
    find_compose
}

# From Debian's package, unpacked rather than installed: installing it would start a service of the machine.
find_client() {
    if [[ -d $place/docker ]]; then PATH=$place/docker/usr/sbin:$PATH:$place/docker/usr/bin; fi
    if docker info >/dev/null 2>&1; then return; fi
    if command -v docker >/dev/null && command -v dockerd >/dev/null; then return; fi
    command -v apt-get >/dev/null || skip "no engine answers, and no dockerd was found: install Docker"
    ((EUID == 0)) || skip "no engine answers, and only root can start one"
    for program in containerd runc; do
        command -v $program >/dev/null ||
            skip "no engine answers, and $program is missing: apt-get install containerd runc"
    done
    (cd "$place" && apt-get -q download docker.io && dpkg -x docker.io_*.deb docker && rm docker.io_*.deb) \
        >engine.log 2>&1 ||
        skip "no engine answers, and Debian's docker.io could not be fetched: target/compose/engine.log"
    PATH=$place/docker/usr/sbin:$PATH:$place/docker/usr/bin
}

# With a bridge for each network of compose and none of its own, and without rules of the firewall: ports are passed on
# by the engine's own proxy, and nothing of the machine is changed that ending it would leave behind.
start_engine() {
    local driver
    ((EUID == 0)) || skip "no engine answers, and only root can start one"
    command -v dockerd >/dev/null || skip "no engine answers, and no dockerd was found: apt-get install docker.io"
    # Inside a container names are looked up by way of rules that this program makes there, and there alone.
    command -v iptables >/dev/null || skip "no engine answers, and iptables is missing: apt-get install iptables"
    export DOCKER_HOST=unix://$own_engine/socket
    for driver in overlay2 vfs; do
        mkdir -p "$own_engine"
        setsid dockerd --storage-driver=$driver --bridge=none --iptables=false --ip6tables=false \
            --data-root "$own_engine/data" --exec-root "$own_engine/exec" --pidfile "$own_engine/pid" \
            --host "$DOCKER_HOST" >"$own_engine/log" 2>&1 </dev/null &
        for _ in {1..60}; do
            if docker info >/dev/null 2>&1; then
                say "engine: Debian's $(docker info --format '{{.ServerVersion}}') with $driver, started here"
                return
            fi
            kill -0 $! 2>/dev/null || break
            sleep 0.5
        done
        stop_engine
    done
    skip "the engine does not start here: $(tail -n 1 "$own_engine/log")"
}

stop_engine() {
    local pid
    if [[ ! -r $own_engine/pid ]]; then return; fi
    pid=$(<"$own_engine/pid")
    kill "$pid" 2>/dev/null || true
    for _ in {1..60}; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.5
    done
}

# Debian has version 1 only; version 2 is built by Go where the client has no plugin.
find_compose() {
    if docker compose version >/dev/null 2>&1; then
        compose_program=(docker compose)
    else
        build_compose
        compose_program=("$place/bin/docker-compose")
    fi
    say "compose: $("${compose_program[@]}" version --short)"
}

# Its module replaces others, which `go install` refuses for a module that is not the main one: so it is made that.
build_compose() {
    local module=github.com/docker/compose/v2@v2.40.3
    [[ ! -x $place/bin/docker-compose ]] || return 0
    command -v go >/dev/null || skip "Docker has no plugin compose, and Go, to build it with, was not found"
    say "building compose, which takes some minutes"
    (
        rm -rf compose-source &&
            go mod download "$module" &&
            cp -r --no-preserve=mode "$(go env GOMODCACHE)/$module" compose-source &&
            cd compose-source &&
            CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$place/bin/docker-compose" ./cmd
    ) >go.log 2>&1 || skip "compose could not be built by Go: target/compose/go.log"
    rm -rf compose-source
}

# go_program NAME PACKAGE BUILT: built once, into bin/.
go_program() {
    [[ ! -x $place/bin/$1 ]] || return 0
    command -v go >/dev/null || skip "$1 is to be built, and Go was not found"
    say "building $1"
    GOBIN=$place/go CGO_ENABLED=0 go install -trimpath -ldflags '-s -w' "$2" >go.log 2>&1 ||
        skip "$1 could not be built by Go: target/compose/go.log"
    mv "$place/go/$3" "$place/bin/$1"
}

compose() {
    "${compose_program[@]}" --ansi never --progress quiet \
        --project-name cxrwatch-verify --project-directory "$project/conf/compose" \
        "${compose_files[@]}" "$@"
}
