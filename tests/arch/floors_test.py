import floors
from small_tree import RuleTest

CMAKE = """tongban_room(base src/base fmt::fmt)
tongban_room(db src/platform/db tongban_base)
tongban_room(files src/platform/files tongban_base tongban_db)
"""
DEPS = "identity:\ncatalog: identity\ncases: identity catalog\n"


class Floors(RuleTest):
    def test_base_includes_nothing_above_it(self):
        self.assert_caught(floors.check, {"src/base/a.h": '#include "platform/db/db.h"\n'}, "src/base/a.h:1", "base may not include platform")

    def test_platform_knows_no_module(self):
        self.assert_caught(floors.check, {"src/platform/db/a.cpp": '\n#include "modules/cases/cases.h"\n'}, "a.cpp:2", "modules")

    def test_a_module_does_not_know_the_app(self):
        self.assert_caught(floors.check, {"src/modules/cases/a.cpp": '#include "app/app.h"\n'}, "app")

    def test_includes_are_written_from_src(self):
        self.assert_caught(floors.check, {"src/base/a.cpp": '#include "a.h"\n'}, '"base/a.h"')

    def test_a_platform_room_declares_its_neighbours(self):
        files = {"CMakeLists.txt": CMAKE, "src/platform/db/a.cpp": '#include "platform/files/files.h"\n'}
        self.assert_caught(floors.check, files, "platform/db does not declare platform/files")

    def test_declared_neighbours_are_welcome(self):
        self.assert_clean(floors.check, {"CMakeLists.txt": CMAKE, "src/platform/files/a.cpp": '#include "platform/db/db.h"\n#include <string>\n'})

    def test_rooms_in_a_circle_are_caught(self):
        files = {"CMakeLists.txt": "tongban_room(a src/platform/a tongban_b)\ntongban_room(b src/platform/b\n  tongban_a)\n"}
        self.assert_caught(floors.check, files, "circle", "platform/a")


class Vendors(RuleTest):
    def test_a_vendor_library_stays_in_its_room(self):
        self.assert_caught(floors.check_vendors, {"src/modules/cases/a.cpp": "#include <sqlite3.h>\n"}, "platform/db")

    def test_asio_is_for_the_transport_only(self):
        self.assert_caught(floors.check_vendors, {"src/platform/http/a.h": "#include <boost/asio/ip/tcp.hpp>\n"}, "transport")

    def test_an_unlisted_part_of_boost_is_caught(self):
        self.assert_caught(floors.check_vendors, {"src/base/a.h": "#include <boost/spirit.hpp>\n"}, "no room")

    def test_doctest_is_for_tests(self):
        self.assert_caught(floors.check_vendors, {"src/base/a.cpp": "#include <doctest/doctest.h>\n"}, "tests")

    def test_libraries_at_home_are_fine(self):
        self.assert_clean(floors.check_vendors, {
            "src/platform/db/sqlite.cpp": "#include <sqlite3.h>\n", "src/base/a_test.cpp": "#include <doctest/doctest.h>\n",
            "src/platform/http/transport/a.cpp": "#include <boost/beast.hpp>\n", "src/base/json.h": "#include <boost/json.hpp>\n"})


class ModuleGraph(RuleTest):
    def test_a_circle_of_modules_is_caught(self):
        self.assert_caught(floors.check_graph, {"src/modules/deps.txt": "a: b\nb: c\nc: a\n"}, "circle", "a -> b -> c -> a")

    def test_every_module_has_a_line(self):
        self.assert_caught(floors.check_graph, {"src/modules/deps.txt": "", "src/modules/cases/cases.h": ""}, "cases has no line")

    def test_a_line_names_modules_that_have_one(self):
        self.assert_caught(floors.check_graph, {"src/modules/deps.txt": "cases: catalogue\n"}, "catalogue")

    def test_a_ladder_is_fine(self):
        self.assert_clean(floors.check_graph, {"src/modules/deps.txt": DEPS})


class ModuleBorders(RuleTest):
    def caught(self, path, included, *words):
        self.assert_caught(floors.check_modules, {"src/modules/deps.txt": DEPS, path: f'#include "{included}"\n'}, *words)

    def test_only_the_face_of_another_module_is_open(self):
        self.caught("src/modules/cases/submit.cpp", "modules/catalog/store.h", "modules/catalog/catalog.h")

    def test_a_face_may_have_parts_that_are_named(self):
        self.assert_clean(floors.check_modules, {"src/modules/deps.txt": DEPS, "src/modules/cases/submit.cpp": '#include "modules/catalog/process.h"\n'})
        self.caught("src/modules/catalog/process.h", "platform/db/db.h", "a face may not")

    def test_a_module_uses_only_those_it_names(self):
        self.caught("src/modules/catalog/publish.cpp", "modules/cases/cases.h", "catalog does not name cases")

    def test_an_act_knows_no_http(self):
        self.caught("src/modules/cases/submit.cpp", "platform/http/route.h", "a act may not")

    def test_a_store_knows_no_http(self):
        self.caught("src/modules/cases/store_events.cpp", "platform/http/route.h", "a store may not")

    def test_a_store_knows_no_other_module(self):
        self.caught("src/modules/cases/store.cpp", "modules/catalog/catalog.h", "a store may not include another module")

    def test_a_model_is_pure(self):
        self.caught("src/modules/cases/model.cpp", "platform/db/db.h", "a model may not")

    def test_a_face_shows_no_database(self):
        self.caught("src/modules/cases/cases.h", "platform/db/db.h", "a face may not")

    def test_routes_do_not_reach_into_the_store(self):
        self.caught("src/modules/cases/routes.cpp", "modules/cases/store.h", "routes may not")

    def test_a_module_laid_out_as_agreed_is_fine(self):
        self.assert_clean(floors.check_modules, {
            "src/modules/deps.txt": DEPS,
            "src/modules/cases/submit.cpp": '#include "modules/cases/store.h"\n#include "modules/catalog/catalog.h"\n#include "platform/db/db.h"\n',
            "src/modules/cases/routes.cpp": '#include "platform/http/route.h"\n#include "modules/cases/actions.h"\n',
            "src/modules/cases/model.h": '#include "base/instant.h"\n'})
