# gen
# Rewrites what is made from the endpoint rows: OpenAPI, TypeScript types, the authorisation matrix.

install_packages build lint
build_preset dev tongban
python3 tools/lint generated --binary build/dev/tongban --write
