#include "cli/commands.h"

int main(int argc, char** argv) { return sluice::RunCommandLine(argc, argv); }
