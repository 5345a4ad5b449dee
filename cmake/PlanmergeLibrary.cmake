# SPDX-License-Identifier: GPL-3.0-or-later

# Warnings, standard and sanitizers that all our own targets share.
add_library(planmerge_flags INTERFACE)
target_compile_options(planmerge_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough
  # GCC 12 warns of std::string's own operator+ (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${PLANMERGE_WERROR}>:-Werror>)
target_compile_definitions(planmerge_flags INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(PLANMERGE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# planmerge_library(NAME SOURCES a.cc … PUBLIC targets PRIVATE targets HEADERS a.h …)
#   planmerge_NAME, its alias planmerge::NAME; includes are from the root. It is installed, with
#   HEADERS: those that users of the library may include.
function(planmerge_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE;HEADERS" ${ARGN})
  add_library(planmerge_${name} STATIC ${arg_SOURCES})
  add_library(planmerge::${name} ALIAS planmerge_${name})
  target_include_directories(planmerge_${name} PUBLIC $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}>)
  target_link_libraries(planmerge_${name} PUBLIC ${arg_PUBLIC}
    PRIVATE ${arg_PRIVATE} $<BUILD_INTERFACE:planmerge_flags>)
  set_target_properties(planmerge_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS planmerge_${name} EXPORT planmergeTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/planmerge
    INCLUDES DESTINATION ${PLANMERGE_INSTALL_HEADERS})
  install(FILES ${arg_HEADERS} DESTINATION ${PLANMERGE_INSTALL_HEADERS}/${name})
endfunction()

# planmerge_test(FOLDER SOURCES a_test.cc … LIBS targets): one binary per folder.
function(planmerge_test folder)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${folder}_test ${arg_SOURCES})
  target_link_libraries(${folder}_test PRIVATE ${arg_LIBS} GTest::gmock GTest::gtest_main planmerge_flags)
  target_include_directories(${folder}_test PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${folder}_test PRIVATE PLANMERGE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  include(GoogleTest)
  gtest_discover_tests(${folder}_test TEST_PREFIX ${folder}/ DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
