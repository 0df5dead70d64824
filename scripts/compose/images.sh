#!/usr/bin/env bash
# The images: those compose.yaml names where a registry is reached, else small ones of Debian's packages. Sourced by run.
set -euo pipefail

readonly LONG_RUNNING=(postgres store mailpit pushgateway prometheus alertmanager)
with_grafana=no

# What runs here: all of compose.yaml, or all that can be had.
services() {
    printf '%s ' "${LONG_RUNNING[@]}" nightly pages
    [[ $with_grafana == no ]] || printf 'grafana '
}

images() {
    export CXRWATCH_BIND=127.0.0.9
    if timeout 60 docker pull -q "$(base_of_compose)" >/dev/null 2>&1; then
        say "images: from the registry"
        with_grafana=yes
        return
    fi
    say "images: no registry is reached; of Debian's packages and Go's modules instead, and without Grafana"
    base_image
    go_program mailpit github.com/axllent/mailpit@v1.33.1 mailpit
    go_program versitygw github.com/versity/versitygw/cmd/versitygw@v1.8.0 versitygw
    servers
    export CXRWATCH_PULL_POLICY=never CXRWATCH_BUILD_POLICY=never
    export POSTGRES_IMAGE=cxrwatch-verify/postgres PROMETHEUS_IMAGE=cxrwatch-verify/prometheus
    export PUSHGATEWAY_IMAGE=cxrwatch-verify/pushgateway ALERTMANAGER_IMAGE=cxrwatch-verify/alertmanager
    export MAILPIT_IMAGE=cxrwatch-verify/mailpit PAGES_IMAGE=cxrwatch-verify/pages
    export STORE_IMAGE=cxrwatch-verify/store CXRWATCH_IMAGE=cxrwatch-verify/job
    build "$STORE_IMAGE" "$project/conf/compose/store" --build-arg BASE_IMAGE=cxrwatch-verify/versitygw
    build "$CXRWATCH_IMAGE" "$project" --file "$project/conf/compose/job/Dockerfile"
}

base_of_compose() { sed -nE 's/.*CXRWATCH_BASE_IMAGE:-([^}]+)\}.*/\1/p' "$project/conf/compose/compose.yaml"; }

base_image() {
    if docker image inspect cxrwatch-verify/base >/dev/null 2>&1; then return; fi
    command -v debootstrap >/dev/null || skip "no registry is reached, and debootstrap is missing: apt-get install debootstrap"
    ((EUID == 0)) || skip "no registry is reached, and only root can make a base image"
    rm -rf base
    debootstrap --variant=minbase bookworm base >debootstrap.log 2>&1 ||
        skip "no registry is reached, and no base image could be made: target/compose/debootstrap.log"
    tar -C base -c . | docker import - cxrwatch-verify/base
    rm -rf base
}

# build NAME CONTEXT OPTION…: by the engine's own builder, which needs no network of its own.
build() {
    local name=$1 context=$2
    shift 2
    DOCKER_BUILDKIT=0 docker build -q --network host --build-arg BASE_IMAGE=cxrwatch-verify/base "$@" \
        -t "$name" "$context" >build.log 2>&1 || fail "image $name: $(tail -n 5 build.log)"
    echo "image $name: $(docker image inspect --format '{{.Size}}' "$name" | awk '{ printf "%d MB", $1 / 1000000 }')"
}

servers() {
    build cxrwatch-verify/postgres "$here/images/postgres"
    server prometheus prometheus /prometheus
    server pushgateway prometheus-pushgateway /pushgateway
    server alertmanager prometheus-alertmanager /alertmanager
    program mailpit /mailpit
    build cxrwatch-verify/pages "$here/images/pages"
    program versitygw /usr/local/bin/versitygw
}

server() {
    build "cxrwatch-verify/$1" "$here/images/servers" --build-arg PACKAGE="$2" --build-arg PROGRAM="$2" \
        --build-arg FOLDER="$3"
}

program() {
    mkdir -p "context-$1"
    cp "$here/images/programs/Dockerfile" "bin/$1" "context-$1/"
    build "cxrwatch-verify/$1" "context-$1" --build-arg PROGRAM="$1" --build-arg PLACE="$2"
}
