#!/usr/bin/env bash
# A night: starts the services, lets them take a day in, and asks each what came of it. Sourced by run.
set -euo pipefail

night() {
    say "secrets, and a day of the six weeks"
    "$project/conf/compose/make-secrets"
    python3 "$here/move_day.py" "$project/jobs/src/demo/pneumonia-stream" 2026-09-16 \
        "$(date -u -d yesterday +%F)" "$project/conf/compose/logs"
    say "starting"
    compose up --detach --wait --wait-timeout 300 "${LONG_RUNNING[@]}"
    compose up --detach --wait --wait-timeout 300 $(services)
    compose ps --all --format 'table {{.Service}}\t{{.Image}}\t{{.Status}}\t{{.Ports}}'
    say "the night"
    local code=0
    compose exec -T nightly /opt/cxrwatch/service/every-night --once || code=$?
    [[ $code == 0 || $code == 7 ]] || fail "the night ended with $code"
    say "what came of it"
    results
    scraped
    mails
    shown
    as_hardened
    say "a second night finds nothing new"
    compose exec -T nightly /opt/cxrwatch/service/every-night --once
    compose exec -T nightly /opt/cxrwatch/service/every-night --check || fail "nightly is not well after a good night"
    say "the copy, and everything back from it"
    back_from_copy
    say "without TLS, as asked for"
    without_tls
}

# As docs/compose.md says. What the results hold is the same before and after, and the lake holds what was taken in.
back_from_copy() {
    local before after image
    before=$(known)
    image=${CXRWATCH_BASE_IMAGE:-cxrwatch-verify/base}
    compose stop nightly
    compose exec -T postgres pg_dump -U postgres -Fc chest_xray_metrics >database.dump
    compose stop store
    docker run --rm -v cxrwatch-verify_objects:/data:ro -v "$place":/backup "$image" \
        tar -C /data --xattrs '--xattrs-include=user.*' -czf /backup/objects.tar.gz .
    compose down --volumes
    compose up --detach --wait postgres store
    compose exec -T postgres pg_restore -U postgres -d chest_xray_metrics --clean --if-exists <database.dump
    compose stop store
    docker run --rm -v cxrwatch-verify_objects:/data -v "$place":/backup "$image" \
        tar -C /data --xattrs '--xattrs-include=user.*' -xzf /backup/objects.tar.gz
    compose up --detach --wait --wait-timeout 300 $(services)
    after=$(known)
    printf 'before: %s\nafter:  %s\n' "$before" "$after"
    [[ $before == "$after" ]] || fail "what came back is not what was copied"
    compose exec -T nightly /opt/cxrwatch/service/every-night --once >night.log 2>&1 ||
        fail "the night after it: $(tail -n 3 night.log)"
    grep -q 'Nothing has changed since the last night' night.log ||
        fail "the night after it found something new: $(tail -n 3 night.log)"
}

known() {
    query verify-full "SELECT (SELECT count(*) FROM monitoring.current_window_metric) || ' metrics, ' ||
        (SELECT count(*) FROM monitoring.current_alert) || ' alerts';"
}

# What switches TLS off is said aloud, and taken back it is on again.
without_tls() {
    local settings=$project/conf/compose/.env
    compose_files=(--file "$project/conf/compose/compose.yaml" --file "$project/conf/compose/without-tls.yaml")
    echo COMPOSE_FILE=compose.yaml:without-tls.yaml >>"$settings"
    "$project/conf/compose/make-secrets" 2>&1 | grep 'WARNING: tls = disable'
    compose up --detach --wait --wait-timeout 300 $(services)
    query disable "SELECT 'a connection without TLS was taken';"
    for service in store schema; do
        compose logs --no-color "$service" 2>&1 | grep 'WARNING: tls = disable' | head -n 1 | grep . ||
            fail "$service does not say that it speaks in the clear"
    done
    compose exec -T nightly /opt/cxrwatch/service/every-night --once >night.log 2>&1 ||
        fail "the night without TLS: $(tail -n 3 night.log)"
    grep -q 'WARNING: tls = disable' night.log || fail "the night does not say that it speaks in the clear"
    sed -i /^COMPOSE_FILE=/d "$settings"
    compose_files=(--file "$project/conf/compose/compose.yaml")
    compose up --detach --wait --wait-timeout 300 $(services)
    if query disable 'SELECT 1;' 2>/dev/null; then fail "PostgreSQL lets somebody in without TLS still"; fi
}

# As the reader, over TLS with the server's name checked; and not without TLS.
query() {
    compose exec -T postgres bash -c "PGPASSWORD=\$(cat /run/secrets/reader_password) psql -XAt \
        'host=postgres dbname=chest_xray_metrics user=monitoring_reader sslrootcert=/run/secrets/ca sslmode=$1'" <<<"$2"
}

results() {
    local alerts metrics
    metrics=$(query verify-full "SELECT count(*) FROM monitoring.current_window_metric;")
    alerts=$(query verify-full "SELECT alert_type || ' ' || severity || ' ' || slice_key || '=' || slice_value
        FROM monitoring.current_alert ORDER BY 1;")
    printf 'metrics: %s\nalerts:\n%s\n' "$metrics" "$alerts"
    ((metrics > 0)) || fail "the results hold no metrics"
    [[ $alerts == *"high_error_rate"*"site=harbor"* ]] || fail "the errors at harbor were not found"
    if query disable 'SELECT 1;' 2>/dev/null; then fail "PostgreSQL let somebody in without TLS"; fi
}

prometheus_has() {
    curl -sf "http://$CXRWATCH_BIND:9090/api/v1/query" --data-urlencode "query=$1" >answer.json &&
        grep -q '"value":\[' answer.json
}

scraped() {
    until_true 90 "Prometheus has cxrwatch_answers" prometheus_has 'cxrwatch_answers{job="cxrwatch"} > 0'
    grep -o '"metric":{.*' answer.json
    until_true 90 "Prometheus knows of the night" prometheus_has \
        'time() - cxrwatch_last_success_timestamp_seconds{command="nightly"} < 3600'
    curl -sf "http://$CXRWATCH_BIND:9090/api/v1/rules" | grep -q '"name":"CxrwatchNightMissing"' ||
        fail "Prometheus has not the rules of conf/prometheus"
}

mail_about() {
    curl -sf "http://$CXRWATCH_BIND:8025/api/v1/messages" >mails.json && grep -q "\"Subject\":\"[^\"]*$1" mails.json
}

# One of the night, one by way of Alertmanager.
mails() {
    until_true 30 "a mail about harbor" mail_about harbor
    grep -o '"Subject":"[^"]*"' mails.json
    curl -sf "http://$CXRWATCH_BIND:9093/api/v2/alerts" -H 'Content-Type: application/json' \
        -d '[{"labels": {"alertname": "CxrwatchTried", "job": "cxrwatch"}}]'
    until_true 90 "a mail by way of Alertmanager" mail_about CxrwatchTried
}

# The night's pages, as a browser gets them.
shown() {
    local pages
    pages=$(curl -sf "http://$CXRWATCH_BIND:8090/index.html") || fail "no page is shown"
    grep -q harbor <<<"$pages" || fail "the pages know nothing of harbor"
    curl -sf "http://$CXRWATCH_BIND:8090/night-$(date -u -d yesterday +%F).html" | grep -q harbor ||
        fail "the night has no page"
    echo "pages: the index has ${#pages} letters and knows of harbor; the night has its own"
}

# What runs, rather than what the file says: nobody is root, no root file system can be written, no secret is in a setting.
as_hardened() {
    local id secret
    for id in $(compose ps --quiet); do
        docker inspect "$id" >inspected.json
        docker inspect --format '{{.Name}} user {{.Config.User}} read-only {{.HostConfig.ReadonlyRootfs}}' "$id"
        [[ $(docker inspect --format '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Privileged}}' "$id") == 'true false' ]] ||
            fail "it may write to its root, or is privileged"
        [[ $(docker inspect --format '{{.Config.User}}' "$id") =~ ^[1-9][0-9]*: ]] || fail "it runs as root"
        for secret in "$project"/conf/compose/secrets/*_{password,key}; do
            ! grep -qF "$(<"$secret")" inspected.json || fail "it has ${secret##*/} in its settings"
        done
    done
    ! compose logs --no-color 2>&1 | grep -qFf <(for secret in "$project"/conf/compose/secrets/*_{password,key}; do
        printf '%s\n' "$(<"$secret")"
    done) || fail "a secret is in the logs"
    ! compose exec -T nightly touch /opt/cxrwatch/tried 2>/dev/null || fail "the job can change its own program"
}
