# The Debian package: `./dev deb`. What it depends on is read from the program by dpkg-shlibdeps. Completions and the manual's list of
# commands are printed by the program itself.
set(package_files ${CMAKE_CURRENT_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${package_files})
foreach(shell bash zsh fish)
  add_custom_command(OUTPUT ${package_files}/sluice.${shell} DEPENDS sluice
    COMMAND sluice completion ${shell} > ${package_files}/sluice.${shell})
endforeach()
add_custom_command(OUTPUT ${package_files}/sluice.1.gz DEPENDS sluice packaging/man/sluice.1.in packaging/man/join.cmake
  COMMAND sluice manual > ${package_files}/commands.roff
  COMMAND ${CMAKE_COMMAND} -D IN=${CMAKE_SOURCE_DIR}/packaging/man/sluice.1.in -D COMMANDS=${package_files}/commands.roff
    -D OUT=${package_files}/sluice.1 -D VERSION=${PROJECT_VERSION} -P ${CMAKE_SOURCE_DIR}/packaging/man/join.cmake
  COMMAND gzip -9nf ${package_files}/sluice.1)
add_custom_target(sluice_package_files ALL
  DEPENDS ${package_files}/sluice.bash ${package_files}/sluice.zsh ${package_files}/sluice.fish ${package_files}/sluice.1.gz)

install(FILES ${package_files}/sluice.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT sluice)
install(FILES ${package_files}/sluice.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME sluice COMPONENT sluice)
install(FILES ${package_files}/sluice.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _sluice COMPONENT sluice)
install(FILES ${package_files}/sluice.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT sluice)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT sluice)
install(FILES ${CMAKE_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT sluice)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL sluice)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_SLUICE_PACKAGE_NAME sluice)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Sluice authors <sluice@localhost>")
set(CPACK_COMPONENT_SLUICE_DESCRIPTION
  "Scans every blob, message and path name of a git repository for access keys, tokens\nand passwords, and says where each entered, how long it lives and what to do.")
set(CPACK_DEBIAN_PACKAGE_SECTION vcs)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS git)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/packaging/debian/postinst ${CMAKE_SOURCE_DIR}/packaging/debian/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
include(CPack)
