#!/usr/bin/env bash
# Installs with apt-get what the end-to-end tests need of the system and is missing: a browser, what
# compiles n8n's database driver, and what n8n's queue mode needs. Where that cannot be done, it says
# what to install.
set -euo pipefail

have() {
	command -v "$1" >/dev/null
}

missing=()
[ -n "${CHROMIUM_PATH:-}" ] || have chromium || have chromium-browser || have google-chrome || missing+=(chromium)
have python3 || missing+=(python3)
{ have make && have g++; } || missing+=(build-essential)
have redis-server || missing+=(redis-server)
# Debian keeps a program folder for each version.
have postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
if have apt-get && "${as_root[@]}" true 2>/dev/null; then
	echo "Installing ${missing[*]} …" >&2
	"${as_root[@]}" apt-get update -qq
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
	echo "The end-to-end tests need these packages, please install them: ${missing[*]}" >&2
	exit 1
fi
