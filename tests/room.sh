#!/bin/sh
# Where tests put their files: in memory where there is room for them (they take some 4 GB), for
# hundreds of databases wait for a disk otherwise. Else where the system puts such files.
set -eu

shared=/dev/shm
room_mb() { df --output=avail -m "$shared" | tail -1; }
free_mb() { awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo; }

if [ -w "$shared" ] && [ -r /proc/meminfo ] && [ "$(room_mb)" -gt 8192 ] && [ "$(free_mb)" -gt 12288 ]; then
    echo "$shared"
else
    echo "${TMPDIR:-/tmp}"
fi
