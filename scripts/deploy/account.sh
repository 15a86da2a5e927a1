# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# Where to deploy, as whom, and what the function needs around it: role, log group, failure queue.

# The configured region; else the one in the ARN of a secret or key, or in the host name of an RDS database.
region() {
  local configured=${AWS_REGION:-${AWS_DEFAULT_REGION:-}} arn
  [ -n "$configured" ] || configured=$(aws configure get region 2>/dev/null || true)
  if [ -z "$configured" ]; then
    for arn in ${DB_SECRET_ARN:-} ${DB_PASSWORD_SECRET_ARN:-} ${KMS_KEY_ARNS:-} ${SECRET_KMS_KEY_ARNS:-} \
      ${ALARM_TOPIC_ARNS:-} "${DB_HOST:-}"; do
      case $arn in
        arn:aws*:*:*:*) configured=$(printf %s "$arn" | cut -d: -f4) ;;
        *.rds.amazonaws.com | *.rds.amazonaws.com.cn)
          configured=$(printf %s "$arn" | sed -n 's/.*\.\([a-z]*-[a-z-]*-[0-9]*\)\.rds\.amazonaws\.com.*/\1/p')
          ;;
      esac
      [ -z "$configured" ] || break
    done
  fi
  [ -n "$configured" ] || die "the region is unknown: set AWS_REGION, or run aws configure"
  printf %s "$configured"
}

# The variables of a running embedded stack, from the file that says how to reach it.
read_stack() {
  [ -f "$1" ] || die "there is no $1: start the stack with npm start"
  local line
  while IFS= read -r line; do export "${line?}"; done < <(node "$here/../entry/stack-variables.ts" "$1")
  [ -n "${AWS_ENDPOINT_URL_LAMBDA:-}" ] || die "$1 describes a stack without an embedded Lambda"
}

on_this_machine() {
  case $1 in http://127.0.0.1* | http://localhost* | http://\[::1\]*) return 0 ;; *) return 1 ;; esac
}

# Services that an embedded stack on this machine does not have are left out, and listed.
where_to() {
  local endpoint part
  endpoint=$(endpoint_of lambda)
  ON_AWS=true
  say "deploying $FUNCTION_NAME to ${endpoint:-AWS}, region $REGION"
  if on_this_machine "$endpoint"; then
    ON_AWS=false
    TRACING=${TRACING:-PassThrough}
    for part in iam logs queue bucket; do
      case ",$with," in *",$part,"*) continue ;; esac
      # A bucket that is created belongs to the deployment, and one at an endpoint of its own is there to be checked.
      if [ "$part" = bucket ] && { $create_bucket || [ -n "$(endpoint_of s3api)" ]; }; then continue; fi
      skip="$skip,$part"
    done
    [ -z "${skip#,}" ] \
      || say "  an endpoint on this machine: leaving out$(printf %s ",$skip" | sed 's/,,*/ /g') (--with keeps them)"
  fi
  if [ -n "${AWS_ENDPOINT_URL:-}" ] && [ -z "${AWS_ENDPOINT_URL_LAMBDA:-}" ]; then
    export AWS_ENDPOINT_URL_LAMBDA=$AWS_ENDPOINT_URL
  fi
  TRACING=${TRACING:-Active}
  export ON_AWS TRACING
}

# Account and partition, and the ARNs that follow from them.
identify() {
  ACCOUNT=000000000000 PARTITION=aws
  if $ON_AWS || ! skipped iam; then
    look identity.json sts get-caller-identity || die "the identity of the caller could not be read"
    ACCOUNT=$(field identity.json Account)
    PARTITION=$(field identity.json Arn | cut -d: -f2)
    say "  account $ACCOUNT, as $(field identity.json Arn | cut -d: -f6)"
  fi
  role_is_given=true
  if [ -z "${LAMBDA_ROLE_ARN:-}" ]; then
    LAMBDA_ROLE_ARN=arn:$PARTITION:iam::$ACCOUNT:role/$ROLE_NAME
    if ! skipped iam; then role_is_given=false; fi
  fi
  FAILURE_TARGET_ARN=''
  skipped queue || FAILURE_TARGET_ARN=arn:$PARTITION:sqs:$REGION:$ACCOUNT:$FAILURE_QUEUE
  export LAMBDA_ROLE_ARN FAILURE_TARGET_ARN
}

# The values of the templates under scripts/iam.
export_template_values() {
  export PARTITION ACCOUNT REGION
  export FUNCTION=$FUNCTION_NAME BUCKET=$AWS_STORAGE_BUCKET_NAME ROLE=$ROLE_NAME QUEUE=$FAILURE_QUEUE
  export FAILURE_TARGET=$FAILURE_TARGET_ARN NETWORK=${VPC_SUBNET_IDS:+*}
  export BUCKET_KEYS=${KMS_KEY_ARNS:-} SECRET_KEYS=${SECRET_KMS_KEY_ARNS:-}
  local name value
  PARAMETERS='' SECRETS=${DB_SECRET_ARN:-}
  for name in DB_PASSWORD HF_TOKEN GITHUB_TOKEN REGISTRY_CALLBACK_SECRET; do
    value=${name}_PARAM
    value=${!value:-}
    case $value in
      '') ;;
      arn:*) PARAMETERS="$PARAMETERS $value" ;;
      *) PARAMETERS="$PARAMETERS arn:$PARTITION:ssm:$REGION:$ACCOUNT:parameter/${value#/}" ;;
    esac
    value=${name}_SECRET_ARN
    SECRETS="$SECRETS ${!value:-}"
  done
  export PARAMETERS SECRETS
}

# put_policy <role> <policy name> <template>
put_policy() {
  render policy "$root/scripts/iam/$3" "$work/$2.json" || die "the policy of $1 could not be rendered"
  if look policy.json iam get-role-policy --role-name "$1" --policy-name "$2" \
    && node "$here/compare.ts" "$work/$2.json" "$work/policy.json" PolicyDocument >/dev/null; then
    return 0
  fi
  change "policy $2 of $1" iam put-role-policy --role-name "$1" --policy-name "$2" \
    --policy-document "file://$work/$2.json"
}

deploy_role() {
  if skipped iam; then return 0; fi
  export_template_values
  if ! $role_is_given; then
    say "role $ROLE_NAME"
    look role.json iam get-role --role-name "$ROLE_NAME" \
      || change "create the role" iam create-role --role-name "$ROLE_NAME" \
        --assume-role-policy-document "file://$root/scripts/iam/execution-trust.json" \
        --permissions-boundary "arn:$PARTITION:iam::$ACCOUNT:policy/$ROLE_NAME-boundary" \
        --tags Key=application,Value=gatehouse
    put_policy "$ROLE_NAME" gatehouse-ingest execution-role.json
  fi
  if [ -n "$CALLER_ROLE_NAME" ]; then
    say "role $CALLER_ROLE_NAME of the server"
    put_policy "$CALLER_ROLE_NAME" gatehouse-server caller.json
  fi
}

deploy_logs() {
  if skipped logs; then return 0; fi
  local group=/aws/lambda/$FUNCTION_NAME found=''
  say "log group $group"
  if look groups.json logs describe-log-groups --log-group-name-prefix "$group" \
    --query "{group: logGroups[?logGroupName=='$group'] | [0]}"; then
    found=$(field groups.json group.logGroupName)
  fi
  if [ -z "$found" ] && ! $dry_run; then
    changes=$((changes + 1))
    say "  changing: create it"
    attempt answer.json logs create-log-group --log-group-name "$group" \
      || grep -q ResourceAlreadyExistsException "$work/stderr" || failed_call logs create-log-group
  elif [ -z "$found" ]; then
    change "create it" logs create-log-group --log-group-name "$group"
  fi
  [ "$(field groups.json group.retentionInDays)" = "$LOG_RETENTION_DAYS" ] \
    || change "keep logs for $LOG_RETENTION_DAYS days" logs put-retention-policy --log-group-name "$group" \
      --retention-in-days "$LOG_RETENTION_DAYS"
}

deploy_queue() {
  if skipped queue; then return 0; fi
  say "failure queue $FAILURE_QUEUE"
  look queue.json sqs get-queue-url --queue-name "$FAILURE_QUEUE" \
    || change "create it" sqs create-queue --queue-name "$FAILURE_QUEUE" \
      --attributes MessageRetentionPeriod=1209600,SqsManagedSseEnabled=true
}
