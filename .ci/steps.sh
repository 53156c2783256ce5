# Steps of .ci/run, in a file of their own so that a test can call them one by one.

# Names as apt knows them; chromium and the fonts are for the browser tests.
tools='hledger ledger beancount poppler-utils chromium fonts-noto-cjk sqlite3'

failures=0

say() { printf '%s\n' "$*"; }

fail() {
  say "FAILED: $*"
  failures=1
}

# step NAME COMMAND…: runs the command without standard input and prints how long it took.
step() {
  local name=$1 began=$SECONDS code
  shift
  say "== $name"
  "$@" </dev/null
  code=$?
  say "== $name: $((SECONDS - began)) s, exit code $code"
  return "$code"
}

install_tools() {
  local missing='' as_root='' tool
  for tool in $tools; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$tool" 2>/dev/null)" = installed ] || missing="$missing $tool"
  done
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || as_root='sudo -n'
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  $as_root apt-get update -q && $as_root apt-get install -q -y --no-install-recommends $missing
}

# The projects that `dotnet test` runs, by name.
test_projects() {
  grep -l '<IsTestProject>true' tests/*/*.csproj | sed 's|.*/||; s|\.csproj$||'
}

# has_tests PROJECT: a project whose folder holds no source yet may run nothing.
has_tests() {
  [ -n "$(find "tests/$1" -name '*.cs' -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ]
}

# counters FILE: "passed failed skipped" of one TRX file; nothing when it has no summary.
# Everything that is neither passed nor failed counts as skipped: loggers differ in which counter a skipped test goes to.
counters() {
  tr '\r\n' '  ' <"$1" | grep -o '<Counters [^>]*>' | tail -n 1 | awk '
    function of(name,  at) {
      if (!match($0, " " name "=\"[0-9]+\"")) return 0
      at = substr($0, RSTART, RLENGTH)
      gsub(/[^0-9]/, "", at)
      return at + 0
    }
    {
      passed = of("passed")
      failed = of("failed") + of("error") + of("timeout") + of("aborted")
      print passed, failed, of("total") - passed - failed
    }'
}

# failed_tests FILE: a line for each test of one TRX file that failed, with the first words of its message.
failed_tests() {
  tr '\r\n' '  ' <"$1" | sed 's|<UnitTestResult |\n&|g' | grep '^<UnitTestResult [^>]*outcome="Failed"' | sed -E '
    s|.* testName="([^"]*)"[^>]*>(.*)|\1\t\2|
    s|\t.*<Message>(.*)</Message>.*|: \1|
    s|\t.*||
    s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g; s/ +/ /g' | cut -c 1-1500
}

# sum_results FOLDER: one PROJECT.trx for each test project; the sum is the last line.
sum_results() {
  local passed=0 failed=0 skipped=0 project counted p f s told
  for project in $(test_projects); do
    counted=$([ -f "$1/$project.trx" ] && counters "$1/$project.trx")
    if [ -z "$counted" ]; then
      fail "$project left no test results"
      continue
    fi
    read -r p f s <<<"$counted"
    say "$project: $p passed, $f failed, $s skipped"
    [ $((p + f + s)) -gt 0 ] || ! has_tests "$project" || fail "$project ran no test"
    [ "$f" -eq 0 ] || failed_tests "$1/$project.trx" | while read -r told; do say "FAILED TEST: $told"; done
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done
  [ "$failed" -eq 0 ] || fail "$failed failed"
  [ $((passed + failed)) -gt 0 ] || fail 'no test ran'
  say "$passed passed, $failed failed, $skipped skipped"
}
