# What build/run and build/test share. Sourced with the repository's root as working directory.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1

# Tools keep their caches at home; where there is none, under artifacts.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export HOME="$PWD/artifacts/home"
  mkdir -p "$HOME"
fi

say() { printf '\n== %s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

need_tools() {
  local major
  command -v dotnet >/dev/null || { complain "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download"; return 1; }
  dotnet --version >/dev/null 2>&1 || { complain "The .NET SDK 10 is missing; installed is: $(dotnet --list-sdks | tr '\n' ' ')"; return 1; }
  command -v node >/dev/null && command -v npm >/dev/null || { complain "Node.js 20 with npm is missing: https://nodejs.org"; return 1; }
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || { complain "Node.js 20 or later is needed; installed is $(node --version)."; return 1; }
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi; }

# The browser and the fonts that the tests of the web UI look at pages with.
need_browser() {
  local missing=()
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  dpkg -s fonts-noto-core >/dev/null 2>&1 || missing+=(fonts-noto-core)
  [ ${#missing[@]} = 0 ] && return 0
  if ! command -v apt-get >/dev/null; then
    complain "The browser tests need ${missing[*]}, and this machine has no apt-get to install them."
    return 1
  fi
  say "Installing ${missing[*]}"
  as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Builds, and speaks only when something is wrong.
build_quietly() {
  local log
  log=$(dotnet build "$@" -c Release --no-restore -nologo -v quiet -clp:NoSummary 2>&1) || { printf '%s\n' "$log" >&2; return 1; }
}
