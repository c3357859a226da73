
# A key that puts a picked code into the command line.
__alierr_pick() {
    local code
    code=$(command alierr pick) || return 0
    printf -v code %q "$code"
    READLINE_LINE="${READLINE_LINE:0:READLINE_POINT}$code${READLINE_LINE:READLINE_POINT}"
    READLINE_POINT=$((READLINE_POINT + ${#code}))
}
__alierr_key='@KEY@'
if [[ $- == *i* && -n $__alierr_key && ${BASH_VERSINFO[0]} -ge 4 ]]; then
    for __alierr_map in emacs vi-insert vi-command; do
        bind -m "$__alierr_map" -x "\"$__alierr_key\": __alierr_pick"
    done
    unset __alierr_map
fi
unset __alierr_key

# In tmux: where the output of each command begins, and that of the one before it.
__alierr_mark() {
    [[ -n ${TMUX_PANE-} ]] || return 0
    command tmux set-option -pqF -t "$TMUX_PANE" @alierr_from '#{@alierr_to}' \; \
        set-option -pqF -t "$TMUX_PANE" @alierr_to '#{history_size} #{cursor_y}' >/dev/null 2>&1
}
if [[ -n ${TMUX_PANE-} && ${PS0-} != *__alierr_mark* ]]; then
    PS0=${PS0-}'$(__alierr_mark)'
fi

# Diagnoses what the last command printed.
alierr-last() {
    command alierr last "$@"
}
