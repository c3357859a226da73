#!/usr/bin/env bash
# Retakes every picture in this folder: the real program in a real terminal emulator on a virtual display.
#
# Needs (Debian): xvfb kitty fonts-noto-cjk fonts-dejavu-core xdotool imagemagick libgl1-mesa-dri
# Usage: screenshots/take.sh [NAME…]      without names: all
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cargo build --release --manifest-path "$here/../Cargo.toml"
program=$here/../target/release/alierr
work=$(mktemp -d)
export DISPLAY=:97 LIBGL_ALWAYS_SOFTWARE=1 HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work XDG_DATA_HOME=$work
export XDG_RUNTIME_DIR=$work LANG=C.UTF-8
# Nothing of the terminal this script runs in.
unset TMUX STY SSH_CONNECTION COLORTERM NO_COLOR
Xvfb "$DISPLAY" -screen 0 2400x1700x24 >/dev/null 2>&1 &
display=$!
trap 'kill $display 2>/dev/null || true; rm -rf "$work"' EXIT
sleep 1

# take NAME COLUMNS LINES "ARGUMENTS" KEY…   where a KEY is `type:TEXT`, `wait:SECONDS`, `paste:FILE` or an xdotool key
take() {
    local name=$1 columns=$2 lines=$3 arguments=$4
    shift 4
    if [ ${#wanted[@]} -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then return; fi
    kitty --config NONE \
        -o font_family='DejaVu Sans Mono' -o symbol_map='U+2E80-U+9FFF,U+FF00-U+FFEF Noto Sans Mono CJK SC' \
        -o font_size=13 -o cursor_blink_interval=0 -o shell_integration=disabled -o enable_audio_bell=no \
        -o background="${BACKGROUND:-#1d1f21}" -o foreground="${FOREGROUND:-#d5d8d6}" \
        -o color4=#3465a4 \
        -o remember_window_size=no -o initial_window_width="${columns}c" -o initial_window_height="${lines}c" \
        -o hide_window_decorations=yes -o window_padding_width=6 -o update_check_interval=0 \
        bash -c "$program $arguments" >/dev/null 2>&1 &
    local terminal=$!
    sleep 2.5
    for key in "$@"; do
        case $key in
            type:*) xdotool type --delay 25 "${key#type:}" ;;
            wait:*) sleep "${key#wait:}" ;;
            paste:*) xclip -selection clipboard -i "${key#paste:}"; xdotool key ctrl+shift+v ;;
            *) xdotool key --delay 40 "$key" ;;
        esac
        sleep 0.2
    done
    sleep 0.6
    import -window "$(xdotool search --onlyvisible --class kitty | head -1)" png:- |
        convert png:- -colors 200 "PNG8:$here/$name.png"
    kill $terminal 2>/dev/null || true
    wait $terminal 2>/dev/null || true
    echo "$name"
}

cat >"$work/terraform.txt" <<'TEXT'
╷
│ Error: [ERROR] terraform-provider-alicloud/alicloud/resource_alicloud_slb_listener.go:214: Resource alicloud_slb_listener CreateLoadBalancerTCPListener Failed!!! [SDK alibaba-cloud-sdk-go ERROR]:
│ SDK.ServerError
│ ErrorCode: ListenerAlreadyExists
│ Recommend: https://next.api.aliyun.com/troubleshoot?q=ListenerAlreadyExists&product=Slb
│ RequestId: 0C1D2E3F-4A5B-5C6D-8E7F-9A0B1C2D3E4F
│ Message: A listener with the specified port already exists
│
│   with alicloud_slb_listener.web,
│   on main.tf line 12, in resource "alicloud_slb_listener" "web":
╵
{"RequestId":"1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50","HostId":"eci.aliyuncs.com","Code":"InvalidParameter.ValueExceeded","Message":"The value of Cpu exceeded, max: 64."}
HTTP Status: 403 Error:Forbidden.NotSupportRAM This action is not open to RAM users. RequestID: 2E3F4A5B-6C7D-5E8F-A091-BC2D3E4F5061
TEXT

wanted=("$@")
take wide 120 34 "--lang zh" type:invdbinst
take search-chinese 120 24 "--lang zh 余额" Tab
take diagnosis 130 36 "--lang zh < $work/terraform.txt" Down
take medium 84 30 "--lang zh 白名单"
take narrow 50 20 "--lang zh throttling"
take smallest 40 10 "--lang en quota"
take large 200 56 "--lang en product:slb"
take english 120 32 "--lang en quota" Tab Tab Down Down
take copy-menu 100 28 "--lang zh InvalidVpc" ctrl+y Down Down
take help 100 34 "--lang zh" F1
take categories 120 34 "--lang zh" ctrl+t ctrl+t Tab Tab Down Down Down Down
NO_COLOR=1 take mono 120 28 "--lang zh 实例状态" Tab
BACKGROUND=#fdf6e3 FOREGROUND=#3c4a50 take light 120 28 "--lang zh slbcz"
