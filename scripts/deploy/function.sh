# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# The function itself: code and configuration of $LATEST.

# Waits for the end of an update: until then Lambda refuses every other one.
wait_for() {
  if $dry_run; then return 0; fi
  aws_call lambda wait "$1" --function-name "$FUNCTION_NAME" "${@:2}" 2>"$work/stderr" || {
    look function.json lambda get-function --function-name "$FUNCTION_NAME" || true
    die "the function did not become ready: $(field function.json Configuration.StateReason) $(
      field function.json Configuration.LastUpdateStatusReason)"
  }
}

deploy_function() {
  say "function $FUNCTION_NAME"
  if look function.json lambda get-function --function-name "$FUNCTION_NAME"; then
    finish_earlier_update
    update_code
    update_configuration
  else
    change "create it (nodejs24.x, $ARCHITECTURE, $MEMORY MB, $TIMEOUT s)" lambda create-function \
      --cli-input-json "file://$work/creation.json" --zip-file "fileb://$work/function.zip"
    ! $dry_run || same configuration.json empty.json || true
    wait_for function-active-v2
    printf '{}' >"$work/function.json"
    rm -f "$work/function.json.fields"
  fi
  update_concurrency
}

# Finishes what an interrupted deployment left in progress.
finish_earlier_update() {
  case $(field function.json Configuration.State)/$(field function.json Configuration.LastUpdateStatus) in
    Failed/*) die "the function could not be created: $(field function.json Configuration.StateReason). Delete it first" ;;
    Pending/*) wait_for function-active-v2 ;;
    */InProgress) wait_for function-updated-v2 ;;
    *) return 0 ;;
  esac
  look function.json lambda get-function --function-name "$FUNCTION_NAME" || die "the function is gone"
}

update_code() {
  local wanted deployed has
  wanted=$(cat "$work/code.sha256")
  deployed=$(field function.json Configuration.CodeSha256)
  has=$(field function.json Configuration.Architectures.0)
  if [ "$wanted" = "$deployed" ] && [ "$ARCHITECTURE" = "$has" ]; then return 0; fi
  change "code $(printf %.12s "$deployed") $has -> $(printf %.12s "$wanted") $ARCHITECTURE" \
    lambda update-function-code --function-name "$FUNCTION_NAME" \
    --zip-file "fileb://$work/function.zip" --architectures "$ARCHITECTURE"
  wait_for function-updated-v2
}

update_configuration() {
  if ! same configuration.json function.json Configuration; then
    change "configuration" lambda update-function-configuration --cli-input-json "file://$work/configuration.json"
    wait_for function-updated-v2
  fi
  [ "$(field function.json Tags.application)" = gatehouse ] || change "tags" lambda tag-resource \
    --resource "$(field function.json Configuration.FunctionArn)" --tags application=gatehouse
}

# An account with a small quota cannot reserve concurrency, which is worth a warning but no failure.
update_concurrency() {
  local now
  now=$(field function.json Concurrency.ReservedConcurrentExecutions)
  case $RESERVED_CONCURRENCY in
    '' | "$now") ;;
    none)
      [ -z "$now" ] || change "reserved concurrency $now -> none" \
        lambda delete-function-concurrency --function-name "$FUNCTION_NAME"
      ;;
    *[!0-9]*) die "RESERVED_CONCURRENCY must be a number, \"none\" or empty, not \"$RESERVED_CONCURRENCY\"" ;;
    *)
      changes=$((changes + 1))
      say "  $($dry_run && printf 'would change' || printf changing): reserved concurrency ${now:-none} -> $RESERVED_CONCURRENCY"
      $dry_run || attempt answer.json lambda put-function-concurrency --function-name "$FUNCTION_NAME" \
        --reserved-concurrent-executions "$RESERVED_CONCURRENCY" \
        || say "  warning: not reserved: $(tail -n 1 "$work/stderr")"
      ;;
  esac
}
