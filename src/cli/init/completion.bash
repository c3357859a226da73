# Completion of alierr, which is asked itself how a line goes on.
_alierr() {
    local IFS=$'\013' words=() rest=$COMP_LINE word at
    local quoted=0
    # Bash breaks words at `:` and `=`, and product:slb is one: pieces that stand side by side are one word.
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if [[ $at -gt 0 && ${rest:0:1} != [[:blank:]] ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
            rest=${rest#"${rest%%[![:blank:]]*}"}
        fi
        rest=${rest#"$word"}
    done
    # What stands behind the cursor does not count.
    local last=$((${#words[@]} - 1)) behind=${COMP_LINE:COMP_POINT}
    behind=${behind%%[[:blank:]]*}
    [[ -n $behind ]] && words[last]=${words[last]%"$behind"}
    case ${words[last]} in
        [\"\']*) quoted=1 words[last]=${words[last]:1} ;;
    esac
    COMPREPLY=($(
        _CLAP_IFS=$IFS _CLAP_COMPLETE_INDEX=$last _ALIERR_COMPLETE=bash \
            command alierr -- "${words[@]}" 2>/dev/null
    )) || { COMPREPLY=(); return; }
    # Readline puts the answers in place of the last piece only.
    if [[ $quoted == 0 ]]; then
        local piece=${words[last]} break
        for break in : =; do
            if [[ $COMP_WORDBREAKS == *$break* && $piece == *$break* ]]; then
                piece=${piece##*$break}
            fi
        done
        local before=${words[last]%"$piece"}
        for at in "${!COMPREPLY[@]}"; do
            COMPREPLY[at]=${COMPREPLY[at]#"$before"}
        done
    fi
    if [[ ${COMPREPLY-} != *[=/:] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o bashdefault -o nosort -F _alierr alierr 2>/dev/null ||
    complete -o nospace -o bashdefault -F _alierr alierr
