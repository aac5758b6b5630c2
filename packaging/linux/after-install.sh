#!/bin/sh
# Runs as root after an installation and after an upgrade.
set -e
home=/opt/imp-wallet

# Since Ubuntu 24.04 a program gets user namespaces only if an AppArmor profile says so. An older AppArmor cannot read
# the profile and does not need it.
profile=/etc/apparmor.d/imp-wallet
if apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$home/resources/apparmor-profile" >/dev/null 2>&1; then
  cp -f "$home/resources/apparmor-profile" "$profile"
  # In a chroot, for example while an image is built, there is no kernel to load the profile into.
  if ! { command -v ischroot >/dev/null && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
  fi
fi

# Chromium's sandbox works with user namespaces or, where ordinary users have none, with this helper if it is setuid.
# The test runs as the user nobody, because root may always create them.
if setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user true >/dev/null 2>&1; then
  chmod 0755 "$home/chrome-sandbox"
else
  chmod 4755 "$home/chrome-sandbox"
fi
