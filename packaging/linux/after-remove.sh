#!/bin/sh
# Runs as root after a removal. dpkg and rpm also call it in an upgrade, with these arguments.
case "$1" in
  upgrade | failed-upgrade | abort-install | abort-upgrade | disappear | 1) exit 0 ;;
esac

profile=/etc/apparmor.d/imp-wallet
if [ -f "$profile" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && ! { command -v ischroot >/dev/null && ischroot; }; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile" /var/cache/apparmor/*/imp-wallet
fi
