# sluice_module(), sluice_test(), sluice_embed_rules(), sluice_embed_html(): how every target of the tree is made.

add_library(sluice_warnings INTERFACE)
target_compile_options(sluice_warnings INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers
  $<$<BOOL:${SLUICE_WERROR}>:-Werror>)
if(SLUICE_SANITIZE)
  add_compile_options(-fsanitize=${SLUICE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SLUICE_SANITIZE})
  # GCC warns of it falsely in instrumented code (so its manual says); every other build keeps the warning.
  target_compile_options(sluice_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# WITH: folders below it that belong to the same library.
function(sluice_module folder)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "WITH;PUBLIC;PRIVATE")
  get_filename_component(name ${folder} NAME)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc)
  file(GLOB headers CONFIGURE_DEPENDS ${folder}/*.h)
  list(FILTER sources EXCLUDE REGEX "/(main|embed)\\.cc$")
  foreach(subfolder IN LISTS ARG_WITH)
    file(GLOB more_sources CONFIGURE_DEPENDS ${folder}/${subfolder}/*.cc)
    file(GLOB more_headers CONFIGURE_DEPENDS ${folder}/${subfolder}/*.h)
    list(APPEND sources ${more_sources})
    list(APPEND headers ${more_headers})
  endforeach()
  if(NOT sources)
    set(sources ${CMAKE_CURRENT_SOURCE_DIR}/cmake/empty.cc)
  endif()
  add_library(sluice_${name} STATIC ${sources})
  target_sources(sluice_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_CURRENT_SOURCE_DIR} FILES ${headers})
  list(TRANSFORM ARG_PUBLIC PREPEND sluice_)
  target_link_libraries(sluice_${name} PUBLIC ${ARG_PUBLIC} PRIVATE sluice_warnings ${ARG_PRIVATE})
endfunction()

# One test program a module: tests/<folder>/*_test.cc.
function(sluice_test folder)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "WHOLE" "" "LINK")
  string(REPLACE "/" "_" name ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*_test.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_link_libraries(${name}_test PRIVATE ${ARG_LINK} sluice_testlib sluice_warnings GTest::gmock GTest::gtest_main)
  if(ARG_WHOLE)
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES TIMEOUT 900)
    return()
  endif()
  gtest_discover_tests(${name}_test TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300)
endfunction()

# Parses patterns/*.yaml and scanner/detect/weights.yaml when the program is built and compiles the result in: start-up parses nothing.
function(sluice_embed_rules)
  file(GLOB rule_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/patterns/*.yaml)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/patterns/builtin_rules.cc)
  add_executable(sluice_embed ${CMAKE_CURRENT_SOURCE_DIR}/patterns/embed.cc)
  target_link_libraries(sluice_embed PRIVATE sluice_patterns sluice_warnings)
  add_custom_command(OUTPUT ${generated} COMMAND sluice_embed rules ${generated} ${CMAKE_CURRENT_SOURCE_DIR}/patterns
    DEPENDS sluice_embed ${rule_files} COMMENT "Embedding the rules of patterns/*.yaml" VERBATIM)
  add_library(sluice_builtin STATIC ${generated})
  target_link_libraries(sluice_builtin PRIVATE sluice_patterns sluice_warnings)

  set(weights ${CMAKE_CURRENT_SOURCE_DIR}/scanner/detect/weights.yaml)
  set(generated_weights ${CMAKE_CURRENT_BINARY_DIR}/scanner/detect/builtin_weights.cc)
  add_custom_command(OUTPUT ${generated_weights} COMMAND sluice_embed weights ${generated_weights} ${weights}
    DEPENDS sluice_embed ${weights} COMMENT "Embedding the weights of scanner/detect/weights.yaml" VERBATIM)
  target_sources(sluice_detect PRIVATE ${generated_weights})
endfunction()

# packaging/hooks/hook.sh becomes a text in sluice_cli: what is installed is what the program was built with.
function(sluice_embed_hook_script)
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/packaging/hooks/hook.sh)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/cli/hook/script.cc)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
  file(READ ${script} SLUICE_HOOK_SCRIPT)
  configure_file(${CMAKE_CURRENT_SOURCE_DIR}/cmake/hook_script.cc.in ${generated} @ONLY)
  target_sources(sluice_cli PRIVATE ${generated})
endfunction()

# The style, script and controls of the HTML report (report/html/) become strings in sluice_report, with their hashes.
function(sluice_embed_html)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/report/html)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/report/html_parts.cc)
  add_executable(sluice_embed_html ${folder}/embed.cc)
  target_link_libraries(sluice_embed_html PRIVATE sluice_base sluice_warnings OpenSSL::Crypto)
  add_custom_command(OUTPUT ${generated} COMMAND sluice_embed_html ${generated} ${folder}
    DEPENDS sluice_embed_html ${folder}/report.css ${folder}/report.js ${folder}/controls.html
    COMMENT "Embedding the parts of the HTML report" VERBATIM)
  target_sources(sluice_report PRIVATE ${generated})
endfunction()
