
# A key that puts a picked code into the command line.
__alierr_pick() {
    local code picked
    code=$(command alierr pick </dev/tty)
    picked=$?
    zle reset-prompt
    (( picked == 0 )) && LBUFFER+=${(q)code}
    return 0
}
if [[ -o zle && -n '@KEY@' ]]; then
    zle -N __alierr_pick
    bindkey -M emacs '@KEY@' __alierr_pick
    bindkey -M viins '@KEY@' __alierr_pick
    bindkey -M vicmd '@KEY@' __alierr_pick
fi

# In tmux: where the output of each command begins, and that of the one before it.
__alierr_mark() {
    [[ -n ${TMUX_PANE-} ]] || return 0
    command tmux set-option -pqF -t "$TMUX_PANE" @alierr_from '#{@alierr_to}' \; \
        set-option -pqF -t "$TMUX_PANE" @alierr_to '#{history_size} #{cursor_y}' >/dev/null 2>&1
}
if [[ -n ${TMUX_PANE-} ]]; then
    autoload -Uz add-zsh-hook && add-zsh-hook preexec __alierr_mark
fi

# Diagnoses what the last command printed.
alierr-last() {
    command alierr last "$@"
}
