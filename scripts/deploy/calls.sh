# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# Messages and calls of AWS. Sourced by deploy.sh.

# Codes and words of a response that means "there is none".
NOT_THERE='ResourceNotFoundException|NoSuchEntity|NoSuchLifecycleConfiguration|NoSuchPublicAccessBlockConfiguration|ServerSideEncryptionConfigurationNotFoundError|NoSuchBucketPolicy|NonExistentQueue|QueueDoesNotExist|\(404\)|Not Found'
# Another deployment runs, or a new role is not known everywhere yet: waiting helps.
CONTENTION='ResourceConflictException|TooManyRequestsException|Throttling|cannot be assumed by Lambda|PreconditionFailed'
ATTEMPTS=8

changes=0

say() { printf '%s\n' "$*"; }
die() {
  printf 'deploy.sh: %s\n' "$*" >&2
  exit 1
}
need() { command -v "$1" >/dev/null 2>&1 || die "$1 is not on the PATH: $2"; }

# The endpoint of a service, empty for AWS. CLIs before 2.13 do not read these variables themselves.
endpoint_of() {
  local service
  case $1 in
    s3api) service=S3 ;;
    logs) service=CLOUDWATCH_LOGS ;;
    *) service=$(printf %s "$1" | tr 'a-z-' 'A-Z_') ;;
  esac
  local name=AWS_ENDPOINT_URL_$service
  printf %s "${!name:-${AWS_ENDPOINT_URL:-}}"
}

# aws_call <service> <operation> <arguments>: the same with version 1 and 2 of the CLI.
aws_call() {
  local endpoint
  endpoint=$(endpoint_of "$1")
  AWS_PAGER='' AWS_DEFAULT_REGION=$REGION AWS_REGION=$REGION AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=5 \
    aws --output json --cli-connect-timeout 10 --cli-read-timeout 300 \
    ${endpoint:+--endpoint-url "$endpoint"} "$@" </dev/null
}

# attempt <file> <call>: repeats a call during contention. The response goes to the file in the work folder.
attempt() {
  local out=$work/$1 n=1
  shift
  rm -f "$out.fields"
  until aws_call "$@" >"$out" 2>"$work/stderr"; do
    if [ "$n" -ge "$ATTEMPTS" ] || ! grep -Eq "$CONTENTION" "$work/stderr"; then return 1; fi
    say "    waiting: $(tr -s '\n' ' ' <"$work/stderr" | cut -c1-160)"
    sleep "$((n < 4 ? n : 4))"
    n=$((n + 1))
  done
}

# Ends with the reason of a failed call, in one line and without its arguments.
failed_call() {
  local words
  words=$(grep -v '^$' "$work/stderr" | tail -n 3 | tr '\n' ' ')
  case $words in
    *"Unable to locate credentials"* | *NoCredentials* | *ExpiredToken* | *InvalidClientTokenId*)
      die "no valid AWS credentials: set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables ($words)" ;;
    *AccessDenied* | *UnauthorizedOperation*)
      die "aws $1 $2 is not allowed: scripts/iam/deployer.json lists what a deployment needs ($words)" ;;
    *) die "aws $1 $2 failed: $words" ;;
  esac
}

# look <file> <call>: reads. True with the response in the file, false when there is no such thing.
look() {
  local out=$1
  shift
  if attempt "$out" "$@"; then return 0; fi
  if grep -Eq "$NOT_THERE" "$work/stderr"; then return 1; fi
  failed_call "$@"
}

# change <words> <call>: makes a change, or prints it in a dry run.
change() {
  local what=$1
  shift
  changes=$((changes + 1))
  if $dry_run; then
    say "  would change: $what"
    say "    aws$(printf ' %q' "$@" | sed "s#$work#<work>#g")"
    return 0
  fi
  say "  changing: $what"
  attempt answer.json "$@" || failed_call "$@"
}

# field <file> <path>: a member of a JSON file in one line; empty when there is none. All members are read at once.
field() {
  local name value
  [ -f "$work/$1.fields" ] || node -e '
    const lines = (value, path) =>
      value !== null && typeof value === "object"
        ? Object.entries(value).flatMap(([name, inner]) => lines(inner, path === "" ? name : path + "." + name))
        : [path + " " + String(value ?? "").replaceAll(/\s+/g, " ")];
    console.log(lines(JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8") || "{}"), "").join("\n"));
  ' "$work/$1" >"$work/$1.fields" || { rm -f "$work/$1.fields" && return 1; }
  while read -r name value; do
    [ "$name" != "$2" ] || printf %s "$value"
  done <"$work/$1.fields"
}

# same <wanted> <deployed> [<member>]: prints the differences; true when there are none.
same() {
  local status=0
  node "$here/compare.ts" "$work/$1" "$work/$2" "${3:-}" || status=$?
  case $status in 0) return 0 ;; 3) return 1 ;; *) die "the configurations could not be compared" ;; esac
}

render() { node "$here/render.ts" "$@"; }

PARTS='iam logs queue bucket'
check_parts() {
  local part
  for part in ${1//,/ }; do
    case " $PARTS " in *" $part "*) ;; *) die "there is no part \"$part\"; parts are: $PARTS" ;; esac
  done
}
# True when a part of the deployment is left out.
skipped() { case ",$skip," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }

# What npm run tune recommended, or the default.
tuned() {
  local value=''
  [ ! -f "${TUNED_FILE:-$here/tuned.env}" ] \
    || value=$(sed -n "s/^$1=\([0-9][0-9]*\)\$/\1/p" "${TUNED_FILE:-$here/tuned.env}" | tail -n 1)
  printf %s "${value:-$2}"
}
