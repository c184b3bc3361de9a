# help [COMMAND]
# Lists the commands, or says more about one.

comment_block() { sed -n '/^#/!q; s/^# \{0,1\}//p' "$1"; }

if [ $# -gt 0 ] && [ -f "tools/commands/$1.sh" ]; then
  printf 'usage: ./tb %s\n' "$(comment_block "tools/commands/$1.sh" | head -n 1)"
  comment_block "tools/commands/$1.sh" | tail -n +2
else
  for file in tools/commands/{run,test}.sh $(ls tools/commands/*.sh | grep -vE '/(run|test)\.sh$'); do
    comment_block "$file" | { IFS= read -r usage; IFS= read -r summary; printf '  ./tb %s\n        %s\n' "$usage" "$summary"; cat >/dev/null; }
  done
  printf '\n./tb help COMMAND says more.\n'
fi
