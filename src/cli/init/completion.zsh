#compdef alierr
# Completion of alierr, which is asked itself how a line goes on.
_alierr() {
    local -a answers values described
    local answer value
    answers=("${(@f)$(
        _CLAP_IFS=$'\n' _CLAP_COMPLETE_INDEX=$((CURRENT - 1)) _ALIERR_COMPLETE=zsh \
            command alierr -- "${(@)words[1,CURRENT]}" 2>/dev/null
    )}")
    for answer in $answers; do
        # A colon that is part of the value is escaped, one before a description is not.
        value=${${answer//\\:/$'\1'}%%:*}
        value=${value//$'\1'/:}
        values+=("${value//\\\\/\\}")
        described+=("${answer//\\:/:}")
    done
    # Letter case does not matter: product:sl goes on as product:Slb.
    local -a match=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
    local -a open=(${(M)values:#*[:=/]}) closed=(${values:#*[:=/]})
    (( $#open )) && compadd -Q -S '' $match -a open
    (( $#closed )) && compadd -Q $match -a closed
}
if [[ ${funcstack[1]-} == _alierr ]]; then
    # A file in fpath is its own first call.
    _alierr "$@"
elif (( $+functions[compdef] )); then
    compdef _alierr alierr
fi
