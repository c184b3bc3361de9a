# gen
# Rewrites what is made from the program and its sources: OpenAPI, TypeScript types, authorisation matrix, errors, audit events, sample configuration.

install_packages build lint
build_preset dev tongban
python3 tools/lint generated --binary build/dev/tongban --write
