# Puts the list of commands into the manual page: cmake -D IN=… -D COMMANDS=… -D OUT=… -D VERSION=… -P join.cmake
cmake_minimum_required(VERSION 3.25)
file(READ ${IN} page)
file(READ ${COMMANDS} commands)
string(REPLACE "@VERSION@" "${VERSION}" page "${page}")
string(REPLACE "@COMMANDS@\n" "${commands}" page "${page}")
file(WRITE ${OUT} "${page}")
