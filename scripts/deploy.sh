#!/usr/bin/env bash
# Deploys the ingest function: builds it, creates or updates it and everything it needs, publishes a version and points
# the alias at it. It changes only what differs, so it can run again at any time.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: scripts/deploy.sh [options]

  --dry-run            print every change and its call, change nothing
  --rollback [N]       point the alias back at the previous version, or at version N
  --monitoring         also create the CloudWatch dashboard and alarms
  --create-bucket      create the bucket, private and encrypted, if it does not exist
  --skip LIST          leave parts out: iam,logs,queue,bucket (separated by commas)
  --with LIST          keep parts that are left out with an endpoint on this machine
  --stack FILE         deploy into the embedded stack that wrote FILE (.data/stack.json); the function keeps its variables
  --help               print this help

Variables (defaults): AWS_STORAGE_BUCKET_NAME, DB_HOST, DB_NAME (registry), DB_USER, DB_PASSWORD, and
everything else that the function reads (.env.example); LAMBDA_ROLE_ARN (created from scripts/iam/ when
absent), ROLE_NAME (lambda-artifact-ingest-role), CALLER_ROLE_NAME (role of the server; gets
scripts/iam/caller.json), AWS_REGION (that of the AWS configuration, of a secret's ARN or of an RDS host),
FUNCTION_NAME (artifact-ingest-processor), ALIAS (live), MEMORY (2048), TIMEOUT (900), EPHEMERAL_STORAGE
(512), ARCHITECTURE (arm64), TRACING (Active), VPC_SUBNET_IDS and VPC_SECURITY_GROUP_IDS, RESERVED_CONCURRENCY
(a number, "none" to remove it, empty to leave it), RETRY_ATTEMPTS (1), EVENT_AGE_SECONDS (3600),
FAILURE_QUEUE (<function>-failures), LOG_RETENTION_DAYS (30), ENVIRONMENT_FILE (JSON object with more
variables), KMS_KEY_ARNS of the bucket, SECRET_KMS_KEY_ARNS of secrets, ALARM_TOPIC_ARNS, PACKAGE (a zip that
is already built).
USAGE
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PATH="$root/node_modules/.bin:$PATH"
# As for the scripts of package.json: what Node compiled is kept for its next start.
export NODE_COMPILE_CACHE=${NODE_COMPILE_CACHE:-$root/node_modules/.cache/gatehouse/compiled}
here=$root/scripts/deploy

# shellcheck source=scripts/deploy/calls.sh
. "$here/calls.sh"
# shellcheck source=scripts/deploy/account.sh
. "$here/account.sh"
# shellcheck source=scripts/deploy/bucket.sh
. "$here/bucket.sh"
# shellcheck source=scripts/deploy/function.sh
. "$here/function.sh"
# shellcheck source=scripts/deploy/alias.sh
. "$here/alias.sh"
# shellcheck source=scripts/deploy/monitoring.sh
. "$here/monitoring.sh"

dry_run=false rollback=false rollback_to='' monitoring=false create_bucket=false skip='' with='' stack=''
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry_run=true ;;
    --monitoring) monitoring=true ;;
    --create-bucket) create_bucket=true ;;
    --rollback)
      rollback=true
      case ${2:-} in '' | -*) ;; *) rollback_to=$2 && shift ;; esac
      ;;
    --skip | --with | --stack)
      [ $# -ge 2 ] || die "$1 needs a value"
      case $1 in --skip) skip=$2 ;; --with) with=$2 ;; --stack) stack=$2 ;; esac
      shift
      ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && die "unknown option: $1" ;;
  esac
  shift
done
check_parts "$skip" && check_parts "$with"

need aws "install the AWS CLI, version 1 or 2: https://docs.aws.amazon.com/cli/"
need node "install Node, then run npm ci"
node --import "$here/../entry/node.js" -e '' || exit 1
[ -z "$stack" ] || read_stack "$stack"

# The environment wins, then what npm run tune recommended (scripts/deploy/tuned.env), then these.
MEMORY=${MEMORY:-$(tuned MEMORY 2048)}
TIMEOUT=${TIMEOUT:-$(tuned TIMEOUT 900)}
FANOUT_WORKERS=${FANOUT_WORKERS:-$(tuned FANOUT_WORKERS '')}
[ -z "$FANOUT_WORKERS" ] || export FANOUT_WORKERS
EPHEMERAL_STORAGE=${EPHEMERAL_STORAGE:-512}
ARCHITECTURE=${ARCHITECTURE:-arm64}
FUNCTION_NAME=${FUNCTION_NAME:-${INGEST_LAMBDA_FUNCTION:-artifact-ingest-processor}}
FUNCTION_NAME=${FUNCTION_NAME%%:*}
ALIAS=${ALIAS:-live}
RETRY_ATTEMPTS=${RETRY_ATTEMPTS:-1}
EVENT_AGE_SECONDS=${EVENT_AGE_SECONDS:-3600}
RESERVED_CONCURRENCY=${RESERVED_CONCURRENCY:-}
LOG_RETENTION_DAYS=${LOG_RETENTION_DAYS:-30}
ROLE_NAME=${ROLE_NAME:-lambda-artifact-ingest-role}
CALLER_ROLE_NAME=${CALLER_ROLE_NAME:-}
FAILURE_QUEUE=${FAILURE_QUEUE:-$FUNCTION_NAME-failures}
REGION=$(region)
export MEMORY TIMEOUT EPHEMERAL_STORAGE ARCHITECTURE FUNCTION_NAME ALIAS RETRY_ATTEMPTS EVENT_AGE_SECONDS

work=$(mktemp -d)
chmod 700 "$work"
printf "{}" >"$work/empty.json"
trap 'rm -rf "$work"' EXIT

where_to
if $rollback; then
  roll_back
  exit 0
fi

[ -n "${AWS_STORAGE_BUCKET_NAME:-}" ] || die "AWS_STORAGE_BUCKET_NAME is missing: the bucket for the artifacts"
identify
if [ -n "$stack" ] && look embedded.json lambda get-function-configuration --function-name "$FUNCTION_NAME"; then
  export STACK_FILE=$stack DEPLOYED_FILE=$work/embedded.json
fi
say "building"
node "$here/prepare.ts" "$work" || die "correct the configuration, nothing was deployed"

deploy_bucket
deploy_role
deploy_logs
deploy_queue
deploy_function
publish
deploy_event_invoke
! $monitoring || deploy_monitoring
summary
