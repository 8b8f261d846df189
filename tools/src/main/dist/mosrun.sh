#!/bin/sh
# mosrun: starts a Java program with the agent. This shell becomes the program, which so has its process id, its input, its signals and its
# exit code; what is to be done before and meanwhile another JVM does.

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
  echo "mosrun: no Java at $java (expected: version 17 or newer, in JAVA_HOME or on the PATH)" >&2
  exit 1
fi

. "$dist/cds/find.sh"
# the plan comes over descriptor 3, quoted for eval; help and errors go where they always go
exec 4>&1
plan=$(MOSIX_PID=$$ MOSIX_JAVA=$java "$java" ${archive:+"-XX:SharedArchiveFile=$archive"} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -XX:-UsePerfData -Xshare:auto -Xlog:disable $MOSIX_JAVA_OPTS -cp "$dist/lib/*" org.mosix.tools.RunTool "$@" 3>&1 >&4 </dev/null)
code=$?
exec 4>&-
if [ $code -ne 0 ] || [ -z "$plan" ]; then
  exit $code
fi
eval "exec $plan"
