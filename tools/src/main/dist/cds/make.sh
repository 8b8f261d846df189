#!/bin/sh
# make.sh JAVA DIST DIRECTORY VERSION: makes the archive that find.sh looks for. An attempt that fails leaves an empty one, so that it is not
# repeated for every command.

java=$1
dist=$2
directory=$3
version=$4
umask 077
if [ "$directory" != "$dist/cds" ]; then
  mkdir -p "$directory" && chmod 700 "$directory" && [ -O "$directory" ] || exit 1
fi
lock=$directory/making$version
# one at a time; what was killed ten minutes ago holds nobody up
find "$lock" -prune -mmin +10 -exec rm -rf {} + 2>/dev/null
mkdir "$lock" 2>/dev/null || exit 0
trap 'rm -rf "$lock"' EXIT
trap 'exit 1' INT TERM HUP
cd "$lock" || exit 1
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:DumpLoadedClassList="$lock/list" -cp "$dist/lib/*" org.mosix.tools.Rehearsal \
  && "$java" -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile="$lock/list" -XX:SharedArchiveFile="$lock/archive" -cp "$dist/lib/*" \
  || rm -f "$lock/archive"
[ -s "$lock/archive" ] || : > "$lock/archive"
if [ "$directory" = "$dist/cds" ]; then
  chmod 644 "$lock/archive"
fi
mv -f "$lock/archive" "$directory/classes$version.jsa" && echo "$dist" > "$lock/made" && chmod u+w,go+r "$lock/made" \
  && mv -f "$lock/made" "$directory/made$version"
