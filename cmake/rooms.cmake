# tongban_room(NAME FOLDER LIBRARIES...) makes the static library tongban_NAME of the sources in FOLDER (not below it), and
# of the *_test.cpp there the program tongban_NAME_test, of the *_bench.cpp tongban_NAME_bench (only on request), of the
# *_fuzz.cpp what cmake/fuzz.cmake says (only on request). A module's schema/*.sql is embedded by its own store through
# the list that tongban_embed_sql writes.
function(tongban_room name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "(_test|_bench|_fuzz|/main)\\.cpp$")
  file(GLOB schema CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/schema/*.sql)
  if(schema)
    set(embedded ${CMAKE_BINARY_DIR}/generated/${name}_schema.cpp)
    add_custom_command(
      OUTPUT ${embedded}
      COMMAND ${CMAKE_COMMAND} -DOUT=${embedded} -DNAME=${name} "-DFILES=${schema}" -P
              ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
      DEPENDS ${schema} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
      VERBATIM)
    list(APPEND sources ${embedded})
  endif()
  if(sources)
    add_library(tongban_${name} STATIC ${sources})
    target_include_directories(tongban_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(tongban_${name} PUBLIC ${ARGN})
  else()
    add_library(tongban_${name} INTERFACE)
    target_include_directories(tongban_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(tongban_${name} INTERFACE ${ARGN})
  endif()
  if(tests)
    add_executable(tongban_${name}_test ${tests} ${CMAKE_SOURCE_DIR}/tests/unit_main.cpp)
    target_link_libraries(tongban_${name}_test PRIVATE tongban_${name})
    target_compile_definitions(tongban_${name}_test PRIVATE TONGBAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    set_property(GLOBAL APPEND PROPERTY TONGBAN_TESTS tongban_${name}_test)
  endif()
  file(GLOB benches CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*_bench.cpp)
  if(benches)
    add_executable(tongban_${name}_bench EXCLUDE_FROM_ALL ${benches})
    target_link_libraries(tongban_${name}_bench PRIVATE tongban_${name} benchmark benchmark_main)
    target_compile_definitions(tongban_${name}_bench PRIVATE TONGBAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  endif()
  tongban_fuzz_targets(${name} ${folder})
endfunction()
