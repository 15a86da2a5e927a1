#!/usr/bin/env bash
# Deploys the function that this folder is: hands on to scripts/deploy.sh, with all arguments, from any folder.
set -euo pipefail
exec "$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/scripts/deploy.sh" "$@"
