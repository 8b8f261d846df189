# Sourced by the commands: sets $archive to a class-data sharing archive for $java and this $dist, or to nothing. With one, commands start in
# half the time. One that is missing is made in the background, for the next time. The JVM checks what it maps, and goes without it if it does not fit.

archive=
cds_home=$(readlink -f "$(command -v "$java")" 2>/dev/null)
cds_home=${cds_home%/bin/java}
cds_version=
if [ -z "$MOSIX_NO_CDS" ] && [ -r "$cds_home/release" ]; then
  while IFS='=' read -r cds_key cds_value; do
    case $cds_key in
      IMPLEMENTOR | JAVA_RUNTIME_VERSION | OS_ARCH)
        cds_value=${cds_value#\"}
        cds_version=$cds_version-${cds_value%\"}
        ;;
    esac
  done < "$cds_home/release"
fi
# a colon would part two archives
case $cds_version$dist in
  *:*) cds_version= ;;
esac
case $cds_version in
  */*) cds_version= ;;
esac
if [ -n "$cds_version" ]; then
  # beside the libraries if that is where one may write, as at the build; else in a directory that only its owner can write
  if [ -e "$dist/cds/made$cds_version" ] || [ -w "$dist/cds" ]; then
    cds_dir=$dist/cds
  else
    cds_dir=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/mosix/$(printf '%s' "$dist" | cksum | tr ' ' -)
  fi
  cds_made=
  if [ -r "$cds_dir/made$cds_version" ] && [ -O "$cds_dir" -o "$cds_dir" = "$dist/cds" ]; then
    read -r cds_made < "$cds_dir/made$cds_version"
  fi
  # another place, another build or other libraries make it useless, and a useless one makes commands slower than none
  if [ "$cds_made" != "$dist" ] || [ "$dist/built" -nt "$cds_dir/made$cds_version" ] || [ "$dist/lib" -nt "$cds_dir/made$cds_version" ]; then
    sh "$dist/cds/make.sh" "$java" "$dist" "$cds_dir" "$cds_version" >/dev/null 2>&1 </dev/null &
  elif [ -s "$cds_dir/classes$cds_version.jsa" ]; then
    archive=$cds_dir/classes$cds_version.jsa
  fi
fi
