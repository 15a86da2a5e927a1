# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# The CloudWatch dashboard and alarms of scripts/monitoring.

deploy_monitoring() {
  if ! $ON_AWS && [ -z "$(endpoint_of cloudwatch)" ]; then
    say "monitoring: left out, the endpoint on this machine has no CloudWatch"
    return 0
  fi
  local file
  export_template_values
  export NOTIFY=${ALARM_TOPIC_ARNS:-} FUNCTION_ALIAS=$FUNCTION_NAME:$ALIAS
  say "monitoring"
  render document "$root/scripts/monitoring/dashboard.json" "$work/dashboard.json" || die "the dashboard could not be made"
  change "the dashboard Gatehouse-$FUNCTION_NAME" cloudwatch put-dashboard \
    --dashboard-name "Gatehouse-$FUNCTION_NAME" --dashboard-body "file://$work/dashboard.json"
  render alarms "$root/scripts/monitoring/alarms.json" "$work/alarms" || die "the alarms could not be made"
  for file in "$work"/alarms/*.json; do
    change "the alarm $(field "alarms/${file##*/}" AlarmName)" cloudwatch put-metric-alarm --cli-input-json "file://$file"
  done
}
