# shellcheck shell=bash
# shellcheck disable=SC2154 # variables of deploy.sh, which sources this
# The bucket: exists, private, encrypted, and drops unfinished uploads.

deploy_bucket() {
  if skipped bucket; then return 0; fi
  local bucket=$AWS_STORAGE_BUCKET_NAME
  say "bucket $bucket"
  if ! look bucket.json s3api head-bucket --bucket "$bucket"; then
    $create_bucket || die "the bucket $bucket does not exist: --create-bucket makes it"
    make_bucket "$bucket"
    if $dry_run; then return 0; fi
  fi
  check_private "$bucket"
  look encryption.json s3api get-bucket-encryption --bucket "$bucket" \
    || change "encrypt it with keys of S3" s3api put-bucket-encryption --bucket "$bucket" \
      --server-side-encryption-configuration \
      '{"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}'
  add_lifecycle "$bucket"
  refuse_plain_http "$bucket"
}

# us-east-1 is the one region that must not be named.
make_bucket() {
  if [ "$REGION" = us-east-1 ]; then
    change "create it" s3api create-bucket --bucket "$1"
  else
    change "create it" s3api create-bucket --bucket "$1" \
      --create-bucket-configuration "LocationConstraint=$REGION"
  fi
  close_bucket "$1"
}

close_bucket() {
  change "close it to the public" s3api put-public-access-block --bucket "$1" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
}

check_private() {
  local name
  if look block.json s3api get-public-access-block --bucket "$1"; then
    for name in BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets; do
      [ "$(field block.json "PublicAccessBlockConfiguration.$name")" = true ] \
        || die "the bucket $1 may be public: $name is off. Turn it on, or use another bucket"
    done
  else
    close_bucket "$1"
  fi
}

# Only on AWS: another endpoint may use plain HTTP. An existing policy is never overwritten.
refuse_plain_http() {
  if ! $ON_AWS; then return 0; fi
  if look bucket-policy.json s3api get-bucket-policy --bucket "$1"; then
    grep -q 'aws:SecureTransport' "$work/bucket-policy.json" \
      || die "the policy of the bucket $1 does not refuse plain HTTP. Add the statement of scripts/iam/bucket-policy.json"
    return 0
  fi
  export_template_values
  render document "$root/scripts/iam/bucket-policy.json" "$work/refuse-http.json" \
    || die "the policy of the bucket $1 could not be rendered"
  change "refuse plain HTTP" s3api put-bucket-policy --bucket "$1" --policy "file://$work/refuse-http.json"
}

# Adds our rules to the existing ones.
add_lifecycle() {
  local existing='' status=0
  if look rules.json s3api get-bucket-lifecycle-configuration --bucket "$1"; then existing=$work/rules.json; fi
  render lifecycle "$here/bucket-lifecycle.json" "$work/lifecycle.json" ${existing:+"$existing"} || status=$?
  case $status in
    0) change "drop unfinished uploads after 7 days, interrupted transfers after 14" \
      s3api put-bucket-lifecycle-configuration --bucket "$1" \
      --lifecycle-configuration "file://$work/lifecycle.json" ;;
    3) ;;
    *) die "the life cycle of $1 could not be rendered" ;;
  esac
}
