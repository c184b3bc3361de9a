"""Who may include what. The floors, from the ground up: base, engine and platform, modules, app; see CONTRIBUTING.md."""

import re
from pathlib import PurePosixPath

from tree import CPP_ENDINGS, is_test

FLOORS_BELOW = {
    "base": {"base"},
    "engine": {"base", "engine"},
    "platform": {"base", "engine", "platform"},
    "modules": {"base", "engine", "platform", "modules"},
    "app": {"base", "engine", "platform", "modules", "app"},
}

# Which rooms may use a library; the longest matching prefix of the included name decides. `*` is everywhere.
VENDORS = {
    "fmt/": "*",
    "boost/json": "*",
    "boost/describe": "*",
    "boost/mp11": "*",
    "boost/asio": "platform/http/transport",
    "boost/beast": "platform/http/transport",
    "boost/url": "platform/http platform/http/transport",
    "boost/unordered": "modules/catalog",
    "boost/": "",
    "sqlite3.h": "platform/db",
    "libpq-fe.h": "platform/db",
    "openssl/": "platform/crypto platform/http/transport",
    "sodium": "platform/crypto",
    "re2/": "platform/forms",
    "spdlog/": "platform/log",
    "prometheus/": "platform/metrics",
    "magic.h": "platform/files",
    "qrencode.h": "platform/documents",
    "xlsxwriter": "platform/documents",
    "unicode/": "platform/search engine/feel",
    "bid_": "engine/feel",
    "toml": "platform/config",
    "CLI/": "app",
    "pugixml": "engine platform/documents",
    "brotli/": "platform/http/transport",
    "zlib.h": "platform/http/transport platform/files",
    "curl/": "platform/notify",
    "doctest/": "tests",
    "benchmark/": "tests",
}


def room_of(path):
    """'src/platform/http/transport/x.cpp' -> ('platform', 'platform/http/transport')."""
    folder = PurePosixPath(path).parent.as_posix().removeprefix("src/")
    return folder.split("/")[0], folder


def declared_links(tree):
    """What each room may use of ours, from the tongban_room lines of CMakeLists.txt: {folder: {folder}}."""
    text = tree.text("CMakeLists.txt") if tree.exists("CMakeLists.txt") else ""
    folders, libraries = {}, {}
    for name, folder, rest in re.findall(r"tongban_room\((\w+)\s+src/(\S+)([^)]*)\)", text):
        folders[name], libraries[folder] = folder, rest
    return {folder: {folders[name] for name in re.findall(r"tongban_(\w+)", rest) if name in folders}
            for folder, rest in libraries.items()}


def check(tree):
    links = declared_links(tree)
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        floor, room = room_of(path)
        for number, name, ours in tree.includes(path):
            if not ours:
                continue
            other_floor, other_room = room_of("src/" + name)
            if "/" not in name:
                findings.append(f'{path}:{number}: write includes from src/: "{room}/{name}"')
            elif floor in FLOORS_BELOW and other_floor not in FLOORS_BELOW[floor]:
                findings.append(f"{path}:{number}: {floor} may not include {other_floor} ({name})")
            elif floor == other_floor == "platform" and room != other_room and not is_test(path) \
                    and room in links and other_room not in links[room]:
                findings.append(f"{path}:{number}: {room} does not declare {other_room} in CMakeLists.txt ({name})")
    return findings + [f"CMakeLists.txt: the rooms use each other in a circle: {' -> '.join(circle)}" for circle in circles(links)]


def check_vendors(tree):
    findings = []
    for path in tree.under("src/", CPP_ENDINGS):
        _, room = room_of(path)
        for number, name, ours in tree.includes(path):
            prefix = max((p for p in VENDORS if name.startswith(p)), key=len, default=None)
            if ours or prefix is None:
                continue
            rooms = VENDORS[prefix].split()
            allowed = "*" in rooms or (is_test(path) if rooms == ["tests"] else any(room == r or room.startswith(r + "/") for r in rooms))
            if not allowed and not is_test(path):
                findings.append(f"{path}:{number}: <{name}> belongs to {VENDORS[prefix] or 'no room'}, not to {room}")
    return findings


def read_deps(tree):
    """src/modules/deps.txt: one line a module, `cases: identity catalog`."""
    deps = {}
    if tree.exists("src/modules/deps.txt"):
        for line in tree.lines("src/modules/deps.txt"):
            line = line.split("#")[0].strip()
            if line:
                name, _, rest = line.partition(":")
                deps[name.strip()] = rest.split()
    return deps


def check_graph(tree):
    deps = read_deps(tree)
    present = sorted({path.split("/")[2] for path in tree.under("src/modules/", CPP_ENDINGS) if path.count("/") > 2})
    findings = [f"src/modules/deps.txt: the module {name} has no line" for name in present if name not in deps]
    findings += [f"src/modules/deps.txt: {name} names {other}, which has no line" for name in deps for other in deps[name] if other not in deps]
    return findings + [f"src/modules/deps.txt: a circle: {' -> '.join(circle)}" for circle in circles(deps)]


def circles(graph):
    """Each circle once, as the path that closes it."""
    done, found = set(), []

    def visit(node, trail):
        if node in trail:
            found.append(trail[trail.index(node):] + [node])
            return
        if node in done:
            return
        for other in sorted(graph.get(node, ())):
            visit(other, trail + [node])
        done.add(node)

    for node in sorted(graph):
        visit(node, [])
    return found


# Further parts of a module's face, so that a change of what few ask for does not compile anew what many include.
FACE_PARTS = {"catalog": ("process.h",)}


def is_face(module, name):
    return name == f"{module}.h" or name in FACE_PARTS.get(module, ())


def kind_of(module, name):
    """The room inside a module that a file is: face, model, store, routes, test or act."""
    if is_test("/" + name):
        return "test"
    stem = name.rsplit(".", 1)[0]
    if is_face(module, name):
        return "face"
    if stem == "model" or stem.startswith("model_"):
        return "model"
    if stem == "store" or stem.startswith("store_"):
        return "store"
    if stem == "routes" or stem.startswith("routes_") or stem.endswith("_routes"):
        return "routes"
    return "act"


# What each room of a module may never include. HTTP is for routes only: an act that needs the acting person takes the
# context, which the platform/http room defines in headers of its own named below.
FORBIDDEN = {
    "face": ("platform/http/", "platform/db/"),
    "model": ("platform/",),
    "store": ("platform/http/",),
    "act": ("platform/http/",),
    "routes": (),
    "test": (),
}


def check_modules(tree):
    deps = read_deps(tree)
    findings = []
    for path in tree.under("src/modules/", CPP_ENDINGS):
        if path.count("/") < 3:
            continue
        module, name = path.split("/")[2], path.split("/")[-1]
        kind = kind_of(module, name)
        for number, included, ours in tree.includes(path):
            if not ours:
                continue
            at = f"{path}:{number}:"
            if included.startswith(FORBIDDEN[kind]):
                findings.append(f"{at} a {kind} may not include {included}")
            if not included.startswith("modules/"):
                continue
            parts = included.split("/")
            other = parts[1]
            if other == module:
                if kind == "routes" and kind_of(module, parts[-1]) == "store":
                    findings.append(f"{at} routes may not reach into the store ({included})")
                if kind == "model" and kind_of(module, parts[-1]) not in ("model", "face"):
                    findings.append(f"{at} a model may not include {included}")
            elif kind == "store" or kind == "model":
                findings.append(f"{at} a {kind} may not include another module ({included})")
            elif other not in deps.get(module, []):
                findings.append(f"{at} {module} does not name {other} in src/modules/deps.txt")
            elif not is_face(other, "/".join(parts[2:])) and kind != "test":
                findings.append(f"{at} of another module only its face may be included: modules/{other}/{other}.h, not {included}")
    return findings
