#!/bin/sh
# @name@: a command of Mosix for the JVM. Works from wherever the distribution lies, also through symbolic links.

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
dist=$(CDPATH= cd -P -- "$(dirname -- "$self")/.." && pwd) || exit 1

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! command -v "$java" >/dev/null 2>&1; then
  echo "@name@: no Java at $java (expected: version 17 or newer, in JAVA_HOME or on the PATH)" >&2
  exit 1
fi

. "$dist/cds/find.sh"
set -- -cp "$dist/lib/*" @main@ "$@"
if [ -n "$archive" ]; then
  set -- "-XX:SharedArchiveFile=$archive" "$@"
fi
# short commands: one fast compiler, the smallest collector, shared classes if they fit, and no word about it if not
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xlog:disable $MOSIX_JAVA_OPTS "$@"
