# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# Versions and the alias that the server calls: publishing, rolling back, what happens to events that fail.

# Publishes $LATEST when the alias leads to something else.
publish() {
  local current='' version
  say "alias $ALIAS"
  if look alias.json lambda get-alias --function-name "$FUNCTION_NAME" --name "$ALIAS"; then
    current=$(field alias.json FunctionVersion)
    if leads_to_wanted "$current"; then
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

leads_to_wanted() {
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

# The version that the alias led to before, or else the newest one below the present one.
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

# Kept by alias: settings of $LATEST would not count for calls of the alias.
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
  1. the server's role needs lambda:InvokeFunction (scripts/iam/caller.json; CALLER_ROLE_NAME=<role> puts it)
  2. the server's environment (.env.example lists everything):
       USE_LAMBDA_ASYNC=true
       INGEST_LAMBDA_FUNCTION=$FUNCTION_NAME:$ALIAS
       AWS_STORAGE_BUCKET_NAME=$AWS_STORAGE_BUCKET_NAME
       DB_HOST=${DB_HOST:-<your database>} DB_NAME=${DB_NAME:-registry} DB_USER=${DB_USER:-<user>} DB_PASSWORD=...
  3. npm run migrate, then restart the server
  4. look at it: curl -i -X POST http://<server>:8000/artifact/model -H "X-Authorization: \$TOKEN" \\
       -H "Content-Type: application/json" -d '{"url": "https://huggingface.co/google-bert/bert-base-uncased"}'
     and: aws logs tail /aws/lambda/$FUNCTION_NAME --follow
  back to the version before: scripts/deploy.sh --rollback
NEXT
}
