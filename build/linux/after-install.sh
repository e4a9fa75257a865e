#!/bin/bash
# Runs as root after the deb was unpacked. electron-builder fills in ${executable} and ${sanitizedProductName}; shell
# variables are written without braces for that reason.
app='/opt/${sanitizedProductName}'
command='/usr/bin/${executable}'
profile='/etc/apparmor.d/${executable}'

if type update-alternatives >/dev/null 2>&1; then
    # A link of an older package that did not use update-alternatives.
    if [ -L "$command" ] && [ "$(readlink "$command")" != '/etc/alternatives/${executable}' ]; then
        rm -f "$command"
    fi
    update-alternatives --install "$command" '${executable}' "$app/"'${executable}' 100 || ln -sf "$app/"'${executable}' "$command"
else
    ln -sf "$app/"'${executable}' "$command"
fi

# Chromium's sandbox wants user namespaces: first let AppArmor allow them to this program. Older versions of AppArmor do
# not know the profile's rules; then it is left out.
profiled=no
if apparmor_status --enabled >/dev/null 2>&1 &&
    apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" >/dev/null 2>&1; then
    cp -f "$app/resources/apparmor-profile" "$profile"
    # In an image that is being made, the profile is loaded when the image starts.
    if ! ischroot 2>/dev/null && apparmor_parser --replace --write-cache --skip-read-cache "$profile"; then
        profiled=yes
    fi
fi

# Whether an ordinary user gets a namespace and may write its user map, which is what Chromium does. Asked as nobody:
# root always gets one, also where users do not. In an image the kernel that counts is another one.
namespaces_work() {
    if ischroot 2>/dev/null; then
        false
    elif [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null)" = 1 ]; then
        [ "$profiled" = yes ]
    else
        runuser -u nobody -- unshare --user --map-root-user true >/dev/null 2>&1
    fi
}

# The older way is a helper that is setuid root. Chromium refuses to start with a helper that is neither.
if namespaces_work; then
    chmod 0755 "$app/chrome-sandbox" || true
else
    chown root:root "$app/chrome-sandbox" && chmod 4755 "$app/chrome-sandbox" || true
fi

if type update-desktop-database >/dev/null 2>&1; then
    update-desktop-database /usr/share/applications || true
fi
exit 0
