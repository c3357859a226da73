
# A key that puts a picked code into the command line.
function __alierr_pick
    set -l code (command alierr pick)
    and commandline --insert -- (string escape -- $code)
    commandline --function repaint
end
if status is-interactive; and test -n '@KEY@'
    bind @KEY@ __alierr_pick
    bind --mode insert @KEY@ __alierr_pick
end

# In tmux: where the output of each command begins, and that of the one before it.
if set --query TMUX_PANE
    function __alierr_mark --on-event fish_preexec
        command tmux set-option -pqF -t $TMUX_PANE @alierr_from '#{@alierr_to}' \; \
            set-option -pqF -t $TMUX_PANE @alierr_to '#{history_size} #{cursor_y}' >/dev/null 2>&1
    end
end

# Diagnoses what the last command printed.
function alierr-last
    command alierr last $argv
end
