// Diagram: where a model's elements are drawn (BPMN DI), for pages that show the process without a drawing program.
// Coordinates are those of the file, moved so that the drawing begins at 0,0.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/bpmn/model.h"

namespace tongban::bpmn {

struct Point {
  int x = 0, y = 0;
};
struct Box {
  int x = 0, y = 0, width = 0, height = 0;
};
struct DrawnShape {
  std::string element, name, type;  // type: the name of the XML element
  std::string event;                // of events: timer, message, ...; empty without
  std::string lane;                 // name of the innermost lane
  Box box;
  Box label;  // width 0: none given
};
struct DrawnEdge {
  std::string element, name, source, target;
  std::vector<Point> points;
  Box label;
};
struct Diagram {
  int width = 0, height = 0;
  std::vector<DrawnShape> shapes;  // pools and lanes first, then as in the file
  std::vector<DrawnEdge> edges;
};

// Errors: those of reading XML; invalid `bpmn.no_diagram` where nothing of the model is drawn. Bounds that are no
// numbers are 0; more than 5,000 shapes or edges are left out.
Result<Diagram> read_diagram(const Model& model);

}  // namespace tongban::bpmn
