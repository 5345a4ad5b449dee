# SPDX-License-Identifier: GPL-3.0-or-later
# Files compiled into a library, so that the program needs nothing beside itself.
#
# planmerge_embed(TARGET NAMESPACE HEADER FILES symbol=path …)
#   Makes HEADER (included as written, for instance "export/embedded.h") and its source; each
#   symbol is a `const std::string_view` in NAMESPACE with the bytes of path (relative to the
#   current source folder). Call it after TARGET exists. A changed file is embedded again.
#
# The same file, run as a script (cmake -P), writes the two outputs.
if(CMAKE_SCRIPT_MODE_FILE)
  set(declarations "")
  set(definitions "")
  string(REPLACE "|" ";" files "${FILES}")
  foreach(entry IN LISTS files)
    string(REGEX MATCH "^([A-Za-z_0-9]+)=(.*)$" _ "${entry}")
    set(symbol ${CMAKE_MATCH_1})
    file(READ "${CMAKE_MATCH_2}" bytes HEX)
    file(SIZE "${CMAKE_MATCH_2}" size)
    # A literal of numbers, because string literals have a length limit in -Wpedantic.
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND declarations "extern const std::string_view ${symbol};\n")
    string(APPEND definitions "const unsigned char ${symbol}_bytes[] = {${bytes}0};\n"
      "const std::string_view ${symbol}{reinterpret_cast<const char*>(${symbol}_bytes), ${size}};\n")
  endforeach()
  file(WRITE "${OUT}.h" "// Made by cmake/EmbedFile.cmake.\n#pragma once\n#include <string_view>\n"
    "namespace ${NAMESPACE} {\n${declarations}}\n")
  file(WRITE "${OUT}.cc" "// Made by cmake/EmbedFile.cmake.\n#include \"${HEADER}\"\n"
    "namespace ${NAMESPACE} {\n${definitions}}\n")
  return()
endif()

set(PLANMERGE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(planmerge_embed target)
  cmake_parse_arguments(arg "" "NAMESPACE;HEADER" "FILES" ${ARGN})
  string(REGEX REPLACE "\\.h$" "" stem ${arg_HEADER})
  set(out ${CMAKE_BINARY_DIR}/embedded/${stem})
  set(absolute "")
  set(inputs "")
  foreach(entry IN LISTS arg_FILES)
    string(REGEX MATCH "^([A-Za-z_0-9]+)=(.*)$" _ "${entry}")
    set(symbol ${CMAKE_MATCH_1})
    get_filename_component(path ${CMAKE_MATCH_2} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
    list(APPEND inputs ${path})
    list(APPEND absolute "${symbol}=${path}")
  endforeach()
  list(JOIN absolute "|" joined)
  add_custom_command(OUTPUT ${out}.cc ${out}.h
    COMMAND ${CMAKE_COMMAND} "-DFILES=${joined}" -DNAMESPACE=${arg_NAMESPACE} -DOUT=${out}
      -DHEADER=${arg_HEADER} -P ${PLANMERGE_EMBED_SCRIPT}
    DEPENDS ${inputs} ${PLANMERGE_EMBED_SCRIPT} VERBATIM)
  target_sources(${target} PRIVATE ${out}.cc ${out}.h)
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/embedded)
endfunction()
