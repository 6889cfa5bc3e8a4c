#!/bin/sh
# Starts the browser as an ordinary user (nobody). Root's Chromium puts its own threads above those of its pages, which
# no user's can, and on a busy machine they starve.
for argument; do
  case $argument in --user-data-dir=*) profile=${argument#--user-data-dir=} ;; esac
done
chown -R 65534:65534 "$profile"
export HOME="$profile"
exec setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all "$BENCH_CHROMIUM" "$@"
