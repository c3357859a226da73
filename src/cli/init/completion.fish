# Completion of alierr, which is asked itself how a line goes on.
complete --keep-order --no-files --command alierr --arguments "(_ALIERR_COMPLETE=fish command alierr -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor))"
