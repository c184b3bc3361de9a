// The command line.
#pragma once

namespace tongban::app {

int run(int argc, char** argv);

}  // namespace tongban::app
