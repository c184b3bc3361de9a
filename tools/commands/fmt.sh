# fmt [FILE]...
# Formats the C++ sources (all of them, or those named) with clang-format 14.

install_packages lint
if [ $# -gt 0 ]; then clang-format-14 -i "$@"; else
  find src tests bench \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 -r -P "$(nproc)" -n 20 clang-format-14 -i
fi
