#include "app/cli.h"

int main(int argc, char** argv) { return tongban::app::run(argc, argv); }
