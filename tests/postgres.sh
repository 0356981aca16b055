#!/bin/sh
# Starts or stops a throw-away PostgreSQL for tests: postgres.sh start|stop DIR
# `start` prints the address. The server listens on a socket in DIR only and does not sync: tests of durability start their own.
set -eu
action=$1
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed; ./dev test installs it" >&2; exit 1; }

# PostgreSQL refuses to run as root: then it runs as its own user.
as_user() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp "$@"; else "$@"; fi
}

case $action in
start)
    mkdir -p "$dir/pg"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir/pg"; chmod 711 "$dir"; fi
    as_user "$bin/initdb" -D "$dir/pg/data" -U yiwang -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 ||
        { cat "$dir/initdb.log" >&2; exit 1; }
    as_user "$bin/pg_ctl" -D "$dir/pg/data" -w -l "$dir/pg/server.log" -o \
        "-c listen_addresses='' -c unix_socket_directories='$dir/pg' -c fsync=${YIWANG_PG_FSYNC:-off} -c max_connections=200 -c shared_buffers=64MB" \
        start >/dev/null
    echo "postgres://yiwang@/postgres?host=$(printf '%s' "$dir/pg" | sed 's|/|%2F|g')"
    ;;
stop)
    as_user "$bin/pg_ctl" -D "$dir/pg/data" -m immediate stop >/dev/null 2>&1 || true
    ;;
*)
    echo "usage: postgres.sh start|stop DIR" >&2
    exit 2
    ;;
esac
