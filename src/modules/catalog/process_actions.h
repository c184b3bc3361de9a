// Table of contents of what is done with processes and decision tables. Drawing is for catalogue editors and
// publishers; a model of a department is seen and changed by those whose posts cover it, those of the library by
// nobody.
#pragma once

#include "modules/catalog/actions_process.h"
#include "platform/act/ctx.h"

namespace tongban::catalog {

// GET /api/v1/editor/processes?kind=&after=&limit= : the library and one's own, by key.
Result<ModelList> list_models(Ctx& ctx, const ListModelsIn& in);
// GET /api/v1/editor/processes/{model_key}?version= : not_found `catalog.no_such_model`.
Result<ModelView> get_model(Ctx& ctx, const ModelIn& in);
// POST /api/v1/editor/processes : a model of a department, also as a copy of another; it may still have findings.
// unprocessable `catalog.bad_model` for a text that is no model at all.
Result<ModelView> create_model(Ctx& ctx, const CreateModelIn& in);
// PUT /api/v1/editor/processes/{model_key} : the next version; stale `catalog.stale_draft`, conflict
// `catalog.library_model`.
Result<ModelView> save_model(Ctx& ctx, const SaveModelIn& in);
// POST /api/v1/editor/process-trial : findings, and the ways of a process with their times. Changes nothing.
Result<TriedProcess> try_model(Ctx& ctx, const TryProcessIn& in);
// GET /api/v1/items/{item_id}/flowchart?version= : not_found `catalog.no_such_process` for an item without a process.
Result<Flowchart> flowchart(Ctx& ctx, const FlowchartIn& in);

}  // namespace tongban::catalog
