# What ./tb crash and ./tb test share: reading tests/crash/campaigns.txt. Sourced, never run by itself.

# Rows "kind database script small full", those of one kind when named.
crash_rows() { awk -v kind="${1:-}" '!/^#/ && NF == 5 && (kind == "" || $1 == kind)' tests/crash/campaigns.txt; }

crash_kinds() { crash_rows | awk '!seen[$1]++ { printf "%s%s", (n++ ? " " : ""), $1 } END { print "" }'; }
