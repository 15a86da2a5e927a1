# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# Versions, the alias that the server calls, rollback, and the handling of failed events.

# Publishes $LATEST unless the alias points at the same code and configuration already.
publish() {
  local current='' version
  say "alias $ALIAS"
  if look alias.json lambda get-alias --function-name "$FUNCTION_NAME" --name "$ALIAS"; then
    current=$(field alias.json FunctionVersion)
    if is_wanted "$current"; then
      live_version=$current
      return 0
    fi
  fi
  change "publish a version" lambda publish-version --function-name "$FUNCTION_NAME" \
    --code-sha256 "$(cat "$work/code.sha256")"
  if $dry_run; then version='<new>'; else version=$(field answer.json Version); fi
  wait_for published-version-active --qualifier "$version"
  point_alias "$current" "$version" "before ${current:-none}"
}

is_wanted() {
  look live.json lambda get-function-configuration --function-name "$FUNCTION_NAME" --qualifier "$1" || return 1
  [ "$(field live.json CodeSha256)" = "$(cat "$work/code.sha256")" ] \
    && [ "$(field live.json Architectures.0)" = "$ARCHITECTURE" ] && same configuration.json live.json >/dev/null
}

# point_alias <from, empty when there is no alias> <to> <description>
point_alias() {
  live_version=$2
  if [ "$1" = "$2" ]; then return 0; fi
  if [ -n "$1" ]; then
    change "$ALIAS: version $1 -> $2" lambda update-alias --function-name "$FUNCTION_NAME" --name "$ALIAS" \
      --function-version "$2" --description "$3"
  else
    change "$ALIAS -> version $2" lambda create-alias --function-name "$FUNCTION_NAME" --name "$ALIAS" \
      --function-version "$2" --description "$3"
  fi
}

# The version that the alias pointed at before, else the newest one below the current one.
version_before() {
  local before
  before=$(field alias.json Description | sed -n 's/^before \([0-9][0-9]*\)$/\1/p')
  if [ -z "$before" ]; then
    look versions.json lambda list-versions-by-function --function-name "$FUNCTION_NAME" \
      --query 'Versions[].Version' || die "the function $FUNCTION_NAME does not exist"
    before=$(tr -cd '0-9\n' <"$work/versions.json" | sort -n | awk -v now="$1" '$1 != "" && $1 < now + 0' | tail -n 1)
  fi
  printf %s "$before"
}

roll_back() {
  local current to=$rollback_to
  look alias.json lambda get-alias --function-name "$FUNCTION_NAME" --name "$ALIAS" \
    || die "the function $FUNCTION_NAME has no alias $ALIAS: nothing was deployed yet"
  current=$(field alias.json FunctionVersion)
  [ -n "$to" ] || to=$(version_before "$current")
  [ -n "$to" ] || die "there is no version before $current"
  look version.json lambda get-function-configuration --function-name "$FUNCTION_NAME" --qualifier "$to" \
    || die "there is no version $to"
  point_alias "$current" "$to" "rolled back from $current"
  if $dry_run; then return 0; fi
  say "done: $FUNCTION_NAME:$ALIAS is version $to. The next deployment points it at what it deploys."
}

# On the alias: settings of $LATEST do not apply to its invocations.
deploy_event_invoke() {
  if look event.json lambda get-function-event-invoke-config --function-name "$FUNCTION_NAME" --qualifier "$ALIAS" \
    && same event-invoke.json event.json; then
    return 0
  fi
  change "events of $ALIAS: $RETRY_ATTEMPTS retries, given up after $EVENT_AGE_SECONDS s" \
    lambda put-function-event-invoke-config --cli-input-json "file://$work/event-invoke.json"
}

summary() {
  say ''
  if $dry_run; then
    say "dry run: $changes changes would be made"
    return 0
  fi
  if [ "$changes" -eq 0 ]; then
    say "nothing to change: $FUNCTION_NAME:$ALIAS is version $live_version"
    return 0
  fi
  cat <<NEXT
done: $changes changes, $FUNCTION_NAME:$ALIAS is version $live_version

next steps
  1. allow the server's role lambda:InvokeFunction: CALLER_ROLE_NAME=<role> scripts/deploy.sh puts scripts/iam/caller.json
  2. set the server's environment (.env.example lists everything):
       USE_LAMBDA_ASYNC=true
       INGEST_LAMBDA_FUNCTION=$FUNCTION_NAME:$ALIAS
       AWS_REGION=$REGION
       AWS_STORAGE_BUCKET_NAME=$AWS_STORAGE_BUCKET_NAME
$(database_variables)
       TOKEN_SECRET=<32 characters or more> ADMIN_PASSWORD=<password>
$(callback_variables)
  3. npm run migrate, then restart the server
  4. try it: curl -i -X POST http://<server>:8000/artifact/model -H "X-Authorization: \$TOKEN" \\
       -H "Content-Type: application/json" -d '{"url": "https://huggingface.co/google-bert/bert-base-uncased"}'
     and: aws logs tail /aws/lambda/$FUNCTION_NAME --region $REGION --follow
  roll back: scripts/deploy.sh --rollback
NEXT
}

# secret_hint <variable>: where the value of a variable is, never the value itself.
secret_hint() {
  local parameter=${1}_PARAM secret=${1}_SECRET_ARN
  if [ -n "${!1:-}" ]; then
    printf '<as deployed>'
  elif [ -n "${!parameter:-}" ]; then
    printf '<value of the parameter %s>' "${!parameter}"
  elif [ -n "${!secret:-}" ]; then
    printf '<value of the secret %s>' "${!secret}"
  elif [ "$1" = DB_PASSWORD ] && [ -n "${DB_SECRET_ARN:-}" ]; then
    printf '<password in the secret %s>' "$DB_SECRET_ARN"
  else
    printf '<password>'
  fi
}

# What the server needs to reach the database; the function needs none of it when it reports over HTTP.
database_variables() {
  local place="the secret ${DB_SECRET_ARN:-}" line=''
  [ -n "${DB_SECRET_ARN:-}" ] || place='your database'
  line="DB_HOST=${DB_HOST:-<host of $place>} DB_PORT=${DB_PORT:-5432} DB_NAME=${DB_NAME:-registry}"
  printf '       %s\n' "$line"
  printf '       DB_USER=%s DB_PASSWORD=%s' "${DB_USER:-<user of $place>}" "$(secret_hint DB_PASSWORD)"
  [ -z "${DB_SSL:-}" ] || printf ' DB_SSL=%s' "$DB_SSL"
}

# A function that reports over HTTP shares a secret with the server.
callback_variables() {
  [ -z "${REGISTRY_CALLBACK_URL:-}" ] \
    || printf '       REGISTRY_CALLBACK_SECRET=%s' "$(secret_hint REGISTRY_CALLBACK_SECRET)"
}
