# How a module of src/ is built. One call a module; every file is listed, so that a stray file is seen.
#
#   yw_module(cases
#     SOURCES submit_case.cpp case_store.cpp
#     TESTS   submit_case_test.cpp            # one executable test_<name>; needs GoogleTest
#     FUZZ    form_fuzz.cpp                   # libFuzzer targets, one executable each, only with YIWANG_FUZZ
#     USES    yw_kernel yw_db PkgConfig::ZIP)
#
# Text beside the module is embedded by name:
#   sql/*.sql         -> "<path>/sql.hpp":  yw::<name>::sql::<file> of type db::Sql
#   migrations/*.sql  -> "<path>/migrations.hpp": yw::<name>::migrations()
#   pages/*.html      -> "<path>/pages.hpp": yw::<name>::pages() for html::Templates
#   strings/zh-CN.toml -> "<path>/strings.hpp": yw::<name>::strings_table() for strings::add()
# where <path> is the module's folder below src/, as in every include.

set(YW_EMBED ${CMAKE_SOURCE_DIR}/tools/embed.py)
set(YW_GENERATED ${CMAKE_BINARY_DIR}/generated)

function(yw_module name)
  cmake_parse_arguments(M "" "" "SOURCES;TESTS;FUZZ;USES;TEST_USES" ${ARGN})
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  string(REGEX REPLACE ".*/" "" space ${path})
  set(generated)
  foreach(kind sql migrations pages strings)
    if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/${kind})
      file(GLOB texts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${kind}/*)
      set(header ${YW_GENERATED}/${path}/${kind}.hpp)
      set(source ${YW_GENERATED}/${path}/${kind}.cpp)
      add_custom_command(OUTPUT ${header} ${source}
        COMMAND python3 ${YW_EMBED} ${kind} ${path} ${header} ${source} ${CMAKE_CURRENT_SOURCE_DIR}/${kind}
        DEPENDS ${YW_EMBED} ${texts} VERBATIM)
      list(APPEND generated ${header} ${source})
    endif()
  endforeach()
  add_library(yw_${name} STATIC ${M_SOURCES} ${generated})
  target_include_directories(yw_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${YW_GENERATED})
  target_link_libraries(yw_${name} PUBLIC ${M_USES} fmt::fmt)
  if(M_TESTS AND NOT YIWANG_FUZZ)
    add_executable(test_${name} ${M_TESTS})
    target_link_libraries(test_${name} PRIVATE yw_${name} ${M_TEST_USES} GTest::gtest_main GTest::gmock)
    add_dependencies(tests test_${name})
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
  if(M_FUZZ AND YIWANG_FUZZ)
    foreach(source ${M_FUZZ})
      string(REGEX REPLACE "\\.cpp$" "" target ${source})
      add_executable(${target} ${source})
      target_link_libraries(${target} PRIVATE yw_${name})
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
      add_dependencies(fuzzers ${target})
    endforeach()
  endif()
endfunction()

# yw_embed_files(yw_web web/assets.hpp NAMESPACE yw::web FILES a.css b.js): the bytes of files, by name, without copying them to the heap.
function(yw_embed_files target header)
  cmake_parse_arguments(E "" "NAMESPACE;BASE" "FILES" ${ARGN})
  set(hpp ${YW_GENERATED}/${header})
  string(REGEX REPLACE "\\.hpp$" ".S" asm ${hpp})
  string(REGEX REPLACE "\\.hpp$" "_files.cpp" cpp ${hpp})
  add_custom_command(OUTPUT ${hpp} ${asm} ${cpp}
    COMMAND python3 ${YW_EMBED} files ${E_NAMESPACE} ${hpp} ${asm} ${cpp} ${header} ${E_BASE} ${E_FILES}
    DEPENDS ${YW_EMBED} ${E_FILES} VERBATIM)
  add_library(${target} STATIC ${hpp} ${asm} ${cpp})
  target_include_directories(${target} PUBLIC ${YW_GENERATED})
endfunction()
