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

# short commands: one fast compiler, the smallest collector
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto $MOSIX_JAVA_OPTS -cp "$dist/lib/*" @main@ "$@"
