#!/usr/bin/env bash
# Retakes every picture in this folder: the real program in a real terminal emulator on a virtual display, at twice the
# size, in its default colours on a dark ground and on a light one; and a recording of it at work.
#
# Needs (Debian): xvfb kitty fonts-noto-cjk fonts-dejavu-core xdotool xclip imagemagick ffmpeg libgl1-mesa-dri
# Usage: screenshots/take.sh [NAME…]      without names: all
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${PROGRAM:-$here/../target/release/alierr}
[ -n "${PROGRAM:-}" ] || cargo build --release --manifest-path "$here/../Cargo.toml"
work=$(mktemp -d)
export DISPLAY=:97 LIBGL_ALWAYS_SOFTWARE=1 HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work XDG_DATA_HOME=$work
export XDG_RUNTIME_DIR=$work LANG=C.UTF-8
# Nothing of the terminal this script runs in.
unset TMUX STY SSH_CONNECTION COLORTERM NO_COLOR COLORFGBG
Xvfb "$DISPLAY" -screen 0 4300x2600x24 >/dev/null 2>&1 &
display=$!
trap 'kill $display 2>/dev/null || true; rm -rf "$work"' EXIT
sleep 1

dark=(-o background='#1d1f21' -o foreground='#d5d8d6')
light=(-o background='#ffffff' -o foreground='#24292f' -o cursor='#24292f')

# open SIZE COLUMNS LINES ARGUMENTS — a terminal with the program in it; its process is $terminal
open() {
    local size=$1 columns=$2 lines=$3 arguments=$4
    local ground=("${dark[@]}")
    [ "${GROUND:-dark}" = dark ] || ground=("${light[@]}")
    kitty --config NONE "${ground[@]}" \
        -o font_family='DejaVu Sans Mono' -o symbol_map='U+2E80-U+9FFF,U+FF00-U+FFEF Noto Sans Mono CJK SC' \
        -o font_size="$size" -o cursor_blink_interval=0 -o shell_integration=disabled -o enable_audio_bell=no \
        -o remember_window_size=no -o initial_window_width="${columns}c" -o initial_window_height="${lines}c" \
        -o hide_window_decorations=yes -o window_padding_width=8 -o update_check_interval=0 \
        bash -c "$program $arguments" >/dev/null 2>&1 &
    terminal=$!
    # On a busy machine a window takes its time.
    local _
    for _ in $(seq 200); do
        xdotool search --onlyvisible --class kitty >/dev/null 2>&1 && break
        sleep 0.1
    done
    sleep 2
}

close() {
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
}

# press KEY…   where a KEY is `type:TEXT`, `wait:SECONDS`, `paste:FILE` or an xdotool key
press() {
    for key in "$@"; do
        case $key in
            type:*) xdotool type --delay "${DELAY:-25}" "${key#type:}" ;;
            wait:*) sleep "${key#wait:}" ;;
            paste:*) xclip -selection clipboard -i "${key#paste:}"; xdotool key ctrl+shift+v ;;
            *) xdotool key --delay 40 "$key" ;;
        esac
        sleep 0.2
    done
}

is_wanted() { [ ${#wanted[@]} -eq 0 ] || [[ " ${wanted[*]} " == *" $1 "* ]]; }

# take NAME COLUMNS LINES ARGUMENTS KEY…
take() {
    local name=$1 columns=$2 lines=$3 arguments=$4
    shift 4
    is_wanted "$name" || return 0
    open "${SIZE:-22}" "$columns" "$lines" "$arguments"
    press "$@"
    sleep 0.6
    import -window "$(xdotool search --onlyvisible --class kitty | head -1)" png:- |
        convert png:- -colors 200 "PNG8:$here/$name.png"
    close
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

# Of its own keys and notices, typed at the pace of a hand.
record() {
    local name=$1
    is_wanted "$name" || return 0
    open 13 110 30 "--lang en"
    local window geometry
    window=$(xdotool search --onlyvisible --class kitty | head -1)
    geometry=$(xdotool getwindowgeometry --shell "$window")
    local X Y WIDTH HEIGHT
    eval "$(grep -E '^(X|Y|WIDTH|HEIGHT)=' <<<"$geometry")"
    ffmpeg -loglevel error -y -f x11grab -framerate 12 -video_size "$((WIDTH / 2 * 2))x$((HEIGHT / 2 * 2))" \
        -i "$DISPLAY+$X,$Y" -t 16 "$work/take.mkv" &
    local camera=$!
    DELAY=140 press wait:1 type:quotaex wait:1.2 Down wait:0.8 Return wait:1.8 "paste:$work/terraform.txt" wait:2 Down wait:1 \
        ctrl+y wait:1.5 t wait:2
    wait "$camera"
    close
    ffmpeg -loglevel error -y -i "$work/take.mkv" \
        -vf 'fps=8,split[a][b];[a]palettegen=max_colors=48:stats_mode=diff[p];[b][p]paletteuse=dither=none' \
        "$here/$name.gif"
    echo "$name"
}

wanted=("$@")
take wide 120 34 "--lang zh" type:invdbinst
take wide-en 120 34 "--lang en" type:quota
take welcome 120 34 "--lang zh"
take search-chinese 120 30 "--lang zh 余额"
take diagnosis 120 34 "--lang zh < $work/terraform.txt" Down
take diagnosis-en 120 34 "--lang en < $work/terraform.txt" Down
take medium 80 24 "--lang zh 备份"
take narrow 50 16 "--lang zh throttling"
take smallest 40 10 "--lang en quota"
SIZE=16 take large 200 56 "--lang en product:slb"
take copy-menu 100 28 "--lang zh InvalidVpcId" ctrl+y Down Down
take values 100 28 "--lang en status:4" Tab
take help 100 34 "--lang en" F1
take categories 120 34 "--lang zh" ctrl+t ctrl+t Tab Down Down Down
NO_COLOR=1 take mono 100 30 "--lang zh 实例状态"
GROUND=light take light 120 34 "--lang zh 备份"
GROUND=light take light-en 120 34 "--lang en" type:quota
record at-work
